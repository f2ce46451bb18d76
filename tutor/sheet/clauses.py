"""A line's tokens cut into what each states, at commas and at words: `z2 = 3이고 a2 = 3`, `so dC/dw3 = 582`."""

import re
from collections.abc import Iterator, Sequence

from tutor.sheet.folding import IS, SAME, SO
from tutor.sheet.lexer import Token
from tutor.sheet.terms import Group, Letter, Named

WORDS = frozenset({"words", "word"})
JOINS = frozenset({"relation", "assign"})
BREAKS = frozenset({"comma", "semicolon", "colon"})
AND = Token("word", 0, 0, "and")
_COMMA = Token("comma", 0, 0, ",")
_HEADS = frozenset({"name", "word"})
_BEFORE_SIDES = frozenset({"times", "over", "sign", "power", "total"})
_EQUAL = frozenset({"=", "==", ":="})
_IS = frozenset({"is", "are", "equals", "equal", "becomes", "was", "gives"})
_SO = frozenset({"so", "hence", "thus", "therefore", "which", "is", "equals", "gives"})
_SHORT = re.compile(r"[A-Za-zα-ω][0-9]?")
_AND = frozenset({"and", "then"})
_SAME = frozenset({"too", "same", "also", "likewise", "similarly", "ditto"})


def cut(tokens: list[Token]) -> Iterator[list[Token]]:
    """The pieces between commas, semicolons and colons outside brackets, and before words with a statement behind."""
    for place, piece in enumerate(_split(_colons(tokens))):
        begin = 0
        for k in range(1, len(piece)):
            if all(one.kind in (*WORDS, "relation") for one in piece[begin:k]) or not _begins_statement(piece, k):
                continue
            if found := _without_ends(piece[begin:k], is_listed=place > 0 and begin == 0):
                yield found
            begin = k
        yield _with_sign(_without_comparison(piece[begin:]))


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth <= 0 and token.kind in BREAKS:
            if piece:
                yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece


def _colons(tokens: list[Token]) -> list[Token]:
    """With a sign of equality for a colon behind a name, `dC/dw1: 446`; behind words, or a statement, it only parts."""
    found, begin = list(tokens), 0
    for k, token in enumerate(tokens):
        if token.kind == "colon" and depth(tokens, k) == 0 and k + 1 < len(tokens):
            before = tokens[begin:k]
            is_said = any(one.kind in JOINS for one in before)
            if is_said and (before[-1].kind == "number" or not _is_value(tokens[k + 1 :])):
                continue
            arrow = _old_value(tokens, k + 1) if before and _is_parameter(before[-1]) else None
            if arrow is not None:  # w3: 1 → −57.2
                found[k:arrow] = [token._replace(kind="semicolon")] * (arrow - k)
                found[arrow - 1] = before[-1]
                found[arrow] = found[arrow]._replace(text="←", kind="assign")
            elif _is_remark(before):  # Δw from h to o: …
                continue
            elif any(one.kind not in (*WORDS, "number") for one in before) or (k == 1 and is_letter(before[0])):
                found[k] = token._replace(kind="relation")
        if token.kind in BREAKS and depth(tokens, k) == 0:
            begin = k + 1
    return found


def _is_remark(before: Sequence[Token]) -> bool:
    """Whether names stand there with words between them alone: none of them is what the colon is behind."""
    kinds = [one.kind for one in before]
    return kinds.count("name") > 1 and set(kinds) == {"name", "word"} and "name" in kinds[: kinds.index("word")]


def is_letter(word: Token) -> bool:
    """Whether a word may be a letter of the learner's own, which a colon may define."""
    return word.kind == "word" and _SHORT.fullmatch(word.text) is not None


def _old_value(tokens: Sequence[Token], begin: int) -> int | None:
    """The place of the arrow that leads on from a number."""
    at = begin + (tokens[begin].kind == "sign")
    is_number = at + 1 < len(tokens) and tokens[at].kind == "number"
    return at + 1 if is_number and tokens[at + 1].kind == "relation" and tokens[at + 1].text not in _EQUAL else None


def _is_parameter(token: Token) -> bool:
    return isinstance(token.term, Named) and token.term.name[0] in "wb" and not token.term.name.endswith("'")


def _is_value(tokens: Sequence[Token]) -> bool:
    """Whether only values stand there, with commas between them."""
    return tokens[0].kind in ("number", "sign", "open") and not any(token.kind in JOINS for token in tokens)


