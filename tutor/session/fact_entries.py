"""Facts as the journal keeps them, and back."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

from tutor.answers.errors import Unreadable
from tutor.answers.quantity import MAX_BITS, Quantity
from tutor.answers.verdicts import Mark, Message, Number, Verdict
from tutor.journal.records import ATTEMPT, BREAKDOWN, DIAGNOSIS, HINT, JSON, REVEAL, Entry
from tutor.journal.tallies import NAMED, ON_SHEET, TOLD_OF, mistakes_made, mistakes_told
from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.chain import CHAIN, has_chain
from tutor.lessons.languages import Language
from tutor.lessons.problem import Lesson
from tutor.lessons.stages import FieldId, parse_field
from tutor.lessons.steps import bottom_of, hint_levels_of
from tutor.lessons.template import Value
from tutor.lessons.why_plans import PLANS, REASONS, RIGHT
from tutor.session.facts import (
    Answered,
    BrokenDown,
    Explained,
    Fact,
    HintOpened,
    Replied,
    Tried,
    Visited,
    WhyAnswered,
    WhyAsked,
)
from tutor.session.record_names import record_name

VISIT, REPLY = "visit", "reply"
WHY, REASON = "why", "reason"
"""The kinds of the entries of a question why a right answer is right, and of the reason that was chosen."""
MADE_BY = "made_by"
"""The part of an attempt's detail that says which rules make a wrong formula."""
SURE = "sure"
"""The part of a diagnosis's detail that says whether the mistakes were named for sure; where it lacks, they were."""
ASKED = "asked"
"""The part of a diagnosis's detail that names the place whose answer was asked for, to tell whether it is so."""


def entry_of(fact: Fact, lesson: Lesson, language: Language) -> Entry:
    """The journal's entry for a fact."""
    kind, text, verdict, detail = _written(fact)
    return Entry(record_name(lesson), str(fact.field), kind, text, verdict, detail, language, fact.at)


def _written(fact: Fact) -> tuple[str, str, str | None, Mapping[str, JSON]]:
    """The kind, the text, the verdict and the detail of a fact's entry."""
    found: tuple[str, str, str | None, Mapping[str, JSON]]
    match fact:
        case Answered(_, text, mark):
            found = ATTEMPT, text, mark.verdict.value, _detail(mark)
        case HintOpened(field, hint_level):
            found = REVEAL if hint_level >= bottom_of(field) else HINT, "", None, {"rung": hint_level}
        case BrokenDown(field, is_open, _, table):
            chain: Mapping[str, JSON] = {CHAIN: True} if has_chain(field) and not table else {}
            found = BREAKDOWN, "", None, {"open": is_open, **chain}
        case Visited():
            found = VISIT, "", None, {}
        case Explained(_, named, detail, _, counted, is_sure, asked):
            told: Mapping[str, JSON] = {NAMED: list(counted), TOLD_OF: list(named), SURE: is_sure}
            told = told if asked is None else {**told, ASKED: str(asked)}
            found = DIAGNOSIS, "", None, {**detail, **told}
        case Tried(_, text, named):
            found = DIAGNOSIS, text, None, {ON_SHEET: True, NAMED: list(named), TOLD_OF: list(named), SURE: True}
        case Replied(_, text, chosen, is_right):
            found = REPLY, text, None, {"chosen": list(chosen), "right": is_right}
        case WhyAsked(_, name):
            found = WHY, "", None, {WHY: name}
        case WhyAnswered(_, name, reason):
            found = REASON, reason, None, {WHY: name, "right": reason == RIGHT}
    return found


def facts_in(entries: Iterable[Entry], asked: Container[FieldId]) -> Iterator[Fact]:
    """The facts that entries record of the fields and sub-steps that are asked for.

    What a newer or damaged record holds that is no fact here is passed over.
    """
    for entry in entries:
        try:
            fact = _fact(entry)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
            continue
        if fact is not None and fact.field in asked:
            yield fact


def strangers_in(entries: Iterable[Entry], asked: Container[FieldId]) -> int:
    """How many entries say of a field what the learner did there, and the problem has no such field."""
    found = 0
    for entry in entries:
        if entry.kind in (ATTEMPT, HINT, REVEAL, BREAKDOWN):
            try:
                found += parse_field(entry.field) not in asked
            except ValueError:
                found += 1
    return found


def _fact(entry: Entry) -> Fact | None:
    """The fact that an entry records, None for one of another kind. Raises if it is damaged."""
    read = _READ.get(entry.kind)
    return read(entry, parse_field(entry.field)) if read is not None else None


