"""What a learner typed, read exactly: one number, or a whole vector, matrix or list of assignments.

A learner's own notation is met halfway: Unicode signs, full-width forms, LaTeX's commonest commands, Hangul keys. Where
a text can be read in two ways it is not read at all, and the error says what would make it clear. Nothing is evaluated
as code, and length, depth and size are bounded.
"""

from collections.abc import Collection

from tutor.answers.brackets import Layout
from tutor.answers.characters import fold
from tutor.answers.complaints import stopped
from tutor.answers.errors import Unreadable
from tutor.answers.expression import read_expression
from tutor.answers.labels import canonical_labels
from tutor.answers.lexer import tokenize
from tutor.answers.quantity import Quantity
from tutor.answers.spelling import Vocabulary
from tutor.answers.values import Values, assignments, values

__all__ = ["MAX_LENGTH", "MAX_VALUES_LENGTH", "Quantity", "Values", "looks_like_many", "read_number", "read_values"]

MAX_LENGTH = 500
"""Characters in one number."""
MAX_VALUES_LENGTH = 5_000
"""Characters in a vector, a matrix or a list of assignments."""


def read_number(text: str, labels: Collection[str] = ()) -> Quantity:
    """The one value that `text` says: `446`, `1/3`, `2*(2*3 + 13*6)`, `w1 = 446`.

    `labels` are what may stand before an equals sign (any label if empty). Raises Unreadable.
    """
    typed = fold(text, MAX_LENGTH)
    allowed = Vocabulary(labels)
    tokens = tokenize(typed, allowed)
    label = tokens[0] if tokens[0].kind == "label" else None
    if label and labels and label.text not in canonical_labels(allowed):
        found = typed.slice(label.start, label.end).rstrip(" =:") if allowed.letters else label.text
        raise typed.unreadable("other_label", label.start, found=found, expected=next(iter(labels)))
    quantity = read_expression(typed, tokens, 1 if label else 0, len(tokens))
    return quantity._replace(label=label.text) if label else quantity


def read_values(text: str, names: Collection[str] = (), *, are_many: bool = False) -> Values:
    """All values that `text` says: `(446, 68)`, `1 2; 3 4`, `[[1, 2], [3, 4]]`, cells of a sheet, `w1 = 446, b1 = 68`.

    `names` are the quantities that can be assigned, in θ's order: they let `w1_21 = …` be found, and `W1 = [[…], …]` be
    spread over w1[1,1], w1[1,2], …. Where there `are_many`, a comma may separate even `1,234`. Raises Unreadable.
    """
    typed = fold(text, MAX_VALUES_LENGTH)
    assignable = Vocabulary(names)
    tokens = tokenize(typed, assignable, layout=True)
    if tokens[-1].kind in ("unknown", "bad"):
        raise stopped(typed, tokens, len(tokens) - 1, 0)
    if any(token.kind == "label" for token in tokens):
        return assignments(Layout(typed, tokens), names)
    thousands = [token for token in tokens if token.kind == "number" and "," in token.text]
    if not thousands:
        return values(Layout(typed, tokens))
    if any(token.kind == "comma" for token in tokens):  # one comma that separates: then all do
        return values(Layout(typed, tokenize(typed, assignable, layout=True, grouped=False)))
    found = values(Layout(typed, tokens))
    if len(found.flat) > 1 or are_many:
        raise typed.unreadable("ambiguous_comma", thousands[0].start, thousands[0].end)
    return found


def looks_like_many(text: str, names: Collection[str] = (), *, are_many: bool = False) -> bool:
    """Whether `text` is more than one value: a vector or matrix, or several assignments.

    `1,234` and `1,23` are not, unless several values are asked for (`are_many`).
    """
    try:
        typed = fold(text, MAX_VALUES_LENGTH)
        tokens = tokenize(typed, Vocabulary(names), layout=True)
    except Unreadable as error:
        return error.key == "too_complex"
    labels = sum(token.kind == "label" for token in tokens)
    if labels > 1:
        return True
    layout = Layout(typed, tokens[1:] if labels and tokens[0].kind == "label" else tokens, tolerant=True)
    pieces = [(token.kind, token.gap) for token in layout.tokens]
    commas = [token for token in layout.tokens if "," in token.text]
    if pieces[1:] == [("comma", False), ("number", False)] and len(commas) == 1:
        return are_many  # 1,23: a decimal comma more likely than two values
    if are_many and any(token.kind == "number" for token in commas):
        return True
    return layout.holds_many((0, len(layout.tokens)))