def _begins_statement(piece: list[Token], k: int) -> bool:
    """Whether a name, or ρ′ of one, with a sign of equality stands at a place behind words, or behind an arrow."""
    before, token = piece[k - 1], piece[k]
    if before.kind not in WORDS and not (before.kind == "relation" and before.text not in _EQUAL):
        return False
    behind = next((one for one in reversed(piece[:k]) if one.kind not in WORDS), None)
    is_side = behind is not None and (behind.kind in _BEFORE_SIDES or behind.text in _EQUAL)
    if is_side or depth(piece, k):
        return False
    after = k + 1
    if token.kind == "function" and after < len(piece):
        closed = next((j for j in range(after, len(piece)) if depth(piece, j + 1) == 0), len(piece))
        after = closed + 1
    elif token.kind not in _HEADS:
        return False
    if after < len(piece) and piece[after].kind in JOINS:
        return piece[after].text in (*_EQUAL, "←", "<-")
    values = next((j for j in range(after, len(piece)) if piece[j].kind not in WORDS), len(piece))
    is_value = values < len(piece) and piece[values].kind in ("number", "sign", "open")
    return is_value and isinstance(token.term, Named) and says_is(piece[after:values])  # the new w3 is −57.2


def _without_ends(piece: list[Token], *, is_listed: bool) -> list[Token]:
    """A piece before another, without an arrow at its end; nothing of one that says nothing, `w3로 편미분하면`.

    A value that `is_listed` behind a comma is said beside those before it.
    """
    while piece and piece[-1].kind in (*WORDS, "relation"):
        piece = piece[:-1]
    piece = _without_comparison(piece)
    is_said = any(token.kind in JOINS for token in piece)
    return piece if is_said or (is_listed and piece and _is_value(piece)) else []


def _without_comparison(piece: list[Token]) -> list[Token]:
    """Without the remark on which side of a kink a value is: `z1 = 3 > 0`."""
    at = next((k for k, token in enumerate(piece) if token.kind == "compare" and depth(piece, k) == 0), None)
    return piece if at is None else piece[:at]


def _with_sign(piece: list[Token]) -> list[Token]:
    """With a sign of equality for words that stand for one behind a name: `z1은 2`."""
    if len(found := chunks(piece)) < 2:
        return piece
    (before, name), (words, chunk) = found[:2]
    if not is_name(name) or not says_is(words) or is_name(chunk):
        return piece
    sign = words[0]._replace(kind="relation", text=":" if _is_parameter(name[0]) and IS in words[0].text else "=")
    return [*before, *name, sign, *chunk, *(token for some in found[2:] for one in some for token in one)]


def chunks(piece: Sequence[Token]) -> list[tuple[list[Token], list[Token]]]:
    """What stands between runs of words, each with the words before it; without those that are part of a formula."""
    found: list[tuple[list[Token], list[Token]]] = []
    words: list[Token] = []
    chunk: list[Token] = []
    level, before = 0, ""
    for token in piece:
        level += (token.kind == "open") - (token.kind == "close")
        if token.kind not in WORDS:
            before = token.kind
        elif level == 0 and before not in JOINS:  # words at the beginning of a side stay there
            if chunk:
                found.append((words, chunk))
                words, chunk = [], []
            words.append(token)
            continue
        chunk.append(token)
    return [*found, (words, chunk)] if chunk else found


def sides_of(chunk: Sequence[Token]) -> list[list[Token]]:
    """The sides of the equalities in it."""
    sides: list[list[Token]] = [[]]
    for k, token in enumerate(chunk):
        if token.kind in JOINS and depth(chunk, k) == 0:
            sides.append([])
        else:
            sides[-1].append(token)
    return sides


def is_arithmetic(piece: Sequence[Token]) -> bool:
    """Whether it says of numbers alone what they come to."""
    is_said = any(token.kind in JOINS for token in piece)
    return is_said and not any(token.kind in ("name", "function", "total", *WORDS) for token in piece)


def _is_letter(side: Sequence[Token]) -> bool:
    return len(side) == 1 and (side[0].kind == "word" or isinstance(side[0].term, Letter))


