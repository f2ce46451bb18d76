"""Gradients that are seen in steps: in parameters that a function moved, or gave back moved, by whichever rate."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from tutor.code_check.cases import RATE, Cases
from tutor.code_check.finding import Way
from tutor.code_check.forms import Form
from tutor.code_check.judging import Judged, judged
from tutor.code_check.naming import Ran, right_forms, right_gradient, same
from tutor.code_check.objects import MOVED, MOVED_BY, STILL
from tutor.code_check.process import Failed
from tutor.code_check.roles import plain
from tutor.code_check.running import Given, is_finite, scaled, stepped
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source
from tutor.network.products import Array

_REMEMBERS = frozenset(
    ("momentum", "beta", "beta1", "beta2", "velocity", "velocities", "v", "vel", "rho", "decay", "adam", "rmsprop")
)
"""Words of a file in which steps remember those before."""
STEPS = ("step", "update", "train", "sgd", "descent", "fit")
"""What stands in the name of a function that may return the parameters after a step."""


MOST_RIGHT, MOST_NAMED = 12, 4
"""How many numbers of a file are tried as its learning rate: to see whether all is right, and what is wrong."""
MOST_NUMBERS = 24
"""How many numbers of a file are looked at."""
Found: TypeAlias = tuple[Way, list[Given], Judged]


def judged_step(way: Way, givens: list[Given], signature: Signature, source: Source) -> Found:
    """What a function gave is judged as gradients; of one that makes a step, also as parameters after it."""
    if way.by in (MOVED, MOVED_BY):
        return _of_moved(way, givens, source)
    rate = own_rate(signature, givens)
    found = judged(way.plan.forms, givens, rate)
    makes_step = any(word in plain(signature.function.name) for word in STEPS)
    if found.is_right or not makes_step or way.rank > 1 or signature.subject is not None:
        return way, givens, found
    if not signature.has("rate"):
        return _of_own_step(way, givens, source) or (way, givens, found)
    after = [stepped(given) for given in givens]
    for factor in _of_memory(source) if signature.has("memory") else ():
        averaged = [scaled(given, factor) for given in after]
        if (other := judged(way.plan.forms, averaged, rate)).is_right:
            return way._replace(is_step=True, rate=RATE * factor), averaged, other
    other = judged(way.plan.forms, after, rate)
    if other.is_right or other.named:
        return way._replace(is_step=True), after, other
    return way, givens, found


def _of_own_step(way: Way, givens: list[Given], source: Source) -> Found | None:
    """The same of a step by a learning rate of the function's own: 1, or a number that stands in the file."""
    after = [stepped(given) for given in givens]
    rates = [1.0, *_numbers(source)]
    for is_found, most in ((lambda one: one.is_right, MOST_RIGHT), (lambda one: bool(one.named), MOST_NAMED)):
        for rate in dict.fromkeys(rates[:most]):
            of_rate = [scaled(given, rate / RATE) for given in after]
            runs = [Ran(given.cases, given.flat()) for given in of_rate]
            if most == MOST_RIGHT and not right_forms(way.plan.forms, runs):
                continue
            other = judged(way.plan.forms, of_rate, rate)
            if is_found(other):
                return way._replace(is_step=True, rate=rate), of_rate, other
    return None


def _of_moved(way: Way, givens: list[Given], source: Source) -> Found:
    """How parameters moved, judged by the rate that is known, or by those that the file speaks of.

    Right is also who moves them at each point anew, one point after the other.
    """
    if not all(is_finite(given) for given in givens):
        return way, givens, judged(way.plan.forms, givens)
    known = way.by == MOVED
    rates = [1.0, *_of_memory(source)] if known else [1.0, *_numbers(source)][:MOST_RIGHT]
    by_rate = {rate * (RATE if known else 1.0): [scaled(given, rate) for given in givens] for rate in rates}
    for rate, of_rate in by_rate.items():
        runs = [Ran(given.cases, given.flat()) for given in of_rate]
        right = right_forms(way.plan.forms, runs)
        in_turn = [] if right else [form for form in way.plan.forms if _moves_in_turn(form, runs, rate)]
        if right or in_turn:
            forms = tuple(right or in_turn)
            return way._replace(rate=rate, in_turn=not right), of_rate, Judged(forms, form=forms[0])
    if _REMEMBERS & source.words and all(map(_is_evened_out, givens)):
        raise Failed("adaptive")
    found: list[Found] = []
    alone = [given.cases.points == 1 for given in givens]
    for rate, of_rate in list(by_rate.items())[:MOST_NAMED]:
        found.append((way._replace(rate=rate), of_rate, judged(way.plan.forms, of_rate, rate)))
        if found[-1][2].named:
            return found[-1]
        if any(alone) and not all(alone):  # with several points each may have a step of its own
            of_one = [given for given, is_alone in zip(of_rate, alone, strict=True) if is_alone]
            named = judged(way.plan.forms, of_one, rate)
            if named.named:
                return way._replace(rate=rate, in_turn=True), of_one, named
    return next((one for one in found if one[2].manner is not None), found[0])


