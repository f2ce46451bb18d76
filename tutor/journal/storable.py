"""Between the learner's values and what a database column holds: whatever was typed can be stored, and read again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tutor.journal.records import JSON, Change, Draft, Entry, Setting, Version

NAME_LENGTH = 4_096  # the longest path of a problem file
TEXT_LENGTH = 1_000_000  # an essay of some 300 pages
DETAIL_LENGTH = 100_000
ENTRY = "problem, field, kind, text, verdict, detail, language, at, id"
"""The columns of an entry, as `entry_of` reads them."""
OMITTED: Mapping[str, JSON] = {"omitted": True}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def clean(text: str, length: int = TEXT_LENGTH) -> str:
    """The text as UTF-8 can hold it: surrogate pairs joined, a lone one as U+FFFD, at most `length` characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text[:length]


def name(text: str) -> str:
    """A name (of a problem, a field, a setting) as it is stored and looked up."""
    return clean(text, NAME_LENGTH)


def storable(change: Change) -> Change:
    """The change as it will be read back."""
    if isinstance(change, Setting):
        return Setting(name(change.name), clean(change.value))
    problem, field = name(change.problem), name(change.field)
    if isinstance(change, Draft):
        return Draft(problem, field, None if change.text is None else clean(change.text), change.at.astimezone(UTC))
    if isinstance(change, Version):
        return Version(problem, field, clean(change.text), change.at.astimezone(UTC))
    return _entry(replace(change, problem=problem, field=field))


def _entry(entry: Entry) -> Entry:
    return replace(
        entry,
        kind=name(entry.kind),
        text=clean(entry.text),
        verdict=None if entry.verdict is None else name(entry.verdict),
        detail=detail(written(entry.detail)),
        language=name(entry.language),
        at=entry.at.astimezone(UTC),
        id=name(entry.id),
    )


def written(values: Mapping[str, JSON]) -> str:
    """The details as JSON; what JSON has no form for goes as its text, and too much of it is left out, with a mark."""
    try:
        text = clean(json.dumps(dict(values), ensure_ascii=False, default=str, skipkeys=True), DETAIL_LENGTH + 1)
    except (ValueError, RecursionError):  # a circle, an integer of thousands of digits, a deep nest
        return json.dumps(OMITTED)
    return text if len(text) <= DETAIL_LENGTH else json.dumps(OMITTED)


def string(stored: object) -> str:
    """A text column; empty where a damaged disk left something else."""
    return stored if isinstance(stored, str) else ""


def whole(stored: object) -> int:
    """An integer column; 0 where a damaged disk left something else."""
    return stored if isinstance(stored, int) else 0


def detail(text: str) -> dict[str, JSON]:
    """The details that `written` wrote; empty where a damaged disk left something else."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def microseconds(at: datetime) -> int:
    """A moment as whole microseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MICROSECOND


def is_in_range(at: datetime) -> bool:
    """Whether every time zone can name the moment."""
    return 1 < at.year < 9999


def moment(stored: object) -> datetime:
    """The moment that `microseconds` counted; 1970 where a damaged disk left what not every time zone can name."""
    try:
        at = _EPOCH + whole(stored) * _MICROSECOND
    except OverflowError:
        return _EPOCH
    return at if is_in_range(at) else _EPOCH


def entry_of(row: Sequence[object]) -> Entry:
    """The entry in a row of the columns ENTRY."""
    problem, field, kind, text, verdict, values, language, at, id_ = row
    return Entry(
        string(problem),
        string(field),
        string(kind),
        string(text),
        None if verdict is None else string(verdict),
        detail(string(values)),
        string(language),
        moment(at),
        string(id_),
    )
