"""A line of working read as statements: sides that are said to be equal, and what data point they are about."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from tutor.answers.characters import Typed
from tutor.sheet.around import (
    begins_with_name,
    factor_unknown,
    has_operand,
    is_arrow,
    is_bare,
    is_operand,
    may_be_defined,
    meant,
    plain_heading,
    totals_as_words,
    without_brackets,
)
from tutor.sheet.arrows import flowing, led_on
from tutor.sheet.clauses import (
    AND,
    BREAKS,
    JOINS,
    WORDS,
    chunks,
    cut,
    depth,
    each_letter,
    in_pairs,
    in_parallel,
    is_arithmetic,
    is_given,
    says_and,
    says_is,
    says_same,
    says_so,
    sides_of,
)
from tutor.sheet.expressions import Expressions
from tutor.sheet.folding import GOES_ON, fold_line
from tutor.sheet.folding import WORDS as WORDS_OF_LINE
from tutor.sheet.headings import Headings
from tutor.sheet.layouts import flat
from tutor.sheet.lexer import Token, is_formula, tokenize
from tutor.sheet.names import Names
from tutor.sheet.own_letters import OwnLetters
from tutor.sheet.terms import Group, Letter, Named, Statement, Term, Vector, bare_number, walk

_BULLET = re.compile(
    r"\s*(?:[-*•·–](?=\s+[^\s0-9.])|(?:Step|Q|Problem)\s*[0-9]{1,2}\s*[.):]|[①-⑳㉠-㉻ⓐ-ⓩ]|#{1,6}(?=\s)|\[[a-h]\]"
    r"|\(?[0-9A-Za-z]{1,2}\)(?=\s+)|[0-9]{1,2}\.(?=\s+\D)|[a-h]\.(?=\s+[^\s0-9])|\([0-9A-Za-z]\)\s*:"
    r"|\(?[ivx]{1,4}\)(?=\s)"
    rf"|[{WORDS_OF_LINE}]{{1,2}}\s?[0-9]{{0,2}}[.)](?=\s))"
)
LETTERS = re.compile(r"[A-Za-zα-ωΑ-Ω]{1,24}[0-9]{0,2}")
"""What a learner's own letter may look like."""


class Read(NamedTuple):
    """A line: what it states, and the data point that it, or what follows it, is about."""

    statements: tuple[Statement, ...]
    heading: int | None = None
    """The data point that the lines from here on are about, where this one says so."""


def read_line(line: Typed, names: Names, letters: OwnLetters, points: int) -> Read:
    """What a line that was tidied says; nothing for one of words only. Raises Unreadable."""
    typed = fold_line(line, lambda latin: is_formula(latin, names, letters))
    bullet = _BULLET.match(typed.text)
    tokens = _tokens(typed, names, letters, bullet.end() if bullet else 0)
    return _Line(typed, tokens, points, names).read()


def _tokens(typed: Typed, names: Names, letters: OwnLetters, start: int) -> list[Token]:
    """The tokens of a line, in which a letter is known from where it is defined: `e = a3 - y, q = 2e`."""
    tokens = totals_as_words(tokenize(typed, names, letters, start))
    begins = True
    for k, token in enumerate(tokens):
        is_rate = token.kind in JOINS and k > 0 and tokens[k - 1].text == "α"
        if is_rate and any(isinstance(one.term, Named) for one in tokens[k + 1 : k + 2]):
            tokens[k - 1] = tokens[k - 1]._replace(kind="word", term=None)  # no learning rate: α = a1[1]
        if token.kind in JOINS and begins and k and tokens[k - 1].kind == "word":
            letter = tokens[k - 1].text
            if letter not in letters and any(later.kind in ("comma", "semicolon") for later in tokens[k:]):
                return [*tokens[: k + 1], *_tokens(typed, names, {**letters, letter: None}, token.end)]
        begins = token.kind in BREAKS or token.kind == "words" or (begins and token.kind in WORDS)
    return tokens