def _hint_opened(entry: Entry, field: FieldId) -> HintOpened | None:
    hint_level = int(cast("int", entry.detail["rung"]))
    return HintOpened(field, hint_level, entry.at) if 0 <= hint_level < len(hint_levels_of(field)) else None


def _broken_down(entry: Entry, field: FieldId) -> BrokenDown | None:
    # Before the chain was asked for, the table opened at once: it stays open.
    table = has_chain(field) and not entry.detail.get(CHAIN)
    return BrokenDown(field, bool(entry.detail["open"]), entry.at, table) if has_breakdown(field) else None


def _diagnosed(entry: Entry, field: FieldId) -> Explained | Tried:
    if entry.detail.get(ON_SHEET) is True:
        return Tried(field, entry.text, mistakes_told(entry), entry.at)
    is_sure = entry.detail.get(SURE) is not False
    asked = entry.detail.get(ASKED)
    place = parse_field(asked) if isinstance(asked, str) else None
    return Explained(field, mistakes_told(entry), entry.detail, entry.at, mistakes_made(entry), is_sure, place)


def _replied(entry: Entry, field: FieldId) -> Replied:
    chosen = tuple(map(str, cast("Sequence[JSON]", entry.detail["chosen"])))
    return Replied(field, entry.text, chosen, entry.detail.get("right") is True, entry.at)


def _why(entry: Entry, field: FieldId) -> WhyAsked | WhyAnswered | None:
    """None for a question why, or a reason, that is not known here."""
    name = entry.detail[WHY]
    if not isinstance(name, str) or name not in PLANS or entry.text not in ("", *REASONS):
        return None
    return WhyAsked(field, name, entry.at) if entry.kind == WHY else WhyAnswered(field, name, entry.text, entry.at)


_READ: Mapping[str, Callable[[Entry, FieldId], Fact | None]] = {
    ATTEMPT: lambda entry, field: Answered(field, entry.text, _mark(entry), entry.at),
    HINT: _hint_opened,
    REVEAL: _hint_opened,
    BREAKDOWN: _broken_down,
    DIAGNOSIS: _diagnosed,
    REPLY: _replied,
    WHY: _why,
    REASON: _why,
    VISIT: lambda entry, field: Visited(field, entry.at),
}
"""How an entry is read, by its kind."""


def _detail(mark: Mark) -> dict[str, JSON]:
    message = mark.message
    return {
        "reading": mark.reading,
        "value": _number_text(mark.value),
        **({"digits": mark.digits} if mark.digits is not None else {}),
        **({MADE_BY: [list(names) for names in mark.made_by]} if mark.made_by else {}),
        "look_at": str(mark.look_at) if mark.look_at else None,
        "message": message.key if message else None,
        "values": {name: _value_text(value) for name, value in message.values.items()} if message else {},
    }


def _mark(entry: Entry) -> Mark:
    detail = entry.detail
    values = cast("Mapping[str, JSON]", detail.get("values") or {})
    key, look_at, digits = detail.get("message"), detail.get("look_at"), detail.get("digits")
    made_by = cast("Sequence[Sequence[JSON]]", detail.get(MADE_BY) or ())
    message = Message(str(key), {name: cast("Value", item) for name, item in values.items()}) if key else None
    return Mark(
        Verdict(entry.verdict or ""),
        str(detail.get("reading", "")),
        message,
        parse_field(str(look_at)) if look_at else None,
        _quantity(str(detail.get("reading", "")), _number(detail.get("value"))),
        digits if isinstance(digits, int) else None,
        tuple(tuple(map(str, names)) for names in made_by),
    )


def _quantity(reading: str, value: Number | None) -> Quantity | None:
    """The number as it was typed, with its digits: what it was read as reads the same again."""
    if value is None:
        return None
    from tutor.answers.reading import read_number

    try:
        typed = read_number(reading)
    except Unreadable:
        return Quantity.of(value)
    return typed if typed.value == value else Quantity.of(value)


def _number_text(value: Number | None) -> JSON:
    """Exact as text, so that nothing is lost; floats as they are."""
    return str(value) if isinstance(value, Fraction) else value


def _number(value: JSON) -> Number | None:
    """Raises ValueError or ArithmeticError for what no answer can have come to."""
    if not isinstance(value, str):
        return float(Fraction(value)) if isinstance(value, int | float) else None
    numerator, slash, denominator = value.partition("/")
    number = Fraction(int(numerator), int(denominator) if slash else 1)
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MAX_BITS:
        raise ValueError("too large")
    return number


def _value_text(value: Value) -> JSON:
    return value if isinstance(value, int | float | str) else str(value)
