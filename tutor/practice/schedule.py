"""When a skill comes again: FSRS, whose library is imported with the first drill and not before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zlib import crc32

from tutor.journal.records import JSON
from tutor.practice.fading import stage_after
from tutor.practice.mastery import DAYS, HIGH_LEVEL, PRIOR, first_level, level_after
from tutor.practice.outcome import Grade, Outcome, grade
from tutor.practice.states import ALONE, SkillState, stage_by

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9
"""How likely a skill shall still be there when it comes again."""
SOON = timedelta(minutes=10)
"""How soon a skill comes again that is just being learnt. FSRS's usual first minute is less than a drill takes."""


def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION, learning_steps=(SOON,), relearning_steps=(SOON,), enable_fuzzing=False
    )


def met(skill: str, now: datetime, p: float = PRIOR) -> SkillState:
    """A skill that is met with this standing, as of its worked example: its first drill is due at once."""
    from fsrs import Card

    at = now.astimezone(UTC)
    card = Card(card_id=crc32(skill.encode()), due=at)
    return SkillState(cast("dict[str, JSON]", dict(card.to_dict())), at, at, p, first_level(p), stage=stage_by(p))


def steadied(state: SkillState, now: datetime) -> SkillState:
    """The state as of a clock that says `now`: one that a clock which went ahead left is moved back, due and all."""
    at = now.astimezone(UTC)
    ahead = state.last - at
    if ahead <= timedelta():
        return state
    card = dict(state.card)
    for name in ("due", "last_review"):
        if isinstance(text := card.get(name), str):
            card[name] = (datetime.fromisoformat(text) - ahead).isoformat()
    return replace(state, card=card, due=state.due - ahead, last=at)


class Worked(NamedTuple):
    """A drill that was worked, and what is known after it."""

    outcome: Outcome
    level: int
    fading: int
    standing: float
    """The skill's."""
    taken: float
    """That of what the drill took of the skill."""


def reviewed(state: SkillState, worked: Worked, now: datetime, zone: tzinfo | None = None) -> tuple[SkillState, Grade]:
    """The state after a drill, and the drill's grade; `zone` is the learner's, for the day (None: the system's)."""
    from fsrs import Card, Rating

    at, outcome = now.astimezone(UTC), worked.outcome
    state = steadied(state, at)
    given = grade(outcome, easy=state.is_mastered and worked.fading == ALONE)
    card, _ = _scheduler().review_card(Card.from_dict(cast("Any", dict(state.card))), Rating(int(given)), at)
    is_success = outcome.is_right and not outcome.is_aided
    misses = state.misses + 1 if given is Grade.AGAIN else 0
    after = replace(
        state,
        card=cast("dict[str, JSON]", dict(card.to_dict())),
        due=card.due,
        last=at,
        p=worked.standing,
        level=level_after(state.level, worked.taken, may_rise=is_success, may_fall=given is Grade.AGAIN),
        drills=state.drills + 1,
        grade=int(given),
        unaided=_sum(state.unaided, outcome.share(hinted=False)),
        hinted=_sum(state.hinted, outcome.share(hinted=True)),
        stage=stage_after(state, worked.taken, is_success=is_success, misses=misses),
        misses=misses,
        days=_days(state, worked, given, now.astimezone(zone).date()),
    )
    return after, given


def _days(state: SkillState, worked: Worked, given: Grade, today: date) -> tuple[date, ...]:
    """The days on which the skill was shown; a miss takes them back, and so does a clock that had run ahead."""
    if given is Grade.AGAIN:
        return ()
    days = {day for day in state.days if day <= today}
    is_shown = worked.outcome.is_right and not worked.outcome.is_aided and worked.fading == ALONE
    return tuple(sorted({*days, today} if is_shown and worked.level >= HIGH_LEVEL else days)[-DAYS:])


def retrievability(state: SkillState, now: datetime) -> float:
    """How likely the skill is still there, from 0 (never drilled) to 1; FSRS counts whole days."""
    from fsrs import Card

    card = Card.from_dict(cast("Any", dict(state.card)))
    return float(_scheduler().get_card_retrievability(card, now.astimezone(UTC)))


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
