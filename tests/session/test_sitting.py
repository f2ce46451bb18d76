"""A sitting as a value: how fields stand, and where to go on."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tutor.answers.verdicts import Verdict
from tutor.lessons.problem import Problem
from tutor.lessons.stages import STAGE_IDS, FieldId, all_fields, parse_field
from tutor.session import deciding
from tutor.session.facts import Answered, Visited
from tutor.session.sitting import Sitting
from tutor.session.status import Status

from ..support.problems import make, problems
from .sitting_kit import NOW, answer, answered, right_answer, statuses


@settings(max_examples=25)
@given(problems(most_width=2))
def test_right_answers_lead_through_the_whole_problem(problem: Problem) -> None:
    sitting, place = Sitting(problem), Sitting(problem).current
    walked: list[FieldId] = []
    following: FieldId | None = place
    while following is not None:
        place = following
        walked.append(place)
        assert not sitting.is_done()
        sitting = answer(sitting, str(place), right_answer(problem, place))
        assert sitting.status(place) is Status.RIGHT
        following = sitting.next_open(place)
    assert sorted(map(str, walked)) == sorted(map(str, all_fields(problem)))
    assert [field.stage for field in walked] == sorted(field.stage for field in walked)
    assert sitting.is_done()
    needed = len([field for field in walked if field.stage != "chain"])  # the problem can be done without it
    assert sitting.progress() == (needed, needed)
    assert {sitting.stage_status(stage) for stage in STAGE_IDS} == {Status.RIGHT}


def test_a_wrong_answer_stays_and_is_come_back_to() -> None:
    sitting = answered(make(), ("a", "7"))
    assert statuses(sitting, "a") == ["wrong"]
    assert sitting.answers[FieldId("a")].text == "7"
    sitting = answered(make(), ("a", "7"), ("c", "366"))
    assert sitting.next_open(FieldId("c")) == FieldId("chain", "w2")
    every = [(f"d.{name}", str(value)) for name, value in make().trace.gradient.items()]
    every += [(f"e.{name}", str(value)) for name, value in make().trace.updated.items()]
    sitting = answered(make(), ("a", "7"), ("c", "366"), *every)
    assert sitting.next_open(FieldId("e", "b3")) == FieldId("a")
    assert sitting.next_open(FieldId("a")) == FieldId("b", "C")


def test_the_way_on_goes_round_a_stage_before_it_leaves() -> None:
    sitting = answered(make(), ("e.w2", str(make().trace.updated["w2"])))
    assert sitting.next_open(FieldId("e", "w1")) == FieldId("e", "b1")
    assert sitting.next_open(FieldId("e", "b1")) == FieldId("e", "b2")
    assert sitting.next_open(FieldId("e", "b3")) == FieldId("e", "w1")


def test_the_gradient_is_worked_out_from_the_last_layer_back() -> None:
    sitting = Sitting(make())
    assert [field.name for field in sitting.in_order("d")] == ["w3", "b3", "w2", "b2", "w1", "b1"]
    assert [field.name for field in sitting.shown_fields("d")] == ["w1", "b1", "w2", "b2", "w3", "b3"]
    sitting = answered(make(), ("d.w3", "582"), ("d.b3", "68"))
    assert sitting.next_open(FieldId("d", "b3")) == FieldId("d", "w2")
    assert sitting.next_open(FieldId("d", "w1")) == FieldId("d", "b1")
    assert sitting.next_open(FieldId("d", "b1")) == FieldId("d", "w2")
    own = replace(make(), ask=("d.w1", "d.w3"))
    assert [field.name for field in Sitting(own).in_order("d")] == ["w1", "w3"]  # a file's own order


def test_the_tree_opens_as_it_grows() -> None:
    sitting = Sitting(make())
    assert [f.name for f in sitting.shown_fields("b")] == ["C"]
    sitting = answer(sitting, "b.C", "a3 y w1")
    assert [f.name for f in sitting.shown_fields("b")] == ["C"]
    sitting = answer(sitting, "b.C", "a3 y")
    assert [f.name for f in sitting.shown_fields("b")] == ["C", "a3"]
    sitting = answer(answer(sitting, "b.a3", "z3"), "b.z3", "w3 a2 b3")
    assert [f.name for f in sitting.shown_fields("b")] == ["C", "a3", "z3", "a2"]
    assert sitting.next_open(FieldId("b", "z3")) == FieldId("b", "a2")
    wide = answered(make((1, 2, 1), data=[(1, 2)]), ("b.C", "a2 y"), ("b.a2", "z2"))
    wide = answer(wide, "b.z2", "w2[1,1] a1[1] w2[1,2] a1[2] b2")
    assert [f.name for f in wide.shown_fields("b")] == ["C", "a2", "z2", "a1[1]", "a1[2]"]


@pytest.mark.parametrize(
    "asked",
    [{"c"}, {"d.w1", "d.b3", "e.w1"}, {"a", "b.z1", "b.a1", "e.b3"}, {"b.z3", "b.C"}],
)
def test_a_problem_that_asks_for_some_fields_is_done_with_these(asked: set[str]) -> None:
    problem = replace(make(), asked=frozenset(asked))
    sitting, walked = Sitting.begin(problem), []
    following: FieldId | None = sitting.current
    while following is not None:
        assert not sitting.is_done()
        walked.append(str(following))
        sitting = answer(sitting, str(following), right_answer(problem, following))
        following = sitting.next_open(following)
    assert set(walked) == asked
    assert len(walked) == len(asked)
    assert sitting.is_done()
    assert sitting.progress() == (len(asked), len(asked))


def test_how_a_stage_stands() -> None:
    assert Sitting(make()).stage_status("d") is Status.OPEN
    assert answered(make(), ("d.w1", "446")).stage_status("d") is Status.WRONG
    assert answered(make(), ("d.w1", "4")).stage_status("d") is Status.WRONG
    assert answered(make(), ("c", "x!")).stage_status("c") is Status.OPEN
    assert answered(make(), ("c", "366")).stage_status("c") is Status.RIGHT
    assert answered(make(), ("c/r@1", "3"), ("c", "371")).stage_status("c") is Status.CARRIED


def test_an_unreadable_answer_counts_no_attempt_and_takes_nothing_away() -> None:
    sitting = answered(make(), ("c", "2*("), ("c", "3*("))
    first = sitting.answers[FieldId("c")]
    assert (first.text, first.attempts, statuses(sitting, "c")) == ("3*(", 0, ["open"])
    sitting = answered(make(), ("c", "2*("), ("c", "365"), ("c", "366"), ("c", "3*("))
    kept = sitting.answers[FieldId("c")]
    assert (kept.text, kept.attempts, statuses(sitting, "c")) == ("366", 2, ["right"])


def test_a_vector_fills_its_fields_and_each_is_marked() -> None:
    facts = deciding.submit(Sitting(make()), FieldId("d", "w1"), "(446, 68, 514, 0, 582, 68)", NOW)
    assert [isinstance(fact, Answered) for fact in facts] == [True] * 6
    assert [fact.field.name for fact in facts] == ["w1", "b1", "w2", "b2", "w3", "b3"]
    sitting = Sitting(make()).after_all(facts)
    assert statuses(sitting, "d.w1", "d.b2", "d.b3") == ["right", "wrong", "right"]
    assert sitting.answers[FieldId("d", "w3")].text == "582"
    (only,) = deciding.submit(sitting, FieldId("d", "w1"), "1 2 3 4 5 6 7", NOW)
    assert isinstance(only, Answered)
    assert (only.field, only.mark.verdict) == (FieldId("d", "w1"), Verdict.UNREADABLE)


def test_assignments_go_to_the_fields_they_name() -> None:
    facts = deciding.submit(Sitting(make()), FieldId("e", "w1"), "w1' = -43.6, b3' = -5.8", NOW)
    sitting = Sitting(make()).after_all(facts)
    assert statuses(sitting, "e.w1", "e.b1", "e.b3") == ["right", "open", "right"]


def test_a_visit_is_told_once() -> None:
    sitting = Sitting(make())
    assert deciding.visit(sitting, FieldId("a"), NOW) == ()
    (fact,) = deciding.visit(sitting, parse_field("d.w1/product@1"), NOW)
    assert fact == Visited(FieldId("d", "w1"), NOW)
    sitting = sitting.after(fact)
    assert sitting.current == FieldId("d", "w1")
    assert deciding.visit(sitting, FieldId("d", "w1"), NOW) == ()


def test_nothing_in_a_sitting_changes() -> None:
    before = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"))
    answers = dict(before.answers)
    answer(before, "d.w1", "446")
    assert dict(before.answers) == answers
    with pytest.raises(TypeError):
        before.answers[FieldId("a")] = before.answers[FieldId("d", "w1")]  # type: ignore[index]


def test_a_list_goes_down_the_column_of_a_table_as_if_each_value_was_typed_there() -> None:
    problem = make((1, 1), data=((1, 2), (2, 6), (3, 5)), theta=(3, 1))
    sitting = Sitting(problem).after_all(deciding.break_down(Sitting(problem), FieldId("c"), NOW))
    z1, z2, z3 = (f"c/z1@{point}" for point in (1, 2, 3))
    short = answer(sitting, z1, "4, 7")
    assert statuses(short, z1, z2, z3) == ["open"] * 3, "too few: it is no list for this column"
    told = short.answers[parse_field(z1)].mark.message
    assert told is not None
    assert told.key == "unreadable.wrong_count"
    assert (told.values["expected"], told.values["given"]) == (3, 2)
    assert statuses(answer(sitting, z2, "7, 10"), z1, z2, z3) == ["open", "right", "right"]
    assert statuses(answer(sitting, z2, "7,10"), z1, z2, z3) == ["open"] * 3, "it may be one with a decimal comma"
    sitting = answer(sitting, z1, "4, 8, 10")
    assert statuses(sitting, z1, z2, z3) == ["right", "wrong", "right"]
    assert statuses(answer(sitting, z2, "7"), z2) == ["right"]
    assert statuses(answer(answer(sitting, z3, "1"), z1, "4, 5, 6"), z1, z2, z3) == ["right", "wrong", "wrong"]
