"""The smallest network on which a function's gradient is wrong, with the numbers side by side."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tutor.code_check.cases import Cases
from tutor.code_check.finding import Way
from tutor.code_check.forms import Form
from tutor.code_check.judging import Judged
from tutor.code_check.naming import Ran, explains_at_points, gradient_by, members_at, right_gradient, same
from tutor.code_check.plans import Ask, Widths, fits
from tutor.code_check.process import Failed
from tutor.code_check.running import Given, Runner
from tutor.network.products import Array

LOOKED_AT = 24
"""How many networks of a shape are looked at for the one that is shown."""

NOISE = 1e-13


class Shown(NamedTuple):
    """One network, its right gradient (P,) and the one that was given (P,)."""

    form: Form
    cases: Cases
    right: Array
    given: Array

    @property
    def differing(self) -> list[int]:
        """The places in θ whose partials are not what was given."""
        size = max(float(np.abs(self.right).max()), float(np.nanmax(np.abs(self.given))))
        return [k for k, (a, b) in enumerate(zip(self.right, self.given, strict=True)) if abs(a - b) > 1e-4 * size]


def without_noise(values: Array) -> Array:
    """Numbers with 0 for what only rounding has left of it, beside the largest of them."""
    found: Array = np.where(np.abs(values) < NOISE * np.nanmax(np.abs(values), initial=0.0), 0.0, values)
    return found


def shown(runner: Runner, way: Way, found: Judged, givens: list[Given], ask: Ask) -> Shown | None:
    """The first network, the smallest before larger ones, on which the function is wrong as it was found to be.

    None where the arrays that were given cannot be put side by side with the right ones.
    """
    form = found.form
    if form is None or givens[0].form == "points":
        return None
    for widths, points in _ladder(way, form):
        if points > 1 and way.layout.point_by_point:
            continue
        picture = _on(runner, way, found, form, way.plan.cases(widths, points, ask, LOOKED_AT))
        if picture is not None:
            return picture
    pictures = (_of_given(form, given) for given in sorted(givens, key=lambda given: given.cases.theta.shape[1]))
    return next((picture for picture in pictures if picture is not None), None)


def _ladder(way: Way, form: Form) -> Iterator[tuple[Widths, int]]:
    """Shapes from the smallest on, as far as the function may take them."""
    depth = len(way.widths) - 1
    if way.plan.fixed:
        yield from ((way.widths, points) for points in (1, 2, 3))
        return
    if way.only_square:
        yield from (((n,) * (depth + 1), n) for n in (1, 2))
        return
    shapes = [
        (1,) * (depth + 1),
        (*(1,) * (depth - 1), 2, 1)[-depth - 1 :],
        (2, *(1,) * depth),
        (1,) * depth + (2,),
        (2,) * (depth + 1),
    ]
    for widths in shapes:
        for points in (1, 2, 3):
            if len(widths) == depth + 1 and fits([form], way.layout, widths, way.widths):
                yield widths, points


def _on(runner: Runner, way: Way, found: Judged, form: Form, cases: Cases) -> Shown | None:
    members = found.named[0].members if found.named else ()
    if any(one.point is not None for one in members) and cases.points < 2:
        return None
    members = members_at(members, cases.points)
    right = right_gradient(form, cases)
    if members:
        wrong = gradient_by(form, cases, members, way.rate)
        size = np.abs(right).max(axis=1)
        differs = (np.abs(wrong - right).max(axis=1) > 0.01 * size) & (size > 0)
        if not differs.any():
            return None
        cases = cases.one(int(np.argmax(differs)))
    else:
        cases = cases.one(0)
    try:
        given = runner.run(way.layout, cases, way.by)
        flat = way.gradients(given).flat()
    except (Failed, ValueError, KeyError):
        return None
    run = Ran(cases, flat)
    if members and not explains_at_points(form, members, [run], way.rate):
        return None
    right = right_gradient(form, cases)
    if np.isinf(flat).any() or same(flat, right):
        return None
    return Shown(form, cases, right[0], without_noise(flat[0]))


def _of_given(form: Form, given: Given) -> Shown | None:
    try:
        flat = given.flat()
    except (ValueError, KeyError):
        return None
    right = right_gradient(form, given.cases)
    for k in range(len(given.cases)):
        if not same(flat[k : k + 1], right[k : k + 1]):
            return Shown(form, given.cases.one(k), right[k], without_noise(flat[k]))
    return None
