"""Drawing problems: from a skill, a level and a seed to a certified problem with a code of its own.

A seed is a number of a code. If its candidate does not hold what is promised, others follow in a fixed order, and the
code of the first good one is the code of the problem. So a code that was given out is a problem that needs no search,
whatever becomes of the catalogue of mistakes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np

from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import STAGE_IDS
from tutor.network.products import Array
from tutor.practice.certificate import certified, worked
from tutor.practice.codes import NUMBERS, OWN, Code, CodeError, parse_code
from tutor.practice.drawing import RATE_UNIT, Batch, attempt, batch, shape_of
from tutor.practice.mutation import ENOUGH, exposure, scores, showable
from tutor.practice.shapes import shapes
from tutor.practice.skills import SKILLS, WHOLE
from tutor.practice.texts import SkillWordings

MOST_ATTEMPTS = 100_000
AT_ONCE, BLOCK = 2048, 8192
"""How many seeds are searched for at a time, and among how many candidates."""
FEW = 64
"""So many candidates take hardly longer than one."""
FOLLOWING, MOST_FOLLOWING, STRIDE = 16, 160, 0x9E3779B1
"""Seeds that follow one whose problem was seen: how many are drawn at a time, how many in all, and how far apart."""
Key = tuple[object, ...]


@dataclass(frozen=True)
class Found:
    """A candidate that was taken, with its score: where it stands in its batch."""

    batch: Batch
    place: int
    score: float
    """Its mutation score, 1 where it was not judged."""


def draw(skill: str, level: int, seed: int, folder: Path) -> Problem:
    """The problem of a seed; its id is its code. `folder` is the content folder.

    Raises LookupError for no such skill or level.
    """
    return draw_many(skill, level, [seed], folder)[0]


def draw_many(skill: str, level: int, seeds: Sequence[int], folder: Path) -> list[Problem]:
    """The problems of many seeds, in their order, worked and judged together."""
    parts = [seeds[k : k + AT_ONCE] for k in range(0, len(seeds), AT_ONCE)]
    found = [one for part in parts for one in search(skill, level, part, judged=True)]
    return [_problem(skill, level, one, folder) for one in found]


def open_code(code: str, folder: Path) -> Problem:
    """The problem that a code names. Raises CodeError.

    A code that no one was given may name a candidate that can't be worked; then it is the next one that can.
    """
    named: Code = parse_code(code)
    if named.level == OWN:
        raise CodeError("no_level", code)
    (found,) = search(named.skill, named.level, [named.number], judged=False)
    return _problem(named.skill, named.level, found, folder)


def draw_fresh(skill: str, level: int, seed: int, folder: Path, seen: Collection[Key]) -> Problem:
    """The problem of a seed or of one that follows it, such that the sitting has not had it: `seen` holds its keys.

    Where a level has no other problem left, one is repeated.
    """
    first = draw(skill, level, seed, folder)
    if key(first) not in seen:
        return first
    for start in range(1, MOST_FOLLOWING, FOLLOWING):
        seeds = [seed + k * STRIDE for k in range(start, start + FOLLOWING)]
        fresh = (one for one in draw_many(skill, level, seeds, folder) if key(one) not in seen)
        for problem in fresh:
            return problem
    return first


def key(problem: Problem) -> Key:
    """What makes two problems the same to a learner: the numbers that the answers asked for depend on."""
    skill = parse_code(problem.id).skill
    if problem.asked == frozenset({"a"}):
        return (skill, problem.network.widths)
    data = frozenset(problem.data)  # the order of the points is no difference
    return (skill, problem.network, data, problem.theta, problem.learning_rate)


def search(skill: str, level: int, seeds: Sequence[int], *, judged: bool) -> list[Found]:
    """For each seed the first candidate that is certified and, if they are judged, exposes enough mistakes."""
    start = np.array([seed % NUMBERS for seed in seeds], dtype=np.uint64)
    found: dict[int, Found] = {}
    waiting, first = np.arange(len(start)), 0
    tries = max(2, FEW // max(1, len(start)))
    while len(waiting):
        if first > MOST_ATTEMPTS:
            raise LookupError(f"no problem for {skill} at level {level}")
        numbers = np.concatenate([attempt(skill, level, start[waiting], k) for k in range(first, first + tries)])
        found |= _first_good(skill, level, numbers, np.tile(waiting, tries), judged)
        waiting = np.array([one for one in waiting.tolist() if one not in found], dtype=int)
        first, tries = first + tries, max(1, min(2 * tries, BLOCK // max(1, len(waiting))))
    return [found[one] for one in range(len(start))]


def _first_good(skill: str, level: int, numbers: Array, whose: Array, judged: bool) -> dict[int, Found]:
    """The first good candidate of each one for whom there is one; the candidates stand in the order of the attempts."""
    taken: dict[int, tuple[int, Found]] = {}
    of = shape_of(skill, level, numbers)
    for index, shape in enumerate(shapes(skill, level)):
        here = np.flatnonzero(of == index)
        if not len(here):
            continue
        done = worked(batch(skill, level, shape, numbers[here]))
        good = np.flatnonzero(certified(done, SKILLS[skill]))
        kept = done.batch.pick(good)
        points = _scores(skill, level, index, kept, judged)
        order = here[good]
        for place in np.flatnonzero(points >= ENOUGH).tolist():
            one, at = int(whose[order[place]]), int(order[place])
            if one not in taken or at < taken[one][0]:
                taken[one] = at, Found(kept, place, float(points[place]))
    return {one: found for one, (_, found) in taken.items()}


def _scores(skill: str, level: int, shape_index: int, candidates: Batch, judged: bool) -> Array:
    if not judged or not len(candidates):
        return np.ones(len(candidates))
    return scores(exposure(worked(candidates), SKILLS[skill]), showable(skill, level, shape_index))


def _problem(skill: str, level: int, found: Found, folder: Path) -> Problem:
    numbers, network = found.batch, found.batch.shape.network
    k = found.place
    code = str(Code(skill, level, int(numbers.numbers[k])))
    x, y = ((2 * values[k]).astype(int).tolist() for values in (numbers.x, numbers.y))
    theta = tuple(map(_half, (2 * numbers.theta[k]).astype(int).tolist()))
    data = tuple((tuple(map(_half, a)), tuple(map(_half, b))) for a, b in zip(x, y, strict=True))
    asked = None if skill in WHOLE else frozenset(SKILLS[skill].asked(network))
    path = folder / "skills" / f"{skill}.{LANGUAGES[0]}.md"
    rate = Fraction(int(numbers.rate[k]), RATE_UNIT)
    ask = _IN_NUMBERS if skill in WHOLE else None
    return Problem(code, path, SkillWordings(folder, skill), network, data, theta, rate, asked, ask=ask)


_IN_NUMBERS = tuple(stage for stage in STAGE_IDS if stage != "chain")
"""What a whole drill asks for. The chain in letters has drills of its own."""


@lru_cache(maxsize=4096)
def _half(doubled: int) -> Fraction:
    return Fraction(doubled, 2)
