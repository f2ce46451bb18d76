"""What a problem gives is on its page: where its text shows it, where the text places it, or below the text."""

from dataclasses import replace
from pathlib import Path

import pytest
from tutor.lessons import definitions, vocabulary_problem
from tutor.lessons.figures import as_text
from tutor.lessons.given import unfolded
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.markdown import parse
from tutor.lessons.template import fill
from tutor.lessons.wording import Wordings
from tutor.network.architecture import Network
from tutor.practice.skills import SKILLS
from tutor.practice.texts import SkillWordings

from ..conftest import Write
from ..support.course import problem_at
from ..support.problems import make

PARTS = {
    "widths": "2-2-1",
    "activation": "\\tanh z",
    "cost": "C = ",
    "data": "| $(1",
    "theta": "pmatrix",
    "eta": "\\eta =",
}
WIDE = {
    "network": "{widths: [2, 2, 1], activation: [tanh, identity]}",
    "data": "[[[1, 2], 3], [[4, 5], 6]]",
    "theta": "{w1: [[1, 2], [3, 4]], b1: [5, 6], w2: [[7, 8]], b2: 9}",
}


def statement(write: Write, content: Path, body: str, language: Language = "en", **front: str | None) -> str:
    problem = problem_at(write(body=body, **{**WIDE, **front}))
    return Wordings(content, language).statement(problem)


def shown(text: str) -> set[str]:
    below = text.partition("What is given")[2]
    return {name for name, sign in PARTS.items() if sign in below}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_shows_nothing_has_all_of_it_below(write: Write, content: Path, language: Language) -> None:
    text = statement(write, content, "Work it out.\n", language)
    assert text.startswith("Work it out.\n\n**")
    assert all(sign in text for sign in PARTS.values())


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("The data: ${{data}}$", set(PARTS) - {"data"}),
        ("{{#points}}{{i}}: {{x}}{{/points}}", set(PARTS) - {"data"}),
        ("{{widths}}, ${{activation}}$, ${{cost}}$, $\\eta$ is {{eta}}", {"data", "theta"}),
        ("${{W1}}$, ${{b1}}$, ${{W2}}$", set(PARTS)),
        ("${{W1}}$, ${{b1}}$, ${{W2}}$, ${{b2}}$", set(PARTS) - {"theta"}),
        ("{{theta}} {{#tanh}}{{data}}{{/tanh}}", set(PARTS) - {"theta"}),
        ("> [!ASIDE] More\n> ${{data}}$\n\nAnd ${{theta}}$", set(PARTS) - {"theta"}),
        ("> [!NOTE] More\n> ${{data}}$", set(PARTS) - {"data"}),
    ],
)
def test_only_the_rest_stands_below(write: Write, content: Path, body: str, left: set[str]) -> None:
    assert shown(statement(write, content, body)) == left


def test_the_text_may_place_it(write: Write, content: Path) -> None:
    text = statement(write, content, "Before\n\n{{given}}\n\nAfter {{data}}")
    assert "What is given" not in text
    assert all(sign in text for sign in PARTS.values())
    assert text.index("2-2-1") < text.index("After")


def test_a_text_that_cannot_be_filled_still_has_it(write: Write, content: Path) -> None:
    text = statement(write, content, "{{data}} {{nothing}}")
    assert shown(text) == set(PARTS)


def test_what_is_fixed_tied_and_penalised(write: Write, content: Path) -> None:
    text = statement(
        write,
        content,
        "Go.",
        fixed='[b1, "w1[1,1]"]',
        tied='[["w2[1,1]", "w2[1,2]"]]',
        penalty="{l2: 0.1, over: points}",
        theta="{w1: [[1, 2], [3, 4]], b1: [5, 6], w2: [[7, 7]], b2: 9}",
    )
    assert "w^{(1)}_{11},\\ \\mathbf{b}^{(1)}" in text
    assert "w^{(2)}_{11} = w^{(2)}_{12}" in text
    assert "\\frac{\\lambda}{2 \\cdot 2} \\sum_{w} w^2" in text
    assert "\\lambda = 0.1" in text


def test_the_source_s_letters_stand_where_their_numbers_are(write: Write, content: Path) -> None:
    names = '{"w1[1,1]": w1, "w1[1,2]": w2, "w1[2,1]": w3, "w1[2,2]": w4, b2: bias, "a1[1]": h1, C: E}'
    text = statement(write, content, "Go.", names=names)
    matrix = "W^{(1)} = \\begin{pmatrix} w_{1} & w_{2} \\\\ w_{3} & w_{4} \\end{pmatrix} = \\begin{pmatrix} 1 & 2"
    assert matrix in text
    assert "W^{(2)} = \\begin{pmatrix} 7 & 8 \\end{pmatrix},\\quad \\mathrm{bias} = 9" in text
    assert "h_{1} = a^{(1)}_{1}" in text
    assert "$E = \\frac{1}{2}" not in text
    assert "Cost function: $E = \\sum" in text


def test_without_a_step_there_is_no_rate(write: Write, content: Path) -> None:
    assert "\\eta" not in statement(write, content, "Go.", learning_rate=None, ask="[z1]")


