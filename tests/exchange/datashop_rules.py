"""DataShop's published rules for tab-delimited transaction files, checked line by line.

Written from the description of the import format (https://pslcdatashop.web.cmu.edu/help?page=importFormatTd), not from
the program that writes such files: what a column may be called, which ones there must be, which stand together, how
long a value may be, and in which forms a time may be given.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import available_timezones

ORDER = (
    "Anon Student Id", "Session Id", "Time", "Time Zone", "Student Response Type", "Student Response Subtype",
    "Tutor Response Type", "Tutor Response Subtype", "Level", "Problem Name", "Problem View", "Problem Start Time",
    "Step Name", "Attempt At Step", "Outcome", "Selection", "Action", "Input", "Feedback Text",
    "Feedback Classification", "Help Level", "Total Num Hints", "Condition Name", "Condition Type", "KC",
    "KC Category", "School", "Class", "CF",
)  # fmt: skip
REQUIRED = ("Anon Student Id", "Session Id", "Time", "Level", "Problem Name")
REPEATED = {"Level", "Selection", "Action", "Input", "Condition Name", "Condition Type", "KC", "KC Category", "CF"}
NAMED = {"Level": 100, "KC": 50, "KC Category": 30, "CF": 65_000}
SIZES = {
    "Anon Student Id": 55, "Session Id": 255, "Time Zone": 50, "Student Response Type": 30,
    "Student Response Subtype": 30, "Tutor Response Type": 30, "Tutor Response Subtype": 30, "Level": 100,
    "Problem Name": 255, "Step Name": 255, "Outcome": 30, "Selection": 255, "Action": 255, "Input": 255,
    "Feedback Text": 65_535, "Feedback Classification": 255, "Condition Name": 80, "Condition Type": 255,
    "KC": 65_535, "KC Category": 50, "School": 100, "Class": 75, "CF": 65_000,
}  # fmt: skip
VALUES = {
    "Student Response Type": {"", "ATTEMPT", "HINT_REQUEST"},
    "Tutor Response Type": {"", "RESULT", "HINT_MSG"},
    "Outcome": {"", "CORRECT", "INCORRECT", "HINT"},
}
NUMBERS = ("Help Level", "Total Num Hints", "Problem View", "Attempt At Step")
_HEADING = re.compile(r"(?P<kind>Level|KC Category|KC|CF) \((?P<name>[A-Za-z0-9_ -]*)\)\Z")
_TIMES = ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M:%S", "%Y/%m/%d %H:%M:%S.%f")


def faults(text: str) -> list[str]:
    """What is wrong with a file, each fault with its line; empty if nothing is."""
    lines = text.split("\n")
    if lines[-1]:
        return ["the last line has no end"]
    headings = lines[0].split("\t")
    found = [f"1: {fault}" for fault in _headings(headings)]
    for number, line in enumerate(lines[1:-1], 2):
        found += [f"{number}: {fault}" for fault in _row(headings, line.split("\t"))]
    return found


def _kind(heading: str) -> str:
    named = _HEADING.match(heading)
    return named["kind"] if named else heading


def _headings(headings: list[str]) -> Iterator[str]:
    kinds = [_kind(heading) for heading in headings]
    for kind in kinds:
        if kind not in ORDER:
            yield f"no such column: {kind!r}"
    yield from (f"{kind} is missing" for kind in REQUIRED if kind not in kinds)
    for kind, times in Counter(kinds).items():
        if times > 1 and kind not in REPEATED:
            yield f"{kind} comes {times} times"
    for heading in headings:
        named = _HEADING.match(heading)
        if named and len(named["name"]) > NAMED[named["kind"]]:
            yield f"{heading[:20]} has too long a name"
        if heading in NAMED:
            yield f"{heading} has no name in brackets"
        if heading.startswith("KC Category (") and heading.replace(" Category", "") not in headings:
            yield f"{heading} stands without its KC"
    if ("Condition Name" in kinds) != ("Condition Type" in kinds):
        yield "a condition needs name and type"
    if "Problem View" not in kinds and "Problem Start Time" not in kinds:
        yield "neither Problem View nor Problem Start Time"
    places = [ORDER.index(kind) for kind in kinds if kind in ORDER]
    if places != sorted(places):
        yield "the columns are not in order"


def _row(headings: list[str], values: list[str]) -> Iterator[str]:
    if len(values) != len(headings):
        yield f"{len(values)} values in {len(headings)} columns"
        return
    row = dict(zip(headings, values, strict=True))
    for heading, value in row.items():
        kind = _kind(heading)
        if kind in REQUIRED and not value:
            yield f"{heading} is empty"
        if len(value) > SIZES.get(kind, len(value)):
            yield f"{heading} is too long"
        if value not in VALUES.get(kind, {value}):
            yield f"{heading} can't be {value!r}"
        if kind in NUMBERS and value and not re.fullmatch(r"\d+", value):
            yield f"{heading} is no number"
        if kind in ("Time", "Problem Start Time") and value and not _is_time(value):
            yield f"{heading} is in no standard form"
    yield from _together(row)


def _together(row: dict[str, str]) -> Iterator[str]:
    """What is wrong between the values of a row."""
    if not any(row.get(name) for name in ("Step Name", "Selection", "Action")):
        yield "none of Step Name, Selection, Action"
    if row.get("Tutor Response Type") and row.get("Outcome") and not row.get("Step Name"):
        yield "an outcome without a step"
    if row.get("Time Zone") and row["Time Zone"] not in available_timezones():
        yield "no such time zone"
    pair = (row.get("Student Response Type"), row.get("Tutor Response Type"))
    if pair not in {("ATTEMPT", "RESULT"), ("HINT_REQUEST", "HINT_MSG"), ("", ""), (None, None)}:
        yield f"{pair} do not belong together"
    if row.get("Help Level") and row.get("Outcome") != "HINT":
        yield "a help level without a hint"
    if row.get("Feedback Classification") and not row.get("Feedback Text"):
        yield "a classification without feedback"


def _is_time(value: str) -> bool:
    for form in _TIMES:
        try:
            datetime.strptime(value, form)
        except ValueError:
            continue
        return True
    return bool(re.fullmatch(r"\d+(\.\d+)?", value))
