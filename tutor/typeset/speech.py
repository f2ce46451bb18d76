"""A formula in words, for ears: nothing in it is told by its place or by a sign that is not read aloud.

The words of a language come from outside, by key: `speech.…` for what a formula does, `sign.…` for single signs. A
product is always spoken ("times"), so that two names side by side are a function and what it is taken of.
"""

from collections.abc import Sequence
from functools import lru_cache

from tutor.typeset.errors import TypesetError
from tutor.typeset.nodes import (
    Decorated,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Stack,
    Symbol,
    Text,
    items_of,
)
from tutor.typeset.parse import parse
from tutor.typeset.spoken_relations import Relations
from tutor.typeset.spoken_signs import BRACKETS, Words, named_sign, readable
from tutor.typeset.spoken_structure import (
    WIDE,
    attached,
    digits_of,
    grouped,
    is_applied,
    is_atom,
    is_function,
    is_operator,
    is_signed_number,
    layer_of,
    operator_of,
    partial_of,
    split_at_commas,
)

TRANSPOSED = frozenset("⊤⊺T")
POWERS = {"2": "squared", "3": "cubed"}
MARKS = frozenset(
    {"hat", "bar", "vec", "tilde", "dot", "ddot", "check", "breve", "acute", "grave", "mathring", "overline"}
)


@lru_cache(maxsize=1024)  # the same few formulas are said again at every prompt
def speak(latex: str, words: Words) -> str:
    """The formula in words, on one line; each row of aligned equations is a sentence of its own.

    What cannot be typeset is read as its source, sign by sign: no formula is left out, and none raises.
    """
    try:
        return _tidy(Speaker(words).text(parse(latex)))
    except (TypesetError, ValueError):  # ValueError: words that grow too long
        return _tidy(readable(latex, words))


def _tidy(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",").replace(",,", ",").strip(" ,")


