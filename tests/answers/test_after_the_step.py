"""What a file asks for once the step is made: worked out anew by a plain forward pass, marked, hinted, walked back."""

from fractions import Fraction

import pytest
from tutor.answers.expected import expected
from tutor.answers.marking import mark
from tutor.answers.reading import read_number
from tutor.answers.verdicts import Verdict
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import FieldId, asked_fields, parse_field
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.session.naming import Naming
from tutor.session.walk import begin, standing_of

from ..conftest import Write
from ..support.course import problem_at
from ..support.published import CLASSICS

NETWORK: dict[str, str | None] = {
    "network": "{widths: [1, 1, 1], activation: identity}",
    "data": "[[1, 2], [2, 3]]",
    "theta": "{w1: 2, b1: 1, w2: 1, b2: 0}",
    "learning_rate": "0.01",
}
GRAPH: dict[str, str | None] = {
    "network": None,
    "data": None,
    "theta": None,
    "learning_rate": "0.1",
    "graph": '{p: w * x, L: "(p - y)^2"}',
    "inputs": "{w: 2, x: 3, y: 5}",
    "parameters": "[w]",
}


def problem_of(write: Write, front: dict[str, str | None], **more: str) -> Problem:
    return problem_at(write(**front, **more))


def by_hand(theta: tuple[Fraction, ...], data: list[tuple[int, int]]) -> tuple[list[Fraction], Fraction]:
    """The outputs of the network, and its cost."""
    w1, b1, w2, b2 = theta
    outputs = [w2 * (w1 * x + b1) + b2 for x, _ in data]
    return outputs, sum(((a - y) ** 2 for a, (_, y) in zip(outputs, data, strict=True)), Fraction(0))


def test_a_network_goes_forward_once_more_from_its_new_parameters(write: Write) -> None:
    problem = problem_of(write, NETWORK, after="[cost, output]")
    fields = [field for field in asked_fields(problem, "e") if field.is_after]
    assert list(map(str, fields)) == ["e.C'", "e.a2'@1", "e.a2'@2"]
    new = [Fraction(problem.trace.updated[name]) for name in ("w1", "b1", "w2", "b2")]
    outputs, cost = by_hand((new[0], new[1], new[2], new[3]), [(1, 2), (2, 3)])
    assert [expected(problem, field) for field in fields] == [cost, *outputs]
    assert all(parse_field(str(field)) == field for field in fields)
    for field in fields:
        assert mark(problem, field, str(expected(problem, field)), {}).verdict is Verdict.CORRECT


def test_a_graph_does_too(write: Write) -> None:
    problem = problem_of(write, GRAPH, after="[output, p]")
    assert [str(field) for field in asked_fields(problem, "e")] == ["e.w", "e.L'", "e.p'@1"]
    assert problem.trace.updated["w"] == Fraction(14, 10)
    assert expected(problem, FieldId("e", "p'@1")) == Fraction(42, 10)
    assert expected(problem, FieldId("e", "L'")) == Fraction(64, 100)


def test_it_carries_on_from_the_learners_own_parameters(write: Write) -> None:
    problem = problem_of(write, GRAPH, after="[cost, p]")
    given = {FieldId("e", "w"): read_number("1.7")}  # half the step
    for name, follows in (("p'@1", "5.1"), ("L'", "0.01")):
        found = mark(problem, FieldId("e", name), follows, given)
        assert (found.verdict, found.look_at) == (Verdict.CONSISTENT, FieldId("e", "w"))
    unmoved = {FieldId("e", "w"): read_number("2")}
    assert mark(problem, FieldId("e", "L'"), "1", unmoved).verdict is Verdict.WRONG


def test_it_carries_on_from_the_learners_own_sub_steps(write: Write) -> None:
    problem = problem_of(write, GRAPH, after="[cost]")
    cost, step = FieldId("e", "L'"), FieldId("e", "L'", "p@1")
    assert next(breakdown(problem, cost).cells()) == step
    found = mark(problem, cost, "1.44", {step: read_number("6.2")})
    assert (found.verdict, found.look_at) == (Verdict.CONSISTENT, step)


