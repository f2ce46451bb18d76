"""What of the drills Home tells, from the journal alone. All that can be practised comes only for who has practised."""

from datetime import datetime
from typing import TYPE_CHECKING

from tutor.journal.journal import Journal
from tutor.practice.code_form import is_code
from tutor.practice.sittings import SITTING

if TYPE_CHECKING:
    from tutor.practice.drill_sitting import DrillSitting


def due_in(journal: Journal, now: datetime) -> int:
    """How many skills are due."""
    if not journal.skills():
        return 0
    from tutor.practice.drill_entries import states_in

    return sum(state.due <= now for state in states_in(journal, now).values())


def drill_left(journal: Journal) -> str | None:
    """The code of the drill that the learner was at last; None where that was something else, or is done."""
    place = journal.last_place()
    if place is None or not place.field or not is_drill(place.problem):  # the end of a drill belongs to no field
        return None
    return place.problem.partition("@")[0]


def is_drill(name: str) -> bool:
    """Whether a name in the journal is that of a drill."""
    code = name.partition("@")[0]
    if not is_code(code):
        return False
    from tutor.practice.codes import CodeError, parse_code

    try:
        parse_code(code)
    except CodeError:
        return False
    return True


def way_back(journal: Journal) -> str | None:
    """The code of the drill to go on with, empty for the sitting that was left; None where there is neither."""
    code, sitting = drill_left(journal), _sitting_left(journal)
    if sitting is None:
        return code
    current = sitting.current.code if sitting.current else None
    return "" if code in (None, current) else code


def is_left(journal: Journal) -> bool:
    """Whether a sitting of drills was left before its end."""
    return _sitting_left(journal) is not None


def _sitting_left(journal: Journal) -> "DrillSitting | None":
    """The sitting that was left."""
    if not journal.setting(SITTING):
        return None
    from tutor.practice.drill_entries import sitting_in

    return sitting_in(journal)
