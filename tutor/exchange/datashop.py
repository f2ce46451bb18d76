"""Answers and hints as a PSLC DataShop transaction file: tab-delimited, one transaction a line.

The columns, their sizes and values are those of DataShop's published description of the tab-delimited import format
(https://pslcdatashop.web.cmu.edu/help?page=importFormatTd). Empty columns that nothing here fills are left out.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from tutor.journal.archive import Turn
from tutor.journal.records import ATTEMPT, HINT, REVEAL, Entry
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import parse_field
from tutor.lessons.steps import hint_levels_of

KINDS = (ATTEMPT, HINT, REVEAL)
SIZES = {
    "Anon Student Id": 55,
    "Session Id": 255,
    "Time": 23,
    "Time Zone": 50,
    "Student Response Type": 30,
    "Tutor Response Type": 30,
    "Tutor Response Subtype": 30,
    "Level (Unit)": 100,
    "Problem Name": 255,
    "Problem View": 20,
    "Problem Start Time": 23,
    "Step Name": 255,
    "Attempt At Step": 20,
    "Outcome": 30,
    "Selection": 255,
    "Action": 255,
    "Input": 255,
    "Help Level": 20,
    "Total Num Hints": 20,
    "KC (Step)": 65_535,
    "KC (Drill)": 65_535,
    "CF (Language)": 65_000,
    "CF (Entry)": 65_000,
}
"""The columns in their published order, with the most characters that a value may have."""
OUTCOMES = {"correct": "CORRECT", "rounded": "CORRECT", "consistent": "INCORRECT", "wrong": "INCORRECT"}
_STEPS = {
    "a": "count",
    "b": "tree",
    "c": "forward-cost",
    "d.w": "gradient-weight",
    "d.b": "gradient-bias",
    "e": "update",
}


def anonymous(first_id: str) -> str:
    """A name for a learner that tells nothing about them; the same as long as their records begin the same."""
    return f"learner-{hashlib.sha256(first_id.encode()).hexdigest()[:16]}"


def datashop_lines(turns: Iterable[Turn], student: str) -> Iterator[str]:
    """The lines of the file. `turns` are of the KINDS, in order of time."""
    yield "\t".join(SIZES) + "\n"
    for turn in turns:
        row = _row(turn, student)
        yield "\t".join(_fit(row.get(column, ""), size) for column, size in SIZES.items()) + "\n"


def _row(turn: Turn, student: str) -> dict[str, str]:
    entry = turn.entry
    sitting, dash, _ = entry.id.rpartition("-")
    skill = _drilled(entry)
    step = entry.field or "problem"  # a step name or a selection each row must have
    return {
        "Anon Student Id": student,
        "Session Id": sitting if dash and sitting else entry.id,
        "Time": _time(entry.at),
        "Time Zone": "UTC",
        "Level (Unit)": "drills" if skill else "essays" if entry.problem.endswith("@essay") else "problems",
        "Problem Name": entry.problem,
        "Problem View": str(turn.round),
        "Problem Start Time": _time(turn.begun),
        "Step Name": step,
        "Selection": step,
        "KC (Step)": "" if entry.problem.endswith("@essay") else _step(entry.field),
        "KC (Drill)": skill,
        "CF (Language)": entry.language,
        "CF (Entry)": entry.id,
    } | (_answer(turn) if entry.kind == ATTEMPT else _hint(turn))


def _answer(turn: Turn) -> dict[str, str]:
    verdict = turn.entry.verdict or ""
    outcome = OUTCOMES.get(verdict, "")
    return {
        "Student Response Type": "ATTEMPT",
        "Tutor Response Type": "RESULT",
        "Tutor Response Subtype": verdict,
        "Attempt At Step": str(turn.number) if outcome else "",
        "Outcome": outcome,
        "Action": "answer",
        "Input": turn.entry.text,
    }


def _hint(turn: Turn) -> dict[str, str]:
    hint_level = turn.entry.detail.get("rung")
    hint_levels = _hint_levels(turn.entry.field)
    known = isinstance(hint_level, int) and not isinstance(hint_level, bool) and 0 <= hint_level < len(hint_levels)
    return {
        "Student Response Type": "HINT_REQUEST",
        "Tutor Response Type": "HINT_MSG",
        "Tutor Response Subtype": hint_levels[int(str(hint_level))] if known else "",
        "Attempt At Step": str(turn.number),
        "Outcome": "HINT",
        "Action": turn.entry.kind,
        "Help Level": str(int(str(hint_level)) + 1) if known else "",
        "Total Num Hints": str(len(hint_levels)) if known else "",
    }


def _hint_levels(field: str) -> tuple[str, ...]:
    """The hint levels of the hints of what a record names; those of a field where it names none."""
    try:
        return hint_levels_of(parse_field(field))
    except ValueError:
        return HINT_LEVELS


def _drilled(entry: Entry) -> str:
    """The skill in a drill's code, `bp1:weight-deep:37f3a2c`; empty for what is no drill."""
    version, _, rest = entry.problem.partition(":")
    skill, colon, _ = rest.partition(":")
    return skill if colon and version.startswith("bp") and version[2:].isdecimal() else ""


def _step(field: str) -> str:
    """What a field asks for, wherever in a network it stands."""
    whole = field.partition("/")[0]
    return _STEPS.get(whole[:3]) or _STEPS.get(whole.partition(".")[0], "")


def _time(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(sep=" ", timespec="milliseconds")


def _fit(value: str, size: int) -> str:
    """The value in one line without tabs, cut where it is too long; what is cut from a name is told by its digest."""
    line = value if value.isprintable() else "".join(sign if sign.isprintable() else " " for sign in value)
    line = " ".join(line.split())
    if len(line) <= size:
        return line
    digest = hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{line[: size - 14]}… {digest}"
