"""A line of working read as statements: sides that are said to be equal, and what data point they are about."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tutor.answers.characters import Typed
from tutor.sheet.expressions import Expressions
from tutor.sheet.folding import GOES_ON, fold_line
from tutor.sheet.layouts import flat
from tutor.sheet.lexer import Token, is_formula, tokenize
from tutor.sheet.names import Names
from tutor.sheet.terms import Group, Named, Number, Statement, Term, Vector, walk

_BULLET = re.compile(
    r"\s*(?:[-*](?=\s+[^\s0-9.])|\(?[0-9A-Za-z]{1,2}\)(?=\s+)|[①-⑳]|\#{1,6}(?=\s)|[0-9]{1,2}\.(?=\s+\D)|\([0-9A-Za-z]\)\s*:)"
)
_WORDS = frozenset({"words", "word"})
_JOINS = frozenset({"relation", "assign"})
LETTERS = re.compile(r"[A-Za-zα-ωΑ-Ω]{1,8}[0-9]{0,2}")
"""What a learner's own letter may look like."""


class Read(NamedTuple):
    """A line: what it states, and the data point that it, or what follows it, is about."""

    statements: tuple[Statement, ...]
    heading: int | None = None
    """The data point that the lines from here on are about, where this one says so."""


def read_line(source: str, names: Names, letters: Collection[str], points: int) -> Read:
    """What a line says; nothing for one of words only. Raises Unreadable."""
    typed = fold_line(source, lambda latin: is_formula(latin, names, letters))
    bullet = _BULLET.match(typed.text)
    tokens = _tokens(typed, names, letters, bullet.end() if bullet else 0)
    return _Line(typed, tokens, points, names).read()


def _tokens(typed: Typed, names: Names, letters: Collection[str], start: int) -> list[Token]:
    """The tokens of a line, in which a letter is known from where it is defined: `e = a3 - y, q = 2e`."""
    tokens = tokenize(typed, names, letters, start)
    begins = True
    for k, token in enumerate(tokens):
        if token.kind in _JOINS and begins and k and tokens[k - 1].kind == "word":
            letter = tokens[k - 1].text
            if letter not in letters and any(later.kind in ("comma", "semicolon") for later in tokens[k:]):
                return [*tokens[: k + 1], *_tokens(typed, names, {*letters, letter}, token.end)]
        begins = token.kind in ("comma", "semicolon") or (begins and token.kind in _WORDS)
    return tokens


class _Line:
    """The tokens of one line."""

    def __init__(self, typed: Typed, tokens: list[Token], points: int, names: Names) -> None:
        self._typed, self._tokens, self._points, self._names = typed, tokens, points, names

    def read(self) -> Read:
        heading, tokens = self._heading(_plain_heading(self._tokens))
        statements = list(self._statements(tokens, heading))
        return Read(tuple(statements), heading)

    def _heading(self, tokens: list[Token]) -> tuple[int | None, list[Token]]:
        """The data point that the line begins with, `point 2:`, `점 2에서`, `i = 2:`, and the rest of it."""
        colon = next((k for k, token in enumerate(tokens[:8]) if token.kind == "colon"), None)
        kept = (*_WORDS, "number", "relation", *(("total",) if colon == len(tokens) - 1 else ()))  # sum:
        if colon is not None and all(token.kind in kept for token in tokens[:colon]):
            return self._number(tokens[:colon]), tokens[colon + 1 :]
        if colon is not None and colon + 1 < len(tokens):  # a name before a colon is the left side
            found = tokens[colon]
            tokens = [*tokens[:colon], found._replace(kind="relation"), *tokens[colon + 1 :]]
        lead = 0
        while lead < len(tokens) and tokens[lead].kind in (*_WORDS, "number"):
            lead += 1
        kinds = [token.kind for token in tokens[:lead]]
        begins = lead < len(tokens) and tokens[lead].kind in ("name", "function", "fraction")
        if begins and kinds.count("number") == 1 and (kinds[0] in _WORDS or kinds[-1] in _WORDS):
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

    def _aside(self, tokens: list[Token]) -> tuple[int | None, list[Token]]:
        """The data point that stands in brackets at the end, `(점 2)`, `(i = 2)`."""
        opened = next((k for k in range(len(tokens) - 1, -1, -1) if tokens[k].kind == "open"), None)
        if opened is None or tokens[-1].kind != "close":
            return None, tokens
        inside = tokens[opened + 1 : -1]
        if not inside or inside[0].kind not in _WORDS:
            return None, tokens
        if all(token.kind in (*_WORDS, "number", "relation", "comma") for token in inside):
            return self._number(inside), tokens[:opened]
        return None, tokens

    def _statements(self, tokens: list[Token], point: int | None) -> Iterator[Statement]:
        """The statements between commas and semicolons of the outermost level."""
        sides: list[Term] = []
        defines, goes_on = "", False
        for piece in _split(tokens):
            joined = [k for k, token in enumerate(piece) if token.kind in _JOINS and _depth(piece, k) == 0]
            if not joined and not any(token.kind not in _WORDS for token in piece):
                continue
            if joined or not sides:
                if sides or defines:
                    yield Statement(tuple(sides), point, defines, goes_on)
                aside, rest = self._aside(piece)
                point = aside or point
                sides, defines, goes_on = self._sides(rest, joined)
            elif (at := self._aside(piece))[0] is not None:  # z1 = 2 (point 1), 5 (point 2)
                yield Statement(tuple(sides), point, defines, goes_on)
                point, defines, goes_on = at[0], "", False
                sides = [sides[0], self._term(at[1])]
            else:  # one more value of a list: r = 2, 13, 7, 12
                item = self._term(piece)
                last = sides[-1].items if isinstance(sides[-1], Vector) else (sides[-1],)
                sides[-1] = Vector((*last, item))
        if sides or defines:
            yield Statement(tuple(sides), point, defines, goes_on)

    def _sides(self, piece: list[Token], joined: list[int]) -> tuple[list[Term], str, bool]:
        pieces, begin = [], 0
        for k in joined:
            pieces.append(piece[begin:k])
            begin = k + 1
        pieces.append(piece[begin:])
        assigned = any(piece[k].kind == "assign" for k in joined)
        goes_on = bool(joined) and not _meant(pieces[0])
        defines = ""
        if goes_on:
            pieces = pieces[1:]
            begins = piece[joined[0]].text != GOES_ON and len(pieces) > 1 and _begins_with_name(pieces[0])
            goes_on = not joined[0] and not begins  # words before it say what it is about
        elif joined and pieces[0][-1].kind == "word" and all(token.kind in _WORDS for token in pieces[0]):
            defines = pieces[0][-1].text
            if not LETTERS.fullmatch(defines) or self._names.is_foreign(defines):
                raise self._typed.unreadable("unknown_name", pieces[0][-1].start, pieces[0][-1].end)
            pieces = pieces[1:]
        if not joined and (split := _said_to_be(pieces[0])):
            pieces = [pieces[0][: split[0]], pieces[0][split[1] :]]
        if len(pieces) > 1 and not _meant(pieces[-1]):
            raise self._typed.unreadable("missing_operand", max(len(self._typed.text) - 1, 0))
        sides = [flat(self._term(tokens)) for tokens in pieces]
        assigned = assigned or any(piece[k].text == ":=" for k in joined)
        if sides and (
            assigned or any(one == sides[0] for side in sides[1:] for one in walk(side))
        ):  # w1 = w1 − 0.1·446
            sides[0] = self._names.assigned(sides[0])
        return sides, defines, goes_on

    def _term(self, tokens: list[Token]) -> Term:
        """One side; words around it are left out, and units behind it."""
        start, stop = 0, len(tokens)
        while start < stop and tokens[start].kind in _WORDS:
            start += 1
        while stop > start and tokens[stop - 1].kind in _WORDS:
            stop -= 1
        for word, beside in ((start - 1, start), (stop, stop - 1)):
            postfix = beside < word and tokens[beside].kind == "raised"  # r² by the chain rule
            if 0 <= word < len(tokens) and start < stop and not postfix and _is_operand(tokens[word], tokens[beside]):
                raise self._typed.unreadable("unknown_name", tokens[word].start, tokens[word].end)
        if start == stop:
            raise self._typed.unreadable("missing_operand", max(len(self._typed.text) - 1, 0))
        return Expressions(self._typed, tokens, start, stop).read()