def each_letter(piece: list[Token]) -> Iterator[list[Token]]:
    """Of letters that are said to have one value, `h1 = h2 = 2`, each; any other piece as it is."""
    sides = sides_of(piece)
    letters = next((k for k, side in enumerate(sides) if not _is_letter(side)), len(sides))
    if 1 < letters < len(sides):
        sign = next(token for token in piece if token.kind in JOINS)
        yield from ([*side, sign, *sides[-1]] for side in sides[: letters - 1])
        piece = piece[2 * (letters - 1) :]
    yield piece


def in_parallel(pieces: list[list[Token]]) -> list[list[Token]]:
    """Lists that are said to be equal item by item, `h = ρ(1), ρ(4) = 1, 4`, as one piece with lists in brackets."""
    joins = [[k for k, token in enumerate(piece) if token.kind in JOINS and depth(piece, k) == 0] for piece in pieces]
    middle = next((k for k, some in enumerate(joins) if k and some), 0)
    last = 2 * middle
    is_so = middle and len(pieces) == last + 1 and len(joins[middle]) == 1 and joins[0]
    if (
        not is_so
        or any(joins[1:middle])
        or any(joins[middle + 1 :])
        or any(token.kind in WORDS for piece in pieces[1:] for token in piece)
    ):
        return pieces
    at, begin = joins[middle][0], joins[0][-1] + 1
    left, right = pieces[middle][:at], pieces[middle][at + 1 :]
    if _is_head(left):
        return pieces
    lists = ([pieces[0][begin:], *pieces[1:middle], left], [right, *pieces[middle + 1 :]])
    return [[*pieces[0][:begin], *_bracketed(lists[0]), pieces[middle][at], *_bracketed(lists[1])]]


def in_pairs(pieces: list[list[Token]]) -> list[list[Token]]:
    """Names before one sign of equality and as many values behind it, `a, b = 1, 2`, each with its own."""
    middle = next((k for k, piece in enumerate(pieces) if any(token.kind in JOINS for token in piece)), 0)
    if not middle or len(pieces) != 2 * middle + 1 or not all(map(_is_head, pieces[:middle])):
        return pieces
    last, *_ = sides_of(pieces[middle])
    sign, values = pieces[middle][1:2], [pieces[middle][2:], *pieces[middle + 1 :]]
    if not _is_head(last) or any(token.kind in (*JOINS, *WORDS) for value in values for token in value):
        return pieces
    return [[*name, *sign, *value] for name, value in zip((*pieces[:middle], last), values, strict=True)]


def _is_head(side: Sequence[Token]) -> bool:
    return len(side) == 1 and side[0].kind in _HEADS


def _bracketed(items: Sequence[Sequence[Token]]) -> Iterator[Token]:
    at = items[0][0] if items[0] else _COMMA
    yield at._replace(kind="open", text="(", term=None)
    for k, item in enumerate(items):
        if k:
            yield _COMMA
        yield from item
    yield at._replace(kind="close", text=")", term=None)


def says_and(words: Sequence[Token]) -> bool:
    """Whether words only put one more value beside another."""
    return len(words) == 1 and words[0].text.lower() in _AND


def says_is(words: Sequence[Token]) -> bool:
    """Whether words stand for the sign of equality: `z1 is 2`, `z1은 2`."""
    return bool(words) and any(IS in word.text or word.text.lower() in _IS for word in words)


def says_so(words: Sequence[Token]) -> bool:
    """Whether words behind a statement only lead to what it comes to: `Σ 2r a2 이므로 582`."""
    return all(SO in word.text or word.text.lower() in _SO for word in words)


def says_same(piece: Sequence[Token]) -> Token | None:
    """The name of which words say that it comes to the same: `w2도 같음`, `also w2`; None where they do not."""
    named = [token for token in piece if token.kind not in WORDS]
    said = any(SAME in word.text or word.text.lower() in _SAME for word in piece if word.kind in WORDS)
    return named[0] if len(named) == 1 and named[0].kind == "name" and said else None


def is_given(statement: Sequence[Token]) -> bool:
    """Whether it begins with an input or a target, and says what data point something is about."""
    head = next((token.term for token in statement if token.kind not in WORDS), None)
    return isinstance(head, Named) and head.name[0] in "xy"


def is_name(chunk: Sequence[Token]) -> bool:
    """Whether one name is all that there is."""
    return len(chunk) == 1 and isinstance(chunk[0].term, Named | Group)


def depth(tokens: Sequence[Token], place: int) -> int:
    """How many brackets are open before a place."""
    return sum((token.kind == "open") - (token.kind == "close") for token in tokens[:place])
