"""What of the drills Home tells, from the journal alone."""

from datetime import datetime

from tutor.journal.journal import Journal


def due_in(journal: Journal, now: datetime) -> int:
    """How many skills are due."""
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
    from tutor.practice.codes import CodeError, parse_code

    try:
        parse_code(name.partition("@")[0])
    except CodeError:
        return False
    return True


def way_back(journal: Journal) -> str | None:
    """The code of the drill to go on with, empty for the sitting that was left; None where there is neither."""
    from tutor.practice.drill_entries import sitting_in

    code, sitting = drill_left(journal), sitting_in(journal)
    if sitting is None:
        return code
    current = sitting.current.code if sitting.current else None
    return "" if code in (None, current) else code


def is_left(journal: Journal) -> bool:
    """Whether a sitting of drills was left before its end."""
    from tutor.practice.drill_entries import sitting_in

    return sitting_in(journal) is not None
