"""Diagnosing single learners on the course's problems and on drawn ones."""

from fractions import Fraction

import pytest
from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field

from ..support.course import problem_of
from .as_typed import diagnose, follows_from, is_right
from .drawing import problem
from .learners import Learner, Wrong

Given = dict[FieldId, Fraction | float]


def course(name: str) -> Table:
    loaded = problem_of(name)
    return Table(loaded)


@pytest.fixture(scope="module")
def first() -> Table:
    return course("4.1")


def given(**answers: str | int) -> Given:
    return {parse_field(name.replace("_", ".", 1)): Fraction(value) for name, value in answers.items()}


def hand(activation: str = "relu") -> Problem:
    data = [([1, 2], [3]), ([2, -1], [5]), ([4, 3], [-2])]
    theta = [Fraction(v) for v in (2, 1, 1, 3, 1, 2, 3, 2, 1)]
    return problem((2, 2, 1), activation, data, theta)


def test_a_mistake_of_the_cost_is_named(first: Table) -> None:
    assert diagnose(first, given(c=183), FieldId("c")).likeliest.ids == ("cost.half",)


def test_a_mistake_of_the_partials_is_named_from_all_of_them(first: Table) -> None:
    halved: Given = {FieldId("d", name): value / 2 for name, value in first.problem.trace.gradient.items()}
    found = diagnose(first, halved, FieldId("d", "b2"))
    assert found.likeliest.ids == ("partial.no-factor-2",)
    assert found.ranked[0].probability > 0.95
    assert not found.close


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("a", 8, {"count.input-layer", "count.data-counted"}),
        ("c", 302, {"forward.layer-missing", "forward.no-output-bias"}),  # a2 − y: 1, 12, 6, 11
        ("c", 246, {"forward.bias-once", "slip.product"}),  # 12² for 2 · 12, too
        ("c", 201, {"forward.bias-first-point"}),
        ("c", 606, {"forward.weight-added"}),
        ("c", 68, {"cost.residuals-doubled", "slip.copied"}),  # ∂C/∂b1
        ("c/z1@1", 3, {"forward.weight-added", "forward.points-exchanged"}),
        ("c/squares@2", 26, {"cost.residuals-doubled"}),
        ("d.w3", 30, {"partial.cost-left-out", "partial.sign-of-residual"}),
        ("e.b1/step", "0.68", {"update.rate-twice", "slip.point"}),
        ("d.w1", 892, {"partial.factor-2-twice"}),
    ],
)
def test_what_beginners_answer_is_known(first: Table, field: str, value: int | str, told: set[str]) -> None:
    place = parse_field(field)
    found = diagnose(first, {place: Fraction(value)}, place)
    assert {one.ids[0] for ranked in found.shown for one in ranked.all} == told


def test_what_this_problem_can_not_tell_apart_is_told_as_either(first: Table) -> None:
    found = diagnose(first, given(a=3), FieldId("a"))
    assert {ids for one in found.shown for ids in (h.ids[0] for h in one.all)} == {
        "count.no-biases", "count.neurons", "count.layers",
    }  # fmt: skip
    assert len(found.close) == 3


def test_a_right_answer_is_evidence(first: Table) -> None:
    alone = diagnose(first, given(d_w1=223), FieldId("d", "w1"))
    beside = diagnose(first, given(d_w1=223, d_b1=68, d_w2=514), FieldId("d", "w1"))
    assert alone.likeliest.ids == ("partial.no-factor-2",)
    assert beside.cannot_tell > alone.cannot_tell
    throughout = diagnose(first, given(d_w1=223, d_b1=34, d_w2=257, d_b2=34, d_w3=291, d_b3=34), FieldId("d", "w1"))
    assert beside.cannot_tell > 3 * throughout.cannot_tell
    assert throughout.is_flat
    assert not beside.is_flat


@pytest.mark.parametrize(
    "right",
    [{"d_w1": 446, "d_b1": 68}, {"d_w3": 582, "d_b3": 68}, {"d_w1": 446, "d_b1": 68, "d_w3": 582, "d_b3": 68}],
)
def test_a_mistake_that_is_made_once_among_right_answers_is_named(first: Table, right: dict[str, int]) -> None:
    found = diagnose(first, given(d_w2=257, **right), FieldId("d", "w2"))
    assert found.likeliest.ids == ("partial.no-factor-2",)
    assert not found.close


def test_a_mistake_of_the_update_is_seen_once_where_all_else_was_rounded() -> None:
    """Right answers of six digits, of which some are further from the truth than marking allows."""
    table = Table(hand("sigmoid"))
    field = FieldId("e", "w2[1,1]")
    wrong = Learner(table.problem, Wrong("update.ascent"))
    answered = {**Learner(table.problem).stage("e"), field: wrong.answer(field)}
    assert ("update.ascent",) in {one.ids for ranked in diagnose(table, answered, field).shown for one in ranked.all}


def test_a_number_that_no_rule_gives_stays_unexplained_among_right_answers(first: Table) -> None:
    right = {"d_w1": 446, "d_b1": 68, "d_w3": 582, "d_b3": 68}
    for value in (251, 311, 7, -90):
        assert not diagnose(first, given(d_w2=value, **right), FieldId("d", "w2")).is_told


