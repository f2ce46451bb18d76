"""What data point a line, or a part of it, says that it is about: `point 2:`, `점 2에서`, `(i = 2)`."""

from collections.abc import Iterator, Sequence

from tutor.answers.characters import Typed
from tutor.sheet.clauses import JOINS, WORDS, is_letter
from tutor.sheet.lexer import Token
from tutor.sheet.names import Names
from tutor.sheet.terms import Named, Number

_POINT = frozenset(("point", "sample", "example", "점", "데이터"))


class Headings:
    """The data points that one line names."""

    def __init__(self, typed: Typed, points: int, names: Names) -> None:
        self._typed, self._points, self._names = typed, points, names

    def by_point(self, tokens: list[Token]) -> Iterator[list[Token]]:
        """The tokens cut before each data point that is named behind a comma or a semicolon: `…; point 4: z3 = 13`."""
        begin = 0
        for k in range(1, len(tokens) - 2):
            words = [one for one in tokens[k : k + 2] if one.kind in WORDS]
            at = k + len(words)
            said = (words[-1].text, self._typed.slice(words[-1].start, words[-1].end)) if words else ()
            is_point = any(word.strip().lower() in _POINT for word in said)
            if tokens[k - 1].kind in ("semicolon", "comma") and is_point and tokens[at].kind == "number":
                yield tokens[begin:k]
                begin = k
        yield tokens[begin:]

    def of(self, tokens: list[Token]) -> tuple[int | None, list[Token]]:
        """The data point that the line begins with, `point 2:`, `점 2에서`, `i = 2:`, and the rest of it."""
        colon = next((k for k, token in enumerate(tokens[:8]) if token.kind == "colon"), None)
        if colon == 1 and is_letter(tokens[0]):  # e: 2, 13, 7, 12
            return None, tokens
        kept = (*WORDS, "number", "relation", *(("total",) if colon == len(tokens) - 1 else ()))  # sum:
        if colon is not None and all(token.kind in kept for token in tokens[:colon]):
            return self._number(tokens[:colon]), tokens[colon + 1 :]
        lead = 0
        while lead < len(tokens) and tokens[lead].kind in (*WORDS, "number"):
            lead += 1
        kinds = [token.kind for token in tokens[:lead]]
        begins = lead < len(tokens) and tokens[lead].kind in ("name", "function", "fraction")
        if begins and kinds.count("number") == 1 and (kinds[0] in WORDS or kinds[-1] in WORDS):
            return self._number(tokens[:lead]), tokens[lead:]
        if lead == len(tokens) and kinds.count("number") == 1 and len(kinds) > 1:
            return self._number(tokens), []
        return None, tokens

    def _number(self, tokens: Sequence[Token]) -> int | None:
        """The one number among some tokens, where it is a data point's."""
        numbers = [token.term for token in tokens if token.kind == "number"]
        if len(numbers) != 1 or len(tokens) < 2 or not isinstance(numbers[0], Number):
            return None
        value = numbers[0].quantity.value
        return int(value) if value.denominator == 1 and 1 <= value <= self._points else None

    def aside(self, tokens: list[Token]) -> tuple[int | None, list[Token]]:
        """The data point that stands in brackets at the end, `(점 2)`, `(i = 2)`; other remarks there are left out."""
        closed = next((k for k in range(len(tokens) - 1, -1, -1) if tokens[k].kind not in WORDS), 0)
        level = opened = 0
        for k in range(closed, -1, -1):
            level += (tokens[k].kind == "close") - (tokens[k].kind == "open")
            if level == 0:
                opened = k
                break
        if not opened or tokens[opened].text != "(" or tokens[opened - 1].kind == "function":
            return None, tokens
        inside, before = tokens[opened + 1 : closed], tokens[opened - 1]
        says = [token.kind in (*WORDS, *JOINS) for token in inside]
        is_side = before.kind == "number" and any(token.kind == "compare" for token in inside)  # 1 (z > 0)
        if before.kind in ("times", "over", "sign", "relation") or not (any(says) or is_side):
            return None, tokens
        is_number = says[0] and all(token.kind in (*WORDS, "number", "relation", "comma") for token in inside)
        return self._number(inside) if is_number else self._with_input(inside), tokens[:opened]

    def _with_input(self, tokens: Sequence[Token]) -> int | None:
        """The one data point that has this input, `x = 4`."""
        if len(tokens) != 3 or not isinstance(tokens[0].term, Named) or not isinstance(tokens[2].term, Number):
            return None
        return self._names.point_with(tokens[0].term.name, tokens[2].term.quantity.value)
