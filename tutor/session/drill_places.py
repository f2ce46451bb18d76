"""What of the drills Home tells, from the journal alone."""

from datetime import datetime

from tutor.journal.journal import Journal


def due_in(journal: Journal, now: datetime) -> int:
    """How many skills are due."""
    from tutor.practice.records import states_in

    return sum(state.due <= now for state in states_in(journal).values())


def is_left(journal: Journal) -> bool:
    """Whether a sitting of drills was left before its end."""
    from tutor.practice.records import sitting_in

    return sitting_in(journal) is not None
