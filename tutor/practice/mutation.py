"""The mutation score: the share of a skill's mistakes that a problem would expose, of those that its shape can show.

A mistake is exposed if some answer that is asked for comes out differently, and by more than rounding is allowed to
hide. One about a data point counts by the share of the points at which it is. The answers come from the changed rules
of the catalogue.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tutor.mistakes.combining import AFTER_THE_RUN
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.network.compute import run, step
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.practice.certificate import Worked, certified, worked
from tutor.practice.drawing import Batch, batch
from tutor.practice.number_skills import Skill
from tutor.practice.shapes import shapes
from tutor.practice.skills import SKILLS

ENOUGH = 0.95
"""The least score of a problem."""
HIDDEN, FLOOR = 0.01, 1e-6
"""What marking may take for rounding: so much of the right answer, or of the step where θ′ is asked for."""
PROBED, TRIED = 200, 2**16
"""How many certified problems say what a shape can show, and how many candidates they are looked for among."""
_PROBE_BLOCK = 2**11


class Exposure(NamedTuple):
    """How much of each mistake (their ids) each of N problems exposes (N, K): 0 or 1, between them by points."""

    ids: tuple[str, ...]
    exposed: Array


def exposure(done: Worked, skill: Skill) -> Exposure:
    """What each problem exposes of its skill's mistakes, as far as they make sense on its network."""
    rows: dict[str, list[Array]] = {}
    for name, exposed in _each(done, skill):
        rows.setdefault(name, []).append(exposed)
    ids = tuple(name for name in skill.mistakes if name in rows)
    columns = [np.mean(rows[name], axis=0) for name in ids]
    return Exposure(ids, np.array(columns).reshape(len(ids), len(done.batch)).T)


@lru_cache(maxsize=256)
def showable(skill_id: str, level: int, shape_index: int) -> frozenset[str]:
    """The mistakes that some of many certified problems of a shape exposes."""
    skill, shape = SKILLS[skill_id], shapes(skill_id, level)[shape_index]
    seen: set[str] = set()
    probed = 0
    for start in range(0, TRIED, _PROBE_BLOCK):
        numbers = np.arange(start, start + _PROBE_BLOCK, dtype=np.uint64)
        done = worked(batch(skill_id, level, shape, numbers))
        # What a wrong count shows depends on the shape alone.
        is_count = skill.asked(shape.network) == ("a",)
        good = np.arange(1) if is_count else np.flatnonzero(certified(done, skill))[: PROBED - probed]
        probed += len(good)
        if len(good):
            found = exposure(worked(done.batch.pick(good)), skill)
            seen.update(name for k, name in enumerate(found.ids) if found.exposed[:, k].any())
        if probed >= PROBED or is_count:
            break
    return frozenset(seen)


def scores(found: Exposure, can_show: frozenset[str]) -> Array:
    """The mutation score of each problem (N,); 1 where there is nothing to show."""
    counted = [k for k, name in enumerate(found.ids) if name in can_show]
    if not counted:
        return np.ones(len(found.exposed))
    share: Array = found.exposed[:, counted].mean(axis=1)
    return share


def _each(done: Worked, skill: Skill) -> Iterator[tuple[str, Array]]:
    """Each mistake, at each point that it may be about, and the problems (N,) that expose it."""
    network, points = done.batch.shape.network, done.batch.shape.points
    asked = skill.asked(network)
    wanted = frozenset(skill.mistakes)
    if "a" in asked:
        for counted in COUNT:
            if counted.id in wanted:
                yield counted.id, np.full(len(done.batch), counted.gives(network, points) != network.parameter_count)
    fields = ("c", *(f"{stage}.{p.name}" for stage in "de" for p in network.parameters))
    columns = [k for k, name in enumerate(fields) if name in asked]
    if not columns:
        return
    right = _answers(done.batch, None, done)
    steps = done.batch.eta[:, None] * done.gradient
    size = np.concatenate([right[:, : 1 + network.parameter_count], steps], axis=1)
    least = np.maximum(HIDDEN * np.abs(size), FLOOR)[:, columns]
    for mistake in mistakes_of(network, points):
        if mistake.id in wanted:
            wrong = _answers(done.batch, mistake, done)[:, columns]
            yield mistake.id, (np.abs(wrong - right[:, columns]) > least).any(axis=1)


def _answers(batch: Batch, mistake: Mistake | None, done: Worked) -> Array:
    """C, ∇C as it is written down, and θ′ (N, 1 + 2P) by the rules of a mistake, or by the right ones."""
    rules, layers = RIGHT, done.layers
    if mistake is not None:
        rules = mistake.rules()
        if mistake.rule not in AFTER_THE_RUN:
            layers = run(batch.shape.network, batch.theta, batch.x, batch.y, rules, learning_rate=batch.eta)
    found = step(layers, rules)
    parts = (np.broadcast_to(part, batch.theta.shape) for part in (found.written_gradient, found.theta))
    return np.concatenate([found.cost[:, None], *parts], axis=1)
