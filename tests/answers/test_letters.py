"""The source's own letters: read wherever a learner types a name, beside the tutor's."""

from pathlib import Path

import pytest
from tutor.answers.errors import Unreadable
from tutor.answers.marking import mark, vocabulary_of_tree
from tutor.answers.names import read_names, read_tree
from tutor.answers.paste import spread
from tutor.answers.preview import preview
from tutor.answers.verdicts import Verdict
from tutor.lessons.chain import chain_place, chain_typed
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field

from tests.support.course import problem_at

MAZUR = """---
id: "mazur"
lang: en
title: Step by step
network: {widths: [2, 2, 2], activation: sigmoid, bias: shared}
cost: half-sum-of-squares
data: [[[0.05, 0.10], [0.01, 0.99]]]
weights: to-from
theta: {w1: [[0.15, 0.20], [0.25, 0.30]], b1: 0.35, w2: [[0.40, 0.45], [0.50, 0.55]], b2: 0.60}
fixed: [b1, b2]
learning_rate: 0.5
names: {"w1[1,1]": w1, "w1[1,2]": w2, "w1[2,1]": w3, "w1[2,2]": w4, "w2[1,1]": w5, "w2[1,2]": w6, "w2[2,1]": w7,
  "w2[2,2]": w8, "z1[1]": net_h1, "a1[1]": out_h1, "z1[2]": net_h2, "a1[2]": out_h2, "z2[1]": net_o1, "a2[1]": out_o1,
  "z2[2]": net_o2, "a2[2]": out_o2, "x[1]": i1, "x[2]": i2, "y[1]": target_o1, "y[2]": target_o2, C: E}
---

A network.
"""
FRUIT = """---
id: "fruit"
lang: ko
title: 과일
graph: {사과값: 사과 * 개수, 합: 사과값 + 귤, f: 합 * x1}
inputs: {사과: 100, 개수: 2, 귤: 150, x1: 1.1}
---

과일을 삽니다.
"""


@pytest.fixture
def mazur(tmp_path: Path) -> Problem:
    return _load(tmp_path / "mazur.md", MAZUR)


@pytest.fixture
def fruit(tmp_path: Path) -> Problem:
    return _load(tmp_path / "fruit.md", FRUIT)


def _load(path: Path, text: str) -> Problem:
    path.write_text(text, encoding="utf-8")
    return problem_at(path)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("out_o1 out_o2, target_o1 + target_o2", ("a2[1]", "a2[2]", "y[1]", "y[2]")),
        ("w5 out_h1 w6 out_h2 b2", ("w2[1,1]", "a1[1]", "w2[1,2]", "a1[2]", "b2")),
        ("w5w6", ("w2[1,1]", "w2[1,2]")),
        ("w2[1,1] w2_12 w2", ("w2[1,1]", "w2[1,2]", "w1[1,2]")),
        ("OUT_H1 Out_h2", ("a1[1]", "a1[2]")),
        ("σ(net_h1)", ("z1[1]",)),
        ("w9 w1", ("w9", "w1[1,1]")),
    ],
)
def test_in_the_tree(mazur: Problem, typed: str, names: tuple[str, ...]) -> None:
    assert read_names(typed, vocabulary_of_tree(mazur)) == names


def test_a_whole_tree(mazur: Problem, fruit: Problem) -> None:
    typed = "E: out_o1 out_o2 target_o1 target_o2; out_o1 -> net_o1; net_o1 = w5 out_h1 w6 out_h2 b2"
    tree = read_tree(typed, vocabulary_of_tree(mazur))
    assert tree["C"] == ("a2[1]", "a2[2]", "y[1]", "y[2]")
    assert tree["z2[1]"] == ("w2[1,1]", "a1[1]", "w2[1,2]", "a1[2]", "b2")
    assert mark(fruit, FieldId("b"), "f: 합 x1; 합: 사과값 귤; 사과값: 사과 개수", {}).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("c", "E = 0.2983711"),
        ("c", "E(θ) = 0.2983711"),
        ("d.w2[1,1]", "w5 = 0.0821670"),
        ("d.w2[1,1]", "dE/dw5 = 0.0821670"),
        ("d.w2[1,1]", "∂E/∂w5 = 0.0821670"),
        ("d.w2[1,1]", r"\frac{\partial E}{\partial w5} = 0.0821670"),
        ("d.w2[1,1]", "dC/dw2[1,1] = 0.0821670"),
        ("e.w2[1,1]", "w5' = 0.3589164"),
        ("e.w2[1,1]", "w5 = 0.3589164"),
        ("c/a1[1]@1", "out_h1 = 0.5932700"),
        ("c/a1[1]@1", "a1[1] = 0.5932700"),
    ],
)
def test_before_an_equals_sign(mazur: Problem, field: str, typed: str) -> None:
    found = mark(mazur, parse_field(field), typed, {})
    assert found.verdict is Verdict.ROUNDED, found


