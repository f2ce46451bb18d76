"""What could explain a learner's answers: a mistake, two from different rules, a slip, or nothing that is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tutor.lessons.stages import STAGE_IDS, FieldId, StageId
from tutor.mistakes.count import CountMistake
from tutor.mistakes.mistake import Mistake
from tutor.network.rules import RIGHT, Rules


@dataclass(frozen=True)
class Slip:
    """A slip at a field: at a data point, where one term or product is wrong.

    `other` is the name of another quantity (`dC/dw1`, `w1'`, `C`, `x[1]`, `a2`): the one whose value was copied, that
    was exchanged with the field's, or that is off itself and was carried on; of the data point, where it has values
    at points. `value` is the wrong one that was carried on. `in_order`: other answers bear it out that the rule
    itself is in order.
    """

    id: str
    field: FieldId
    point: int | None = None
    other: str = ""
    value: float | None = None
    in_order: bool = False

    @property
    def shows_in(self) -> tuple[StageId, ...]:
        """The stages whose answers it can change: its own and all that follow."""
        return STAGE_IDS[STAGE_IDS.index(self.field.stage) :]


Cause: TypeAlias = Mistake | CountMistake | Slip


@dataclass(frozen=True)
class Hypothesis:
    """The causes of what was answered, in the order of the computation; none where nothing that is known explains it.

    On one problem each mistake is one object, so that equal hypotheses compare equal.
    """

    causes: tuple[Cause, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The mistakes' ids."""
        return tuple(cause.id for cause in self.causes)

    @property
    def narrows(self) -> tuple[str, ...]:
        """The mistakes of which its own are the same in some places only."""
        return tuple(cause.narrows for cause in self.causes if isinstance(cause, Mistake) and cause.narrows)

    @property
    def point(self) -> int | None:
        """The data point that it is about, where it is about one."""
        return next((cause.point for cause in self.causes if cause.point is not None), None)

    @property
    def rules(self) -> Rules:
        """The table with the rules of the mistakes; the right one for slips, which break no rule."""
        rules = RIGHT
        for cause in self.causes:
            if isinstance(cause, Mistake):
                rules = cause.rules(rules)
        return rules

    def __str__(self) -> str:
        names = [_name(cause) for cause in self.causes]
        return " + ".join(names) or "?"


def _name(cause: Cause) -> str:
    other = f":{cause.other}" if isinstance(cause, Slip) and cause.other else ""
    return f"{cause.id}{other}" + ("" if cause.point is None else f"@{cause.point}")


CANNOT_TELL = Hypothesis(())


def one_of_two_points(hypotheses: Iterable[Hypothesis], points: int) -> tuple[Hypothesis, ...]:
    """Hypotheses without those that say the same: with two points, who uses one of them leaves the other out."""
    found = tuple(hypotheses)
    said = {(cause.id, cause.point) for one in found for cause in one.causes}

    def is_said_otherwise(cause: Cause) -> bool:
        kind, _, name = cause.id.partition(".")
        return points == 2 and name == "single-point" and (f"{kind}.point-missing", 3 - (cause.point or 0)) in said

    return tuple(one for one in found if not any(map(is_said_otherwise, one.causes)))
