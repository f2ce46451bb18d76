"""Finding out how a function wants to be called: layouts are tried on one network, until its gradients come back."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.code_check.cases import RATE
from tutor.code_check.forms import targets_of
from tutor.code_check.judging import of_returned_cost, wrong_arrays
from tutor.code_check.layouts import Layout
from tutor.code_check.naming import Ran, right_forms
from tutor.code_check.objects import MOVED, MOVED_BY
from tutor.code_check.plans import Ask, Plan, Widths, chain, object_plans, plans, square
from tutor.code_check.process import Failed
from tutor.code_check.returned import RANKS
from tutor.code_check.roles import plain
from tutor.code_check.running import Given, Runner, is_finite, scaled, stepped
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source

AT_ONCE = 2
"""How many ways that take all points at once are judged behind one that is right for a point at a time."""
FATAL = ("time", "ended", "output")
"""Failures after which nothing more can be asked."""


class Way(NamedTuple):
    """A way to call the function that gives gradients."""

    plan: Plan
    layout: Layout
    widths: Widths
    points: int
    by: str
    """In which order the gradients were read."""
    rank: int
    """The place of their worst form among `RANKS`."""
    is_right: bool
    only_square: bool = False
    """Whether it runs only where all layers are of one width."""
    is_step: bool = False
    """Whether it gives parameters after a step, from which gradients are worked out."""
    rate: float = RATE
    """The learning rate by which it moves parameters, where it does."""
    in_turn: bool = False
    """Whether it moves them at each point anew."""

    is_whole: bool = True
    """Whether something came back for each layer."""
    fits: bool = False
    """Whether something speaks for this layout: the cost that came back, or an array that is right."""
    differs_at_once: bool = False
    """Whether it is right for one point at a time, and gives something else for all of them."""

    def gradients(self, given: Given) -> Given:
        """What was given, as gradients."""
        if self.is_step:
            return scaled(stepped(given), self.rate / RATE)
        return scaled(given, self.rate / (RATE if self.by == MOVED else 1.0)) if self.by in (MOVED, MOVED_BY) else given

    @property
    def is_general(self) -> bool:
        """Whether it runs where there are several inputs: who takes all points at once takes them there, too."""
        return self.widths[0] > 1

    @property
    def stage(self) -> int:
        """How sure it is that this is how the function is meant: all points at once, one by one, or of another form."""
        if self.rank > 1:
            return 1 + self.rank
        return 1 if self.layout.point_by_point else 0


class Missed(Exception):
    """No way was found. `failed` is the failure that came farthest; without one, something else was returned."""

    def __init__(self, failed: Failed | None) -> None:
        super().__init__(str(failed))
        self.failed = failed


def takes_all_points(signature: Signature) -> bool:
    """Whether the names of the function's parameters speak of all points at once: `X`, `xs`, `data`; not `x`."""
    subject = signature.subject
    before = signature.forward.roles if signature.forward is not None else ()
    others = before if subject is None else [role for one in (subject.making, *subject.steps) for role in one.roles]
    names = [name for name, role, _ in (*signature.roles, *others) if role.kind in ("x", "data", "points")]
    return any(name[:1].isupper() or plain(name) not in ("x", "xi", "x0", "a0", "input", "features") for name in names)


