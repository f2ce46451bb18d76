"""The statements of a page, each marked by the reading of it that is right, where one is."""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.sheet.checking import Held
from tutor.sheet.comparing import agree, surely_differ
from tutor.sheet.diagnosing import Catalogue
from tutor.sheet.evaluating import Evaluator
from tutor.sheet.flow import flow_of, point_of
from tutor.sheet.graph_state import GraphState
from tutor.sheet.ground import Ground
from tutor.sheet.indices import has_index, says_layers, ways
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.known_values import KnownValues
from tutor.sheet.layouts import AS_COLUMNS, WEIGHTS_TURNED, Change, in_part, layouts, says_layout
from tutor.sheet.names import names_of
from tutor.sheet.old_values import from_old_value, with_old_value
from tutor.sheet.page import Page
from tutor.sheet.places import places_of
from tutor.sheet.stated import Stated
from tutor.sheet.statement_marking import Marked, Reading
from tutor.sheet.terms import Group, Letter, Named, Statement, Term, walk
from tutor.sheet.values import Misfit, Value
from tutor.sheet.verdict import WORST, LineMark

_MOST_WAYS = 4
"""So many ways to read indices are tried for what is not right at all places."""


class Statements:
    """Marks the statements of one problem."""

    def __init__(self, problem: Problem) -> None:
        places = places_of(problem)
        self.right = GraphState(problem, places)
        """The right values at all places."""
        self._ground = Ground(problem, places, self.right, Catalogue(problem, places))
        self._names = names_of(problem)
        self._known = KnownValues(problem, self.right)
        computation = problem.computation
        self._rhos = tuple(dict.fromkeys(computation.activations)) if isinstance(computation, Network) else ()

    def prepare(self) -> None:
        """Work out ahead what mistakes give."""
        self._ground.catalogue.prepare()

    def mark(self, statement: Statement, page: Page) -> Marked:
        """The statement marked after what the page has said. Raises Unknown, and Misfit for shapes that do not fit."""
        if statement.flows:
            return self._flowing(statement, page)
        statement = from_old_value(statement)
        lead = (page.last_quantity, page.last) if statement.goes_on else ()
        before = tuple(dict.fromkeys(one for one in lead if one is not None))
        if self._ground.problem.is_layered and has_index((*before, *statement.sides)):
            return self._of_each(statement._replace(sides=(*before, *statement.sides), goes_on=False), page)
        statement = with_old_value(statement, page)
        marked = self._of_network(statement, page) or self._in_any_layout(statement, page)
        if statement.of_words and marked.mark.is_right and not marked.states and not statement.defines:
            return marked if self._known.has(statement) else marked._replace(mark=LineMark.NOTE)
        if marked.mark is LineMark.NOT_YET and statement.defines and len(statement.sides) > 1:
            marked = self._as_layer(statement, page) or marked
        meant = marked.page.letters.get(statement.defines)
        named = self._same_as(meant, marked.page) if statement.defines and meant is not None else None
        called = marked.page.called - {statement.defines}
        if named is None and statement.defines and marked.mark.is_right:
            named, called = self._known.called(statement), called | {statement.defines}
        if named is None:
            return marked
        letters = {**marked.page.letters, statement.defines: named}
        return marked._replace(page=marked.page._replace(letters=letters, called=called))

    def _as_layer(self, statement: Statement, page: Page) -> Marked | None:
        """A letter's definition as what it says of a layer, `H = max(0, X W1ᵀ + b1) = [[2, 2], …]`, if right so."""
        if not any(isinstance(one, Group) for one in walk(statement.sides[0])):
            return None
        for layer in (one for one in self._names.made if isinstance(one, Group)):
            with suppress(Unknown, Misfit):
                said = statement._replace(sides=(layer, *statement.sides), defines="")
                marked = self._in_any_layout(said, page)
                if marked.mark.is_right:
                    letters = {**marked.page.letters, statement.defines: layer}
                    return marked._replace(page=marked.page._replace(letters=letters))
        return None

    def _flowing(self, statement: Statement, page: Page) -> Marked:
        """What arrows lead through. Raises Unknown where it is nothing that the graph has so."""
        told, is_given = statement.point or page.point, False
        if (given := point_of(self._names, statement.sides)) is not None:
            page, told, is_given = page._replace(point=given, block=frozenset({given})), given, True
        tries = (told,) if is_given or statement.point or told is None else (told, None)
        every = (flow_of(self._ground.problem, self.right, statement.sides, at) for at in tries)
        found = next((one for one in every if one), None)
        if found is None:
            raise Unknown("numbers of no flow")
        if found.breaks:
            return Marked(LineMark.NOT_YET, page, breaks=found.breaks)
        if page.point not in found.points:
            page = page._replace(point=None, block=found.points, in_block=frozenset())
        at = found.points if self._names.has_points else frozenset[int]()
        states = tuple(f"{name}@{point}" for name in found.names[:1] for point in sorted(at)) or found.names[:1]
        return Marked(LineMark.RIGHT, page, states)

    def _same_as(self, term: Term, page: Page) -> Term | None:
        """The quantity, or the layer, that a letter is a formula of; None for what has a name, and for numbers."""
        if isinstance(term, Named | Group | Letter):
            return None
        evaluator = Evaluator(self._ground.problem, page.letters)
        with suppress(ValueError, ArithmeticError, LookupError):
            if evaluator.kind(term) is Kind.SYMBOLS:
                value = evaluator.evaluate(term, self._ground.without_biases, own=False, listed=True)
                return next((one for one in self._names.made if self._is_worth(one, value, evaluator)), None)
        return None

    def _is_worth(self, quantity: Term, value: Value, evaluator: Evaluator) -> bool:
        true = evaluator.evaluate(quantity, self._ground.without_biases, own=False, listed=True)
        return not surely_differ(value, true) and value.of == true.of and bool(agree(value, true).at.all())

    def _of_network(self, statement: Statement, page: Page) -> Marked | None:
        """With f for the whole network, `f(1) = 4`, `C = Σ (f(x) − y)²`; None where it is not right so.

        Raises Unknown where it would be right of an activation function, which f is not where inputs stand in it.
        """
        is_alone = bool(statement.sides) and self._names.output_of(statement.sides[0]) is not None
        of_input = statement._replace(sides=tuple(map(self._names.with_output, statement.sides)))
        if not is_alone and of_input != statement and self._holds(of_input, page):
            return self.mark(of_input, page)
        output = self._names.output_of(statement.sides[0]) if statement.sides else None
        if output is None:
            return None
        of_point = self.mark(statement._replace(sides=(output, *statement.sides[1:])), page)
        if of_point.mark.is_right or of_point.mark is LineMark.SHORT:
            return of_point
        if self._holds(statement, page):
            raise Unknown("f of an input is the network's output, or that of its activation function")
        return None

    def _in_any_layout(self, statement: Statement, page: Page) -> Marked:
        """By the way to lay out matrices that makes it right, where one does. Raises Unknown, and Misfit."""
        every = list(layouts(self._ground.problem, statement, page.layout))
        if not any(isinstance(one, Group) for meant in page.letters.values() for one in walk(meant)):
            every = [way for way in every if way[1] is None or way[2].sides != statement.sides] or every
        if len(every) > 1:  # what holds is looked for before what made another
            every.sort(key=lambda way: way[1] is not None or not self._holds(way[2], page))
        first: Marked | None = None
        misfit: Misfit | None = None
        for layout, change, one in every:
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
        found = self._in_part(statement, page, first)
        anew = None if found and found.mark.is_right else self._defined_anew(statement, page, is_open=found is None)
        if found is None and anew is None:
            raise misfit or Unknown("no value")
        return anew or found or Marked(LineMark.NOTE, page)

    def _in_part(self, statement: Statement, page: Page, whole: Marked | None) -> Marked | None:
        """As one of a layer's units, or at one data point, where it is right so, or its rule is known; else `whole`."""
        for one in in_part(self._ground.problem, statement, counts_units=page.counts_units):
            with suppress(Unknown):
                marked = self._updated(one, page)
                if marked.mark.is_right:
                    tells = one.sides != statement.sides
                    return marked._replace(page=marked.page._replace(counts_units=page.counts_units or tells))
                if marked.made_by and whole is not None and not whole.made_by:
                    whole = marked
        return whole

    def _of_each(self, statement: Statement, page: Page) -> Marked:
        """What is said of whichever units, marked by what it says of each. Raises Unknown."""
        page = page._replace(last=statement.sides[-1], last_quantity=None)
        if statement.defines:
            letters = {**page.letters, statement.defines: statement.sides[0]}
            return Marked(LineMark.NOTE, page._replace(letters=letters))
        every = list(ways(self._ground.problem, statement))
        holding = next((way for way in every if all(self._holds(one, page) for one in way)), None)
        if holding is not None:
            return self._together(holding, page)
        for way in every[:_MOST_WAYS]:
            with suppress(Unknown):
                found = self._together(way, page)
                if found.mark is not LineMark.NOT_YET or len(every) == 1 or says_layers(statement.sides):
                    return found
        raise Unknown("units that are left open")

    def _together(self, statements: Sequence[Statement], page: Page) -> Marked:
        """Several statements marked as one. Raises Unknown."""
        marked = [self.mark(one, page) for one in statements]
        worst = min(marked, key=lambda one: WORST.index(one.mark))
        states = tuple(dict.fromkeys(name for one in marked for name in one.states))
        return worst._replace(page=page, states=states, found=tuple(pair for one in marked for pair in one.found))

    def _holds(self, statement: Statement, page: Page) -> bool:
        """Whether it is right at all places."""
        for rho in (None, *self._rhos):
            with suppress(Unknown):
                said = Stated(self._ground.problem, self.right, statement, page, rho)
                held, point = Held(self.right, is_right=True), statement.point or page.point
                tries = (point, None) if said.is_total and statement.point is None else (point,)
                return any(said.checker.check(said.sides, said.quantity, held, one).holds for one in tries)
        return False

    def _laid_out(self, statement: Statement, typed: Statement, page: Page, change: Change | None) -> Marked:
        """Marked with the learner's own letters laid out as the statement is, and kept as they were typed."""
        if change is None:
            return self._updated(statement, page)
        marked = self._updated(statement, page._replace(letters={k: change(one) for k, one in page.letters.items()}))
        defined = {typed.defines: typed.sides[0]} if typed.defines and typed.sides else {}
        return marked._replace(page=marked.page._replace(letters={**page.letters, **defined}))

    def _defined_anew(self, statement: Statement, page: Page, *, is_open: bool) -> Marked | None:
        """Of a letter that stood for a number before: it stands for another at the next data point.

        One that stood for what has no value here (`is_open`) may stand for anything else.
        """
        letter, *sides = statement.sides
        if not isinstance(letter, Letter) or letter.letter not in page.letters or not sides:
            return None
        meant = page.letters[letter.letter]
        is_number = is_open or letter.letter in page.called
        if not is_number and any(isinstance(one, Named | Group | Letter) for one in walk(meant)):
            return None
        return self._updated(Statement(tuple(sides), statement.point, letter.letter), page)

    def _updated(self, statement: Statement, page: Page) -> Marked:
        """Marked with a parameter taken as it is after the step, where that is what must be meant."""
        marked = self._marked(statement, page)
        if marked.mark is LineMark.NOT_YET and statement.is_labelled:
            for meant in self._known.about(statement.sides[0]):
                about = self._marked(statement._replace(sides=(meant, *statement.sides[1:])), page)
                if about.mark.is_right:
                    return about
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
