"""Partial derivatives in letters: what is right in whatever way it is written, and which rule makes what is not."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.chain import formula_typed
from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of, parse_field
from tutor.network.graph import computation
from tutor.sheet.any_field import preview
from tutor.sheet.formula import mark_formula

from tests.support.course import problem_at
from tests.support.problems import build, make

W2 = parse_field("chain.w2")


def of_graph(steps: list[tuple[str, str, tuple[str, ...]]], **values: int) -> Problem:
    graph = computation(steps, list(values), constants={"2": Fraction(2), "3": Fraction(3)})
    return build(graph, (((), ()),), tuple(map(Fraction, values.values())), Fraction(0))


def marked(problem: Problem, text: str, field: FieldId = W2) -> Mark:
    return mark_formula(problem, field, text)


@pytest.mark.parametrize(
    "text",
    [
        "2r·ρ'(z3)·w3·ρ'(z2)·a1",
        "2r g3 w3 g2 a1",
        "2(a3−y)·ρ'(z3)·w3·ρ'(z2)·a1",
        "∂C/∂a3·∂a3/∂z3·∂z3/∂a2·∂a2/∂z2·∂z2/∂w2",
        "dC/da3 * da3/dz3 * w3 * da2/dz2 * a1",
        "δ2·a1",
        "delta3*w3*relu'(z2)*a1",
        "Σ 2r·g3·w3·g2·a1",
        "∂C/∂w2 = a1·δ2",
        "w2 = a1·δ2",
        "a1·g2·w3·(2a3 − 2y)·g3",
        "2r·g3·w3·g2·a1 = δ2·a1",
        "dC/dw2 = 2r·g3·w3·g2·a1 = 514",
        "r·ρ'(z3)·w3·ρ'(z2)·a1 + r·ρ'(z3)·w3·ρ'(z2)·a1",
        r"\frac{\partial C}{\partial z_2} a_1",
        "2ㄱ·g3·w3·g2·a1",
        "ㅇ2·ㅁ1",
    ],
)
def test_every_way_of_writing_it_is_right(chain: Problem, text: str) -> None:
    assert marked(chain, text).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("r·g3·w3·g2·a1", "partial.no-factor-2"),
        ("2r·g3·g2·a1", "partial.weights-not-followed"),
        ("2r·g3·w3·g2·a2", "partial.weight-times-own-activation"),
        ("2r·g3·w3·g2", "partial.weight-without-input"),
        ("2r·g3·w3·g2·x", "partial.weight-times-network-input"),
        ("2r·g3·w3·g2·z1", "partial.weight-times-preactivation"),
        ("2r·g3·w3·g2·w2", "partial.weight-times-weight"),
        ("−2r·g3·w3·g2·a1", "partial.sign"),
        ("r²·g3·w3·g2·a1", "partial.cost-not-differentiated"),
        ("2r·w3·a1", "partial.gate-ignored"),
        ("2a3·g3·w3·g2·a1", "partial.target-ignored"),
        ("2r·a3·w3·a2·a1", "partial.gate-is-activation"),
    ],
)
def test_which_rule_makes_it_though_the_ones_hide_it(chain: Problem, text: str, mistake: str) -> None:
    found = marked(chain, text)
    assert found.verdict is Verdict.WRONG
    assert (mistake,) in found.made_by


@pytest.mark.parametrize(
    ("text", "key", "lacking", "surplus"),
    [
        ("2r·g3·w2·g2·a1", "chain.both", 1, 1),  # the index of one factor
        ("r·w3", "chain.missing_and_number", 3, 0),
        ("r·g3·w3·g2·a1·b2", "chain.extra_and_number", 0, 1),
    ],
)
def test_where_no_rule_is_known_it_counts_what_is_wrong(
    chain: Problem, text: str, key: str, lacking: int, surplus: int
) -> None:
    found = marked(chain, text)
    assert found.verdict is Verdict.WRONG and not found.made_by
    assert found.message == Message(key, {"lacking": lacking, "surplus": surplus})


def test_one_of_several_weights_left_out_is_a_rule_of_its_own(chain: Problem) -> None:
    w1 = parse_field("chain.w1")
    left_out = {"2r·g3·g2·w2·g1·x": "output", "2r·g3·w3·g2·g1·x": "hidden"}
    for text, where in left_out.items():
        assert (f"partial.{where}-weights-not-followed",) in marked(chain, text, w1).made_by


def test_an_open_gate_left_out_is_right_here_and_nowhere_else(chain: Problem) -> None:
    found = marked(chain, "2r·w3·ρ'(z2)·a1")
    assert found.verdict is Verdict.WRONG
    assert found.message is not None and found.message.key == "formula.here"
    assert ("partial.gate-ignored-output",) in found.made_by
    identity = make(activation="identity")
    assert marked(identity, "2r·w3·a1").verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("∂C/∂w2", "formula.itself"),
        ("2·∂C/∂w2 − ∂C/∂w2", "formula.itself"),
        ("(w2 − w2')/η", "formula.itself"),
        ("514", "formula.numbers"),
        ("2·2·1·1·a1", "formula.numbers"),
        ("∂C/∂w3 = δ3·a2", "formula.other"),
        ("hello", "formula.none"),
        ("e = a3 - y", "formula.several"),
        ("점 2: 2r g3 w3 g2 a1", "formula.several"),
        ("2r·w3·", "unreadable.missing_operand"),
        ("2r·q9", "unreadable.unknown_name"),
        ("2r g3 w3 g2 a1 q9", "unreadable.unknown_name"),  # no word that is passed over: a factor
        ("2r g3 w3 u2 a1", "unreadable.unknown_name"),
        ("(1, 2)·a1", "sheet.no_value"),
    ],
)
def test_what_is_no_attempt(chain: Problem, text: str, key: str) -> None:
    found = marked(chain, text)
    assert found.verdict is Verdict.UNREADABLE and not found.counts
    assert found.message is not None and found.message.key == key


def test_a_right_formula_is_right_for_every_shape() -> None:
    wide = make((2, 2, 2), ("tanh", "sigmoid"), [((1, 2), (1, 0)), ((-1, "1/2"), (0, 1))], "1/2")
    mean = make((1, 2, 1), "relu", [(1, 2), (3, 1), (2, 2)], cost="mean-of-squares")
    half = make((1, 1, 1), "sigmoid", cost="half-sum-of-squares")
    for problem in (wide, mean, half):
        for parameter in problem.graph.asked:
            field, typed = FieldId("chain", parameter.name), formula_typed(problem, parameter.name)
            assert marked(problem, typed, field).verdict is Verdict.CORRECT, (problem.network, typed)
    both = "r[1]·g2[1]·w2[1,1]·g1[1]·x[1] + r[2]·g2[2]·w2[2,1]·g1[1]·x[1]"
    one = "2r[1]·g2[1]·w2[1,1]·g1[1]·x[1]"
    w1 = parse_field("chain.w1[1,1]")
    assert marked(wide, f"2({both})", w1).verdict is Verdict.CORRECT
    assert ("partial.one-path",) in marked(wide, one, w1).made_by


def test_units_are_numbered_in_gates_and_deltas_as_in_activations() -> None:
    problem, w1 = make((1, 2, 1), "relu"), parse_field("chain.w1[1,1]")
    for right in ("2r g2 w21 g11 x", "2r·g2·w21·g1[1]·x", "delta11·x"):
        assert marked(problem, right, w1).verdict is Verdict.CORRECT
    for whole in ("dC/dw1", "dC/dz1·dz1/dw1"):
        message = marked(problem, whole, w1).message
        assert message is not None and (message.key, message.values) == ("formula.whole", {"first": "w1[1,1]"})


def test_a_number_that_belongs_to_a_formula_is_no_number_put_in() -> None:
    problem = of_graph([("q", "^", ("x", "3")), ("s", "*", ("3", "q")), ("f", "*", ("s", "y"))], x=2, y=1)
    x = FieldId("chain", "x")
    assert marked(problem, "9·x^2·y", x).verdict is Verdict.CORRECT
    assert marked(problem, "y·3·3x²", x).verdict is Verdict.CORRECT
    assert marked(problem, "36", x).verdict is Verdict.UNREADABLE
    assert marked(problem, "18·x·y", x).message == marked(problem, "36", x).message


def test_which_parameter_is_asked_for() -> None:
    def asked(problem: Problem) -> list[str]:
        return [field.name for field in fields_of(problem, "chain")]

    assert asked(make()) == ["w2"]
    assert asked(make((1, 1, 1))) == ["w1"]
    assert asked(make((1, 1, 1, 1, 1))) == ["w2"]
    assert asked(make((2, 3, 1), data=[((1, 2), 1)])) == ["w1[1,1]"]
    assert asked(replace(make(), ask=("chain.b1",))) == ["b1"]
    assert asked(replace(make(), ask=("chain", "chain.b1"))) == ["w2", "b1"]
    graph = of_graph([("q", "+", ("x", "y")), ("f", "*", ("q", "z"))], x=-2, y=5, z=-4)
    assert asked(graph) == ["x"]
    assert marked(graph, "z", FieldId("chain", "x")).verdict is Verdict.CORRECT
    assert marked(graph, "∂f/∂q·∂q/∂x", FieldId("chain", "x")).verdict is Verdict.CORRECT
    flat = of_graph([("f", "*", ("x", "y"))], x=2, y=3)
    assert asked(flat) == [], "where nothing lies in between, there is no chain"


def test_how_it_is_read_is_shown_while_it_is_typed(chain: Problem) -> None:
    shown = preview(chain, W2, "δ2 a1")
    assert shown is not None and shown.key == "formula.read"
    assert "z^{(2)}" in str(shown.values["formula"]) and "w^{(2)}" in str(shown.values["formula"])
    assert preview(chain, W2, "  ") is None
    begun = preview(chain, W2, "2r·")
    assert begun is not None and begun.key == "unreadable.missing_operand"


def test_a_file_asks_for_it_by_name(tmp_path: Path) -> None:
    def read(ask: str) -> Problem:
        path = tmp_path / "one.md"
        text = Path("content/day13/4.1.md").read_text(encoding="utf-8")
        path.write_text(text.replace("learning_rate:", f"ask: {ask}\nlearning_rate:"), encoding="utf-8")
        return problem_at(path)

    assert read("[chain.w2, gradient]").ask == ("chain.w2", "d")
    assert read("[count, chain]").ask == ("a", "chain")
    with pytest.raises(ContentError, match="w9"):
        read("[chain.w9]")
