"""What is certified of a problem's numbers: which candidates can be worked by hand, and mean what they should.

Everything here is a multiple of a small power of two, and so exact in floats of 64 bits; η comes in 1/10000.
"""

from typing import NamedTuple

import numpy as np

from tutor.lessons.curves import CURVES, GRID
from tutor.network.compute import flat_gradient, run
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Layer
from tutor.practice.drawing import RATE_UNIT, Batch, is_smooth
from tutor.practice.number_skills import Skill, parameter_fields

DECIMALS = RATE_UNIT
"""Numbers have at most four decimals; so has η, and hence θ′."""


LEAST_RESIDUAL, LEAST_SHARE = 0.2, 0.2
"""How large a residual is at least, and a sum over points beside its terms: a difference of nearly equal numbers would
lose the digits of a table."""


class Worked(NamedTuple):
    """Candidates with what comes of them: the layers, C (N,), ∇C (N, P)."""

    batch: Batch
    layers: list[Layer]
    cost: Array
    gradient: Array


def worked(batch: Batch) -> Worked:
    """The candidates, worked by the right rules."""
    layers = run(batch.shape.network, batch.theta, batch.x, batch.y, learning_rate=batch.eta)
    return Worked(batch, layers, RIGHT.cost(layers[-1]), flat_gradient(layers))


def certified(done: Worked, skill: Skill) -> Array:
    """Which candidates (N,) hold what is promised of a problem of this skill."""
    good = _is_in_general_position(done, skill)
    good &= _answers_differ(done, skill)
    good &= _table_suffices(done) if is_smooth(done.batch.shape.network) else _numbers_are_small(done, good)
    return good


def few_digits(scaled: Array) -> Array:
    """Whether each value, given in 1/10000, has at most four digits: −12.25 and 1234, not 123.25."""
    size = np.abs(scaled)
    few = np.zeros(scaled.shape, dtype=bool)
    for unit in (DECIMALS, 1_000, 100, 10, 1):
        few |= (size % unit == 0) & (size < 10_000 * unit)
    return few


def _numbers_are_small(done: Worked, among: Array) -> Array:
    """Each number on the way has few digits and is no larger than the level allows; y is a whole number or a half.

    Only the candidates of a mask are looked at.
    """
    batch, gradient = done.batch, done.gradient
    parts = [batch.y, done.cost[:, None], gradient, done.layers[-1].r ** 2]
    for layer in done.layers:
        parts += [layer.z, layer.a, layer.upstream, layer.delta]
        parts.append(layer.delta[..., :, None] * layer.input[..., None, :])  # each point's term
        if not layer.is_last:
            parts.append(layer.next.delta[..., :, None] * layer.next.W[:, None])  # each path's
    small: Array = among & (2 * batch.y % 1 == 0).all(axis=(1, 2))
    # η g and θ′ in 1/10000, and so in whole numbers: η as a float is not exact.
    steps = batch.rate[:, None] * gradient
    small &= (steps % 1 == 0).all(axis=1)
    small &= (np.abs(RATE_UNIT * batch.theta - steps) < 9_999 * RATE_UNIT).all(axis=1)
    for part in parts:
        small &= (np.abs(part) <= batch.shape.pools.most).reshape(len(batch), -1).all(axis=1)
    left = np.flatnonzero(small)
    values = np.concatenate([DECIMALS * part.reshape(len(batch), -1)[left] for part in parts], axis=1)
    small[left] = few_digits(values).all(axis=1) & few_digits(steps[left]).all(axis=1)
    return small


def _table_suffices(done: Worked) -> Array:
    """The curved functions are needed at z of a short table alone, and no number is so small that digits are lost."""
    batch, grid = done.batch, [float(z) for z in GRID]
    most = batch.shape.pools.most
    good: Array = (2 * batch.y % 1 == 0).all(axis=(1, 2)) & (np.abs(batch.y) <= most).all(axis=(1, 2))
    good &= (np.abs(done.layers[-1].r) >= LEAST_RESIDUAL).all(axis=(1, 2))
    for layer, name in zip(done.layers, batch.shape.network.activations, strict=True):
        good &= (np.abs(layer.z) <= most).all(axis=(1, 2))
        terms = layer.delta[..., :, None] * layer.input[..., None, :]
        good &= (np.abs(terms.sum(axis=1)) >= LEAST_SHARE * np.abs(terms).sum(axis=1)).all(axis=(1, 2))
        if name in CURVES:
            good &= np.isin(layer.z, grid).all(axis=(1, 2))
    return good


def _is_in_general_position(done: Worked, skill: Skill) -> Array:
    """No kink, no unit dead at all points, no point fitted, no two points with one input; a closed gate if need be."""
    batch = done.batch
    good: Array = (done.layers[-1].r != 0).all(axis=(1, 2))
    closed: Array = np.zeros(len(batch), dtype=bool)
    for layer, name in zip(done.layers, batch.shape.network.activations, strict=True):
        if name == "relu":
            good &= (layer.z != 0).all(axis=(1, 2))
            closed |= (layer.z < 0).any(axis=(1, 2))
            if not skill.closed_gates:
                good &= (layer.z.max(axis=1) > 0).all(axis=1)
    for one in range(batch.shape.points):
        for other in range(one):
            good &= (batch.x[:, one] != batch.x[:, other]).any(axis=1)
    return good & closed if skill.closed_gates else good


def _answers_differ(done: Worked, skill: Skill) -> Array:
    """No answer asked for is another parameter's as well; no partial is 0, but where gates are closed on purpose."""
    network = done.batch.shape.network
    asked = skill.asked(network)
    moved = RATE_UNIT * done.batch.theta - done.batch.rate[:, None] * done.gradient
    good = np.ones(len(done.batch), dtype=bool)
    for stage, answers in (("d", done.gradient), ("e", moved)):
        places = parameter_fields(stage, network.parameters, asked)
        zeros = stage == "d" and skill.closed_gates
        for place in places:
            same = answers == answers[:, [place]]
            same[:, place] = False
            if zeros:
                same &= answers != 0
            else:
                good &= done.gradient[:, place] != 0
            good &= ~same.any(axis=1)
        if zeros and places:
            good &= (answers[:, list(places)] != 0).any(axis=1)
    return good