def _numbers(source: Source) -> list[float]:
    """The numbers that may be a learning rate: those that are called so, else all but the 2 of a square."""
    return sorted(source.rates, reverse=True)[:MOST_NUMBERS] or [one for one in _every(source) if one != 2]


def _every(source: Source) -> list[float]:
    """The numbers of a file, those below 1 first, from the largest on."""
    small = sorted((one for one in source.numbers if one < 1), reverse=True)
    return [*small, *sorted(source.numbers - {1.0})][:MOST_NUMBERS]


def _of_memory(source: Source) -> list[float]:
    """What a first step is multiplied by where steps are averaged with those before: 1 − β."""
    return [1 - one for one in _every(source) if one < 1][:MOST_RIGHT] if _REMEMBERS & source.words else []


def _is_evened_out(given: Given) -> bool:
    """Whether all that moved has moved as far, whatever its gradient: only signs are left to be seen."""
    sizes = np.abs(given.flat())
    moved = sizes[np.isfinite(sizes) & (sizes > STILL)]
    return moved.size > 1 and bool(np.allclose(moved, moved.mean(), rtol=1e-3))


def _moves_in_turn(form: Form, runs: Sequence[Ran], rate: float) -> bool:
    """Whether parameters moved as they do where each point has a step of its own."""
    return all(same(one.given, _in_turn(form, one.cases, rate)) for one in runs)


def _in_turn(form: Form, cases: Cases, rate: float) -> Array:
    """How far θ moves (K, P) by a step for each point in turn, over the rate."""
    theta = cases.theta
    for point in range(cases.points):
        at = slice(point, point + 1)
        theta = theta - rate * right_gradient(form, Cases(cases.network, theta, cases.x[:, at], cases.y[:, at]))
    return (cases.theta - theta) / rate


def own_rate(signature: Signature, givens: list[Given]) -> float:
    """The learning rate by which the function moved the weights it was given, where it did that; else the usual one."""
    return moved_by(signature, givens[0]) or RATE


def moved_by(signature: Signature, given: Given) -> float | None:
    """By how much of the last layer's gradient the function moved the weights it was given; None where it did not."""
    if given.form not in ("exact", "broadcast") or not given.after:
        return None
    depth = given.cases.network.depth
    places = [name for name, _, place in signature.roles if place] + [n for n, _, place in signature.roles if not place]
    roles = {name: role for name, role, _ in signature.roles}
    for name, value in zip(places, given.after, strict=False):
        if roles[name].kind == "weight" and roles[name].layer == depth:
            return _ratio(value, given, depth)
    return None


def _ratio(value: object, given: Given, depth: int) -> float | None:
    if not isinstance(value, dict) or "array" not in value:
        return None
    try:
        after = np.array(value["array"], dtype=float)
    except (ValueError, TypeError):
        return None
    weights, _, shape = given.cases.network.places[depth - 1]
    before = given.cases.theta[0][weights].reshape(shape)
    slope = given.readings[0].arrays.get(("weight", depth))
    if slope is None:
        return None
    if after.shape != before.shape:
        after = after.T
    if after.shape != before.shape or not np.isfinite(after).all():
        return None
    moved = before - after
    size = float((slope * slope).sum())
    rate = float((moved * slope).sum()) / size if size else 0.0
    return rate if rate and np.allclose(moved, rate * slope, rtol=1e-6, atol=1e-9) else None
