"""What the gradients of a function come to: right, or by a changed rule, or given in the wrong manner."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tutor.code_check.cases import RATE
from tutor.code_check.forms import Form
from tutor.code_check.leaves import Key
from tutor.code_check.naming import (
    LOOSE,
    Named,
    Ran,
    cost_of,
    factors,
    narrower,
    pairs,
    right_forms,
    right_gradient,
    same,
    singles,
)
from tutor.code_check.returned import DELTAS, Reading, keys_of, places_of
from tutor.code_check.running import Given, is_finite
from tutor.mistakes.code import MANNERS, Manner
from tutor.network.compute import run
from tutor.network.products import Array


class Judged(NamedTuple):
    """What was found. Nothing is named where it is right, and where nothing known explains it."""

    right: tuple[Form, ...] = ()
    """The forms whose gradient it is."""
    named: tuple[Named, ...] = ()
    """Mistakes that explain all, each alone: the likeliest first."""
    manner: Manner | None = None
    factors: tuple[float, ...] = ()
    """By what each run's gradients are too large, where that is all."""
    form: Form | None = None
    """The form of a manner, or the likeliest one."""
    finite: bool = True
    cost_unknown: bool = False
    """Whether a cost came back that is none of those known: then the form is a guess."""
    of_own_cost: bool = False
    """Whether it is the derivative of the cost that came back with it, which is none that is known."""

    @property
    def is_right(self) -> bool:
        """Whether the gradient is right, in value and in manner."""
        return bool(self.right or self.of_own_cost) and self.manner is None


def judged(forms: Sequence[Form], givens: Sequence[Given], rate: float = RATE) -> Judged:
    """What some runs come to; `rate` is the learning rate by which the function itself moves weights."""
    if not all(is_finite(given) for given in givens):
        return Judged(finite=False, form=forms[0])
    if givens[0].by.startswith(DELTAS):
        return _of_deltas(forms, givens)
    worst = max((given.form for given in givens), key=("exact", "broadcast", "points", "transposed").index)
    if worst == "points":
        return _of_points(forms, givens)
    runs = [Ran(given.cases, given.flat()) for given in givens]
    likely = _by_loss(forms, givens)
    right = right_forms(likely, runs)
    if right:
        manner = MANNERS["transposed-shape"] if worst == "transposed" else None
        return Judged(tuple(right), manner=manner, form=right[0])
    likely = by_right_arrays(likely, runs)
    return _of_calls(likely, givens) or _of_steps(likely, runs) or _of_rules(likely, runs, rate)


def by_right_arrays(forms: Sequence[Form], runs: Sequence[Ran]) -> list[Form]:
    """The forms under which most arrays are right before the others, which stay as they stand.

    What is wrong in a layer makes those before it wrong, too: of as many, those right at the end count for more. Those
    whose hidden layers differ in activation are thought of alone where one of them is the first, else not at all.
    """

    def order(form: Form) -> tuple[int, int]:
        right, _ = wrong_arrays(form, runs)
        return -len(right), -sum(layer for _, layer in right)

    found = sorted(forms, key=order)
    return [form for form in found if form.is_mixed == found[0].is_mixed]


def _of_rules(forms: Sequence[Form], runs: Sequence[Ran], rate: float) -> Judged:
    """One changed rule, or a number that all is multiplied by."""
    for rates in dict.fromkeys((RATE, rate)):
        one = singles(forms, runs, rates)
        if one:
            return Judged(named=_distinct(one), form=one[0].form)
    for form in forms:
        scaled = factors(form, runs)
        if scaled is not None:
            return Judged(manner=MANNERS["factor"], factors=tuple(scaled), form=form)
    part = narrower(forms, runs, rate)
    if part:
        return Judged(named=_distinct(part), form=part[0].form)
    return _of_part(forms[0], runs, rate) or Judged(form=forms[0])


def _of_part(form: Form, runs: Sequence[Ran], rate: float) -> Judged | None:
    """A changed rule, or a factor, that explains all that is not right, where some arrays are."""
    right, wrong = wrong_arrays(form, runs)
    if not right or not wrong:
        return None
    parts = [Ran(one.cases, one.given.copy()) for one in runs]
    for part in parts:
        for key in right:
            part.given[:, places_of(part.cases.network, key)] = np.nan
    named = [one._replace(only=tuple(wrong)) for one in singles([form], parts, rate)]
    if named:
        return Judged(named=_distinct(named), form=form)
    scaled = factors(form, parts)
    return None if scaled is None else Judged(manner=MANNERS["factor"], factors=tuple(scaled), form=form)


def judged_by_entries(forms: Sequence[Form], givens: Sequence[Given], rate: float = RATE) -> Judged | None:
    """A changed rule that explains the partials that are not right, where each has a line of its own in the program."""
    runs = [Ran(given.cases, given.flat()) for given in givens]
    form = by_right_arrays(_by_loss(forms, givens), runs)[0]
    rights = [right_gradient(form, one.cases) for one in runs]
    count = runs[0].given.shape[1]
    wrong = [
        k for k in range(count) if not all(_is_same(one, right, k) for one, right in zip(runs, rights, strict=True))
    ]
    if not 0 < len(wrong) < count:
        return None
    parts = [Ran(one.cases, one.given.copy()) for one in runs]
    for part in parts:
        part.given[:, [k for k in range(count) if k not in wrong]] = np.nan
    entries = tuple(runs[0].cases.network.parameters[k].name for k in wrong)
    named = [one._replace(entries=entries) for one in singles([form], parts, rate)]
    return Judged(named=_distinct(named), form=form) if named else None


