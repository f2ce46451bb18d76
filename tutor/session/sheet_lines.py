"""The lines of a sheet as the journal keeps them: each change is an entry, and the entries give the lines again."""

from collections.abc import Iterable
from typing import NamedTuple

from tutor.journal.records import JSON, Entry

SHEET = "sheet"
"""The kind of these entries, and the field that they stand under; drafts of lines begin with it."""
STAGES_OF_SHEET = ("c", "chain", "d", "e")
"""The stages whose answers are worked out on paper."""
LINE, BEFORE = "line", "before"
MOST_LINES = 200
"""So many lines a sheet takes."""


class SheetLine(NamedTuple):
    """A line by the number that it was given when it was begun, which no other line of the sheet gets."""

    number: int
    text: str


Lines = tuple[SheetLine, ...]


class Written(NamedTuple):
    """A line was written, changed, or taken away, which leaves it empty; a new one stands `before` another, or last."""

    number: int
    text: str
    before: int | None = None

    def detail(self) -> dict[str, JSON]:
        """What the journal keeps of it beside the text."""
        return {LINE: self.number, BEFORE: self.before}


def after(lines: Lines, written: Written) -> Lines:
    """The lines after that."""
    number, text, before = written
    kept = [line for line in lines if line.number != number or text]
    places = {line.number: place for place, line in enumerate(kept)}
    if number in places:
        kept[places[number]] = SheetLine(number, text)
    elif text and len(kept) < MOST_LINES:
        kept.insert(places.get(before, len(kept)) if before is not None else len(kept), SheetLine(number, text))
    return tuple(kept)


Removed = tuple[Written, ...]
"""Lines that were taken away, each as it can be written again where it stood; the last one last."""


def removed_after(removed: Removed, lines: Lines, written: Written) -> Removed:
    """What is taken away once something is written on these lines. A line that is there again is no more."""
    number = written.number
    place = next((place for place, line in enumerate(lines) if line.number == number), None)
    if written.text or place is None:
        return tuple(one for one in removed if one.number != number) if written.text else removed
    below = lines[place + 1].number if place + 1 < len(lines) else None
    return (*removed, Written(number, lines[place].text, below))


def lines_in(entries: Iterable[Entry]) -> tuple[Lines, Removed]:
    """The lines that entries of a problem record, and those taken away; what a newer or damaged record holds is
    passed over.
    """
    lines: Lines = ()
    removed: Removed = ()
    for entry in entries:
        number, before = entry.detail.get(LINE), entry.detail.get(BEFORE)
        if entry.kind == SHEET and isinstance(number, int):
            written = Written(number, entry.text, before if isinstance(before, int) else None)
            lines, removed = after(lines, written), removed_after(removed, lines, written)
    return lines, removed


def next_number(entries: Iterable[Entry]) -> int:
    """A number that no line had."""
    numbers = (entry.detail.get(LINE) for entry in entries if entry.kind == SHEET)
    return max((number for number in numbers if isinstance(number, int)), default=0) + 1


def draft_name(number: int) -> str:
    """The name under which is kept what stands in a line, not yet submitted."""
    return f"{SHEET}.{number}"


def drafted(name: str) -> int | None:
    """The line whose draft has this name; None for what is no line's."""
    kind, dot, number = name.partition(".")
    is_line = kind == SHEET and bool(dot) and number.isascii() and number.isdecimal() and len(number) < 9
    return int(number) if is_line else None
