"""What stands in the journal is read back: facts, damaged and newer records, other numbers."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.journal.records import JSON, Entry
from tutor.lessons.breakdown import Asked
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import FieldId, parse_field
from tutor.session.fact_entries import entry_of, facts_in
from tutor.session.facts import Answered, BrokenDown, Fact, HintOpened, Visited
from tutor.session.record_names import record_name
from tutor.session.sitting import Sitting
from tutor.session.status import Status

from ..support.problems import build, make
from .desk_kit import START

FACTS: list[Fact] = [
    Answered(
        FieldId("d", "w1", "da3/dz3@1"),
        "１/3 ×",
        Mark(
            Verdict.CONSISTENT,
            "1/3",
            Message("mark.consistent", {"field": "c/z1@1", "digits": 3, "extra": "w1"}),
            parse_field("c/z1@1"),
            Quantity.of(Fraction(10**60, 3)),
        ),
        START,
    ),
    Answered(FieldId("b", "C"), "a3", Mark(Verdict.WRONG, "a3", Message("mark.tree_missing", {"node": "C"})), START),
    Answered(FieldId("a"), "", Mark(Verdict.UNREADABLE, "", Message("unreadable.empty", {"position": 1})), START),
    Answered(FieldId("c"), "0.5", Mark(Verdict.CORRECT, "0.5", quantity=Quantity.of(Fraction(1, 2))), START),
    HintOpened(FieldId("e", "b3"), 2, START),
    HintOpened(FieldId("e", "b3"), len(HINT_LEVELS) - 1, START),
    BrokenDown(FieldId("c"), True, START),
    BrokenDown(FieldId("c"), False, START),
    BrokenDown(FieldId("d", "w1"), True, START),
    BrokenDown(FieldId("d", "w1"), True, START, table=True),
    Visited(FieldId("d", "b2"), START),
]


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_read_back_as_it_was(fact: Fact, chain: Problem) -> None:
    entry = entry_of(fact, chain, "en")
    stored = replace(entry, detail=json.loads(json.dumps(entry.detail)))
    assert list(facts_in([stored], Asked(chain))) == [fact]
    assert (entry.language, entry.problem) == ("en", record_name(chain))


def test_the_numbers_put_in_and_the_worked_answer_are_recorded_as_reveals(chain: Problem) -> None:
    kinds = [
        entry_of(HintOpened(FieldId("c"), hint_level, START), chain, "ko").kind
        for hint_level in range(len(HINT_LEVELS))
    ]
    assert kinds == ["hint"] * 3 + ["reveal"] * 2


def test_a_record_of_the_numbers_as_a_mere_hint_still_opens_them(chain: Problem) -> None:
    old = entry("d.w1", "hint", {"rung": 3})
    assert list(facts_in([old], Asked(chain))) == [HintOpened(FieldId("d", "w1"), 3, START)]


def entry(field: str, kind: str, detail: JSON, verdict: str | None = None) -> Entry:
    return Entry("x", field, kind, "366", verdict, detail, "ko", START)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "damaged",
    [
        entry("f.w1", "visit", {}),
        entry("", "restart", {}),
        entry("d.w9", "visit", {}),
        entry("d.w9", "attempt", {"value": "3"}, "wrong"),
        entry("c/z9@1", "attempt", {"value": "3"}, "wrong"),
        entry("c/z1@99", "attempt", {"value": "3"}, "wrong"),
        entry("d.w1/product@1.7", "attempt", {"value": "3"}, "wrong"),
        entry("c", "attempt", {}, "splendid"),
        entry("c", "attempt", {}, None),
        entry("c", "attempt", [], "wrong"),
        entry("c", "attempt", {"value": "1/0"}, "wrong"),
        entry("c", "attempt", {"value": "1e999999999"}, "wrong"),
        entry("c", "attempt", {"value": "9" * 5_000}, "wrong"),
        entry("c", "attempt", {"value": "9" * 400}, "wrong"),
        entry("c", "attempt", {"value": float("inf")}, "wrong"),
        entry("c", "attempt", {"value": float("nan")}, "wrong"),
        entry("c", "attempt", {"look_at": "nowhere"}, "consistent"),
        entry("c", "attempt", {"message": "mark.wrong", "values": [1]}, "wrong"),
        entry("c", "hint", {}),
        entry("c", "hint", {"rung": "two"}),
        entry("c", "hint", {"rung": None}),
        entry("c", "hint", {"rung": 99}),
        entry("c", "hint", {"rung": -1}),
        entry("c", "hint", {"rung": float("inf")}),
        entry("a", "breakdown", {"open": True}),
        entry("c/z1@1", "breakdown", {"open": True}),
        entry("c", "breakdown", {}),
        entry("c", "something new", {}),
    ],
)
def test_damaged_and_newer_records_are_passed_over(damaged: Entry, chain: Problem) -> None:
    good = entry_of(Visited(FieldId("c"), START), chain, "ko")
    assert list(facts_in([damaged, good], Asked(chain))) == [Visited(FieldId("c"), START)]


def test_an_answer_that_looks_at_itself_ends(chain: Problem) -> None:
    odd = entry("c", "attempt", {"look_at": "c", "value": "3"}, "consistent")
    sitting = Sitting(chain).after_all(facts_in([odd, odd], Asked(chain)))
    assert sitting.status(FieldId("c")) in (Status.CARRIED, Status.WRONG)


def test_other_numbers_make_another_problem() -> None:
    problem = make()
    others: list[Problem] = [
        make(eta="0.2"),
        make(theta=[1, 1, 1, 1, 1, 2]),
        make(data=[(1, 2), (4, -6), (7, 3), (10, 2)]),
        make(cost="half-sum-of-squares"),
        make(activation="tanh"),
        make(activation=["relu", "relu", "identity"]),
        make((1, 1, 1)),
        replace(problem, id="other"),
    ]
    names = [record_name(lesson) for lesson in (problem, *others)]
    assert len(set(names)) == len(names)
    words_only = build(problem.network, problem.data, problem.theta, problem.learning_rate, body="Other words.")
    assert record_name(words_only) == names[0]
