"""What a problem is worth to a teacher: the mistakes that its answers show, can't tell apart, or hide."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.ranking import JSON
from tutor.diagnosis.table import Table
from tutor.lessons.stages import STAGE_IDS, StageId, asked_fields
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import rule_ids
from tutor.network.products import Array


@dataclass(frozen=True)
class Shown:
    """Mistakes that give the same answers to all that the problem asks, and the stages in which they show."""

    hypotheses: tuple[Hypothesis, ...]
    stages: tuple[StageId, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, each once: a mistake may be alike at several points."""
        return tuple(dict.fromkeys(hypothesis.ids[0] for hypothesis in self.hypotheses))


@dataclass(frozen=True)
class Visibility:
    """A problem's mistakes: `classes` of what shows, what is `invisible` at every point, what makes no sense there."""

    classes: tuple[Shown, ...]
    invisible: tuple[str, ...]
    absent: tuple[str, ...]

    def as_json(self) -> dict[str, JSON]:
        """As plain values."""
        return {
            "visible": [
                {
                    "mistakes": list(shown.ids),
                    "points": sorted({h.point for h in shown.hypotheses if h.point is not None}),
                    "stages": list(shown.stages),
                }
                for shown in self.classes
            ],
            "invisible": list(self.invisible),
            "absent": list(self.absent),
        }


def visibility(table: Table) -> Visibility:
    """Which mistakes a problem can show, which collide, and which it can't show."""
    classes = [*_counts(table), *_others(table)]
    seen = {name for shown in classes for name in shown.ids}
    counted = COUNT if table.problem.is_layered else ()
    possible = {mistake.id for mistake in (*table.mistakes, *counted)}
    ids = rule_ids()
    return Visibility(
        tuple(classes),
        tuple(name for name in ids if name in possible and name not in seen),
        tuple(name for name in ids if name not in possible),
    )


def _counts(table: Table) -> list[Shown]:
    if not asked_fields(table.problem, "a"):
        return []
    network, points = table.problem.network, len(table.problem.data)
    seen = [mistake for mistake in COUNT if mistake.gives(network, points) != len(network.learned)]
    ordered = sorted(seen, key=lambda mistake: mistake.gives(network, points))
    grouped = groupby(ordered, key=lambda mistake: mistake.gives(network, points))
    return [Shown(tuple(Hypothesis((mistake,)) for mistake in group), ("a",)) for _, group in grouped]


def _others(table: Table) -> list[Shown]:
    classes: list[list[int]] = [[0]]  # the right answers, and what shows in none of those asked for
    for row in range(1, table.singles):
        alike = next((rows for rows in classes if not _differs(table, rows[0], row).any()), None)
        classes.append([row]) if alike is None else alike.append(row)
    return [Shown(tuple(table.hypothesis(row) for row in rows), _stages(table, rows[0])) for rows in classes[1:]]


def _differs(table: Table, one: int, other: int) -> Array:
    """The fields asked for whose answers differ between two rows."""
    differ: Array = ~table.same(table.answers[one], table.answers[other]) & table.asked
    return differ


def _stages(table: Table, row: int) -> tuple[StageId, ...]:
    stages = {table.fields[int(column)].stage for column in np.flatnonzero(_differs(table, 0, row))}
    return tuple(stage for stage in STAGE_IDS if stage in stages)