@pytest.mark.parametrize(
    ("widths", "kinds", "name", "points", "cost"),
    [
        ((1, 1), ("tanh",), "sum-of-squares", 1, "C = \\left(a^{(1)} - y\\right)^2"),
        ((1, 1), ("tanh",), "mean-of-squares", 2, "C = \\frac{1}{2} \\sum_{i} \\left(a^{(1)}_{i} - y_{i}\\right)^2"),
        (
            (1, 2),
            ("tanh",),
            "mean-of-squares-over-outputs",
            3,
            "C = \\frac{1}{6} \\sum_{i} \\sum_{j} \\left(a^{(1)}_{j,i} - y_{j,i}\\right)^2",
        ),
        (
            (1, 1),
            ("sigmoid",),
            "binary-cross-entropy",
            1,
            "C = -\\left[y \\ln a^{(1)} + \\left(1 - y\\right) \\ln\\left(1 - a^{(1)}\\right)\\right]",
        ),
        (
            (1, 2),
            ("softmax",),
            "mean-cross-entropy",
            2,
            "C = -\\frac{1}{2} \\sum_{i} \\sum_{j} y_{j,i} \\ln a^{(1)}_{j,i}",
        ),
        ((1, 1, 1), ("relu", "tanh"), "none", 1, "C = a^{(2)}"),
    ],
)
def test_each_cost_as_it_is_defined(
    widths: tuple[int, ...], kinds: tuple[str, ...], name: str, points: int, cost: str
) -> None:
    problem = make(widths, kinds, [(1, 2)] * points)
    assert definitions.cost(replace(problem, computation=Network(widths, kinds, name))) == cost


def test_activation_functions_with_their_layers() -> None:
    found = list(definitions.activations(Network((1, 1, 1, 1), ("relu", "tanh", "relu"))))
    assert [(one.kind, one.layers, one.formula) for one in found] == [
        ("relu", (1, 3), "\\rho_{1}(z) = \\rho_{3}(z) = \\max\\{0, z\\}"),
        ("tanh", (2,), "\\rho_{2}(z) = \\tanh z"),
    ]


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("W1", "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"),
        ("b1", "\\begin{pmatrix} 5 \\\\ 6 \\end{pmatrix}"),
        ("W2", "\\begin{pmatrix} 7 & 8 \\end{pmatrix}"),
        ("b2", "9"),
        ("x@2", "(3,\\ 4)"),
        ("y@1", "5"),
        ("z1@1", "(10,\\ 17)"),
        ("z2@1", "215"),
        ("dC/dz1@1", "(2940,\\ 3360)"),
        ("dC/db2", "1148"),
        ("w1[2,1]", "3"),
    ],
)
def test_whole_matrices_and_vectors_have_names(name: str, latex: str) -> None:
    problem = make((2, 2, 1), "identity", [((1, 2), 5), ((3, 4), 5)], range(1, 10), "1/100")
    assert fill(f"${{{{{name}}}}}$", vocabulary_problem.of_problem(problem)) == f"${latex}$"


def test_gradient_and_step_as_matrices() -> None:
    problem = make((2, 2, 1), "identity", [((1, 2), 5)], range(1, 10), "1/100")
    names = vocabulary_problem.of_problem(problem)
    assert str(names.lookup("dC/dW2")) == "\\begin{pmatrix} 4200 & 7140 \\end{pmatrix}"
    assert str(names.lookup("W2'")) == "\\begin{pmatrix} -35 & -63.4 \\end{pmatrix}"
    for name in ("W3", "b0", "W", "W1@1", "dC/dW1'", "x", "z3@1", "q@1"):
        with pytest.raises(KeyError):
            names.lookup(name)


@pytest.mark.parametrize("skill", SKILLS)
def test_the_drills_own_texts_give_all(content: Path, skill: str) -> None:
    assert all(SkillWordings(content, skill)[language].gives_all for language in LANGUAGES)


def test_what_is_folded_is_not_shown() -> None:
    assert unfolded("a\n> [!ASIDE] x\n> b\n>\n> c\n\nd\n> [!NOTE] y\n> e\n") == "a\n\nd\n> [!NOTE] y\n> e\n"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6.8813735870195432", "6.8813735870195432"),
        ("1/1099511627776", "1/1099511627776"),
        ("0.1234567890123", "0.1234567890123"),
    ],
)
def test_a_long_decimal_is_shown_as_it_is_written(write: Write, written: str, value: str) -> None:
    problem = problem_at(write(learning_rate=written))
    assert as_text(problem.learning_rate) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_source_stands_last_and_is_plain_text(write: Write, content: Path, language: Language) -> None:
    word = {"en": "Source", "ko": "출처"}[language]
    origin = {"source": '"A *book*, [1](x)"', "author": "B_C"}
    text = statement(write, content, "Work it out.\n", language, **origin)
    assert text.endswith(f"{word}: B\\_C, A \\*book\\*, \\[1\\](x)")
    (paragraph,) = parse(text)[-1:]
    assert "A *book*, [1](x)" in str(paragraph)
    assert statement(write, content, "Work it out.\n", language, author="B").endswith(f"{word}: B")
    assert word not in statement(write, content, "Work it out.\n", language)


def test_a_data_point_without_a_target_is_its_input() -> None:
    problem = make((3, 1), data=[([1, -2, 3], [])], cost="none")
    assert fill("${{data}}$", vocabulary_problem.of_setting(problem)) == "$(1,\\ -2,\\ 3)$"
