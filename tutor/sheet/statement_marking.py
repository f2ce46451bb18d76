"""One reading of a statement, marked: right, right as rounded, following from what is wrong above it, or not yet."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from tutor.lessons.stages import FieldId
from tutor.mistakes.component import Component
from tutor.mistakes.everything import component_of
from tutor.sheet.answering import Answers, answers, formula_answers
from tutor.sheet.blocks import in_block, stated
from tutor.sheet.checking import Checked, Held
from tutor.sheet.diagnosing import Claim, rules_of
from tutor.sheet.graph_state import GraphState
from tutor.sheet.ground import Ground
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.page import Page
from tutor.sheet.putting_in import hides_by_zero, letters_of
from tutor.sheet.stated import Stated
from tutor.sheet.terms import Group, Named, Term, sum_inside
from tutor.sheet.verdict import LineMark, Made

_LEAVING_OUT = frozenset({Component.GATE, Component.FORWARD, Component.FACTOR})
"""Where a gate that is open, or z for a, changes no number; a path or a point that gives 0 is another matter."""


class Marked(NamedTuple):
    """How a statement stands, and the page after it."""

    mark: LineMark
    page: Page
    states: tuple[str, ...] = ()
    found: tuple[tuple[FieldId, str], ...] = ()
    breaks: int | None = None
    made_by: tuple[Made, ...] = ()
    is_sure: bool = True


class Reading:
    """One way to read a statement."""

    def __init__(self, room: Ground, said: Stated) -> None:
        self._room, self._said, self._page = room, said, said.page
        self._letters = letters_of(room.problem)

    def mark(self) -> Marked:
        """How the statement stands, read so. Raises Unknown, and Misfit for shapes that do not fit."""
        said = self._said
        if len(said.sides) == 1:
            states = said.names(None)
            is_right = bool(states) and not said.says_only_names
            return Marked(LineMark.RIGHT if is_right else LineMark.NOTE, self._page, states)
        if said.is_given and (point := self._data_point()):
            page = self._page._replace(point=point, block=frozenset({point}), in_block=frozenset())
            return Marked(LineMark.RIGHT, page, said.names(frozenset({point})))
        right = Held(self._room.right, is_right=True)
        checked, point = self._check(right)
        if checked.holds:
            return self._holds(checked, point) if self._is_shown(checked, point) else self._only_here(checked, point)
        marked = self._with_letters_put_back(right) or self._same_numbers(right, checked) or self._here(checked)
        return marked or self._not_by_itself(checked, point)

    def _not_by_itself(self, checked: Checked, point: int | None) -> Marked:
        """What does not hold by the right values: it follows from what is wrong above, or breaks here."""
        said, marked = self._said, None
        if self._page.own:
            own = Held(GraphState(self._room.problem, self._room.places, own=self._page.own))
            following, at = self._check(own)
            if following.holds:
                return self._holds(following, at, follows=True)
            marked = self._with_letters_put_back(own, follows=True)
        if marked is None and self._page.last_holds and (checked.breaks or 0) <= said.before:
            said.sides, said.before = said.sides[said.before :], 0  # what breaks stands above, and was right there
            return self.mark()
        return marked or self._breaks(checked, point)

    def _is_shown(self, checked: Checked, point: int | None) -> bool:
        """Whether the numbers in its formulas make a difference: none does beside a factor that is 0."""
        said = self._said
        at = next(iter(checked.points)) if point is None and checked.points and len(checked.points) == 1 else point
        for side in said.sides:
            if said.quantity is None or side is said.quantity or said.evaluator.kind(side) is not Kind.MIXED:
                continue
            hidden = hides_by_zero(side, lambda one: self._is_zero(one, at))
            if hidden and not self._holds_without_zeros((said.quantity, side), hidden, at):
                return False
        return True

    def _is_zero(self, term: Term, point: int | None) -> bool:
        value = self._said.checker.value(term, self._room.right, own=True, summed=False, point=point)
        return not value.value.any()

    def _holds_without_zeros(self, sides: tuple[Term, Term], zeros: Sequence[str], point: int | None) -> bool:
        """Whether sides are the same with something else in place of what is 0, or with letters for their numbers."""
        room, said = self._room, self._said
        for way in self._letters.put_back(sides):
            if any(said.evaluator.kind(side) is not Kind.SYMBOLS for side in way):
                continue
            if any(self._check(held, way)[0].holds for held in self._with_ones_kept(Held(room.right), sides)):
                return True
        instead = np.full((room.places.size, 1), np.nan)
        instead[0] = 1.0
        state = GraphState(room.problem, room.places, own=dict.fromkeys(zeros, instead))
        return said.checker.check(sides, said.quantity, Held(state), point).holds

    def _only_here(self, checked: Checked, point: int | None) -> Marked:
        """Right with the problem's own numbers; what it says beside a 0 cannot be told."""
        return self._holds_here(checked, point)._replace(breaks=1)

    def _holds_here(self, checked: Checked, point: int | None) -> Marked:
        """It holds at these numbers: what they come to is found, a formula is not."""
        marked = self._holds(checked, point)
        return marked._replace(mark=LineMark.HERE, found=tuple(one for one in marked.found if one[0].stage != "chain"))

    def _same_numbers(self, right: Held, everywhere: Checked) -> Marked | None:
        """Quantities that come to the same numbers here; None where something else is said, or they do not."""
        if not self._said.names_a_number:
            return None
        here, point = self._check(right._replace(put_in=True))
        return self._holds_here(here, point)._replace(breaks=everywhere.breaks) if here.holds else None

    def _here(self, everywhere: Checked) -> Marked | None:
        """A formula that leaves out what is 1 at these numbers; None where it does not hold here either."""
        room = self._room
        if not room.places.near:
            return None
        for state in (room.with_classes, room.without_biases):
            left_out, at = self._check(Held(state, is_right=True))
            if left_out.holds and not left_out.empty:
                return self._holds_here(left_out, at)._replace(breaks=everywhere.breaks)
        here, point = self._check(Held(room.right, is_right=True, rows=1 + room.places.near))
        if not here.holds:
            return self._with_letters_put_back(Held(room.right, rows=1 + room.places.near), is_here=True)
        where_open = self._check(Held(room.open, only_symbols=True))[0] if room.open is not None else here
        if where_open.empty or not where_open.holds:
            return None
        rules = rules_of(room.catalogue, self._claims(everywhere, None), room.right, ()).made_by
        if rules and not any(component_of(one) in _LEAVING_OUT for made in rules for one in made):
            return None
        return self._holds_here(here, point)._replace(breaks=everywhere.breaks, made_by=rules)

    def _with_letters_put_back(self, held: Held, *, follows: bool = False, is_here: bool = False) -> Marked | None:
        """The statement with letters for the numbers that were put in, a factor 1 being left out among them."""
        by_numbers, at = self._check(held._replace(put_in=True))
        if not by_numbers.holds:
            return None
        if follows and self._letters.has_bias_put_in(self._said.sides):
            return self._holds(by_numbers, at, follows=follows)
        for sides in self._letters.put_back(self._said.sides):
            for one in (held,) if follows else self._with_ones_kept(held, self._said.sides):
                checked, point = self._check(one, sides)
                if checked.holds and is_here:
                    return self._holds_here(checked, point)._replace(breaks=1)
                if checked.holds:
                    return self._holds(checked, point, follows=follows)
        return None

    def _with_ones_kept(self, held: Held, sides: Sequence[Term]) -> tuple[Held, ...]:
        """What sides with letters put back are held against: beside a bias's number a factor 1 may be left out."""
        has_bias = self._letters.has_bias_put_in(sides)
        return (held, held._replace(state=self._room.with_ones)) if has_bias else (held,)

    def _data_point(self) -> int | None:
        """The data point whose input or target is given so, beside those that the block can be about."""
        said = self._said
        checked = said.checker.check(said.sides, said.quantity, Held(self._room.right), None)
        points = checked.points or frozenset()
        if self._page.block and points & self._page.block:
            points = points & self._page.block
        return min(points) if points else None

    def _check(self, held: Held, sides: Sequence[Term] = ()) -> tuple[Checked, int | None]:
        """How it stands, and the data point that it was held to be about."""
        said = self._said
        explicit = said.statement.point
        tries: list[int | None] = [explicit if explicit is not None else self._page.point]
        if said.lists_all:
            tries = [None]
        elif explicit is None and tries[0] is not None and (said.is_total or said.lists_points):
            tries.append(None)
        first: tuple[Checked, int | None] | None = None
        for point in tries:
            try:
                checked = said.checker.check(sides or said.sides, said.quantity, held, point)
            except Unknown:
                if point == tries[-1] and first is None:
                    raise
                continue
            if point is None:
                checked = in_block(self._page, said.name, checked, said.all, len(said.sides) - 1)
            if checked.holds:
                return checked, point
            if first is None or (checked.breaks or 0) > (first[0].breaks or 0):
                first = checked, point
        if first is None:
            raise Unknown("no value")
        return first

    def _holds(self, checked: Checked, point: int | None, *, follows: bool = False) -> Marked:
        said = self._said
        points = checked.points if point is None else frozenset({point})
        if isinstance(said.quantity, Named) and said.quantity.point:
            points = frozenset({said.quantity.point})
        page = stated(self._page, said.name, points, is_of_all=said.is_total or said.lists_all)
        if said.name and not follows:
            page = page.without_own(said.name, None if said.is_total else points)
            if said.has_numbers:
                about = points if points is not None and len(points) == 1 else {None} if points is None else set()
                page = page._replace(known=page.known | {(said.name, one) for one in about})
        mark = LineMark.RIGHT
        if follows:
            mark = LineMark.FOLLOWS
        elif checked.short:
            mark = LineMark.SHORT
        elif checked.rounded:
            mark = LineMark.ROUNDED
        found = self._answers(points) if mark.is_right else ()
        return Marked(mark, page, said.names(points), found)

    def _answers(self, points: frozenset[int] | None) -> Answers:
        """The fields that it answers, being right."""
        said = self._said
        by_numbers = answers(said.checker, said.quantity, said.sides[-1], points)
        return (*formula_answers(self._room.problem, said.evaluator, said.quantity, said.sides), *by_numbers)

    def _claims(self, checked: Checked, at: int | None, change: Callable[[Term], Term] | None = None) -> list[Claim]:
        """What is said of the quantity where it breaks, at the beginning if it breaks there, and in the end.

        With `change`, only what it makes of these, where that is something else.
        """
        said, quantity = self._said, self._said.quantity
        if quantity is None:
            return []
        k = checked.breaks or 1
        broken = said.sides[k - 1 if said.sides[k] is quantity else k]
        first = [said.sides[0]] if k == 1 else []
        sides = dict.fromkeys(side for side in (broken, *first, said.sides[-1]) if side is not quantity)
        if change is not None:
            sides = dict.fromkeys(changed for side in sides if (changed := change(side)) != side)
        return [Claim(said.checker, said.evaluator, quantity, side, at, self._room.right) for side in sides]

    def _breaks(self, checked: Checked, point: int | None) -> Marked:
        """A statement that does not hold: what it says is kept for what follows, and its rule is looked for."""
        said = self._said
        points = said.meant_points(point)
        page = stated(self._page, said.name, points, is_of_all=said.is_total or said.lists_all)
        at = next(iter(points)) if points is not None else None
        checked = self._with_letters_before(checked)
        k = checked.breaks or 1
        put_in = said.put_in(k, at)
        catalogue, right = self._room.catalogue, self._room.right
        found = rules_of(catalogue, self._claims(checked, at), right, page.known, put_in)
        if said.is_total and (inside := self._claims(checked, at, change=sum_inside)):  # √(r²) leaves it open
            found = found.beside(rules_of(catalogue, inside, right, page.known, put_in))
        page = self._with_own(page, at)
        return Marked(LineMark.NOT_YET, page, said.names(points), (), max(1, k - said.before), *found)

    def _with_letters_before(self, checked: Checked) -> Checked:
        """How far it holds with letters for the numbers that were put in before what is wrong."""
        by_numbers, _ = self._check(Held(self._room.right, is_right=True, put_in=True))
        before = self._said.sides[: by_numbers.breaks]
        if (by_numbers.breaks or 0) <= (checked.breaks or 0) or len(before) < 2:
            return checked
        ways = self._letters.put_back(before)
        return by_numbers if any(self._check(Held(self._room.right), way)[0].holds for way in ways) else checked

    def _with_own(self, page: Page, at: int | None) -> Page:
        """The page with what was found wrongly, for what follows from it."""
        said, quantity = self._said, self._said.quantity
        names: Sequence[str] = ()
        if isinstance(quantity, Named):
            names = (quantity.name,)
        elif isinstance(quantity, Group):
            names = quantity.names
        side = next((one for one in reversed(said.sides) if one is not quantity), None)  # also of 5 = a3
        if not names or side is None:
            return page
        own = said.evaluator.kind(side) is not Kind.SYMBOLS
        state = GraphState(self._room.problem, self._room.places, own=page.own)
        summed = said.is_total and at is None
        try:
            found = said.checker.value(
                side, state, own=own, summed=summed, point=None if own else at, listed=isinstance(quantity, Group)
            )
        except Unknown:
            return page
        values = found.items()
        if bool(found.of) != isinstance(quantity, Group) or len(values) != len(names):
            return page
        shape = self._room.places.size, 1 if said.is_total else len(said.all)
        return page.with_found(dict(zip(names, values, strict=True)), shape, at)
