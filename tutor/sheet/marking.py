"""A page of working, marked line by line."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.answers.characters import Typed
from tutor.answers.errors import Unreadable
from tutor.answers.marking import unreadable
from tutor.answers.verdicts import Message
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex
from tutor.sheet.alternatives import from_input, of_each_cost, others
from tutor.sheet.conventions import as_told, by_others, told, turned
from tutor.sheet.latex import latex_of, term_latex
from tutor.sheet.layer_index import in_layers
from tutor.sheet.lines import says_nothing, to_read
from tutor.sheet.names import names_of
from tutor.sheet.nouns import by_nouns
from tutor.sheet.page import Page
from tutor.sheet.reading import Read, read_line
from tutor.sheet.statement_marking import Marked
from tutor.sheet.statements import statements_of
from tutor.sheet.terms import Letter, Statement, bare_number, walk
from tutor.sheet.values import Misfit
from tutor.sheet.verdict import WORST, LineMark, LineVerdict


class _Kept(NamedTuple):
    """A line that was marked, and the page after it."""

    text: str
    verdict: LineVerdict
    page: Page


class Sheet:
    """The page of one problem. What stands above a line that was changed is not marked again."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._names = names_of(problem)
        self._statements = statements_of(problem)
        self._kept: list[_Kept] = []

    def prepare(self) -> None:
        """Work out ahead what mistakes give, so that no wrong line waits for it; in a thread of its own, if need be."""
        self._statements.prepare()

    def mark(self, lines: Sequence[str]) -> tuple[LineVerdict, ...]:
        """What is said of each line."""
        same = 0
        while same < min(len(lines), len(self._kept)) and self._kept[same].text == lines[same]:
            same += 1
        del self._kept[same:]
        page = self._kept[-1].page if self._kept else Page()
        for line in lines[same:]:
            verdict, page = self._line(line, page)
            self._kept.append(_Kept(line, verdict, page))
        return tuple(one.verdict for one in self._kept)

    def _line(self, line: str, page: Page) -> tuple[LineVerdict, Page]:
        meant, page = to_read(line, page, self._problem)
        if not meant.text:
            return LineVerdict(line, LineMark.NOTE), page
        meant = as_told(turned(meant, page), page)
        page = told(meant.text, page)
        if page.counts_input:
            meant = from_input(meant, self._problem)
        if page.deltas_of_each:
            meant = of_each_cost(meant, self._problem)
        verdict, after = self._as_read(line, meant, page)
        if verdict.mark in (LineMark.NOT_YET, LineMark.UNREAD):
            for other, before in self._others(meant, page):
                as_other = self._as_read(line, other, before)
                if as_other[0].mark.is_right or as_other[0].mark is LineMark.HERE:
                    return as_other
        elif verdict.states and all(name[0] in "xy" for name in verdict.states):  # what words say beside what is given
            for other in by_nouns(meant, self._problem):
                as_other = self._as_read(line, other, page)
                if as_other[0].mark is not LineMark.UNREAD:
                    return as_other
        return verdict, after

    def _others(self, meant: Typed, page: Page) -> Iterator[tuple[Typed, Page]]:
        """The other ways to read a line, each with the page that it stands on then."""
        every = [(one, page) for one in (*others(meant, page, self._problem), *by_nouns(meant, self._problem))]
        every = [*every, *by_others(meant, page, self._problem)]
        if lists := page.lists(len(self._problem.data)):
            every.append((meant, page._replace(letters={**page.letters, **lists})))
        from_first = meant if page.counts_input else from_input(meant, self._problem)
        if from_first.text != meant.text:
            every.append((from_first, page._replace(counts_input=True)))
        every = [(one, before) for one, before in every if one.text != meant.text or before is not page]
        yield from every
        for one, before in () if page.deltas_of_each else ((meant, page), *every):
            of_each = of_each_cost(one, self._problem)
            if of_each.text != one.text:
                yield of_each, before._replace(deltas_of_each=True)

    def _as_read(self, line: str, meant: Typed, page: Page) -> tuple[LineVerdict, Page]:
        """What is said of a line that is read in one way."""
        lost, read = page._replace(last=None, last_quantity=None), Read(())
        try:
            read = self._read_layers(meant, page)
            return self._read(line, read, page)
        except Unreadable as error:
            message = unreadable(error)
        except Misfit as error:
            message = self._misfit(error)
        except (ValueError, ArithmeticError, LookupError):  # lists of other sizes, 1/0, ρ of no layer
            message = Message("sheet.no_value")
        if says_nothing(meant.text):
            return LineVerdict(line, LineMark.NOTE), page
        letters = {one.defines: one.sides[0] for one in read.statements if one.defines and one.sides}
        known = {letter: meant for letter, meant in letters.items() if Letter(letter) not in walk(meant)}
        return LineVerdict(line, LineMark.UNREAD, message=message), lost._replace(letters={**page.letters, **known})

    def _read_layers(self, line: Typed, page: Page) -> Read:
        """What a line says; of any layer, what it says of each that it can be about. Raises Unreadable."""
        found, unread = list[Read](), list[Unreadable]()
        for one in in_layers(line, self._problem.network.depth if self._problem.is_layered else 0):
            try:
                found.append(read_line(one, self._names, page.letters, len(self._problem.data)))
            except Unreadable as error:
                unread.append(error)
        if not found:
            raise unread[0] if unread else Unreadable("empty")
        return found[0]._replace(statements=tuple(one for read in found for one in read.statements))

    def _misfit(self, error: Misfit) -> Message:
        """Which matrices do not go together, and their shapes."""
        if error.terms is None:
            return Message("sheet.no_value")
        left, right = (Latex(term_latex(self._problem, term)) for term in error.terms)
        shapes = {"left_shape": _shown(error.left), "right_shape": _shown(error.right)}
        return Message("sheet.misfit", {"left": left, "right": right, **shapes})

    def _read(self, line: str, read: Read, page: Page) -> tuple[LineVerdict, Page]:
        if read.heading is not None:
            page = page._replace(point=read.heading, block=frozenset({read.heading}), in_block=frozenset())
        marked: list[Marked] = []
        breaks = None
        equalities = 0
        for statement in read.statements:
            one = self._statements.mark(statement, page)
            if one.breaks is not None and breaks is None:
                breaks = equalities + one.breaks
            equalities += len(statement.sides) - 1 + bool(statement.defines or statement.goes_on)
            marked.append(one)
            one = one._replace(page=_with_number(statement, one.page))
            page = one.page._replace(last_holds=one.mark not in (LineMark.NOT_YET, LineMark.FOLLOWS))
        if not marked:
            return LineVerdict(line, LineMark.NOTE), page
        if len({statement.point for statement in read.statements} - {None}) > 1:
            page = page._replace(block=None, in_block=frozenset())
        found: dict[FieldId, str] = {field: text for one in marked for field, text in one.found}
        verdict = LineVerdict(
            line,
            min((one.mark for one in marked), key=WORST.index),
            ", \\; ".join(latex_of(self._problem, statement) for statement in read.statements),
            tuple(dict.fromkeys(name for one in marked for name in one.states)),
            found,
            breaks,
            next((one.made_by for one in marked if one.made_by), ()),
            is_sure=next((one.is_sure for one in marked if one.made_by), True),
        )
        return verdict, page


def _with_number(statement: Statement, page: Page) -> Page:
    """The page with the number that a letter of the learner's own was said to be at one data point."""
    point = statement.point or page.point or (min(page.block) if page.block and len(page.block) == 1 else None)
    head = statement.sides[0] if statement.sides else None
    letter = statement.defines or (head.letter if isinstance(head, Letter) else "")
    if not letter or point is None or bare_number(statement.sides[-1]) is None:
        return page
    of_letter = {**page.numbers.get(letter, {}), point: statement.sides[-1]}
    return page._replace(numbers={**page.numbers, letter: of_letter})


def _shown(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape))


def mark_sheet(problem: Problem, lines: Sequence[str]) -> tuple[LineVerdict, ...]:
    """What is said of each line of a page."""
    return Sheet(problem).mark(lines)