def _plain_heading(tokens: list[Token]) -> list[Token]:
    """A heading without what is in or around brackets: `[점 2]`, `point 2 (x = 4):`."""
    plain = (*_WORDS, "number")
    opened = next((k for k, token in enumerate(tokens[:8]) if token.kind == "open"), None)
    closed = next((k for k, token in enumerate(tokens[:16]) if token.kind == "close"), None)
    if opened is None or closed is None or closed < opened + 2:
        return tokens
    before, inside, rest = tokens[:opened], tokens[opened + 1 : closed], tokens[closed + 1 :]
    if not before and not rest and inside[0].kind in _WORDS and all(token.kind in plain for token in inside):
        return inside
    says_input = inside[0].text.startswith("x") and inside[1].kind == "relation"
    is_heading = bool(before) and before[0].kind in _WORDS and all(token.kind in plain for token in before)
    if says_input and is_heading and (not rest or rest[0].kind == "colon"):
        return [*before, *rest]
    return tokens


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    """The pieces between commas, semicolons and colons outside brackets."""
    piece: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth <= 0 and token.kind in ("comma", "semicolon", "colon"):
            if piece:
                yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece


def _depth(tokens: Sequence[Token], place: int) -> int:
    return sum((token.kind == "open") - (token.kind == "close") for token in tokens[:place])


def _is_operand(word: Token, beside: Token) -> bool:
    """Whether a word is one side of an operation, and not beside a formula: the k of k + 1, but not "is" in "is −5"."""
    if beside.kind in ("times", "over", "power", "raised") or beside.text == "+":
        return True
    return beside.kind == "sign" and word.kind == "word" and len(word.text) == 1


def _begins_with_name(tokens: Sequence[Token]) -> bool:
    """Whether a side is the name of a quantity, which a line begins with, and not one that goes on."""
    meant = [token for token in tokens if token.kind not in _WORDS]
    return len(meant) == 1 and isinstance(meant[0].term, Named | Group)


def _meant(tokens: Sequence[Token]) -> bool:
    """Whether anything but words stands there that may be one side, or letters that may be a name."""
    return any(token.kind != "words" for token in tokens)


def _said_to_be(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where words stand for the sign of equality, `z1 is 2`, `z1은 2`: where they begin and end."""
    if not tokens:
        return None
    start = 0
    while start < len(tokens) and tokens[start].kind in _WORDS:
        start += 1
    if start + 2 >= len(tokens) or not isinstance(tokens[start].term, Named | Group):
        return None
    begin = end = start + 1
    while end < len(tokens) and tokens[end].kind in _WORDS:
        end += 1
    return (begin, end) if end > begin and end < len(tokens) else None