@pytest.mark.parametrize(("typed", "found"), [("w6 = 0.08", "w6"), ("dE/dw6 = 0.08", "dE/dw6"), ("E = 1", "E")])
def test_another_quantity_is_named_as_it_was_typed(mazur: Problem, typed: str, found: str) -> None:
    message = mark(mazur, parse_field("d.w2[1,1]"), typed, {}).message
    assert message is not None
    assert message.key == "unreadable.other_label"
    assert (message.values["found"], message.values["expected"]) == (found, "w5")


def test_several_at_once(mazur: Problem, fruit: Problem) -> None:
    field = parse_field("d.w1[1,1]")
    assert spread(mazur, field, "w5 = 1, dE/dw7 = 2") == {
        parse_field("d.w2[1,1]"): "1",
        parse_field("d.w2[2,1]"): "2",
    }
    assert len(spread(mazur, field, "W1 = [[1, 2], [3, 4]]")) == 4
    assert len(spread(mazur, field, "∇E = (1, 2, 3, 4, 5, 6, 7, 8)")) == 8
    assert spread(fruit, parse_field("d.사과"), "사과 = 1; df/d귤 = 2") == {
        parse_field("d.사과"): "1",
        parse_field("d.귤"): "2",
    }
    with pytest.raises(Unreadable, match="other_label"):
        spread(fruit, parse_field("d.사과"), "d합/d사과 = 1; df/d귤 = 2")


@pytest.mark.parametrize(
    "typed",
    [
        "{}",
        "∂E/∂out_o1 ∂out_o1/∂net_o1 out_h1",
        "dE/dout_o1 * dout_o1/dnet_o1 * dnet_o1/dw5",
        "(out_o1 - target_o1) σ'(net_o1) out_h1",
        "dC/da2[1] da2[1]/dz2[1] a1[1]",
    ],
)
def test_in_the_chain(mazur: Problem, typed: str) -> None:
    field = parse_field("d.w2[1,1]")
    text = typed.format(chain_typed(mazur, field))
    assert mark(mazur, chain_place(field), text, {}).verdict is Verdict.CORRECT


def test_the_chain_is_shown_in_them(mazur: Problem, fruit: Problem) -> None:
    assert "out_h1" in chain_typed(mazur, parse_field("d.w2[1,1]"))
    field = parse_field("d.사과")
    assert chain_typed(fruit, field) == "df/d사과값 d사과값/d사과"
    assert mark(fruit, chain_place(field), "df/d사과값 * d사과값/d사과", {}).verdict is Verdict.CORRECT
    read = preview(fruit, chain_place(field), "∂f/∂사과값 개수")
    assert read is not None
    assert str(read.values["factors"]).startswith("df/d사과값")


def test_a_graph_s_names_are_whatever_its_file_says(fruit: Problem) -> None:
    assert read_names("합 x1", vocabulary_of_tree(fruit)) == ("합", "x1")
    assert mark(fruit, parse_field("c"), "f = 385", {}).verdict is Verdict.CORRECT
    assert mark(fruit, parse_field("c/합@1"), "합 = 350", {}).verdict is Verdict.CORRECT
    assert mark(fruit, parse_field("d.x1"), "∂f/∂x1 = 350", {}).verdict is Verdict.CORRECT
    wrong = mark(fruit, parse_field("d.x1"), "∂합/∂사과값 = 1", {})
    assert wrong.verdict is Verdict.UNREADABLE
