"""How a text that holds several values is laid out: which bracket closes which, and what separates the values."""

from collections.abc import Iterator

from tutor.answers.characters import Typed
from tutor.answers.lexer import ENDS_VALUE, STARTS_VALUE, Token

Span = tuple[int, int]
"""The index of a first token, and that after the last."""

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BLANK = frozenset({"newline", "tab"})
_COLUMNS = frozenset({"comma", "ampersand"})
_OF_SIGNED_NUMBERS = frozenset({"number", "sign", "over"})
_CERTAIN = _COLUMNS | {"semicolon"}
SEPARATORS = _BLANK | _CERTAIN
"""Kinds that can stand between two values."""


class Layout:
    """The tokens of a text with their brackets paired. Raises Unreadable (`unclosed`, `unopened`), unless `tolerant`.

    A tolerant layout takes what is still being typed: a bracket left open closes at the end.
    """

    def __init__(self, typed: Typed, tokens: list[Token], tolerant: bool = False) -> None:
        self.typed, self.tokens = typed, tokens
        self._tolerant = tolerant
        self._partner: dict[int, int] = {}
        self._lists: set[int] = set()
        self._pair()

    def inside(self, span: Span) -> Span | None:
        """What stands in the brackets, if one pair of them encloses all of `span`."""
        start, stop = span
        partner = self._partner.get(start, -1)
        return (start + 1, partner) if partner in (stop - 1, len(self.tokens)) else None

    def holds_many(self, span: Span) -> bool:
        """Whether more than one value stands in `span`."""
        while True:
            elements = [element for row in self.rows(span) for element in row]
            if len(elements) != 1:
                return len(elements) > 1
            inner = self.inside(elements[0])
            if not inner:
                return False
            if self._tolerant and elements[0][0] in self._lists:
                return True  # (446, and the rest still to be typed
            span = inner

    def rows(self, span: Span) -> list[list[Span]]:
        """The values in `span`, row by row.

        Rows end at `;` and at line ends. In a row commas (or `&`) separate, else tabs, else white space. Raises
        Unreadable (`missing_operand`) where a separator has no value before it; one at the end is let pass.
        """
        pieces = list(self._pieces(*span))
        rows: list[list[Span]] = [[]]
        for position, piece in enumerate(pieces):
            token = self.tokens[piece[0]]
            if token.kind == "semicolon":
                self._expect(bool(rows[-1]) or self._tolerant, token)
                rows.append([])
            elif token.kind == "newline" and self._ends_row(pieces, position):
                rows.append([])
            elif token.kind != "newline":
                rows[-1].append(piece)
        return [values for row in rows if (values := self._values(row))]

    def _pair(self) -> None:
        """Find each bracket's partner, and which brackets hold a list."""
        waiting: list[int] = []
        for index, token in enumerate(self.tokens):
            if token.kind == "open":
                waiting.append(index)
            elif token.kind == "close":
                if waiting and _PAIRS[self.tokens[waiting[-1]].text] == token.text:
                    self._partner[waiting.pop()] = index
                elif not self._tolerant:
                    raise self.typed.unreadable("unopened", token.start)
            elif waiting and (token.kind in _CERTAIN or (token.kind == "number" and self._follows_value(index))):
                self._lists.add(waiting[-1])
        if waiting and not self._tolerant:
            raise self.typed.unreadable("unclosed", self.tokens[waiting[-1]].start)
        self._partner.update(dict.fromkeys(waiting, len(self.tokens)))

    def _follows_value(self, index: int) -> bool:
        """Whether the token stands after a value, with white space between them."""
        return self.tokens[index].gap and self.tokens[index - 1].kind in ENDS_VALUE

    def _pieces(self, start: int, stop: int) -> Iterator[Span]:
        """The tokens at this level, a pair of brackets with all that is in it as one piece."""
        index = start
        while index < stop:
            after = min(self._partner.get(index, index) + 1, stop)
            yield index, after
            index = after

    def _ends_row(self, pieces: list[Span], position: int) -> bool:
        """Whether the line end at `position` stands between two values, not after a comma or inside a sum."""
        if position in (0, len(pieces) - 1):
            return False
        before, (after, _) = self.tokens[pieces[position - 1][1] - 1], pieces[position + 1]
        return before.kind in ENDS_VALUE and (self.tokens[after].kind in STARTS_VALUE or self._is_glued_sign(after))

    def _is_glued_sign(self, index: int) -> bool:
        """Whether the token is a sign that belongs to the number after it: ` -2`, not ` - 2`."""
        token = self.tokens[index]
        return token.kind == "sign" and token.gap and index + 1 < len(self.tokens) and not self.tokens[index + 1].gap

    def _values(self, row: list[Span]) -> list[Span]:
        kinds = {self.tokens[first].kind for first, _ in row}
        if kinds & _COLUMNS:
            return self._split(row, _COLUMNS)
        return self._split(row, _BLANK) if "tab" in kinds else self._split_at_gaps(row)

    def _split(self, row: list[Span], separators: frozenset[str]) -> list[Span]:
        values: list[list[Span]] = [[]]
        for piece in row:
            token = self.tokens[piece[0]]
            if token.kind in separators:
                self._expect(bool(values[-1]) or self._tolerant or token.kind in _BLANK, token)
                values.append([])
            elif token.kind not in _BLANK:
                values[-1].append(piece)
        return [(value[0][0], value[-1][1]) for value in values if value]

    def _split_at_gaps(self, row: list[Span]) -> list[Span]:
        """White space separates all values if it must separate two, or if the row is signed numbers: `-43.6 -5.8`."""
        cuts, certain = [0], False
        for position in range(1, len(row)):
            (before, before_end), (first, _) = row[position - 1], row[position]
            token = self.tokens[first]
            if not (token.gap and self.tokens[before_end - 1].kind in ENDS_VALUE):
                continue
            if token.kind in STARTS_VALUE:
                cuts.append(position)
                certain = (
                    certain or token.kind == "number" or (first in self._lists and self.tokens[before].kind == "open")
                )
                certain = certain or (before in self._lists and token.kind == "open")
            elif token.text == "-" and self._is_glued_sign(first):
                cuts.append(position)
        if not certain and any(self.tokens[first].kind not in _OF_SIGNED_NUMBERS for first, _ in row):
            return [(row[0][0], row[-1][1])] if row else []
        return [(row[a][0], row[b - 1][1]) for a, b in zip(cuts, [*cuts[1:], len(row)], strict=True) if row]

    def _expect(self, condition: bool, token: Token) -> None:
        if not condition:
            raise self.typed.unreadable("missing_operand", token.start)
