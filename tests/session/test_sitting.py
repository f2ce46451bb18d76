"""A sitting as a value: how fields stand, where to go on, hints, sub-steps, what falls when its source is mended."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tutor.answers.expected import expected
from tutor.answers.verdicts import Verdict
from tutor.lessons.breakdown import Asked, breakdown, value_of
from tutor.lessons.chain import formula_typed
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import STAGE_IDS, FieldId, all_fields, parse_field
from tutor.network.graph import dependencies
from tutor.session import deciding
from tutor.session.at_hand import deltas_for, rows_at_hand
from tutor.session.deltas import delta_at, found_deltas
from tutor.session.facts import Answered, BrokenDown, HintOpened, Visited
from tutor.session.gathering import gathered
from tutor.session.sitting import Sitting
from tutor.session.status import Status

from ..support.problems import make, problems

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def answer(sitting: Sitting, field: str, text: str) -> Sitting:
    return sitting.after_all(deciding.submit(sitting, parse_field(field), text, NOW))


def answered(problem: Problem, *pairs: tuple[str, str]) -> Sitting:
    sitting = Sitting(problem)
    for field, text in pairs:
        sitting = answer(sitting, field, text)
    return sitting


def statuses(sitting: Sitting, *fields: str) -> list[str]:
    return [sitting.status(parse_field(field)).value for field in fields]


def right_answer(problem: Problem, field: FieldId) -> str:
    if field.stage == "b":
        return " ".join(dependencies(problem.graph)[field.name])
    if field.stage == "chain":
        return formula_typed(problem, field.name)
    return str(expected(problem, field))


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


def test_what_is_found_at_a_layer_is_at_hand_for_the_one_before() -> None:
    problem = make()
    sitting = answered(problem, ("c", "366"), ("d.w3", "582"))
    assert found_deltas(sitting) == ()
    sitting = answer(sitting, "d.b3", "68")
    assert [one.name for one in found_deltas(sitting)] == ["z3"]
    (*_, row) = rows_at_hand(sitting, "d", str)
    assert row[1:] == ["4", "26", "14", "24"]  # 2r: every gate is open
    assert [one.name for one in deltas_for(sitting, FieldId("d", "w2"))] == ["z3"]
    assert deltas_for(sitting, FieldId("d", "w1")) == ()


def test_the_gradient_at_hand_is_a_table_under_the_names_of_the_parameters() -> None:
    names, theta, gradient = rows_at_hand(answered(make(), ("d.b3", "68")), "e", str)
    assert names[0] == "" and names[-1] == "b^{(3)}"
    assert theta == ["\\theta", *"111111"]
    assert gradient == ["\\nabla C", *"·····", "68"]


def test_columns_at_hand_have_heads_where_there_are_several() -> None:
    assert rows_at_hand(answered(make(), ("c", "366")), "d", str)[0] == ["i", "1", "2", "3", "4"]
    assert rows_at_hand(answered(make(data=((1, 2),)), ("c", "4")), "d", str)[0] == ["x", "1"]


@pytest.mark.parametrize(
    ("chain", "first", "last"),
    [
        ("delta2 w2 g1 x", "d.w1/dC/dz2@1.0", "d.w1/product@4.0"),
        ("2r g3 w3 g2 w2 g1 x", "d.w1/dC/da3@1", "d.w1/product@4"),
    ],
)
def test_the_break_down_begins_where_the_chain_does(chain: str, first: str, last: str) -> None:
    problem, whole = make(), FieldId("d", "w1")
    sitting = answer(Sitting(problem).after(BrokenDown(whole, True, NOW)), "d.w1/chain", chain)
    steps = sitting.sub_steps(whole)[1:]
    assert (str(steps[0]), str(steps[-1])) == (first, last)
    for step in steps:
        assert step in Asked(problem)
        sitting = answer(sitting, str(step), as_text(value_of(problem, step)))
    assert {sitting.status(step) for step in steps} == {Status.RIGHT}
    assert gathered(sitting, whole) == "4 + 104 + 98 + 240"


def test_what_is_at_hand_is_not_asked_for_again() -> None:
    whole, other = FieldId("d", "w2"), FieldId("d", "w1")
    sitting = answered(make(), ("c", "366"), ("d.w3", "582"), ("d.b3", "68"))
    for field, chain in ((whole, "delta3 w3 g2 a1"), (other, "delta2 w2 g1 x")):
        sitting = sitting.after(BrokenDown(field, True, NOW))
        sitting = answer(sitting, f"{field}/chain", chain)
    _, at_hand, weight, *_ = sitting.sub_steps(whole)
    assert (str(at_hand), delta_at(sitting, at_hand)) == ("d.w2/dC/dz3@1.0", 4)
    assert sitting.next_open(FieldId("d", "w2", "chain")) == weight
    assert not sitting.is_to_do(at_hand)
    assert sitting.is_to_do(sitting.sub_steps(other)[1]), "that of layer 2 is not found"
    assert answer(sitting, str(at_hand), "5").is_to_do(at_hand)
    assert delta_at(sitting, weight) is None


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


def test_a_carried_answer_falls_when_its_source_is_mended() -> None:
    sitting = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"), ("e.b1", "-5.8"))
    assert statuses(sitting, "d.w1", "e.w1", "e.b1") == ["wrong", "carried", "right"]
    assert sitting.progress() == (1, len([field for field in all_fields(make()) if field.stage != "chain"]))
    mended = answer(sitting, "d.w1", "446")
    assert statuses(mended, "d.w1", "e.w1", "e.b1") == ["right", "wrong", "right"]
    assert mended.next_open(FieldId("e", "b3")) == FieldId("e", "w1")
    assert statuses(answer(mended, "e.w1", "-43.6"), "e.w1") == ["right"]


def test_a_carried_answer_falls_when_its_source_changes_to_another_wrong_one() -> None:
    sitting = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"), ("d.w1", "455"))
    assert statuses(sitting, "e.w1") == ["wrong"]
    again = answer(sitting, "e.w1", "-44.5")
    assert statuses(again, "e.w1") == ["carried"]


def test_a_carried_answer_stands_as_long_as_its_source() -> None:
    sitting = answered(make(), ("d.w1", "456"), ("e.w1", "-44.6"))
    for text in ("912/2", "not a number", "456.0"):
        assert statuses(answer(sitting, "d.w1", text), "e.w1") == ["carried"]


def test_what_follows_from_a_rounded_answer_stands_too() -> None:
    problem = make((1, 1), "sigmoid", [(1, 0)], 1, "1/2")
    partial = problem.trace.gradient["w1"]
    sitting = answered(problem, ("d.w1", f"{partial:.3g}"))
    own = sitting.given()[FieldId("d", "w1")].value
    sitting = answer(sitting, "e.w1", f"1 - {own} / 2")
    assert statuses(sitting, "d.w1", "e.w1") == ["right", "right"]
    assert sitting.answers[FieldId("e", "w1")].mark.look_at is None


def test_carried_answers_in_a_chain() -> None:
    sitting = answered(make(), ("c/r@1", "3"), ("d.w1", "448"), ("e.w1", "-43.8"))
    assert statuses(sitting, "c/r@1", "d.w1", "e.w1") == ["wrong", "carried", "carried"]
    assert sitting.answers[FieldId("e", "w1")].mark.look_at == FieldId("d", "w1")
    sitting = answer(sitting, "c/r@1", "2")
    assert statuses(sitting, "d.w1", "e.w1") == ["wrong", "carried"]
    sitting = answer(sitting, "d.w1", "446")
    assert statuses(sitting, "d.w1", "e.w1") == ["right", "wrong"]


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


def test_hints_open_one_by_one_and_the_bottom_ones_only_for_who_is_sure() -> None:
    sitting, field = Sitting(make()), FieldId("d", "w2")
    for hint_level, name in enumerate(HINT_LEVELS):
        assert sitting.next_hint_level(field) == name
        if name in ("numbers", "answer"):
            assert deciding.open_hint(sitting, field, NOW) == ()
        (fact,) = deciding.open_hint(sitting, field, NOW, sure=name in ("numbers", "answer"))
        assert isinstance(fact, HintOpened)
        assert fact.hint_level == hint_level
        sitting = sitting.after(fact)
    assert sitting.next_hint_level(field) == ""
    assert sitting.hint_levels == {field: len(HINT_LEVELS)}
    assert deciding.open_hint(sitting, field, NOW, sure=True) == ()
    assert Sitting(make()).hint_levels == {}
    assert sitting.after(HintOpened(field, 1, NOW)).hint_levels == {field: len(HINT_LEVELS)}


def test_sub_steps_open_fold_and_lead_on() -> None:
    sitting, field = Sitting(make()), FieldId("d", "w1")
    assert sitting.sub_steps(field) == ()
    (fact,) = deciding.break_down(sitting, parse_field("d.w1/product@1"), NOW)
    assert fact == BrokenDown(field, True, NOW)
    sitting = sitting.after(fact)
    chain = parse_field("d.w1/chain")
    assert sitting.sub_steps(field) == (chain,), "the table would tell the chain"
    assert sitting.next_open(chain) == field
    sitting = answer(sitting, str(chain), "x g1 w2")
    assert sitting.sub_steps(field) == (chain,)
    sitting = answer(sitting, str(chain), "x g1 w2 g2 w3 g3 2r")
    cells = sitting.sub_steps(field)[1:]
    assert cells == tuple(breakdown(make(), field).cells())
    assert sitting.next_open(chain) == cells[0]
    assert sitting.next_open(cells[0]) == cells[1]
    sitting = answer(sitting, str(cells[1]), "1")
    assert sitting.current == field
    assert sitting.next_open(cells[0]) == cells[2]
    assert sitting.next_open(cells[-1]) == field
    (fold,) = deciding.break_down(sitting, field, NOW)
    sitting = sitting.after(fold)
    assert sitting.sub_steps(field) == ()
    assert sitting.status(cells[1]) is Status.RIGHT
    assert sitting.next_open(cells[0]) == field
    for whole in ("a", "b.C"):
        assert deciding.break_down(sitting, parse_field(whole), NOW) == ()


def test_a_table_that_was_open_before_the_chain_was_asked_for_stays_open() -> None:
    field = FieldId("d", "w1")
    sitting = Sitting(make()).after(BrokenDown(field, True, NOW, table=True))
    assert sitting.sub_steps(field) == tuple(breakdown(make(), field).cells())
    again = sitting.after_all((BrokenDown(field, False, NOW), BrokenDown(field, True, NOW)))
    assert again.sub_steps(field) == sitting.sub_steps(field)


@pytest.mark.parametrize("whole", ["c", "e.w1"])
def test_other_stages_open_their_table_at_once(whole: str) -> None:
    field = parse_field(whole)
    sitting = Sitting(make()).after(BrokenDown(field, True, NOW))
    assert sitting.sub_steps(field) == tuple(breakdown(make(), field).cells())


def test_sub_steps_do_not_count_as_fields() -> None:
    sitting = answered(make(), ("c/z1@1", "2"), ("e.w1/step", "44.6"))
    assert sitting.progress()[0] == 0
    assert sitting.stage_status("c") is Status.OPEN
    typed = {field: quantity.value for field, quantity in sitting.given().items()}
    assert typed == {parse_field("c/z1@1"): 2, parse_field("e.w1/step"): Fraction(446, 10)}


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


def test_a_fallen_answer_stands_as_wrong_and_says_why(chain: Problem) -> None:
    field = parse_field("e.w1")
    sitting = answered(chain, ("d.w1", "223"), ("e.w1", "-21.3"))
    standing = sitting.standing(field)
    assert standing is not None
    assert standing.mark.verdict is Verdict.CONSISTENT
    standing = answer(sitting, "d.w1", "446").standing(field)
    assert standing is not None
    assert standing.mark.verdict is Verdict.WRONG
    assert standing.mark.message is not None
    assert standing.mark.message.key == "mark.fallen"
