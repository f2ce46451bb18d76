"""Which diagnoses count as evidence of a mistake: of an answer that stands, the last that was said of it, once.

What is said of an answer may change while it stands, as other answers throw light on it. That makes no second mistake.
"""

from collections.abc import Iterable

from tutor.journal.records import ATTEMPT, DIAGNOSIS, RESTART, Entry
from tutor.journal.tallies import mistakes_made

KINDS = (ATTEMPT, DIAGNOSIS, RESTART)
"""The kinds of the entries that `counted` looks at."""


def counted(entries: Iterable[Entry]) -> list[Entry]:
    """The diagnoses that count among entries of one problem, in order.

    A diagnosis of a field that finds something takes the place of the one before it, unless the field was given another
    answer between them, or it finds the same.
    """
    found: list[Entry] = []
    said: dict[str, Entry] = {}
    given: dict[str, str] = {}
    for entry in entries:
        if entry.kind == RESTART:
            found += said.values()
            said.clear()
            given.clear()
        elif entry.kind == ATTEMPT and entry.verdict != "unreadable":
            answer = str(entry.detail.get("value") or entry.text)
            if given.get(entry.field) != answer and entry.field in said:
                found.append(said.pop(entry.field))
            given[entry.field] = answer
        elif entry.kind == DIAGNOSIS:
            made, before = mistakes_made(entry), said.get(entry.field)
            if made and (before is None or mistakes_made(before) != made):
                said[entry.field] = entry
    return [*found, *said.values()]
