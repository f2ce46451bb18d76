"""The question that separates close hypotheses, and what each step is worked out from."""

from fractions import Fraction

import pytest
from tutor.diagnosis.blame import depends_on
from tutor.diagnosis.hypotheses import CANNOT_TELL
from tutor.diagnosis.question import doubting_question, separating_question
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import value_of
from tutor.lessons.stages import FieldId, parse_field

from .as_typed import diagnose
from .learners import Learner, Wrong
from .test_diagnosing import Given, course, given, hand


@pytest.fixture(scope="module")
def first() -> Table:
    return course("4.1")


def test_one_sub_step_tells_a_wrong_sign_from_a_wrong_direction(first: Table) -> None:
    field, answered = FieldId("e", "w1"), given(e_w1="45.6")
    found = diagnose(first, answered, field)
    question = separating_question(first, field, found.weights, tuple(answered))
    assert question is not None
    assert question.field == parse_field("e.w1/step")
    assert question.gain == pytest.approx(1)
    for sign, name in ((1, "update.ascent"), (-1, "partial.sign")):
        more: Given = {**answered, question.field: sign * Fraction("44.6")}
        assert diagnose(first, more, field).likeliest.ids == (name,)


@pytest.mark.parametrize("name", ["update.unchanged", "update.weights-kept"])
def test_the_question_is_the_one_after_which_the_stage_is_explained(name: str) -> None:
    """A weight that has not moved: η∂C/∂w would not tell which of the two it is, a bias's θ′ does."""
    table, field = Table(hand("sigmoid")), FieldId("e", "w2[1,1]")
    learner = Learner(table.problem, Wrong(name))
    answered: Given = {field: learner.answers[field]}
    question = separating_question(table, field, diagnose(table, answered, field).weights, tuple(answered))
    assert question is not None
    assert question.field.stage == "e"
    assert question.field.name.startswith("b")
    answered[question.field] = learner.answer(question.field)
    named = diagnose(table, answered, field).likeliest
    assert table.answer(named, question.field) == pytest.approx(float(answered[question.field]), rel=1e-5)
    assert ("update.weights-kept" in named.ids) == (name == "update.weights-kept")


def test_one_sub_step_tells_whether_what_is_possible_is_it(first: Table) -> None:
    field, answered = FieldId("d", "w1"), given(d_w1="223")
    found = diagnose(first, answered, field)
    assert not found.is_flat
    question = doubting_question(first, found, tuple(answered))
    assert question is not None
    assert question.field == parse_field("d.w1/dC/da3@1")
    assert question.predictions == ((found.likeliest, 2.0), (CANNOT_TELL, 4.0))
    after = {value: diagnose(first, {**answered, question.field: value}, field) for value in (Fraction(2), Fraction(4))}
    assert after[Fraction(2)].cannot_tell < found.cannot_tell < after[Fraction(4)].cannot_tell
    for one in after.values():
        assert doubting_question(first, one, (field, question.field)) is None, "asked once"


def test_nothing_is_asked_of_what_is_sure_nor_of_a_slip_that_no_sub_step_shows(first: Table) -> None:
    learner = Learner(first.problem, Wrong("partial.no-factor-2"))
    sure = diagnose(first, learner.stage("d"), FieldId("d", "w1"))
    assert sure.is_flat
    assert doubting_question(first, sure, tuple(learner.stage("d"))) is None
    slip = diagnose(first, given(d_w1="447"), FieldId("d", "w1"))
    assert (slip.likeliest.ids, slip.is_offered, slip.is_flat) == (("slip.product",), True, False)
    assert doubting_question(first, slip, (FieldId("d", "w1"),)) is None


@pytest.mark.parametrize("name", ["partial.no-factor-2", "update.mean", "partial.mean-weights-only"])
def test_what_is_named_after_a_question_explains_the_stage_first(name: str) -> None:
    """Of five with the same θ′ four give it everywhere: one question tells these from the fifth only."""
    table, place = course("4.2"), FieldId("e", "w2[1,1]")
    learner = Learner(table.problem, Wrong(name))
    answered: Given = {place: learner.answers[place]}
    found = diagnose(table, answered, place)
    assert len(found.close) == 5
    question = separating_question(table, place, found.weights, tuple(answered))
    assert question is not None
    assert question.field == parse_field("e.b1[1]")
    answered[question.field] = learner.answer(question.field)
    named = diagnose(table, answered, place).likeliest
    for field, value in learner.stage("e").items():
        assert table.answer(named, field) == pytest.approx(float(value)), str(field)


def test_what_decides_has_a_shorter_chain_than_what_was_asked(first: Table) -> None:
    """One data point alone, or a copied number: ∂C/∂b3 tells as much as ∂C/∂w1, whose chain is the longest."""
    field = FieldId("d", "w3")
    question = separating_question(first, field, diagnose(first, given(d_w3="12"), field).weights, (field,))
    assert question is not None
    assert question.field == FieldId("d", "b3")


def test_nothing_is_asked_twice_nor_where_nothing_separates(first: Table) -> None:
    field = FieldId("e", "w1")
    weights = diagnose(first, given(e_w1="45.6"), field).weights
    asked = separating_question(first, field, weights)
    assert asked is not None
    again = separating_question(first, field, weights, (asked.field,))
    assert again is not None
    assert again.field != asked.field
    one = dict(list(weights.items())[:1])
    assert separating_question(first, field, one) is None
    assert separating_question(first, FieldId("a"), weights) is None


def test_where_a_number_may_come_from_is_no_place_to_ask() -> None:
    """W read the wrong way round, or two numbers exchanged: the other of the two would not tell."""
    table = Table(hand())
    learner = Learner(table.problem, Wrong("partial.outer-transposed"))
    field, other = parse_field("d.w1[1,2]"), parse_field("d.w1[2,1]")
    assert learner.answers[field] == table.right(other)
    answered: Given = {field: learner.answers[field]}
    found = diagnose(table, answered, field)
    assert ("slip.copied",) in {one.ids for one in found.close}
    question = separating_question(table, field, found.weights, tuple(answered))
    assert question is not None
    assert question.field != other
    answered[question.field] = learner.answer(question.field)
    assert diagnose(table, answered, field).likeliest.ids[0].endswith("-transposed")


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
def test_every_node_depends_on_nodes_that_have_a_value(activation: str) -> None:
    problem = hand(activation)
    table = Table(problem)
    seen: set[FieldId] = set()
    queue = list(table.fields)
    while queue:
        node = queue.pop()
        if node not in seen:
            seen.add(node)
            queue += depends_on(problem, node)
    assert all(value_of(problem, node) is not None for node in seen if node.step)
    assert parse_field("c/z1[2]@3") in seen


def test_a_single_answer_and_some_questions_name_the_mistake() -> None:
    table = Table(hand())
    learner = Learner(table.problem, Wrong("partial.weights-not-followed"))
    field = FieldId("d", "b1[1]")
    answered: Given = {field: learner.answers[field]}
    found = diagnose(table, answered, field)
    for _ in range(3):
        question = separating_question(table, field, found.weights, tuple(answered)) if found.close else None
        if question is None:
            break
        answered[question.field] = learner.answer(question.field)
        found = diagnose(table, answered, field)
    assert ("partial.weights-not-followed",) in {one.ids for one in found.ranked[0].all}