class _Line:
    """The tokens of one line."""

    def __init__(self, typed: Typed, tokens: list[Token], points: int, names: Names) -> None:
        self._typed, self._tokens, self._points, self._names = typed, tokens, points, names
        self._headings = Headings(typed, points, names)

    def read(self) -> Read:
        begin = next((k for k, token in enumerate(self._tokens) if token.kind not in BREAKS), 0)  # ∴
        heading: int | None = None
        statements: list[Statement] = []
        for tokens in self._headings.by_point(self._tokens[begin:]):
            plain = plain_heading(without_brackets(tokens))
            at, rest = self._headings.of(plain)
            heading = at or heading
            of_words = len(rest) < len(plain) and plain[0].kind in WORDS
            statements += (one._replace(of_words=of_words) for one in self._statements(rest, at))
        return Read(tuple(statements), heading)

    def _statements(self, tokens: list[Token], point: int | None) -> Iterator[Statement]:
        """The statements between commas, semicolons and words of the outermost level."""
        sides: list[Term] = []
        defines, goes_on, is_labelled = "", False, False
        for piece in self._listed(in_parallel(in_pairs([one for some in cut(tokens) for one in each_letter(some)]))):
            joined = [k for k, token in enumerate(piece) if token.kind in JOINS and depth(piece, k) == 0]
            if not joined and not any(token.kind not in WORDS for token in piece):
                continue
            if joined or not sides:
                if sides or defines:
                    yield from self._each(Statement(tuple(sides), point, defines, goes_on, is_labelled))
                aside, rest = self._headings.aside(piece)
                point = aside or point
                if flow := self._flow(rest, point):
                    yield flow
                    sides, defines, goes_on, is_labelled = [], "", False, False
                    continue
                rest, ahead = led_on(rest)
                rest, more = self._parts(rest)
                joined = [k for k, token in enumerate(rest) if token.kind in JOINS and depth(rest, k) == 0]
                sides, defines, goes_on = self._sides(rest, joined) if rest else ([], "", False)
                is_labelled = bool(joined) and rest[joined[0]].text == ":"
                more = [] if defines or goes_on else more  # nothing is named that they could be values of
                is_of_all = point is None and len(more) + 1 == self._points
                for k, another in enumerate(more, 1):  # r = 5 − 2 = 3 and 11 + 6 = 17
                    yield from self._each(Statement(tuple(sides), k if is_of_all else point, defines, goes_on))
                    is_named = bool(defines) or isinstance(sides[0], Named | Group | Letter)
                    sides, defines, goes_on = [*sides[:is_named], *another], "", False
                    point = k + 1 if is_of_all else None
                if ahead:
                    if (flow := self._flow(ahead, point)) is None:
                        raise self._typed.unreadable("unexpected", ahead[0].start, ahead[-1].end)
                    yield from self._each(Statement(tuple(sides), point, defines, goes_on, is_labelled))
                    yield flow
                    sides, defines, goes_on = [], "", False
            elif (at := self._headings.aside(piece))[0] is not None:  # z1 = 2 (point 1), 5 (point 2)
                yield Statement(tuple(sides), point, defines, goes_on)
                point, goes_on = at[0], False
                sides = [*sides[: not defines], self._term(at[1])]
            elif (same := says_same(piece)) and isinstance(same.term, Named):  # w2 as well
                yield from self._each(Statement(tuple(sides), point, defines, goes_on, is_labelled))
                head = sides[0]
                slope = self._names.slope(same.term) if self._names.is_total(head) else None
                is_new = isinstance(head, Named) and head.name.endswith("'")
                new = self._names.updated(same.term) if is_new else None
                sides, defines, goes_on = [new or slope or same.term, sides[-1]], "", False
            else:  # one more value of a list: r = 2, 13, 7, 12
                is_said = len(sides) > 1 or bool(defines) or goes_on
                items = tuple(self._items(at[1], is_said=is_said))
                sides = [*sides[:-1], *self._with_more(sides[-1], items, is_said=is_said)]
        if sides or defines:
            yield from self._each(Statement(tuple(sides), point, defines, goes_on, is_labelled))

    @staticmethod
    def _with_more(last: Term, items: tuple[Term, ...], *, is_said: bool) -> Iterator[Term]:
        """The last side of what was said, and values behind a comma: those of a list, or of a formula at each point."""
        listed = last.items if isinstance(last, Vector) else ()
        is_row = any(isinstance(one, Vector) for one in (*items, *listed[:1]))
        is_list = bool(listed) and is_row == isinstance(listed[0], Vector)
        if is_said and not is_list and any(isinstance(one, Named | Letter) for one in walk(last)):
            yield last
            if items:  # r = a3 - y, which gives 2, 13, 7, 12
                yield items[0] if len(items) == 1 else Vector(items)
        else:
            yield Vector((*(listed if is_list else (last,)), *items)) if items else last

    def _listed(self, pieces: list[list[Token]]) -> Iterator[list[Token]]:
        """Values at all points that were worked out one after the other, `r = 4 − 2 = 2, 7 + 6 = 13`, as one piece."""
        others = self._points - 1
        while pieces:
            first, rest = pieces[0], pieces[1 : 1 + others]
            head = next((token for token in first if token.kind not in WORDS), None)
            is_named = head is not None and isinstance(head.term, Named) and not self._names.is_total(head.term)
            if others and is_named and len(rest) == others and all(map(is_arithmetic, rest)):
                first = [*first, *(token for one in rest for token in (AND, *one))]
                pieces = pieces[others:]
            yield first
            pieces = pieces[1:]

    def _items(self, piece: list[Token], *, is_said: bool) -> Iterator[Term]:
        """The values of a list that stand there; what words begin with is a remark."""
        for words, chunk in chunks(piece):
            if words and not says_and(words) and not (is_said and says_so(words)):
                return
            yield flat(self._term(chunk))

    def _parts(self, piece: list[Token]) -> tuple[list[Token], list[list[Term]]]:
        """A statement without what words behind it say, and sides of others that `and` puts beside it."""
        found = chunks(piece)
        if len(found) < 2 or has_operand(piece):
            return piece, []
        first, rest, more = [*found[0][0], *found[0][1]], found[1:], []
        is_said = any(token.kind in JOINS for token in found[0][1])
        if not is_said:  # prose
            return [], []
        for words, chunk in rest:
            if chunk[0].kind in JOINS:
                first += [*words, *chunk]
            elif says_and(words) and is_said and not is_given(first):
                more.append([self._term(side) for side in sides_of(chunk)])
            elif not more and (says_so(words) or (says_is(words) and chunk[0].kind in ("number", "sign"))):
                first += [words[0]._replace(kind="relation", text="="), *chunk]
            else:
                self._refuse_more(token for words, some in rest[rest.index((words, chunk)) :] for token in some)
                break
        return first, more

    def _refuse_more(self, tokens: Iterable[Token]) -> None:
        """What stands behind a statement, and says more, is not passed over. Raises Unreadable."""
        if sign := next((token for token in tokens if token.kind in JOINS), None):
            raise self._typed.unreadable("unexpected", sign.start, sign.end)

    def _each(self, statement: Statement) -> Iterator[Statement]:
        """Of sums that are said to have one value, `b1' = b2' = −5.8`, each; any other statement as it is."""
        sides = statement.sides
        totals = next((k for k, side in enumerate(sides) if not self._names.is_total(side)), len(sides))
        has_value = len(sides) > totals > 1 and (isinstance(sides[-1], Vector) or bare_number(sides[-1]) is not None)
        if has_value and not statement.goes_on and not statement.defines:
            rest = (side for side in sides[totals:] if not any(isinstance(one, Named) for one in walk(side)))
            yield from (statement._replace(sides=(one, sides[-1])) for one in sides[: totals - 1])
            statement = statement._replace(sides=(sides[totals - 1], *rest))
        yield statement

    def _sides(self, piece: list[Token], joined: list[int]) -> tuple[list[Term], str, bool]:
        pieces, begin = [], 0
        for k in joined:
            pieces.append(piece[begin:k])
            begin = k + 1
        pieces.append(piece[begin:])
        self._refuse_flow(piece, joined, pieces)
        assigned = any(piece[k].kind == "assign" for k in joined)
        goes_on = bool(joined) and not meant(pieces[0])
        defines = ""
        if goes_on:
            pieces = pieces[1:]
            begins = piece[joined[0]].text != GOES_ON and len(pieces) > 1 and begins_with_name(pieces[0])
            goes_on = not joined[0] and not begins  # words before it say what it is about
        elif joined and may_be_defined(pieces[0]):
            defines = pieces[0][-1].text
            if not LETTERS.fullmatch(defines) or self._names.is_foreign(defines):
                raise self._typed.unreadable("unknown_name", pieces[0][-1].start, pieces[0][-1].end)
            pieces = pieces[1:]
        if len(pieces) > 1 and not meant(pieces[-1]):
            raise self._typed.unreadable("missing_operand", max(len(self._typed.text) - 1, 0))
        for side in pieces[1:]:
            if unknown := factor_unknown(side):
                raise self._typed.unreadable("unknown_name", unknown.start, unknown.end)
        sides = [flat(self._term(tokens)) for tokens in pieces]
        assigned = assigned or any(piece[k].text == ":=" for k in joined)
        if sides and (
            assigned or any(one == sides[0] for side in sides[1:] for one in walk(side))
        ):  # w1 = w1 − 0.1·446
            sides[0] = self._names.assigned(sides[0])
        return sides, defines, goes_on

    def _flow(self, piece: list[Token], point: int | None) -> Statement | None:
        """Arrows from number to number, `1 → 2 → 3` or `x = 4 → 5 → 6`: what comes next, and not what is equal."""
        sides = flowing(piece)
        return Statement(tuple(self._term(side) for side in sides), point, flows=True) if sides else None

    def _refuse_flow(self, piece: list[Token], joined: list[int], sides: list[list[Token]]) -> None:
        """Arrows from number to number tell what comes next, and not what is equal. Raises Unreadable."""
        for k, (left, right) in zip(joined, pairwise(sides), strict=True):
            goes_on = is_bare(right) and [one.text for one in left] != [one.text for one in right]
            if is_arrow(piece[k]) and is_bare(left) and (goes_on or left is sides[0]):
                raise self._typed.unreadable("unexpected", piece[k].start, piece[k].end)

    def _term(self, tokens: list[Token]) -> Term:
        """One side; words around it are left out, and units behind it."""
        start, stop = 0, len(tokens)
        while start < stop and tokens[start].kind in WORDS:
            start += 1
        while stop > start and tokens[stop - 1].kind in WORDS:
            stop -= 1
        for word, beside in ((start - 1, start), (stop, stop - 1)):
            postfix = beside < word and tokens[beside].kind == "raised"  # r² by the chain rule
            if 0 <= word < len(tokens) and start < stop and not postfix and is_operand(tokens[word], tokens[beside]):
                raise self._typed.unreadable("unknown_name", tokens[word].start, tokens[word].end)
        if start == stop:
            raise self._typed.unreadable("missing_operand", max(len(self._typed.text) - 1, 0))
        return Expressions(self._typed, tokens, start, stop).read()
