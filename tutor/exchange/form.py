"""The JSON form of a learner's records: what stands for each of them, and the way back with every value checked.

    {"format": "backprop-tutor records", "version": 1,
     "settings": [{"name", "value"}…], "entries": [{"id", "at", "problem", "field", "kind", "text", "verdict", "detail",
     "language"}…], "versions": [{"problem", "field", "text", "at"}…], "drafts": [the same…]}

`at` is a moment in ISO 8601 with its offset. Keys in any order; unknown ones are passed over.
"""

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tutor.journal.records import Change, Draft, Entry, Setting, Version
from tutor.journal.storable import DETAIL_LENGTH, NAME_LENGTH, TEXT_LENGTH, is_in_range

FORMAT, VERSION = "backprop-tutor records", 1
LONGEST_ID = 200


class Malformed(Exception):
    """A file that is no export, or a damaged one: `key` among the words of `[exchange]`, with what they name."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(f"{key} {params}")
        self.key, self.params = key, params


def table_of(record: Change) -> str:
    """The list that a record stands in."""
    match record:
        case Entry():
            return "entries"
        case Version():
            return "versions"
        case Draft():
            return "drafts"
        case Setting():
            return "settings"


def as_json(record: Change) -> dict[str, Any]:
    """A record as plain values."""
    match record:
        case Entry():
            return {
                "id": record.id,
                "at": _iso(record.at),
                "problem": record.problem,
                "field": record.field,
                "kind": record.kind,
                "text": record.text,
                "verdict": record.verdict,
                "detail": _finite(record.detail),
                "language": record.language,
            }
        case Setting(name, value):
            return {"name": name, "value": value}
    problem, field, text, at = record
    return {"problem": problem, "field": field, "text": text, "at": _iso(at)}


def from_json(table: str, values: object) -> Change:
    """The record that stands in a list. Raises Malformed."""
    if not isinstance(values, dict):
        raise Malformed("not_a_record")
    return READERS[table](values)


def _entry(values: Mapping[str, Any]) -> Entry:
    detail = values.get("detail", {})
    if not isinstance(detail, dict) or len(json.dumps(detail)) > 6 * DETAIL_LENGTH:  # one letter may take six: \u1100
        raise Malformed("bad_value", name="detail")
    verdict = None if values.get("verdict") is None else _text(values, "verdict", LONGEST_ID)
    return Entry(
        _text(values, "problem", NAME_LENGTH, needed=True),
        _text(values, "field", NAME_LENGTH),
        _text(values, "kind", LONGEST_ID, needed=True),
        _text(values, "text", TEXT_LENGTH),
        verdict,
        detail,
        _text(values, "language", LONGEST_ID),
        _moment(values),
        _text(values, "id", LONGEST_ID, needed=True),
    )


def _place(values: Mapping[str, Any]) -> tuple[str, str, str, datetime]:
    return (
        _text(values, "problem", NAME_LENGTH, needed=True),
        _text(values, "field", NAME_LENGTH),
        _text(values, "text", TEXT_LENGTH),
        _moment(values),
    )


READERS: Mapping[str, Callable[[Mapping[str, Any]], Change]] = {
    "settings": lambda values: Setting(_text(values, "name", NAME_LENGTH, needed=True), _text(values, "value")),
    "entries": _entry,
    "versions": lambda values: Version(*_place(values)),
    "drafts": lambda values: Draft(*_place(values)),
}


def _text(values: Mapping[str, Any], name: str, longest: int = TEXT_LENGTH, *, needed: bool = False) -> str:
    text = values.get(name)
    if not isinstance(text, str) or len(text) > longest or (needed and not text):
        raise Malformed("bad_value", name=name)
    return text


def _moment(values: Mapping[str, Any]) -> datetime:
    text = _text(values, "at", LONGEST_ID)
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None and is_in_range(at):
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Malformed("bad_value", name="at")


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _finite(value: Any) -> Any:
    """The value with what JSON lacks, infinities and NaN, as text."""
    match value:
        case float() if not math.isfinite(value):
            return str(value)
        case dict():
            return {key: _finite(item) for key, item in value.items()}
        case list():
            return [_finite(item) for item in value]
    return value
