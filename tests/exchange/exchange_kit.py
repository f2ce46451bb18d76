"""What the tests of exchange share: journals filled with all that a learner leaves behind."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from tutor.exchange.export_records import json_lines
from tutor.journal.archive import Archive
from tutor.journal.journal import open_journal
from tutor.journal.records import Change, Draft, Entry, Setting, Version

START = datetime(2026, 11, 23, 14, 5, 9, tzinfo=UTC)
DRILL = "bp1:weight-deep:37f3a2c@0f0f0f0f"


def clock() -> datetime:
    return START


def at(second: float) -> datetime:
    return START + timedelta(seconds=second)


def entry(
    number: int, *, field: str = "d.w1", kind: str = "attempt", text: str = "1", verdict: str | None = "wrong",
    problem: str = "4.1@aa", second: float | None = None, sitting: str = "s", **detail: object,
) -> Entry:  # fmt: skip
    moment = at(number if second is None else second)
    return Entry(problem, field, kind, text, verdict, detail, "ko", moment, f"{sitting}-{number}")  # type: ignore[arg-type]


def fill(folder: Path, changes: Sequence[Change]) -> Path:
    """A journal in which this was recorded by the tutor itself."""
    with open_journal(folder, clock) as journal:
        for change in changes:
            match change:
                case Entry():
                    journal.record(change)
                    if change.kind == "attempt":
                        journal.drop_draft(change.problem, change.field)  # as the desk does
                case Draft(problem, field, text, moment):
                    journal.keep_draft(problem, field, text or "", moment)
                case Version(problem, field, text, moment):
                    journal.keep_version(problem, field, text, moment)
                case Setting(name, value):
                    journal.set_setting(name, value)
    return folder


def exported(folder: Path) -> str:
    with Archive.opened(folder) as archive:
        return "".join(json_lines(archive.records()))


def seen(folder: Path) -> object:
    """All that a learner can see of a journal."""
    with open_journal(folder, clock) as journal:
        standing = journal.standing()
        return (
            standing,
            {name: journal.entries(name) for name in standing},
            {name: journal.drafts(name) for name in standing},
            journal.setting("language"),
            journal.last_place(),
        )


_fields = st.sampled_from(["", "a", "c", "d.w1", "d.w1/x@1"])
_problems = st.sampled_from(["4.1@aa", "4.3@essay", DRILL])
_kinds = st.sampled_from(["attempt", "attempt", "hint", "reveal", "visit", "restart", "diagnosis"])
_verdicts = st.sampled_from([None, "unreadable", "wrong", "consistent", "rounded", "correct"])
_details = st.dictionaries(
    st.text(max_size=4), st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    max_size=2,
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, sitting: str = "s") -> list[Change]:
    """What one sitting leaves behind: its clock goes forward, and may stand still."""
    found: list[Change] = []
    second = 0
    for number in range(1, draw(st.integers(0, 8)) + 1):
        second += draw(st.integers(0, 2))
        problem, field, text = draw(_problems), draw(_fields), draw(st.text(max_size=6))
        kind = draw(_kinds)
        found.append(
            Entry(
                problem, "" if kind == "restart" else field, kind, text, draw(_verdicts), draw(_details), "ko",
                at(second), f"{sitting}-{number}",
            )
        )  # fmt: skip
        if draw(st.booleans()):
            second += 1
            place = (problem, field, draw(st.text(min_size=1, max_size=6)), at(second))
            found.append(Draft(*place) if draw(st.booleans()) else Version(*place))
    if draw(st.booleans()):
        found.append(Setting("language", "ko"))
    return found
