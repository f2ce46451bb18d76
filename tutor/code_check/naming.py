"""Which rule is changed: the gradients that a function gave, beside those by right and by mistaken rules."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from time import process_time
from typing import NamedTuple, TypeAlias

import numpy as np

from tutor.code_check.cases import RATE, Cases
from tutor.code_check.forms import Form
from tutor.code_check.leaves import Key
from tutor.code_check.narrowing import narrowed, narrowed_like, original
from tutor.code_check.returned import keys_of, places_of
from tutor.mistakes.code import CODE
from tutor.mistakes.everything import before_the_update
from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network
from tutor.network.compute import backward, flat_gradient, forward, gradient, run, step
from tutor.network.layers import split
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Layer

LOOSE = 2e-4
"""How near a gradient is to another that is the same: floats of 32 bits and small differences go so far."""
FEW = 3
"""So many cases rule out nearly all that does not fit."""
FORWARD = ("reading_order", "input_and_target", "activation", "forward")
"""The rules of the way forward."""
MOST_SECONDS = 1.0
"""How long mistakes in single layers are looked through, and pairs of mistakes; of a processor, whatever else runs."""
Members: TypeAlias = tuple[Mistake, ...]
Clock: TypeAlias = Callable[[], float]


class Ran(NamedTuple):
    """Cases and the gradients (K, P) that the function gave for them."""

    cases: Cases
    given: Array


class Named(NamedTuple):
    """What explains the gradients: right rules where there are no members, else those changed."""

    form: Form
    members: Members
    only: tuple[Key, ...] = ()
    """The arrays whose gradients it explains, where it explains no others: those are right."""
    entries: tuple[str, ...] = ()
    """The names of the parameters, where it explains their partials alone."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the mistakes."""
        return tuple(one.id for one in self.members)


def right_gradient(form: Form, cases: Cases) -> Array:
    """∇C (K, P) by the right rules."""
    return gradient_by(form, cases, ())


def gradient_by(form: Form, cases: Cases, members: Members, rate: float = RATE, few: "_Few | None" = None) -> Array:
    """What is given as ∇C (K, P) by the rules of some mistakes; a mistake that can't be made there changes nothing.

    `few` are the cases where they are asked for again and again: what comes of the way forward is kept then.
    """
    network = form.network(cases.network.widths)
    rules = RIGHT
    for one in members:
        if one.is_possible(network):
            rules = one.rules(rules)
    with np.errstate(all="ignore"):
        if few is not None and all(getattr(rules, name) is getattr(RIGHT, name) for name in FORWARD):
            layers = _forwarded(form, rate, few)
            backward(layers, rules)
        else:
            eta = np.full(len(cases), rate)
            layers = run(network, cases.theta, cases.x, cases.y, rules, learning_rate=eta)
        is_written = rules.written_gradient is not RIGHT.written_gradient
        found: Array = step(layers, rules).written_gradient if is_written else flat_gradient(layers)
    return np.broadcast_to(found, cases.theta.shape)


def cost_of(form: Form, cases: Cases) -> Array:
    """C (K,)."""
    network = form.network(cases.network.widths)
    with np.errstate(all="ignore"):
        return np.asarray(gradient(network, cases.theta, cases.x, cases.y)[0])


def same(given: Array, other: Array, tolerance: float = LOOSE) -> bool:
    """Whether gradients (K, P) are the same, each beside the size of the largest component of its network's.

    Where nothing was given (NaN), nothing is compared.
    """
    if not np.isfinite(other).all():
        return False
    missing = np.isnan(given)
    if missing.any():
        other, given = np.where(missing, 0.0, other), np.where(missing, 0.0, given)
    size = np.maximum(np.abs(given), np.abs(other)).max(axis=-1, keepdims=True)
    return bool((np.abs(given - other) <= tolerance * np.maximum(size, 1e-9)).all())


def explains(form: Form, members: Members, runs: Sequence[Ran], rate: float = RATE) -> bool:
    """Whether some mistakes give what the function gave, on every network."""
    first = runs[0]
    if not same(first.given[:FEW], _by_few(form, members, rate, _Few(first.cases.some(FEW)))):
        return False
    return all(same(one.given, gradient_by(form, one.cases, members, rate)) for one in runs)


class _Few:
    """A few cases, known by their numbers: what mistakes give on them is asked for each way to call a function."""

    def __init__(self, cases: Cases) -> None:
        self.cases = cases
        self._key = cases.network.widths, *(values.tobytes() for values in (cases.theta, cases.x, cases.y))
        self._hash = hash(self._key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Few) and self._key == other._key


@lru_cache(maxsize=1 << 14)
def _by_few(form: Form, members: Members, rate: float, few: _Few) -> Array:
    return gradient_by(form, few.cases, members, rate, few)


@lru_cache(maxsize=64)
def _forwarded(form: Form, rate: float, few: _Few) -> list[Layer]:
    """The layers after the forward pass by the right rules; a backward pass fills in all the rest anew."""
    cases, network = few.cases, form.network(few.cases.network.widths)
    eta = np.full(len(cases), rate)
    layers = split(network, cases.theta, cases.x, cases.y, eta, RIGHT.reading_order(network))
    forward(layers)
    return layers


def right_forms(found: Sequence[Form], runs: Sequence[Ran]) -> list[Form]:
    """The forms whose gradients these are."""
    return [form for form in found if explains(form, (), runs)]


