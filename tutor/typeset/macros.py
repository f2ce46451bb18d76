"""What a macro with arguments builds. Each handler reads its arguments from the parser."""

import unicodedata
from collections.abc import Callable
from typing import Protocol, TypeAlias

from tutor.typeset.alphabets import ALPHABETS, restyled
from tutor.typeset.delimiters import delimiter
from tutor.typeset.errors import TypesetError
from tutor.typeset.nodes import Decorated, Fraction, Grid, Kind, Node, Root, Row, Space, Stack, Symbol
from tutor.typeset.tokens import Token


class Reader(Protocol):
    """The parser, as handlers see it."""

    @property
    def token(self) -> Token:
        """The token that is next."""

    def take(self) -> Token:
        """Pass the next token."""

    def take_char(self, text: str) -> bool:
        """Pass the next token if it is this character."""

    def group(self) -> Node:
        """A group in braces."""

    def argument(self, after: Token | None = None) -> Node:
        """A group or a token."""

    def optional(self) -> Node | None:
        """An argument in square brackets."""

    def delimiter(self) -> str:
        """A delimiter's glyph."""

    def rows(self, tabs: bool = True) -> tuple[tuple[Node, ...], ...]:
        """Rows of cells."""

    def error(self, reason: str, token: Token) -> TypesetError:
        """The error of a token."""


Handler: TypeAlias = Callable[[Reader, Token], Node]

SPACES = {",": 1, ":": 1, ">": 1, ";": 1, " ": 1, "~": 1, "!": 0, "enspace": 1, "space": 1, "quad": 2, "qquad": 4}
IGNORED = frozenset(
    {"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "nonumber", "notag", "limits", "nolimits", "/"}
)
DELIMITERS = {
    **{glyph: glyph for glyph in "()[]|/"},
    **{".": "", "<": "⟨", ">": "⟩", "\\{": "{", "\\}": "}", "\\|": "‖", "\\backslash": "\\"},
    **{"\\lbrace": "{", "\\rbrace": "}", "\\lbrack": "[", "\\rbrack": "]", "\\langle": "⟨", "\\rangle": "⟩"},
    **{"\\lfloor": "⌊", "\\rfloor": "⌋", "\\lceil": "⌈", "\\rceil": "⌉", "\\uparrow": "↑", "\\downarrow": "↓"},
    **{"\\vert": "|", "\\lvert": "|", "\\rvert": "|", "\\Vert": "‖", "\\lVert": "‖", "\\rVert": "‖"},
}
ACCENTS = ("hat", "bar", "vec", "tilde", "dot", "ddot", "check", "breve", "acute", "grave", "mathring")
_WIDE = {"widehat": "hat", "widetilde": "tilde", "overrightarrow": "vec"}


def _fraction(reader: Reader, token: Token) -> Node:
    return Fraction(reader.argument(token), reader.argument(token), bar="binom" not in token.text)


def _root(reader: Reader, token: Token) -> Node:
    degree = reader.optional()
    return Root(reader.argument(token), degree)


def _alphabet(reader: Reader, token: Token) -> Node:
    return restyled(reader.argument(token), token.text)


def _operator(reader: Reader, token: Token) -> Node:
    limits = reader.take_char("*")
    letters = []
    body = reader.argument(token)
    for item in body.items if isinstance(body, Row) else (body,):
        if isinstance(item, Space):
            letters.append(" " * item.cells)
        elif isinstance(item, Symbol):
            letters.append("-" if item.glyph == "\u2212" else item.glyph)
        else:
            raise reader.error("missing-argument", token)
    name = "".join(letters)
    return Symbol(name, "function", name, limits)


def _decorated(reader: Reader, token: Token) -> Node:
    return Decorated(_WIDE.get(token.text, token.text), reader.argument(token))


def _over(reader: Reader, token: Token) -> Node:
    over, base = reader.argument(token), reader.argument(token)
    return Stack(base, over)


def _under(reader: Reader, token: Token) -> Node:
    under, base = reader.argument(token), reader.argument(token)
    return Stack(base, under=under)


def _arrow(reader: Reader, token: Token) -> Node:
    under = reader.optional()
    arrow = Symbol("⟶", "rel", "-->") if token.text == "xrightarrow" else Symbol("⟵", "rel", "<--")
    return Stack(arrow, reader.argument(token), under)


def _sized(reader: Reader, token: Token) -> Node:
    # Delimiters of a fixed size: \bigl( … \Bigr]. On one line they are all one size.
    glyph = reader.delimiter()
    side = token.text.lower().removeprefix("big").removeprefix("g")
    kind: Kind = "rel" if side == "m" else "bar"
    if side == "l" or (not side and glyph in _OPENING):
        kind = "open"
    elif side == "r" or (not side and glyph in _CLOSING):
        kind = "close"
    return Symbol(glyph, kind, delimiter(glyph, plain=True))


def _negated(reader: Reader, token: Token) -> Node:
    symbol = reader.argument(token)
    if not isinstance(symbol, Symbol):
        raise reader.error("missing-argument", token)
    plain = "!=" if symbol.glyph == "=" else f"not {symbol.shown(True)}"
    return Symbol(unicodedata.normalize("NFC", symbol.glyph + "\u0338"), symbol.kind, plain)


def _substack(reader: Reader, token: Token) -> Node:
    if reader.token.kind != "open":
        raise reader.error("missing-argument", token)
    reader.take()
    rows = reader.rows(tabs=False)
    if reader.token.kind != "close":
        raise reader.error("unclosed-group", token)
    reader.take()
    return Grid("aligned", rows, "c")


def _modulo(reader: Reader, token: Token) -> Node:
    inside = (Symbol("(", "open"), Symbol("mod", "function"), reader.argument(token), Symbol(")", "close"))
    return Row((Space(2), *inside))


_OPENING = "([{⟨⌊⌈"
_CLOSING = ")]}⟩⌋⌉"

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"), _fraction),
    **dict.fromkeys(ALPHABETS, _alphabet),
    **dict.fromkeys((*ACCENTS, *_WIDE, "overline", "underline", "underbrace", "overbrace", "boxed"), _decorated),
    **dict.fromkeys((size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")), _sized),
    "sqrt": _root,
    "operatorname": _operator,
    "overset": _over,
    "stackrel": _over,
    "underset": _under,
    "xrightarrow": _arrow,
    "xleftarrow": _arrow,
    "not": _negated,
    "substack": _substack,
    "pmod": _modulo,
}