class Speaker:
    """Says nodes in the words of a language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._relations = Relations(words, self.text, self._expression)

    def text(self, node: Node) -> str:
        """The node in words."""
        parts = split_at_commas(grouped(items_of(node)))
        return ", ".join(map(self._relations.said, parts))

    def _expression(self, items: Sequence[Node]) -> str:
        """Terms and factors, with what stands between them."""
        said: list[str] = []
        after_factor = False
        at = 0
        while at < len(items):
            node = items[at]
            operator = operator_of(node)
            if isinstance(node, Space):
                at += 1
                continue
            if operator is not None:
                signs = {} if after_factor else {"plus": "positive", "minus": "negative"}
                said.append(self._words(f"speech.{signs.get(operator, operator)}"))
                after_factor, at = False, at + 1
                continue
            used, text = self._factor(items[at:])
            if after_factor and attached(node):
                said.append(self._words("speech.times"))
            said.append(text)
            after_factor = attached(node)
            at += used
        return " ".join(said)

    def _factor(self, items: Sequence[Node]) -> tuple[int, str]:
        """What comes first, with what it is taken of; and how many items that is."""
        say, node = self._words, items[0]
        rest = [one for one in items[1:] if not isinstance(one, Space)]
        spaces = next((k for k, one in enumerate(items[1:]) if not isinstance(one, Space)), 0)
        is_sign = isinstance(node, Symbol) and node.glyph in "∂∇"
        if rest and (is_sign or (is_function(node) and attached(rest[0]) and not isinstance(rest[0], Fenced))):
            used, text = self._factor(items[1 + spaces :])
            if isinstance(node, Symbol) and is_sign:
                said = say("speech.partial_sign" if node.glyph == "∂" else "speech.gradient", of=text)
            else:
                said = say("speech.apply", function=self.node(node), argument=text)
            return 1 + spaces + used, said
        argument = rest[0] if rest else None
        fence = argument.base if isinstance(argument, Scripts) else argument
        if isinstance(fence, Fenced) and is_applied(node, fence):
            said = say("speech.apply", function=self.node(node), argument=self._inside(fence))
            return 2 + spaces, self._with_scripts(said, argument) if isinstance(argument, Scripts) else said
        return 1, self.node(node)

    def _inside(self, argument: Fenced) -> str:
        """What a function is taken of: without brackets where it is one name or number."""
        inner = argument.parts[0] if len(argument.parts) == 1 else argument
        return self.text(inner) if is_atom(inner) or is_signed_number(inner) else self.node(argument)

    def node(self, node: Node) -> str:
        """One node in words."""
        match node:
            case Symbol():
                said = named_sign(node, self._words)
            case Text(text):
                said = readable(text, self._words)
            case Space(cells):
                said = "," if cells >= WIDE else " "
            case Scripts():
                said = self._scripts(node)
            case Fraction():
                said = self._fraction(node)
            case Root():
                said = self._root(node)
            case Fenced():
                said = self._fenced(node)
            case Grid():
                said = self._grid(node)
            case Decorated():
                said = self._decorated(node)
            case Stack(base, over, under):
                said = self._stack(base, over, under)
            case Row():
                said = self.text(node)
        return said

    def _fraction(self, node: Fraction) -> str:
        say, numerator, denominator = self._words, node.numerator, node.denominator
        above, below = partial_of(numerator), partial_of(denominator)
        if node.bar and above is not None and below is not None:
            if not items_of(above):
                return say("speech.partial_operator", below=self.text(below))
            return say("speech.partial", above=self.text(above), below=self.text(below))
        key = "ratio" if is_atom(numerator) and is_atom(denominator) else "fraction"
        key = key if node.bar else "binomial"
        return say(f"speech.{key}", above=self.text(numerator), below=self.text(denominator))

    def _root(self, node: Root) -> str:
        say = self._words
        said = say("speech.root" if is_atom(node.radicand) else "speech.root_of_all", body=self.text(node.radicand))
        return said if node.degree is None else say("speech.degree", degree=self.text(node.degree), root=said)

    def _decorated(self, node: Decorated) -> str:
        said = self.text(node.body)
        if node.mark not in MARKS:
            return said
        return self._words("speech.marked", body=said, mark=self._words(f"sign.{node.mark}"))

    def _scripts(self, node: Scripts) -> str:
        base = node.base
        if isinstance(base, Symbol) and base.kind in ("large", "function"):
            return self._limits(base, node)
        return self._with_scripts(self.node(base) if base != Row(()) else "", node)

    def _with_scripts(self, said: str, node: Scripts) -> str:
        """What is said already, with the indices, primes and powers of a node."""
        say, base, sub, sup = self._words, node.base, node.sub, node.sup
        layer = layer_of(sup)
        digits = digits_of(sub) if layer is None and isinstance(base, Symbol) else digits_of(layer)
        if digits:
            said, sub = f"{said}{digits}", sub if layer is not None else None
        elif layer is not None:
            said = say("speech.layer", body=said, layer=self._as_one(layer))
        said = " ".join([said, *[say("sign.prime")] * node.primes])
        if sub is not None:
            said = self._lowered(said, sub, base)
        return said if sup is None or layer is not None else self._raised(said, sup)

    def _lowered(self, said: str, sub: Node, base: Node) -> str:
        if isinstance(base, Decorated) and base.mark in ("underbrace", "overbrace"):
            return self._words("speech.under", body=said, under=self.text(sub))
        digits = digits_of(sub)  # row and column stand side by side: 21 is 2 and 1
        return self._words("speech.sub", body=said, sub=" ".join(digits) if digits else self._as_one(sub))

    def _as_one(self, node: Node) -> str:
        """The node in words, in brackets where something behind it could be taken for a part of it."""
        is_short = is_atom(node) or is_signed_number(node) or not any(map(is_operator, items_of(node)))
        said = self.text(node)
        return said if is_short else f"{self._bracket('(', 'open')} {said} {self._bracket(')', 'close')}"

    def _raised(self, said: str, sup: Node) -> str:
        say = self._words
        if isinstance(sup, Symbol) and sup.glyph in TRANSPOSED:
            return say("speech.transposed", body=said)
        power = POWERS.get(digits_of(sup))
        if power is not None:
            return say(f"speech.{power}", body=said)
        if isinstance(sup, Symbol) and sup.glyph in "*∗+−†‡":
            return say("speech.sup", body=said, sup=self.text(sup))
        return say("speech.power", body=said, power=self._as_one(sup))

    def _limits(self, base: Symbol, node: Scripts) -> str:
        """A sum, a product, a maximum, with what it runs over."""
        say, name = self._words, named_sign(base, self._words)
        if base.kind == "function" and node.sub is None and node.sup is not None:
            return self._raised(name, node.sup)
        under = self.text(node.sub) if node.sub is not None else ""
        over = self.text(node.sup) if node.sup is not None else ""
        if under and over:
            return say("speech.from_to", name=name, under=under, over=over)
        return say("speech.over_all", name=name, under=under or over)

    def _fenced(self, node: Fenced) -> str:
        say = self._words
        if len(node.parts) == 1:
            inner, ends = node.parts[0], (node.delimiters[0], node.delimiters[1])
            if ends == ("(", ")") and is_signed_number(inner):
                return self.text(inner)
            if isinstance(inner, Grid) and inner.kind == "matrix":
                return self._grid(inner)
            if ends in (("|", "|"), ("‖", "‖")):
                return say("speech.absolute" if ends[0] == "|" else "speech.norm", body=self.text(inner))
        said = [self._bracket(node.delimiters[0], "open")]
        for number, (part, mark) in enumerate(zip(node.parts, node.delimiters[1:], strict=True), 1):
            said += [self.text(part), self._bracket(mark, "close" if number == len(node.parts) else "middle")]
        return " ".join(one for one in said if one)

    def _bracket(self, glyph: str, side: str) -> str:
        kind = BRACKETS.get(glyph, "bar")
        if not glyph:
            return ""
        return self._words(f"speech.{side}_{kind}" if side != "middle" and kind != "bar" else "sign.bar")

    def _grid(self, grid: Grid) -> str:
        say = self._words
        if grid.kind == "aligned":
            return "; ".join(said for row in grid.rows if (said := self._row_of(row)))
        rows = [
            say("speech.row", number=str(number), cells=", ".join(map(self.text, row)))
            for number, row in enumerate(grid.rows, 1)
        ]
        if grid.kind == "cases":
            return say("speech.cases", rows="; ".join(", ".join(map(self.text, row)) for row in grid.rows))
        columns = str(len(grid.rows[0]))
        return say("speech.matrix", height=str(len(rows)), width=columns, rows="; ".join(rows))

    def _row_of(self, cells: Sequence[Node]) -> str:
        """A row of aligned equations: its cells are one formula."""
        return self.text(Row(tuple(item for cell in cells for item in items_of(cell))))

    def _stack(self, base: Node, over: Node | None, under: Node | None) -> str:
        say, said = self._words, self.text(base)
        said = say("speech.over", body=said, over=self.text(over)) if over is not None else said
        return say("speech.under", body=said, under=self.text(under)) if under is not None else said