def test_what_rounding_on_the_way_makes_of_it_is_taken() -> None:
    problem = problem_at(CLASSICS / "mazur.md")
    assert mark(problem, FieldId("e", "C'"), "0.291027924", {}).verdict is Verdict.ROUNDED
    assert mark(problem, FieldId("e", "C'"), "0.298371", {}).verdict is Verdict.WRONG


def test_the_change_that_is_asked_leads_to_the_same_place(write: Write) -> None:
    problem = problem_of(write, GRAPH, after="[cost]", answer="change")
    found = mark(problem, FieldId("e", "L'"), "0.01", {FieldId("e", "w"): read_number("-0.3")})
    assert found.look_at == FieldId("e", "w")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("front", [NETWORK, GRAPH])
def test_it_is_asked_hinted_and_answered_in_words(write: Write, front: dict[str, str | None], language: str) -> None:
    problem = problem_of(write, front, after="[cost, output]")
    wordings = Wordings(content_folder(), "ko" if language == "ko" else "en")
    plain = problem_of(write, front)
    assert len(wordings.question(problem, "e")) > len(wordings.question(plain, "e"))
    for field in asked_fields(problem, "e")[1:]:
        if field.is_after:
            *_, numbers, answer = (wordings.hint(problem, field, hint_level) for hint_level in range(len(HINT_LEVELS)))
            assert answer not in (numbers, "")
            assert answer.strip("$ \n") in wordings.solution(problem, "e")


def test_the_walk_leads_back_through_the_new_parameters_to_the_first_step_that_differs(write: Write) -> None:
    problem = problem_of(write, NETWORK, after="[cost]")
    cost = FieldId("e", "C'")
    standing = {FieldId("e", name): True for name in ("w1", "b1", "w2", "b2")} | {cost: False}
    standing |= dict.fromkeys(breakdown(problem, FieldId("c")).cells(), True)  # at θ all was right
    walk = begin(problem, cost, standing_of(standing, standing.get))
    assert walk.question is not None
    assert [str(step) for step in walk.question.steps] == ["e.C'/squares@1", "e.C'/squares@2"]
    standing |= {walk.question.steps[0]: True, walk.question.steps[1]: False}
    walk = walk.after(standing_of(standing, standing.get))
    assert walk.question is not None
    for step in walk.question.steps:
        standing[step] = "a1@2" not in str(step) and "z1@2" in str(step)
    walk = walk.after(standing_of(standing, standing.get))
    assert str(walk.found) == "e.C'/a1@2"
    wrong = {FieldId("e", "w1"): False, cost: False}
    assert begin(problem, cost, standing_of(wrong, wrong.get)).question is not None


def test_a_wrong_number_that_no_mistake_speaks_of_is_left_unexplained(write: Write) -> None:
    problem = problem_of(write, NETWORK, after="[cost, output]", ask='[gradient, "d.x"]')
    table = Table(problem, pairs=False)
    for name in ("e.C'", "e.C'/a2@1", "e.a2'@2", "d.x"):
        field = parse_field(name)
        assert diagnose(table, {field: read_number("77")}, field).ranked == ()


def test_only_the_whole_has_sub_steps_and_they_are_named_apart(write: Write) -> None:
    problem = problem_of(write, NETWORK, after="[cost, output]")
    assert not has_breakdown(FieldId("e", "a2'@1"))
    naming = Naming(read_words(content_folder(), "en")).of(problem)
    assert naming.field(FieldId("e", "C'")) == "C(θ′)"
    assert naming.field(FieldId("e", "a2'@2")).startswith("a′")
    assert naming.field(FieldId("e", "C'", "a2@2")).startswith("a′")
    assert naming.field(FieldId("c", "", "a2@2")).startswith("a⁽")
