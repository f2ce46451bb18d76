"""What of the drills Home tells, from the journal alone."""

from datetime import datetime

from tutor.journal.journal import Journal


def due_in(journal: Journal, now: datetime) -> int:
    """How many skills are due."""
    from tutor.practice.records import states_in

    return sum(state.due <= now for state in states_in(journal).values())


def drill_left(journal: Journal) -> str | None:
    """The code of the drill that the learner was at last; None where that was something else, or is done."""
    from tutor.practice.codes import CodeError, parse_code

    place = journal.last_place()
    if place is None or not place.field:  # the end of a drill belongs to no field
        return None
    try:
        return str(parse_code(place.problem.partition("@")[0]))
    except CodeError:
        return None


def is_left(journal: Journal) -> bool:
    """Whether a sitting of drills was left before its end."""
    from tutor.practice.records import sitting_in

    return sitting_in(journal) is not None
