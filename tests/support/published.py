"""Exercises as teachers published them: stated as their sources state them, with the numbers that the sources print.

Those of the shelf come along with the tutor; the others stand here. Quantities are named as `mark` and the trace name
them: `dC/dw2[1,1]`, `a1[1]@1`, `w1'`; besides, `delta w1` is the step, `P` how many parameters are learned, and
`after.cost` the objective once the step is made, and `after.a2@1` another quantity then.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.load import SHELF
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields

from tests.support.course import problem_at

HERE = Path(__file__).parents[1] / "published"
CLASSICS = content_folder() / SHELF


@dataclass(frozen=True)
class Published:
    """An exercise, and the numbers that its source prints."""

    path: Path
    prints: Mapping[str, str]
    off: Mapping[str, tuple[str, str]]
    """What comes out where it is not what the source prints, to as many digits, and why."""

    @cached_property
    def problem(self) -> Problem:
        """The exercise, from its file."""
        return problem_at(self.path)

    def value(self, name: str) -> float:
        """What comes out."""
        problem = self.problem
        trace, graph = problem.trace, problem.graph
        if name == "P":
            return len(graph.asked)
        if name.startswith("after."):
            after = problem.moved.trace
            return float(after.cost if name == "after.cost" else after.at(*_at_point(name.removeprefix("after."))))
        if name.startswith("delta "):
            parameter = name.removeprefix("delta ")
            return float(trace.updated[parameter] - trace.theta[parameter])
        quantity, _, point = name.partition("@")
        if name in trace.names():
            return float(trace[name])
        below = quantity.removeprefix(f"d{graph.objective}/d")
        if below != quantity and below in graph.named and graph.named[below].is_given:
            return sum(float(trace.slope(below, one)) for one in range(1, trace.points + 1))
        return float(trace.at(quantity, int(point or 1)))

    def fields(self) -> Iterator[tuple[str, FieldId]]:
        """Each printed number that somebody could be asked for, with the field that takes it."""
        objective, steps = self.problem.graph.objective.name, self._steps
        slope = f"d{objective}/d"
        for name in self.prints:
            if name.startswith("after."):
                yield from (
                    (name, field) for field in self._fields if field.is_after and field.name == _after(name, objective)
                )
                continue
            plain = name.removeprefix("delta ")
            if plain != name or name.endswith("'"):
                yield name, FieldId("e", plain.rstrip("'"))
            elif name == "P":
                yield name, FieldId("a")
            elif name == objective:
                yield name, FieldId("c")
            elif (
                name.startswith(slope) and (field := FieldId("d", name[len(slope) :].partition("@")[0])) in self._fields
            ):
                yield name, field
            elif name in steps or f"{name}@1" in steps:
                yield name, steps.get(name) or steps[f"{name}@1"]

    @cached_property
    def _fields(self) -> frozenset[FieldId]:
        return frozenset(all_fields(self.problem))

    @cached_property
    def _steps(self) -> dict[str, FieldId]:
        """The sub-steps by what they ask for, each at the first field that has it."""
        found: dict[str, FieldId] = {}
        for field in filter(has_breakdown, all_fields(self.problem)):
            for step in breakdown(self.problem, field).cells():
                found.setdefault(step.step, step)
        return found


def _at_point(name: str) -> tuple[str, int]:
    quantity, _, point = name.partition("@")
    return quantity, int(point)


def _after(name: str, objective: str) -> str:
    """The field of (e) that takes what is printed for after the step, by its name."""
    if name == "after.cost":
        return f"{objective}'"
    quantity, point = _at_point(name.removeprefix("after."))
    return f"{quantity}'@{point}"


def _read() -> tuple[Published, ...]:
    with (HERE / "numbers.toml").open("rb") as file:
        numbers = tomllib.load(file)
    return tuple(
        Published(
            next(path for folder in (CLASSICS, HERE / "exercises") if (path := folder / f"{name}.md").is_file()),
            one["prints"],
            {quantity: (value, why) for quantity, (value, why) in one.get("off", {}).items()},
        )
        for name, one in numbers.items()
    )


PUBLISHED = _read()


def published(name: str) -> Published:
    """The exercise of this name."""
    return next(one for one in PUBLISHED if one.path.stem == name)
