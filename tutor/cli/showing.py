"""What a problem shows of the mistakes there are, put in rows: by stage, those that can't be told apart together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import cycle, islice

from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.ranking import JSON
from tutor.diagnosis.table import Table
from tutor.diagnosis.visibility import Shown, Visibility, visibility
from tutor.lessons.problem import Problem
from tutor.lessons.stages import STAGE_IDS, StageId

OTHER_THETAS = ((1, -4, 1, 4, 4), (-1, 3, 3, 3, 1, -4, 1), (2, -1, 3, 1))
"""Parameters over and over, to see whether it is θ that hides a mistake. With them a unit is dead at some points."""


@dataclass(frozen=True)
class Row:
    """A mistake that shows, the data points that it is about, and whether it answers just as the row above does."""

    id: str
    points: tuple[int, ...] = ()
    is_alike: bool = False


@dataclass(frozen=True)
class Showing:
    """A problem and the mistakes that it shows, hides, or leaves no room for."""

    problem: Problem

    @cached_property
    def visibility(self) -> Visibility:
        """What the problem's own numbers show."""
        return visibility(Table(self.problem, pairs=False))

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of what shows."""
        return frozenset(name for one in self.visibility.classes for name in one.ids)

    @cached_property
    def hidden_by_theta(self) -> tuple[str, ...]:
        """The ids of what other parameters were found to show, on the same network with the same data."""
        found: set[str] = set()
        for values in OTHER_THETAS:
            theta = tuple(map(Fraction, islice(cycle(values), len(self.problem.theta))))
            found |= Showing(replace(self.problem, theta=theta)).shown
        return tuple(name for name in self.visibility.invisible if name in found)

    @property
    def hidden_besides(self) -> tuple[str, ...]:
        """The ids of what is hidden with those parameters, too."""
        return tuple(name for name in self.visibility.invisible if name not in self.hidden_by_theta)

    def rows(self, stage: StageId) -> Iterator[Row]:
        """What shows in this stage first. A mistake that is told apart at each of several points has one row."""
        classes = [one for one in self.visibility.classes if one.stages[:1] == (stage,)]
        merged: dict[str, list[int]] = {}
        for one in classes:
            if _is_alone(one) and one.hypotheses[0].point is not None:
                merged.setdefault(one.ids[0], []).append(one.hypotheses[0].point)
        for one in classes:
            if not _is_alone(one):
                yield from _alike(one.hypotheses)
            elif one.ids[0] not in merged:
                yield Row(one.ids[0])
            elif one.hypotheses[0].point == merged[one.ids[0]][0]:
                yield Row(one.ids[0], tuple(merged[one.ids[0]]))

    def as_json(self) -> dict[str, JSON]:
        """As plain values."""
        return {
            "problem": self.problem.id,
            **self.visibility.as_json(),
            "hidden_by_theta": list(self.hidden_by_theta),
        }

    @property
    def stages(self) -> tuple[StageId, ...]:
        """The stages in which something shows first."""
        return tuple(stage for stage in STAGE_IDS if any(one.stages[:1] == (stage,) for one in self.visibility.classes))


def _is_alone(shown: Shown) -> bool:
    return len(shown.hypotheses) == 1


def _alike(hypotheses: tuple[Hypothesis, ...]) -> Iterator[Row]:
    for at, one in enumerate(hypotheses):
        yield Row(one.ids[0], () if one.point is None else (one.point,), is_alike=at > 0)
