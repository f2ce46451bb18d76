"""One statement of a page, marked: right, right as rounded, following from what is wrong above it, or not yet."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.component import Component
from tutor.mistakes.everything import component_of
from tutor.network.architecture import Network
from tutor.sheet.aligning import aligned, names_stated
from tutor.sheet.answering import answers
from tutor.sheet.blocks import allowed, in_block, stated
from tutor.sheet.checking import Checked, Checker, Held
from tutor.sheet.diagnosing import Catalogue, Claim, rules_of
from tutor.sheet.evaluating import Evaluator, State
from tutor.sheet.graph_state import GraphState
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.names import names_of
from tutor.sheet.page import Page
from tutor.sheet.places import Places
from tutor.sheet.putting_in import Letters
from tutor.sheet.terms import Group, Letter, Named, Statement, Term, Vector, bare_number, walk
from tutor.sheet.verdict import LineMark

_LEAVING_OUT = frozenset({Component.GATE, Component.FORWARD, Component.FACTOR})
"""Where a gate that is open, or z for a, changes no number; a path or a point that gives 0 is another matter."""


class Marked(NamedTuple):
    """How a statement stands, and the page after it."""

    mark: LineMark
    page: Page
    states: tuple[str, ...] = ()
    found: tuple[tuple[FieldId, str], ...] = ()
    breaks: int | None = None
    mistakes: tuple[str, ...] = ()


class Statements:
    """Marks the statements of one problem."""

    def __init__(self, problem: Problem, places: Places, right: State, catalogue: Catalogue) -> None:
        self._problem, self._places, self._right, self._catalogue = problem, places, right, catalogue
        self._points = frozenset(range(1, len(problem.data) + 1))
        self._names, self._letters = names_of(problem), Letters(problem)
        computation = problem.computation
        self._rhos = tuple(dict.fromkeys(computation.activations)) if isinstance(computation, Network) else ()

    def mark(self, statement: Statement, page: Page) -> Marked:
        """The statement marked after what the page has said. Raises Unknown."""
        marked = self._marked(statement, page)
        if marked.mark is LineMark.NOT_YET and statement.sides and (updated := self._names.updated(statement.sides[0])):
            again = self._marked(statement._replace(sides=(updated, *statement.sides[1:])), page)
            return again if again.mark is not LineMark.NOT_YET else marked
        return marked

    def _marked(self, statement: Statement, page: Page) -> Marked:
        """Marked with ρ as what it can be, where that is open."""
        try:
            return _One(self, statement, page).mark()
        except Unknown:
            found = [_One(self, statement, page, rho).mark() for rho in self._rhos]
            if not found:
                raise
            return next((one for one in found if one.mark.is_right), found[0])


class _One:
    """One statement."""

    def __init__(self, room: Statements, statement: Statement, page: Page, rho: str | None = None) -> None:
        self._problem, self._places, self._right = room._problem, room._places, room._right
        self._catalogue, self._all = room._catalogue, room._points
        if statement.defines and statement.sides:
            page = page._replace(letters={**page.letters, statement.defines: statement.sides[0]})
        self._page, self._statement = page, statement
        self._evaluator = Evaluator(room._problem, page.letters, rho)
        self._checker = Checker(room._problem, self._evaluator)
        self._letters, self._names = room._letters, room._names
        self._sides: tuple[Term, ...] = tuple(map(room._letters.with_rate, statement.sides))
        self._before = 0
        if statement.goes_on and page.last is not None:
            lead = (page.last,) if page.last_quantity in (None, page.last) else (page.last_quantity, page.last)
            self._before = len(lead) - 1
            self._sides = (*(one for one in lead if one is not None), *self._sides)
        self._quantity = self._named()
        self._is_total = self._checker.quantities.is_total(self._quantity)
        self._page = self._page._replace(last=self._sides[-1], last_quantity=self._quantity)

    def mark(self) -> Marked:
        self._evaluator.kind(self._sides[0])  # a letter that stands for itself is found out here
        if len(self._sides) == 1:
            states = self._states(None)
            return Marked(
                LineMark.RIGHT if states and not self._has_only_names() else LineMark.NOTE, self._page, states
            )
        if self._sides_of_givens() and (point := self._data_point()):
            page = self._page._replace(point=point, block=frozenset({point}), in_block=frozenset())
            return Marked(LineMark.RIGHT, page, self._states(frozenset({point})))
        right = Held(self._right, is_right=True)
        checked, point = self._check(right)
        if checked.holds:
            return self._holds(checked, point)
        marked = self._with_letters_put_back(right) or self._here(checked)
        if marked is None and self._page.own:
            own = Held(GraphState(self._problem, self._places, own=self._page.own))
            following, at = self._check(own)
            if following.holds:
                return self._holds(following, at, follows=True)
            marked = self._with_letters_put_back(own, follows=True)
        return marked or self._breaks(checked, point)

    def _here(self, everywhere: Checked) -> Marked | None:
        """A formula that leaves out what is 1 at these numbers; None where it does not hold here either."""
        if not self._places.near:
            return None
        here, point = self._check(Held(self._right, is_right=True, rows=1 + self._places.near))
        if here.empty or not here.holds:
            return None
        rules = rules_of(self._catalogue, self._claims(everywhere, None), self._right, ())
        if rules and not any(component_of(rule) in _LEAVING_OUT for rule in rules):
            return None
        return self._holds(here, point)._replace(mark=LineMark.HERE, breaks=everywhere.breaks, mistakes=rules)

    def _with_letters_put_back(self, held: Held, *, follows: bool = False) -> Marked | None:
        """The statement with letters for the numbers that were put in, or by its numbers where a bias was put in."""
        by_numbers, at = self._check(held._replace(put_in=True))
        if not by_numbers.holds:
            return None
        if self._letters.has_bias_put_in(self._sides):
            return self._holds(by_numbers, at, follows=follows)
        for sides in self._letters.put_back(self._sides):
            checked, point = self._check(held, sides)
            if checked.holds:
                return self._holds(checked, point, follows=follows)
        return None

    def _named(self) -> Term | None:
        """The quantity that is stated: the first side that is a name, else what the line before was about."""
        named: Term | None = next((side for side in self._sides if isinstance(side, Named | Group)), None)
        if named is None and self._statement.goes_on:
            named = self._page.last_quantity
        if named is None:
            for side in self._sides:
                meant = self._page.letters.get(side.letter) if isinstance(side, Letter) else None
                if isinstance(meant, Named):
                    return meant
        named = named or next((one for side in self._sides if (one := self._names.made_by(side))), None)
        if named is None:
            named = aligned(self._problem, self._checker, self._evaluator, self._sides, self._right)
        return named

    def _has_only_names(self) -> bool:
        return isinstance(self._sides[0], Named | Group | Letter)

    def _sides_of_givens(self) -> bool:
        """Whether it says what an input or a target is, as one does who begins with a data point."""
        found = self._problem.graph.named.get(self._quantity.name) if isinstance(self._quantity, Named) else None
        is_given = found is not None and found.kind in ("input", "target")
        return is_given and len(self._all) > 1 and len(self._sides) == 2 and bare_number(self._sides[1]) is not None

    def _data_point(self) -> int | None:
        """The data point whose input or target is given so, beside those that the block can be about."""
        checked = self._checker.check(self._sides, self._quantity, Held(self._right), None)
        points = checked.points or frozenset()
        if self._page.block and points & self._page.block:
            points = points & self._page.block
        return min(points) if points else None

    def _check(self, held: Held, sides: Sequence[Term] = ()) -> tuple[Checked, int | None]:
        """How it stands, and the data point that it was held to be about."""
        explicit = self._statement.point
        tries: list[int | None] = [explicit if explicit is not None else self._page.point]
        if explicit is None and tries[0] is not None and (self._is_total or self._lists_points()):
            tries.append(None)
        first: tuple[Checked, int | None] | None = None
        for point in tries:
            try:
                checked = self._checker.check(sides or self._sides, self._quantity, held, point)
            except Unknown:
                if point == tries[-1] and first is None:
                    raise
                continue
            if point is None:
                checked = in_block(self._page, self._name, checked, self._all, len(self._sides) - 1)
            if checked.holds:
                return checked, point
            if first is None or (checked.breaks or 0) > (first[0].breaks or 0):
                first = checked, point
        if first is None:
            raise Unknown("no value")
        return first

    def _lists_points(self) -> bool:
        return any(isinstance(side, Vector) for side in self._sides)

    @property
    def _name(self) -> str:
        return self._quantity.name if isinstance(self._quantity, Named) else ""

    def _holds(self, checked: Checked, point: int | None, *, follows: bool = False) -> Marked:
        points = checked.points if point is None else frozenset({point})
        if isinstance(self._quantity, Named) and self._quantity.point:
            points = frozenset({self._quantity.point})
        page = stated(self._page, self._name, points, is_total=self._is_total)
        if self._name and not follows:
            page = page.without_own(self._name, None if self._is_total else points)
            if any(bare_number(side) is not None for side in self._sides) or self._lists_points():
                about = points if points is not None and len(points) == 1 else {None} if points is None else set()
                page = page._replace(known=page.known | {(self._name, one) for one in about})
        mark = LineMark.RIGHT
        if follows:
            mark = LineMark.FOLLOWS
        elif checked.short:
            mark = LineMark.SHORT
        elif checked.rounded:
            mark = LineMark.ROUNDED
        found = answers(self._checker, self._quantity, self._sides[-1], points) if mark.is_right else ()
        return Marked(mark, page, self._states(points), found)

    def _claims(self, checked: Checked, at: int | None) -> list[Claim]:
        """What is said of the quantity where it breaks, at the beginning if it breaks there, and in the end."""
        quantity = self._quantity
        if quantity is None:
            return []
        k = checked.breaks or 1
        broken = self._sides[k - 1 if self._sides[k] is quantity else k]
        first = [self._sides[0]] if k == 1 else []
        sides = [side for side in (broken, *first, self._sides[-1]) if side is not quantity]
        return [Claim(self._checker, self._evaluator, quantity, side, at, self._right) for side in sides]

    def _states(self, points: frozenset[int] | None) -> tuple[str, ...]:
        of_all = points is None or self._is_total or points == self._all
        return names_stated(self._quantity, self._statement.point, frozenset() if of_all else points or frozenset())

    def _breaks(self, checked: Checked, point: int | None) -> Marked:
        """A statement that does not hold: what it says is kept for what follows, and its rule is looked for."""
        points = self._meant_points(point)
        page = stated(self._page, self._name, points, is_total=self._is_total)
        at = next(iter(points)) if points is not None else None
        behind = self._sides[self._before : checked.breaks or 1]
        mistakes = rules_of(self._catalogue, self._claims(checked, at), self._right, page.known, self._put_into(behind))
        page = self._with_own(page, at)
        return Marked(
            LineMark.NOT_YET, page, self._states(points), (), max(1, (checked.breaks or 1) - self._before), mistakes
        )

    def _put_into(self, before: Sequence[Term]) -> frozenset[str] | None:
        """The names in the formulas that stand, and hold, before the side that does not; None where none does."""
        formulas = [side for side in before if not isinstance(side, Named | Group | Letter)]
        names = {one.name for side in formulas for one in walk(side) if isinstance(one, Named)}
        return frozenset(names) if formulas else None

    def _meant_points(self, point: int | None) -> frozenset[int] | None:
        """The one data point that it seems to be about; None where it is about all."""
        point = point or self._statement.point
        if isinstance(self._quantity, Named) and self._quantity.point:
            point = self._quantity.point
        if point is not None:
            return None if self._is_total and self._statement.point is None else frozenset({point})
        if self._is_total or not self._name or self._lists_points():
            return None
        if self._evaluator.kind(self._sides[-1]) is not Kind.NUMBERS or len(self._all) == 1:
            return None
        return frozenset({min(allowed(self._page, self._name, self._all))})

    def _with_own(self, page: Page, at: int | None) -> Page:
        """The page with what was found wrongly, for what follows from it."""
        quantity = self._quantity
        names: Sequence[str] = ()
        if isinstance(quantity, Named):
            names = (quantity.name,)
        elif isinstance(quantity, Group):
            names = quantity.names
        side = self._sides[-1]
        if not names or side is quantity:
            return page
        own = self._evaluator.kind(side) is not Kind.SYMBOLS
        state = GraphState(self._problem, self._places, own=page.own)
        summed = self._is_total and at is None
        try:
            found = self._checker.value(
                side, state, own=own, summed=summed, point=None if own else at, listed=isinstance(quantity, Group)
            )
        except Unknown:
            return page
        if found.columns != (len(names) if isinstance(quantity, Group) else 0):
            return page
        values = found.value if found.columns else found.value[:, None]
        shape = self._places.size, 1 if self._is_total else len(self._all)
        return page.with_found(dict(zip(names, np.moveaxis(values, 1, 0), strict=True)), shape, at)
