"""Wrong sub-steps explained: by the cell's own recipe with a piece changed, and by what its column says."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.answers.quantity import Quantity
from tutor.diagnosis.around import cell_at
from tutor.diagnosis.cells import deciding_cell, diagnose_cell
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.explanations import explain
from tutor.diagnosis.question import separating_question
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import breakdown, has_breakdown, value_of
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, parse_field
from tutor.lessons.steps import StepKind, kind_of
from tutor.mistakes.everything import before_the_update

from ..support.problems import make, problems
from .cell_students import wrong_cells

FIVE_AND_EIGHT = make((1, 1), data=((2, 8), (4, 1), (-9, 4)), theta=(2, 1))
"""a is 5 where y is 8; then 9 and 1; then z = −17, and a is 0."""
DEEP = make((1, 1, 1), data=((2, 3), (3, 4)), theta=(3, 5, 2, -7))
"""z1 = 11, z2 = 15; then 14, 21."""


def told(problem: Problem, *answers: str) -> list[tuple[str, ...]]:
    """The ids of what explains the last of some answers, `c/r@1=13`, likeliest first; alike ones with them."""
    parts = [answer.rpartition("=") for answer in answers]
    given_ = {parse_field(field): Quantity.of(Fraction(value)) for field, _, value in parts}
    diagnosis = diagnose(Table(problem), given_, parse_field(parts[-1][0]))
    return [tuple(h.ids[0] for h in one.all) for one in diagnosis.ranked]


@pytest.mark.parametrize(
    ("problem", "answer", "first"),
    [
        (FIVE_AND_EIGHT, "c/r@1=13", "cost.target-added"),
        (FIVE_AND_EIGHT, "c/r@1=3", "partial.sign"),
        (FIVE_AND_EIGHT, "c/r@1=5", "cost.target-ignored"),
        (FIVE_AND_EIGHT, "c/squares@1=169", "cost.target-added"),
        (FIVE_AND_EIGHT, "c/squares@1=25", "cost.target-ignored"),
        (FIVE_AND_EIGHT, "c/squares@1=-39", "cost.difference-of-squares"),
        (FIVE_AND_EIGHT, "c/squares@1=-3", "cost.sum-of-residuals"),
        (FIVE_AND_EIGHT, "c/squares@1=4.5", "cost.half"),
        (FIVE_AND_EIGHT, "c/squares@1=3", "cost.absolute-residuals"),
        (FIVE_AND_EIGHT, "d.w1/dC/da1@1=-3", "partial.no-factor-2"),
        (FIVE_AND_EIGHT, "d.w1/dC/da1@1=18", "partial.square-kept"),
        (FIVE_AND_EIGHT, "d.w1/dC/da1@1=26", "partial.target-added"),
        (DEEP, "c/z1@1=6", "forward.no-bias"),
        (DEEP, "c/z1@1=21", "forward.weight-times-sum"),
        (DEEP, "c/z2@1=22", "forward.no-bias"),
        (DEEP, "d.w2/a1@1=15", "partial.weight-times-own-activation"),
        (DEEP, "d.w1/product@1=48", "partial.weights-not-followed"),
        (DEEP, "d.w1/product@2=68", "partial.weight-without-input"),
        (DEEP, "d.w1/w2@1=11", "partial.activation-for-weight"),
        (DEEP, "e.w2/step=0.74", "slip.point"),
    ],
)
def test_one_changed_piece_explains_a_cell(problem: Problem, answer: str, first: str) -> None:
    assert first in told(problem, answer)[0]


def test_where_no_activation_and_the_absolute_value_differ() -> None:
    assert told(FIVE_AND_EIGHT, "c/a1@3=-17")[0] == ("forward.no-activation", "forward.output-not-activated")
    assert told(FIVE_AND_EIGHT, "c/a1@3=17")[0] == ("forward.absolute-activation",)


def test_a_cell_goes_on_from_the_learners_own_cells() -> None:
    """Their a is 6, where 5 is right: 6 + 8 adds the target to it."""
    assert told(FIVE_AND_EIGHT, "c/a1@1=6", "c/r@1=14")[0] == ("cost.target-added",)


def test_two_that_give_the_same_are_both_said_and_the_next_cell_decides() -> None:
    table = Table(FIVE_AND_EIGHT)
    field = parse_field("c/r@1")
    diagnosis = diagnose(table, {field: Quantity.of(Fraction(3))}, field)
    ids = {one.hypothesis.ids[0] for one in diagnosis.ranked}
    assert ids == {"partial.sign", "slip.sign"}
    weights = {one.hypothesis: one.probability for one in diagnosis.ranked}
    question = separating_question(table, field, weights, [field])
    assert question is not None
    assert question.field == parse_field("c/r@2")
    assert sorted(value for _, value in question.predictions) == [-8.0, 8.0]


def test_the_column_bears_a_rule_out_or_speaks_against_it() -> None:
    def probability(*answers: str) -> dict[str, float]:
        parts = [answer.rpartition("=") for answer in answers]
        given_ = {parse_field(field): Quantity.of(Fraction(value)) for field, _, value in parts}
        diagnosis = diagnose_cell(Table(FIVE_AND_EIGHT), given_, parse_field("c/r@1"))
        assert diagnosis is not None
        return {one.hypothesis.ids[0]: one.probability for one in diagnosis.ranked}

    alone, again, right = probability("c/r@1=3"), probability("c/r@2=-8", "c/r@1=3"), probability("c/r@2=8", "c/r@1=3")
    assert right["partial.sign"] < right["slip.sign"]
    assert right["partial.sign"] < alone["partial.sign"] < again["partial.sign"]
    assert again["partial.sign"] > 0.95


@pytest.mark.parametrize(("before", "is_likely"), [(None, True), (14, True), (11, False)])
def test_what_came_before_refutes_a_mistake_made_all_along(before: int | None, is_likely: bool) -> None:
    """With the target for an input z1 is 14 and z2 is 21; rightly z1 is 11."""
    given_ = {parse_field("c/z2@1"): Quantity.of(21)}
    if before is not None:
        given_[parse_field("c/z1@1")] = Quantity.of(before)
    found = diagnose(Table(DEEP), given_, parse_field("c/z2@1"))
    chances = {name: one.probability for one in found.ranked for name in one.hypothesis.ids}
    assert (chances.get("forward.points-exchanged", 0) > 0.3) is is_likely


def test_a_lone_number_of_the_data_is_weak_evidence() -> None:
    lone = diagnose_cell(Table(DEEP), {parse_field("c/z1@1"): Quantity.of(Fraction(3))}, parse_field("c/z1@1"))
    assert lone is None or lone.ranked[0].probability < 0.95
    gate = parse_field("d.w1/da1/dz1@1")
    closed = diagnose_cell(Table(DEEP), {gate: Quantity.of(Fraction(0))}, gate)
    assert closed is not None
    assert closed.ranked[0].probability < 0.95


def test_what_nothing_explains_is_left_to_all_the_evidence() -> None:
    field = parse_field("c/r@1")
    assert diagnose_cell(Table(FIVE_AND_EIGHT), {field: Quantity.of(Fraction(77))}, field) is None
    assert deciding_cell(Table(FIVE_AND_EIGHT), field, (), frozenset()) is None


def _cells(problem: Problem) -> list[FieldId]:
    return [c for f in all_fields(problem) if has_breakdown(f) for c in breakdown(problem, f).rows[-1].cells]


@settings(max_examples=25)
@given(problems(most_depth=2, most_width=2), st.data())
def test_each_rule_is_found_where_it_was_used(problem: Problem, data: st.DataObject) -> None:
    table = Table(problem, pairs=False)
    kinds = {kind for mistake in table.mistakes for kind in mistake.in_cells}
    field = data.draw(st.sampled_from([cell for cell in _cells(problem) if kind_of(problem, cell) in kinds]))
    for mistake in (mistake for mistake in table.mistakes if kind_of(problem, field) in mistake.in_cells):
        for value in mistake.in_cells[kind_of(problem, field)](cell_at(problem, field, {})):
            right = float(value_of(problem, field))
            if abs(value - right) > 0.01 * max(1.0, abs(right)):
                diagnosis = diagnose_cell(table, {field: Quantity.of(value)}, field)
                assert diagnosis is not None, (str(field), mistake.id)
                assert mistake.id in {h.ids[0] for one in diagnosis.ranked for h in one.all}, (str(field), mistake.id)


def test_a_mistake_names_kinds_of_sub_steps_that_there_are() -> None:
    kinds = {kind for mistake in before_the_update(2) for kind in mistake.in_cells}
    assert {"preactivation", "residual", "weight", "one", "product"} <= kinds <= set(StepKind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_fit_a_cell(language: str) -> None:
    table = Table(FIVE_AND_EIGHT)
    field = parse_field("c/r@1")
    for value in (13, 3, 5):
        given_ = {field: Quantity.of(Fraction(value))}
        best = diagnose(table, given_, field).ranked[0].hypothesis
        (one,) = explain(table, given_, field, best, content_folder(), language)
        assert str(value) in one.what
        assert one.why
        assert "w1" not in one.nudge


def test_what_is_said_flatly_of_a_cell_is_so(thorough: bool) -> None:
    """Counted on many wrong cells; an accusation is a flat explanation by a rule."""
    flat = true = slips = accused = unlisted = blamed = rules = among = 0
    table = Table(DEEP, pairs=False)
    for wrong in wrong_cells(seed=3, count=600 if thorough else 250):
        if table.problem is not wrong.problem:
            table = Table(wrong.problem, pairs=False)
        field = parse_field(wrong.place)
        diagnosis = diagnose(table, {field: Quantity.of(Fraction(wrong.typed))}, field)
        told = diagnosis.ranked[0].hypothesis.ids if diagnosis.ranked and diagnosis.is_flat else ()
        is_rule = bool(told) and not told[0].startswith("slip.")
        flat += is_rule
        true += is_rule and wrong.cause in told
        slips += wrong.cause == "slip"
        accused += wrong.cause == "slip" and is_rule
        unlisted += wrong.cause == "?"
        blamed += wrong.cause == "?" and is_rule
        if "." in wrong.cause:
            rules += 1
            among += wrong.cause in {h.ids[0] for one in diagnosis.ranked for h in one.all}
    assert among == rules
    assert true >= 0.95 * flat > 0
    assert accused <= 0.02 * slips
    assert blamed <= 0.04 * unlisted


def test_one_cell_does_not_tell_whether_a_bias_is_left_out_elsewhere_too() -> None:
    in_layers = make((1, 1, 1, 1), data=((2, 3), (3, 4)), theta=(3, 5, 2, -7, 4, 1))
    for answer in ("c/z2@1=22", "c/z3@1=60"):
        assert told(in_layers, answer)[0] == ("forward.no-bias",)
