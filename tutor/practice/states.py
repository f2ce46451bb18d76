"""How a skill stands with a learner, as a value and as the journal keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from tutor.journal.records import JSON
from tutor.practice.mastery import MASTERED, PRIOR
from tutor.practice.skills import LEVELS


@dataclass(frozen=True)
class SkillState:
    """A skill that was met: the scheduler's card, mastery, the level of the next drill, and what was counted."""

    card: Mapping[str, JSON]
    """As FSRS writes it (`Card.to_dict`)."""
    due: datetime
    last: datetime
    p: float = PRIOR
    level: int = 1
    drills: int = 0
    """How many were worked; the example that is only read is none."""
    grade: int = 0
    """The last drill's, 0 before the first."""
    unaided: tuple[int, int] = (0, 0)
    """How many first answers without a hint were right, and how many there were."""
    hinted: tuple[int, int] = (0, 0)

    @property
    def is_mastered(self) -> bool:
        """Whether it is as good as certain that the skill is there."""
        return self.p >= MASTERED

    def as_json(self) -> dict[str, JSON]:
        """As plain values."""
        return {
            "card": dict(self.card),
            "due": self.due.astimezone(UTC).isoformat(),
            "last": self.last.astimezone(UTC).isoformat(),
            "p": round(self.p, 6),
            "level": self.level,
            "drills": self.drills,
            "grade": self.grade,
            "unaided": list(self.unaided),
            "hinted": list(self.hinted),
        }


def read_state(values: Mapping[str, JSON]) -> SkillState | None:
    """The state that was kept; None for what is damaged, so that the skill is met anew."""
    try:
        state = SkillState(
            cast("Mapping[str, JSON]", dict(cast("Mapping[str, JSON]", values["card"]))),
            _moment(values["due"]),
            _moment(values["last"]),
            float(cast("float", values["p"])),
            int(cast("int", values["level"])),
            int(cast("int", values["drills"])),
            int(cast("int", values["grade"])),
            _pair(values["unaided"]),
            _pair(values["hinted"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return state if 0 <= state.p <= 1 and state.level in LEVELS else None


def _moment(value: JSON) -> datetime:
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError("no time zone")
    return at.astimezone(UTC)


def _pair(value: JSON) -> tuple[int, int]:
    one, other = cast("list[int]", value)
    return int(one), int(other)