def mistakes_for(points: Sequence[int]) -> list[Mistake]:
    """Every mistake that can show in a gradient; those of one of several data points for the first and the last."""
    most = _fewest(points)
    places = (None, 1, most) if max(points) > 1 else (None,)
    return [one for one in (*before_the_update(most), *CODE) if "d" in one.shows_in and one.point in places]


def _fewest(points: Sequence[int]) -> int:
    """The number of points that all runs have which have several."""
    return min((number for number in points if number > 1), default=2)


def singles(found: Sequence[Form], runs: Sequence[Ran], rate: float = RATE) -> list[Named]:
    """The single mistakes that explain the gradients, for the first form under which one does."""
    for form in found:
        every = _members(form, runs, 1)
        named = [Named(form, members) for members in every if explains_at_points(form, members, runs, rate)]
        if named:
            return named
    return []


def narrower(
    found: Sequence[Form], runs: Sequence[Ran], rate: float = RATE, clock: Clock = process_time
) -> list[Named]:
    """The single mistakes that explain the gradients where they are made in some layers alone, of the first form."""
    until = clock() + MOST_SECONDS
    for form in found:
        if clock() > until:
            break
        depth = len(form.activations)
        every = (part for (one,) in _members(form, runs, 1) for part in narrowed(one, depth))
        named = [Named(form, (part,)) for part in every if explains_at_points(form, (part,), runs, rate)]
        if named:
            return named
    return []


def pairs(found: Sequence[Form], runs: Sequence[Ran], rate: float = RATE, clock: Clock = process_time) -> list[Named]:
    """Two mistakes in different rules at once, for the first form that they explain, within the time that there is."""
    until = clock() + MOST_SECONDS
    for form in found:
        named: list[Named] = []
        for members in _likely_pairs(form, runs, rate):
            if clock() > until:
                return named
            if explains_at_points(form, members, runs, rate):
                named.append(Named(form, members))
        if named:
            return named
    return []


def _likely_pairs(form: Form, runs: Sequence[Ran], rate: float) -> Iterator[Members]:
    """The pairs that may explain the first networks, by what each mistake gives there alone.

    An array that only one of them changes is as that one alone makes it; one that neither changes is right.
    """
    several = next((one for one in runs if one.cases.points > 1), runs[0])
    few, given = several.cases.some(FEW), several.given[:FEW]
    asked = _Few(few)  # which single mistakes were held against before
    alone = [one for (one,) in _members(form, runs, 1)]
    keys = [key for key in keys_of(few.network) if not np.isnan(given[:, places_of(few.network, key)]).all()]
    right = _by_few(form, (), rate, asked)
    changes, agrees = np.zeros((2, len(alone), len(keys)), dtype=bool)
    is_right = np.array([_alike(given, right, few.network, key) for key in keys])
    for k, one in enumerate(alone):
        wrong = _by_few(form, members_at((one,), few.points), rate, asked)
        changes[k] = [not _alike(wrong, right, few.network, key) for key in keys]
        agrees[k] = [_alike(given, wrong, few.network, key) for key in keys]
    for j, k in combinations(range(len(alone)), 2):
        if alone[j].rule == alone[k].rule:
            continue
        by_one = np.where(changes[j], agrees[j], np.where(changes[k], agrees[k], is_right))
        if (by_one | (changes[j] & changes[k])).all():
            yield alone[j], alone[k]


def _alike(given: Array, other: Array, network: Network, key: Key) -> bool:
    """Whether an array is the same in two gradients (K, P), beside the size of the largest component of either."""
    if not np.isfinite(other).all():
        return False
    places = places_of(network, key)
    size = np.nanmax(np.maximum(np.abs(given), np.abs(other)), axis=-1, keepdims=True)
    return bool((np.abs(given - other)[:, places] <= LOOSE * np.maximum(size, 1e-9)).all())


def _members(form: Form, runs: Sequence[Ran], size: int) -> Iterator[Members]:
    networks = [form.network(one.cases.network.widths) for one in runs]
    known = [
        one
        for one in mistakes_for([ran.cases.points for ran in runs])
        if any(one.is_possible(network) for network in networks)
    ]
    for members in combinations(known, size):
        if len({one.rule for one in members}) == size:
            yield members


def explains_at_points(form: Form, members: Members, runs: Sequence[Ran], rate: float) -> bool:
    """As `explains`; a mistake about the last point is about the last one of each run."""
    if all(one.point is None for one in members):
        return explains(form, members, runs, rate)
    several = [ran for ran in runs if ran.cases.points > 1]
    return bool(several) and all(explains(form, members_at(members, ran.cases.points), [ran], rate) for ran in several)


def members_at(members: Members, points: int) -> Members:
    """The mistakes where there are so many points: one about the last point is about another then."""
    return tuple(one if one.point in (None, 1) else _of_last(one, points) for one in members)


def _of_last(mistake: Mistake, points: int) -> Mistake:
    """The same about the last of so many points; one that is narrowed, in the same way."""
    whole = original(mistake)
    last = next(one for one in before_the_update(points) if one.id == whole.id and one.point == points)
    return last if whole is mistake else narrowed_like(mistake, last)


def factors(form: Form, runs: Sequence[Ran]) -> list[float] | None:
    """The number by which each run's gradients are the right ones times it; None where there is none."""
    found = []
    for one in runs:
        right = np.where(np.isnan(one.given), 0.0, right_gradient(form, one.cases))
        factor = float((np.nan_to_num(one.given) * right).sum() / max(float((right * right).sum()), 1e-300))
        if factor == 0 or not same(one.given, factor * right):
            return None
        found.append(factor)
    return found