class Finder:
    """Looks for the ways in which a function of a file can be called."""

    def __init__(self, runner: Runner, source: Source, signature: Signature, ask: Ask) -> None:
        self._runner, self._source, self._signature, self._ask = runner, source, signature, ask
        self._all_at_once = takes_all_points(signature)
        self._farthest: Failed | None = None
        self._unread: Failed | None = None
        self._progress: dict[tuple[bool, str], int] = {}

    def ways(self) -> list[Way]:
        """The best ways that were found, one that gives right gradients alone. Raises Missed and Failed."""
        every = list(self._plans())
        # One layer alone shows no way back: it is tried last, where the function takes any number of layers.
        deep = [plan for plan in every if _depth(plan) > 1] or every
        shallow = [plan for plan in every if plan not in deep]
        found = self._at_different_widths(deep)
        of_one: list[Way] = []
        if not any(way.is_general for way in found):  # a vector of one unit may stand for a chain, or fit any square
            of_one = self._at_different_widths(shallow)
            of_vectors = [way for way in of_one if way.layout.one_unit]
            found = [way for way in of_vectors if way.is_right] or found or of_vectors
        if not found:
            squares = [way for plan in deep if not plan.fixed for way in self._square(plan)]
            found = sorted(squares, key=self._progressed)
        for plan in deep if not found else ():
            if not plan.fixed:
                found += self._on(plan, *chain(_depth(plan)))
        found = found or of_one
        if not found:
            raise Missed(self._unread or self._farthest)
        return _best(found, all_at_once=self._all_at_once)

    def _at_different_widths(self, every: Sequence[Plan]) -> list[Way]:
        """The ways in which the function runs where widths differ, or where all of them are numbers."""
        found: list[Way] = []
        for plan in every:
            for widths, points in plan.shapes[: 1 if plan.fixed else None]:
                is_stretched = any(RANKS[way.rank] == "broadcast" or _depth(plan) == 1 for way in found)
                found += self._on(plan, widths, points, of="one_unit" if is_stretched else "")
                if any(self._is_meant(way) for way in found):
                    return found
            if not plan.fixed:
                found += self._on(plan, *chain(_depth(plan)), of="numbers")
        return found

    def _is_meant(self, way: Way) -> bool:
        """Whether nothing narrower needs to be tried: it does where all points are meant, and only one will do."""
        if self._signature.takes_kept and not way.is_right:  # it was handed what another activation gives
            return False
        if way.layout.y == "labels" and not way.is_right:  # one output may be meant, 0 or 1
            return False
        if (RANKS[way.rank] == "broadcast" or _depth(way.plan) == 1) and not way.is_right:  # one unit may be meant
            return False
        return way.is_whole and not (self._all_at_once and way.layout.point_by_point)

    def _square(self, plan: Plan) -> list[Way]:
        return [way._replace(only_square=True) for way in self._on(plan, *square(_depth(plan)))]

    def _on(self, plan: Plan, widths: Widths, points: int, *, of: str = "") -> Iterator[Way]:
        """The ways in which the function runs on a network of these widths, until one is right for all points.

        `of` is the field of a layout that has to be set, where only such are tried.
        """
        plan = plan.at(widths)
        if not plan.forms:
            return
        cases = plan.cases(widths, points, self._ask, 1)
        try:
            labels = targets_of(plan.forms) == "one-hot"
            every = [one for one in self._runner.layouts(cases.network, labels=labels) if not of or getattr(one, of)]
        except Failed as failed:
            self._note(failed, None)
            return
        for layout, tried in self._runner.tries(every, cases):
            if isinstance(tried, Failed):
                self._note(tried, layout)
                continue
            if widths == plan.shapes[0][0] and all(given.form == "misfit" for given in tried):
                self._unread = self._unread or Failed("other", message=self._runner.shapes)
            for given in tried:
                if given.form == "misfit":
                    continue
                rank = RANKS.index(given.form)
                right = rank <= 1 and _is_right(plan, given)
                whole = len({layer for _, layer in given.readings[0].arrays}) == _depth(plan)
                fits = right or (rank <= 1 and _fits(plan, layout, given))
                yield Way(plan, layout, widths, points, given.by, rank, right, is_whole=whole, fits=fits)
                if right and not layout.point_by_point:
                    return

    def _plans(self) -> Iterator[Plan]:
        if self._signature.subject is None:
            found = plans(self._ask, self._source, self._signature)
        else:
            found = object_plans(self._ask, self._source, self._signature, self._runner.held)
        for plan in found:
            yield from plan.by_activations() if self._signature.takes_kept else (plan,)

    def _note(self, failed: Failed, layout: Layout | None) -> None:
        if failed.key in FATAL:
            raise failed
        line = failed.line or 0
        if self._farthest is None or line > (self._farthest.line or 0):
            self._farthest = failed
        if layout is None:
            return
        key = (layout.transposed, layout.batch)
        self._progress[key] = max(self._progress.get(key, 0), line)

    def _progressed(self, way: Way) -> int:
        """Ways that came farther before they failed, where widths differ, stand before the others."""
        return -self._progress.get((way.layout.transposed, way.layout.batch), 0)


def _depth(plan: Plan) -> int:
    return len(plan.forms[0].activations)


def _is_right(plan: Plan, given: Given) -> bool:
    return is_finite(given) and bool(right_forms(plan.forms, [Ran(given.cases, given.flat())]))


def _fits(plan: Plan, layout: Layout, given: Given) -> bool:
    """Whether the cost that came back is one that the network has so; of labels, or of one output, what is right."""
    if of_returned_cost(plan.forms, [given]):
        return True
    if layout.y == "full" or not is_finite(given):
        return False
    return any(wrong_arrays(form, [Ran(given.cases, given.flat())])[0] for form in plan.forms)


def _best(found: Sequence[Way], *, all_at_once: bool) -> list[Way]:
    """The right one, or all of the best stage; of the best stage only, where the function speaks of all points.

    Behind one that is right for a point at a time come some that take all of them at once, where there are such.
    What gives something for each layer comes before what may have been handed more layers than it knows.
    """
    found = [way for way in found if way.is_whole] or found
    best = min(way.stage for way in found)
    of_stage = [way for way in found if way.stage == best]
    of_stage.sort(key=lambda way: (not way.fits, not way.layout.one_unit))
    right = [way for way in (of_stage if all_at_once else found) if way.is_right]
    right = [way._replace(differs_at_once=best == 0) if way.stage else way for way in right]
    one_by_one = [way for way in found if way.stage == 1] if best == 0 else []
    if not any(way.is_general for way in of_stage):
        of_stage = [way for way in one_by_one if way.is_general] + of_stage
    elif of_stage[0].by in (MOVED, MOVED_BY):  # what moves at each point in turn is wrong for all at once
        of_stage = of_stage + one_by_one
    return [*right[:1], *of_stage[:AT_ONCE]] if right and right[0].differs_at_once else right[:1] or of_stage
