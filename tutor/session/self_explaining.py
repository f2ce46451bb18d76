"""When it is asked why a right step is right: now and then, never twice in a row, and never when it hurts.

Nothing here asks: it says whether a question is due. What follows from the answer is in `tutor.session.crediting`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from tutor.journal.journal import Journal
from tutor.lessons.chain import is_chain
from tutor.lessons.languages import Language
from tutor.lessons.stages import FieldId
from tutor.lessons.wording import Wordings
from tutor.session import answer as answers
from tutor.session.sitting import Sitting

if TYPE_CHECKING:
    from tutor.lessons.self_explanation import Why

SHARE = 1 / 3
"""Of the right steps after which it may be asked, it is asked after so many."""
APART, SITTING, MOST = timedelta(minutes=3), timedelta(minutes=45), 2
"""How long after one question the next may come at the earliest; in what time there are at most so many."""
STEPS_APART = 3
"""So many answers lie between two questions, and after a wrong answer."""
_SETTING = "why.asked"


def due(sitting: Sitting, field: FieldId, asked: Sequence[datetime], now: datetime, random: Random) -> str | None:
    """The name of the question to ask after the answer that was just given in a field; None for none.

    `asked` are the moments of the last questions, in whatever problem. Chance decides only where one may be asked.
    """
    if sitting.is_done() or not (_is_at_ease(sitting, field) and _is_time(sitting, asked, now)):
        return None  # where all is done, something else comes
    from tutor.lessons.self_explanation import whys_of

    before = {one.name for one in sitting.whys}
    names = [name for name in whys_of(sitting.problem, field) if name not in before]
    if not names or random.random() >= SHARE:
        return None
    return random.choice(names)


def _is_at_ease(sitting: Sitting, field: FieldId) -> bool:
    """Whether the answer was right at once and without help, and nothing was wrong for a while."""
    answer = sitting.answers.get(field)
    if answer is None or not answer.mark.is_right or answer.attempts != 1:
        return False
    is_tried = field in sitting.tried or field.parent in sitting.tried
    is_helped = field.parent in sitting.broken_down and not is_chain(field)
    has_hints = any(sitting.hint_levels.get(one) for one in (field, field.parent))
    wrong = max((one.number for one in _tries(sitting) if not one.mark.is_right), default=-STEPS_APART)
    return not (is_tried or is_helped or has_hints) and sitting.marked - wrong >= STEPS_APART


def _is_time(sitting: Sitting, asked: Sequence[datetime], now: datetime) -> bool:
    """Whether the last question was long enough ago, and there were not too many."""
    last = sitting.whys[-1].number if sitting.whys else -STEPS_APART
    lately = [one for one in asked if timedelta() <= now - one < SITTING]
    return (
        sitting.marked - last >= STEPS_APART
        and len(lately) < MOST
        and all(now - one >= APART for one in lately)
        and len(sitting.whys) < MOST
    )


def _tries(sitting: Sitting) -> Iterator[answers.Try]:
    for answer in sitting.answers.values():
        yield from answer.tries


def moments_in(journal: Journal) -> tuple[datetime, ...]:
    """When it was asked last, in whatever problem; what is damaged is left out."""
    found = []
    for text in (journal.setting(_SETTING) or "").split():
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            continue
        if at.tzinfo is not None:
            found.append(at)
    return tuple(found[-MOST:])


def note_asked(journal: Journal, now: datetime) -> None:
    """It is asked now."""
    kept = (*moments_in(journal), now)[-MOST:]
    journal.set_setting(_SETTING, " ".join(one.isoformat() for one in kept))


def why_of(sitting: Sitting, asked: answers.Why, wordings: Wordings, language: Language) -> "Why":
    """The question with its words. Raises ContentError."""
    from tutor.lessons.self_explanation import Why, text_of

    return Why(asked.name, sitting.problem, asked.field, text_of(wordings.folder, asked.name, language))


def open_why(sitting: Sitting) -> answers.Why | None:
    """The question that is still to be answered, if there is one."""
    return next((one for one in sitting.whys[-1:] if one.is_open), None)
