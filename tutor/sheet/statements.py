"""The statements of a page, each marked by the reading of it that is right, where one is."""

from contextlib import suppress
from functools import lru_cache

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.sheet.diagnosing import Catalogue
from tutor.sheet.graph_state import GraphState
from tutor.sheet.ground import Ground
from tutor.sheet.kinds import Unknown
from tutor.sheet.layouts import AS_COLUMNS, WEIGHTS_TURNED, Change, in_part, layouts, says_layout
from tutor.sheet.names import names_of
from tutor.sheet.page import Page
from tutor.sheet.places import places_of
from tutor.sheet.stated import Stated
from tutor.sheet.statement_marking import Marked, Reading
from tutor.sheet.terms import Group, Letter, Named, Statement, walk
from tutor.sheet.values import Misfit
from tutor.sheet.verdict import LineMark


class Statements:
    """Marks the statements of one problem."""

    def __init__(self, problem: Problem) -> None:
        places = places_of(problem)
        self.right = GraphState(problem, places)
        """The right values at all places."""
        self._ground = Ground(problem, places, self.right, Catalogue(problem, places))
        self._names = names_of(problem)
        computation = problem.computation
        self._rhos = tuple(dict.fromkeys(computation.activations)) if isinstance(computation, Network) else ()

    def prepare(self) -> None:
        """Work out ahead what mistakes give."""
        self._ground.catalogue.prepare()

    def mark(self, statement: Statement, page: Page) -> Marked:
        """The statement marked after what the page has said. Raises Unknown, and Misfit for shapes that do not fit."""
        first: Marked | None = None
        misfit: Misfit | None = None
        for layout, change, one in layouts(self._ground.problem, statement, page.layout):
            is_last_way = layout == WEIGHTS_TURNED != page.layout
            if is_last_way and first is not None:
                continue
            try:
                marked = self._laid_out(one, statement, page, change)
            except Misfit as error:
                misfit = misfit or error
                continue
            if marked.mark.is_right and (layout or says_layout(statement)):
                marked = marked._replace(page=marked.page._replace(layout=layout or AS_COLUMNS))
            holds = marked.mark is not LineMark.NOT_YET and not is_last_way
            if marked.mark.is_right or (first is None and holds):
                return marked
            if not is_last_way and (misfit is None or marked.mark is not LineMark.NOT_YET or says_layout(statement)):
                first = first or marked
        for one in in_part(self._ground.problem, statement):
            with suppress(Unknown):
                marked = self._updated(one, page)
                if marked.mark.is_right:
                    return marked
                if marked.made_by and first is not None and not first.made_by:
                    first = marked
        if first is None:
            raise misfit or Unknown("no value")
        return self._defined_anew(statement, page) or first

    def _laid_out(self, statement: Statement, typed: Statement, page: Page, change: Change | None) -> Marked:
        """Marked with the learner's own letters laid out as the statement is, and kept as they were typed."""
        if change is None:
            return self._updated(statement, page)
        marked = self._updated(statement, page._replace(letters={k: change(one) for k, one in page.letters.items()}))
        defined = {typed.defines: typed.sides[0]} if typed.defines and typed.sides else {}
        return marked._replace(page=marked.page._replace(letters={**page.letters, **defined}))

    def _defined_anew(self, statement: Statement, page: Page) -> Marked | None:
        """Of a letter that stood for a number before: it stands for another at the next data point."""
        letter, *sides = statement.sides
        if not isinstance(letter, Letter) or letter.letter not in page.letters or not sides:
            return None
        meant = page.letters[letter.letter]
        if any(isinstance(one, Named | Group | Letter) for one in walk(meant)):
            return None
        return self._updated(Statement(tuple(sides), statement.point, letter.letter), page)

    def _updated(self, statement: Statement, page: Page) -> Marked:
        """Marked with a parameter taken as it is after the step, where that is what must be meant."""
        marked = self._marked(statement, page)
        if marked.mark is LineMark.NOT_YET and statement.sides and (updated := self._names.updated(statement.sides[0])):
            again = self._marked(statement._replace(sides=(updated, *statement.sides[1:])), page)
            slope = self._names.slope(statement.sides[0]) if statement.is_labelled else None
            if slope is not None:
                of_slope = self._marked(statement._replace(sides=(slope, *statement.sides[1:])), page)
                again = of_slope if of_slope.mark.is_right else again
            says_more = bool(again.made_by) and not marked.made_by
            return again if again.mark is not LineMark.NOT_YET or says_more else marked
        return marked

    def _marked(self, statement: Statement, page: Page) -> Marked:
        """Marked with ρ as what it can be, where that is open."""
        try:
            return self._with_rho(statement, page, None)
        except Unknown:
            found = [self._with_rho(statement, page, rho) for rho in self._rhos]
            if not found:
                raise
            return next((one for one in found if one.mark.is_right), found[0])

    def _with_rho(self, statement: Statement, page: Page, rho: str | None) -> Marked:
        ground = self._ground
        said = Stated(ground.problem, ground.right, statement, page, rho)
        marked = Reading(ground, said).mark()
        if marked.mark is LineMark.NOT_YET and said.is_aligned:  # r² = 4 is of one point, and not C
            said.forget_quantity()
            again = Reading(ground, said).mark()
            return again if again.mark.is_right else marked
        return marked


@lru_cache(maxsize=4)
def statements_of(problem: Problem) -> Statements:
    """What marks the statements of a problem, with the mistaken computations that it has met: kept of the last few."""
    return Statements(problem)
