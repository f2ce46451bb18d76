"""How a skill stands with a learner, as a value and as the journal keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import cast

from tutor.journal.records import JSON
from tutor.practice.mastery import DAYS, KNOWN, PRIOR
from tutor.practice.skills import LEVELS

WORKED, LAST_STEPS, MORE, ALONE = range(4)
"""The stages of fading: the worked example, the last steps open, most steps open, all of it."""
ALONE_FROM, MORE_FROM = 0.65, 0.45
"""From which standing on a skill is worked alone, and with the first steps given."""


@dataclass(frozen=True)
class SkillState:
    """A skill that was met: the scheduler's card, its standing, the level of the next drill, and what was counted."""

    card: Mapping[str, JSON]
    """As FSRS writes it (`Card.to_dict`)."""
    due: datetime
    last: datetime
    p: float = PRIOR
    """Its standing, when it was kept; `records.states_in` gives the present one."""
    level: int = 1
    drills: int = 0
    """How many were worked; the example that is only read is none."""
    grade: int = 0
    """The last drill's, 0 before the first."""
    unaided: tuple[int, int] = (0, 0)
    """How many first answers without a hint were right, and how many there were."""
    hinted: tuple[int, int] = (0, 0)
    stage: int = LAST_STEPS
    """How much of the next drill is open, at least."""
    misses: int = 0
    """How many drills in succession went wrong, up to the last one."""
    days: tuple[date, ...] = ()
    """The days on which it was solved without help at a high level, the last ones, since it was last missed there."""

    @property
    def is_mastered(self) -> bool:
        """Whether it was shown on days enough, and nothing speaks against it since."""
        return len(self.days) >= DAYS and self.p >= KNOWN

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
            "stage": self.stage,
            "misses": self.misses,
            "days": [day.isoformat() for day in self.days],
        }


def stage_by(p: float) -> int:
    """The stage of fading that a standing allows."""
    return ALONE if p >= ALONE_FROM else MORE if p >= MORE_FROM else LAST_STEPS


def read_state(values: Mapping[str, JSON]) -> SkillState | None:
    """The state that was kept; None for what is damaged, so that the skill is met anew."""
    try:
        state = SkillState(
            cast("Mapping[str, JSON]", dict(cast("Mapping[str, JSON]", values["card"]))),
            read_moment(values["due"]),
            read_moment(values["last"]),
            float(cast("float", values["p"])),
            int(cast("int", values["level"])),
            int(cast("int", values["drills"])),
            int(cast("int", values["grade"])),
            _pair(values["unaided"]),
            _pair(values["hinted"]),
        )
        # Before there were these, a stage was made of the mastery alone.
        state = replace(
            state,
            stage=int(cast("int", values.get("stage", stage_by(state.p)))),
            misses=int(cast("int", values.get("misses", 0))),
            days=tuple(date.fromisoformat(str(day)) for day in cast("Sequence[str]", values.get("days", ()))),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    is_sound = 0 <= state.p <= 1 and state.level in LEVELS and LAST_STEPS <= state.stage <= ALONE and state.misses >= 0
    return state if is_sound else None


def read_moment(value: JSON) -> datetime:
    """A moment that was kept, in UTC. Raises ValueError for what is none."""
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError("no time zone")
    return at.astimezone(UTC)


def _pair(value: JSON) -> tuple[int, int]:
    one, other = cast("list[int]", value)
    return int(one), int(other)