def _is_same(one: Ran, right: Array, place: int) -> bool:
    """Whether one partial is right on all networks, beside the largest of each."""
    size = np.abs(right).max(axis=1)
    given = one.given[:, place]
    return bool((np.isnan(given) | (np.abs(given - right[:, place]) <= LOOSE * size)).all())


def judged_by_two(forms: Sequence[Form], givens: Sequence[Given], rate: float = RATE) -> Judged:
    """The same by two mistakes at once, where no single one explains what a function gave."""
    runs = [Ran(given.cases, given.flat()) for given in givens]
    likely = by_right_arrays(_by_loss(forms, givens), runs)
    two = pairs(likely, runs, rate)
    return Judged(named=_distinct(two), form=two[0].form if two else likely[0])


def _distinct(found: Sequence[Named]) -> tuple[Named, ...]:
    """One of each name, at most a few."""
    first = {named.ids: named for named in reversed(found)}
    return tuple(reversed(first.values()))[:4]


def _by_loss(forms: Sequence[Form], givens: Sequence[Given]) -> list[Form]:
    """The forms whose cost is what was returned beside the gradients, where something was that is one."""
    return of_returned_cost(forms, givens) or list(forms)


def of_returned_cost(forms: Sequence[Form], givens: Sequence[Given]) -> list[Form]:
    """The same, and none where nothing was returned that is the cost of one."""
    losses = [given.losses for given in givens]
    return [
        form
        for form in forms
        if all(
            loss is not None and same(loss[:, None], cost_of(form, given.cases)[:, None])
            for loss, given in zip(losses, givens, strict=True)
        )
    ]


def _of_calls(forms: Sequence[Form], givens: Sequence[Given]) -> Judged | None:
    """Gradients that are those of all calls so far, added up."""
    several = [given for given in givens if len(given.cases) >= 4]
    for form in forms:
        if several and all(_is_added_up(form, given) for given in several):
            return Judged(manner=MANNERS["accumulated"], form=form)
    return None


def _is_added_up(form: Form, given: Given) -> bool:
    added = np.diff(given.flat(), axis=0)
    right = right_gradient(form, given.cases)[1:]
    return bool(np.abs(right).max() > 1e-6) and same(added, right)


def _of_steps(forms: Sequence[Form], runs: Sequence[Ran]) -> Judged | None:
    """θ′ for the gradient, by a learning rate that the function has itself."""
    steps = [Ran(one.cases, one.cases.theta - one.given) for one in runs]
    for form in forms:
        scaled = factors(form, steps)
        if scaled is not None and max(scaled) - min(scaled) < 1e-6 * abs(scaled[0]):
            from tutor.mistakes.update import WRITTEN

            given = next(one for one in WRITTEN if one.id == "partial.updated-given")
            return Judged(named=(Named(form, (given,)),), form=form)
    return None


def _of_points(forms: Sequence[Form], givens: Sequence[Given]) -> Judged:
    """Arrays that have an axis of the points still: summed over it they are right, or they are something else."""
    summed = []
    unsummed: set[str] = set()
    for given in givens:
        unsummed |= {key[0] for one in given.readings for key, form in one.forms.items() if form == "points"}
        rows = [_summed(one).flat(given.cases.network) for one in given.readings]
        summed.append(Ran(given.cases, given.masked(np.array(rows))))
    right = right_forms(forms, summed)
    name = "points-not-summed" if "weight" in unsummed else "bias-not-summed"
    if right:
        return Judged(manner=MANNERS[name], form=right[0])
    one = singles(forms, summed)
    return Judged(named=_distinct(one), manner=MANNERS[name], form=one[0].form if one else forms[0])


def _summed(reading: Reading) -> Reading:
    """Its arrays, summed over the points where they have an axis of their own for them, which is the first."""
    arrays = {
        key: np.asarray(values.sum(axis=0)) if reading.forms[key] == "points" else values
        for key, values in reading.arrays.items()
    }
    return reading._replace(arrays=arrays)


def wrong_arrays(form: Form, runs: Sequence[Ran]) -> tuple[list[Key], list[Key]]:
    """The parameter arrays whose gradients are right on all runs, and those that are wrong on some; of those given."""
    keys = [key for key in keys_of(runs[0].cases.network) if not np.isnan(_part(runs[0], key)).all()]
    rights = [right_gradient(form, one.cases) for one in runs]
    wrong = [
        key for key in keys if not all(_is_right(one, right, key) for one, right in zip(runs, rights, strict=True))
    ]
    return [key for key in keys if key not in wrong], wrong


def _part(one: Ran, key: Key) -> Array:
    return one.given[:, places_of(one.cases.network, key)]


def _is_right(one: Ran, right: Array, key: Key) -> bool:
    return same(_part(one, key), right[:, places_of(one.cases.network, key)])


def _of_deltas(forms: Sequence[Form], givens: Sequence[Given]) -> Judged:
    """An array for each layer: δ, turned either way, of some form."""
    for form in forms:
        if all(_are_deltas(form, given) for given in givens):
            return Judged(manner=MANNERS["deltas-returned"], form=form)
    return Judged(form=forms[0])


def _are_deltas(form: Form, given: Given) -> bool:
    cases = given.cases
    layers = run(form.network(cases.network.widths), cases.theta, cases.x, cases.y)
    for layer in layers:
        for k, values in enumerate(given.arrays(("bias", layer.index))):
            delta = layer.delta[k]
            turned = values if values.shape == delta.shape else values.T
            if turned.shape != delta.shape or not same(turned.reshape(1, -1), delta.reshape(1, -1)):
                return False
    return True
