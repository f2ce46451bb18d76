"""A worked solution in which one rule is wrong, carried through: which line is the first that is not right, and why?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from tutor.lessons.problem import Problem
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.network.layered_trace import LayeredTrace as Trace
from tutor.network.layered_trace import trace
from tutor.network.numbers import Number
from tutor.practice.codes import parse_code
from tutor.practice.drawing import chosen
from tutor.practice.skills import FIND_STEP, SKILLS
from tutor.practice.solution_lines import Line, field_of, lines_of
from tutor.practice.variants import draw

CHOICES = 4
LARGEST = 9_999
MOST_DENOMINATOR = 10_000
_KIND_SLOT, _MISTAKE_SLOT, _ORDER_SLOT = 1000, 1001, 1002
"""Which choices of a code's number say what mistake is made, and which others are offered with it."""


@dataclass(frozen=True, eq=False)
class WorkedMistake:
    """A problem with a solution that holds one mistake."""

    code: str
    problem: Problem
    """It asks for the field that the first wrong line belongs to."""
    mistake: str
    """The id of the mistake made."""
    point: int | None
    """The data point that the mistake is about, where it is about one."""
    lines: tuple[Line, ...]
    first_wrong: int
    """The index of the first line that differs from the right one."""
    choices: tuple[str, ...]
    """Ids of mistakes, the one made among them; each would have given other lines."""


def draw_worked_mistake(level: int, seed: int, folder: Path) -> WorkedMistake:
    """The problem of a seed with a solution; `folder` is the content folder."""
    return worked_mistake(draw(FIND_STEP, level, seed, folder).problem)


def worked_mistake(problem: Problem) -> WorkedMistake:
    """The solution with a mistake that belongs to a problem of find-step; the problem asks for what went wrong first.

    Raises ValueError for a problem of another skill, and CodeError for one that was not drawn.
    """
    named = parse_code(problem.id)
    if named.skill != FIND_STEP:
        raise ValueError(f"{problem.id} is no problem of finding a step")
    right = tuple(lines_of(problem, problem.trace))
    possible = list(_possible(problem, right))

    def choose(slot: int, count: int) -> int:
        return chosen(named.skill, named.level, named.number, slot, count)

    # First the kind, then the mistake: there are many more of the partial derivatives than of the forward pass.
    kinds = list(dict.fromkeys(one.mistake.kind for one in possible))
    kind = kinds[choose(_KIND_SLOT, len(kinds))]
    of_kind = [one for one in possible if one.mistake.kind == kind]
    made = of_kind[choose(_MISTAKE_SLOT, len(of_kind))]
    choices = _choices(made, possible, lambda k: choose(_ORDER_SLOT + k, 2**16))
    asked = frozenset({str(field_of(problem, made.lines[made.first_wrong]))})
    return WorkedMistake(
        problem.id,
        replace(problem, asked=asked),
        made.mistake.id,
        made.mistake.point,
        made.lines,
        made.first_wrong,
        choices,
    )


class _Solution(NamedTuple):
    mistake: Mistake
    lines: tuple[Line, ...]
    first_wrong: int


def _choices(made: _Solution, possible: list[_Solution], drawn: Callable[[int], int]) -> tuple[str, ...]:
    """The mistake among others, those first that go wrong near the same line: they are the hardest to tell from it."""
    values = [line.value for line in made.lines]
    alike = {one.mistake.id for one in possible if [line.value for line in one.lines] == values}
    distance = {one.mistake.id: abs(one.first_wrong - made.first_wrong) for one in possible}
    ids = list(distance)
    others = sorted(
        (name for name in ids if name not in alike), key=lambda name: (distance[name], drawn(ids.index(name)))
    )
    return tuple(sorted((made.mistake.id, *others[: CHOICES - 1]), key=ids.index))


def _possible(problem: Problem, right: tuple[Line, ...]) -> Iterator[_Solution]:
    """Each mistake of the skill that shows in the lines, with numbers that a person may have got, and its lines."""
    order = {name: k for k, name in enumerate(SKILLS[FIND_STEP].mistakes)}
    mistakes = [one for one in mistakes_of(problem.network, len(problem.data)) if one.id in order]
    for mistake in sorted(mistakes, key=lambda one: (order[one.id], one.point or 0)):
        lines = tuple(lines_of(problem, _trace(problem, mistake)))
        differs = (k for k, (line, other) in enumerate(zip(lines, right, strict=True)) if line.value != other.value)
        first = next(differs, None)
        if first is not None and all(_by_hand(line.value) for line in lines):
            yield _Solution(mistake, lines, first)


def _trace(problem: Problem, mistake: Mistake) -> Trace:
    inputs, targets = [list(x) for x, _ in problem.data], [list(y) for _, y in problem.data]
    theta = list(problem.theta)
    return trace(problem.network, inputs, targets, theta, problem.learning_rate, rules=mistake.rules())


def _by_hand(value: Number) -> bool:
    return isinstance(value, Fraction) and abs(value) <= LARGEST and MOST_DENOMINATOR % value.denominator == 0