def test_a_mistake_of_the_forward_pass_is_told_from_one_of_the_partials_by_the_cost() -> None:
    table = Table(hand())
    learner = Learner(table.problem, Wrong("forward.no-bias"))
    found = diagnose(table, learner.stage("cd"), FieldId("d", "b2"))
    assert found.likeliest.ids == ("forward.no-bias",)
    assert [cause.shows_in[0] for cause in found.likeliest.causes] == ["c"]


def test_the_missing_point_is_named() -> None:
    table = Table(hand())
    for point in (1, 3):
        learner = Learner(table.problem, Wrong("partial.point-missing", point))
        field = next(f for f, value in learner.stage("d").items() if not is_right(table, f, value))
        best = diagnose(table, learner.stage("d"), field).likeliest
        assert (best.ids, best.point) == (("partial.point-missing",), point)


def test_two_mistakes_are_named_together() -> None:
    table = Table(hand())
    learner = Learner(table.problem, Wrong("partial.no-factor-2"), Wrong("partial.weight-without-input"))
    found = diagnose(table, learner.stage("d"), FieldId("d", "w1[1,1]"))
    assert found.likeliest.ids == ("partial.no-factor-2", "partial.weight-without-input")
    assert found.as_json()[0]["mistakes"] == list(found.likeliest.ids)


def test_nothing_explains_a_number_that_no_rule_gives(first: Table) -> None:
    found = diagnose(first, given(d_w1=311, d_b1=7), FieldId("d", "w1"))
    assert not found.is_told
    assert not found.shown
    assert found.as_json() == [{"mistakes": [], "probability": pytest.approx(found.cannot_tell, abs=1e-4)}]


def test_theta_moved_by_the_learners_own_gradient_follows(first: Table) -> None:
    answered = given(d_w1=300, e_w1=-29)
    assert follows_from(first, answered, FieldId("e", "w1")) == FieldId("d", "w1")
    found = diagnose(first, answered, FieldId("e", "w1"))
    assert found.follows == FieldId("d", "w1")
    assert not found.is_told


def test_a_mistake_of_the_update_is_seen_on_a_gradient_that_nothing_explains(first: Table) -> None:
    answered = given(d_w1=300, d_b1=61, e_w1=31, e_b1="7.1")
    found = diagnose(first, answered, FieldId("e", "w1"))
    assert found.likeliest.ids == ("update.ascent",)


@pytest.mark.parametrize(
    ("field", "typed", "slip"),
    [
        ("d_b1", -68, "slip.sign"),
        ("d_w1", 464, "slip.digits"),
        ("d_w2", "51.4", "slip.point"),
        ("e_w1", "-34.6", "slip.digits"),
        ("d_w3", 582 - 9, "slip.product"),
    ],
)
def test_a_slip_among_right_answers_is_recognised(first: Table, field: str, typed: str | int, slip: str) -> None:
    place = parse_field(field.replace("_", "."))
    right = first.problem.trace.gradient if place.stage == "d" else first.problem.trace.updated
    answered: Given = {FieldId(place.stage, name): value for name, value in right.items()}
    found = diagnose(first, answered | given(**{field: typed}), place)
    assert slip in {name for one in found.shown for name in one.hypothesis.ids}


def test_one_wrong_value_at_a_point_explains_a_whole_column_of_wrong_partials(first: Table) -> None:
    trace = first.problem.trace
    answered: Given = {
        FieldId("d", name): value + trace.at(f"dC/d{name}", 3) / 3 for name, value in trace.gradient.items()
    }
    answered[FieldId("c")] = trace.cost  # so that it is not the residual
    found = diagnose(first, answered, FieldId("d", "w1"))
    assert (found.likeliest.ids, found.likeliest.point) == (("slip.carried",), 3)
    (slip,) = found.likeliest.causes
    assert isinstance(slip, Slip)
    assert slip.other == "dC/da3"
    assert slip.value == pytest.approx(trace.at("dC/da3", 3) * 4 / 3)


def test_rounded_answers_are_explained_as_exact_ones_are() -> None:
    table = Table(hand("sigmoid"))
    learner = Learner(table.problem, Wrong("partial.gate-ignored-output"))
    answered: Given = {field: Fraction(f"{float(value):.4g}") for field, value in learner.stage("d").items()}
    assert diagnose(table, answered, FieldId("d", "b2")).likeliest.ids == ("partial.gate-ignored-output",)


def test_what_was_made_before_weighs_a_little(first: Table) -> None:
    answered = given(e_w1="45.6", e_b1="7.8")
    plain = diagnose(first, answered, FieldId("e", "w1"))
    assert {one.hypothesis.ids for one in plain.shown} == {("partial.sign",), ("update.ascent",)}
    for name in ("partial.sign", "update.ascent"):
        assert diagnose(first, answered, FieldId("e", "w1"), [name] * 3).likeliest.ids == (name,)


def test_numbers_of_any_size_are_taken(first: Table) -> None:
    for value in (Fraction(10) ** 150, Fraction(1, 10**150), Fraction(-1, 3), 1e300, 0.1, Fraction(0)):
        for field in (FieldId("c"), FieldId("d", "w1"), FieldId("e", "b2"), FieldId("a"), parse_field("d.w1/x@2")):
            diagnose(first, {field: value}, field)
