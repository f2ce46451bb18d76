"""Today's drill and why it is that one; and on how many days of this month something was done."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from tutor.journal.journal import Journal


class Today(NamedTuple):
    """The skill that comes next, and the reason: a key of `[reason]` with what it mentions."""

    skill: str
    reason: str
    params: Mapping[str, str | int]
    own: int = 0
    """How many wrong numbers of the learner's own are to be mended."""


def todays_drill(journal: Journal, now: datetime, content: Path) -> Today:
    """What a sitting that begins now would begin with; `content` is the content folder."""
    from tutor.session.own_numbers import due

    if own := due(journal, now, content):
        at_hand = own[0].at_hand(now)
        return Today(at_hand.skill, at_hand.reason, at_hand.params, len(own))
    from tutor.practice.choosing import choose_skill
    from tutor.practice.drill_entries import beliefs_in, standing_in

    states, knowledge = standing_in(journal, now)
    return Today(*choose_skill(states, (), now, beliefs_in(journal)[0], knowledge))


def days_this_month(journal: Journal, now: datetime, zone: tzinfo | None = None) -> int:
    """On how many days of the month something was answered; `zone` is the learner's (None: the system's).

    Days are counted, and those between them are not: there is nothing to lose.
    """
    from tutor.practice.progress_figures import days_since

    first = now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return len(days_since(journal, first))
