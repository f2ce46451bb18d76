"""When a skill comes again: FSRS, whose library is imported with the first drill and not before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from tutor.journal.records import JSON
from tutor.practice.fading import ALONE, WORKED
from tutor.practice.mastery import level_after, traced
from tutor.practice.outcome import Grade, Outcome, grade
from tutor.practice.states import SkillState

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


def met(skill: str, now: datetime) -> SkillState:
    """A skill whose worked example was read: its first drill is due at once."""
    from fsrs import Card

    at = now.astimezone(UTC)
    card = Card(card_id=crc32(skill.encode()), due=at)
    return SkillState(cast("dict[str, JSON]", dict(card.to_dict())), at, at)


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


def reviewed(state: SkillState, outcome: Outcome, fading: int, now: datetime) -> tuple[SkillState, Grade]:
    """The state after a drill, and the drill's grade."""
    from fsrs import Card, Rating

    at = now.astimezone(UTC)
    state = steadied(state, at)
    given = grade(outcome, easy=state.is_mastered and fading == ALONE)
    card, _ = _scheduler().review_card(Card.from_dict(cast("Any", dict(state.card))), Rating(int(given)), at)
    p = traced(state.p, is_right=outcome.is_right, hinted=outcome.hints > 0, fading=max(fading, WORKED + 1))
    after = SkillState(
        cast("dict[str, JSON]", dict(card.to_dict())),
        card.due,
        at,
        p,
        level_after(state.level, p),
        state.drills + 1,
        int(given),
        _sum(state.unaided, outcome.share(hinted=False)),
        _sum(state.hinted, outcome.share(hinted=True)),
    )
    return after, given


def retrievability(state: SkillState, now: datetime) -> float:
    """How likely the skill is still there, from 0 (never drilled) to 1; FSRS counts whole days."""
    from fsrs import Card

    card = Card.from_dict(cast("Any", dict(state.card)))
    return float(_scheduler().get_card_retrievability(card, now.astimezone(UTC)))


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
