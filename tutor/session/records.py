"""Facts as the journal keeps them, and back."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import cast
from zlib import crc32

from tutor.answers.verdicts import Mark, Message, Number, Verdict
from tutor.journal.records import JSON, REVEAL, Entry
from tutor.lessons.problem import Essay, Language, Lesson
from tutor.lessons.stages import parse_field
from tutor.lessons.template import Value
from tutor.session.facts import Answered, BrokenDown, Fact, HintOpened, Visited
from tutor.session.sitting import LAST_RUNG

ATTEMPT, HINT, BREAKDOWN, VISIT = "attempt", "hint", "breakdown", "visit"


def record_name(lesson: Lesson) -> str:
    """The name of a lesson in the journal: its id, with a digest of its numbers.

    Answers to a problem whose numbers were changed since, or to another teacher's problem of the same id, are not
    answers to this one.
    """
    if isinstance(lesson, Essay):
        return f"{lesson.id}@essay"
    network = lesson.network
    numbers = (network.widths, network.activations, network.cost, lesson.data, lesson.theta, lesson.learning_rate)
    return f"{lesson.id}@{crc32(repr(numbers).encode()):08x}"


def entry_of(fact: Fact, lesson: Lesson, language: Language) -> Entry:
    """The journal's entry for a fact."""
    name, field = record_name(lesson), str(fact.field)
    match fact:
        case Answered(_, text, mark, at):
            return Entry(name, field, ATTEMPT, text, mark.verdict.value, _detail(mark), language, at)
        case HintOpened(_, rung, at):
            kind = REVEAL if rung == LAST_RUNG else HINT
            return Entry(name, field, kind, "", None, {"rung": rung}, language, at)
        case BrokenDown(_, is_open, at):
            return Entry(name, field, BREAKDOWN, "", None, {"open": is_open}, language, at)
        case Visited(_, at):
            return Entry(name, field, VISIT, "", None, {}, language, at)


def facts_in(entries: Iterable[Entry]) -> Iterator[Fact]:
    """The facts that entries record; what a newer or damaged record holds that is no fact is passed over."""
    for entry in entries:
        try:
            field = parse_field(entry.field)
            if entry.kind == ATTEMPT:
                yield Answered(field, entry.text, _mark(entry), entry.at)
            elif entry.kind in (HINT, REVEAL):
                yield HintOpened(field, int(cast("int", entry.detail["rung"])), entry.at)
            elif entry.kind == BREAKDOWN:
                yield BrokenDown(field, bool(entry.detail["open"]), entry.at)
            elif entry.kind == VISIT:
                yield Visited(field, entry.at)
        except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError):
            continue


def _detail(mark: Mark) -> dict[str, JSON]:
    message = mark.message
    return {
        "reading": mark.reading,
        "value": _number_text(mark.value),
        "look_at": str(mark.look_at) if mark.look_at else None,
        "message": message.key if message else None,
        "values": {name: _value_text(value) for name, value in message.values.items()} if message else {},
    }


def _mark(entry: Entry) -> Mark:
    detail = entry.detail
    values = cast("Mapping[str, JSON]", detail.get("values") or {})
    key, look_at, value = detail.get("message"), detail.get("look_at"), detail.get("value")
    message = Message(str(key), {name: cast("Value", item) for name, item in values.items()}) if key else None
    return Mark(
        Verdict(entry.verdict or ""),
        str(detail.get("reading", "")),
        message,
        parse_field(str(look_at)) if look_at else None,
        _number(value),
    )


def _number_text(value: Number | None) -> JSON:
    """Exact as text, so that nothing is lost; floats as they are."""
    return str(value) if isinstance(value, Fraction) else value


def _number(value: JSON) -> Number | None:
    if isinstance(value, str):
        return Fraction(value)
    return float(value) if isinstance(value, int | float) else None


def _value_text(value: Value) -> JSON:
    return value if isinstance(value, int | float | str) else str(value)
