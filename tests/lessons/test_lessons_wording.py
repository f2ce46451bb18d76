"""Words with the numbers put in: the lesson's own when its numbers change, and the shared ones for any network."""

import re
import shutil
import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.lessons.chain import chain_place
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_latex
from tutor.lessons.formulas import partial_in_symbols
from tutor.lessons.formulas import path as path_to
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import STAGE_IDS, FieldId, all_fields, asked_fields
from tutor.lessons.steps import bottom_of, hint_levels_of
from tutor.lessons.template import CUT_SHORT, LONGEST_RESULT, fill
from tutor.lessons.vocabulary_problem import has_equal_units, of_problem
from tutor.lessons.wording import Wordings
from tutor.lint import formulas

from ..support.course import problem_at
from ..support.problems import ACTIVATIONS, make, problems
from ..support.thorough import also


def texts(problem: Problem, language: Language) -> Iterator[str]:
    """Everything that is said about a problem."""
    wordings = Wordings(content_folder(), language)
    yield wordings.statement(problem)
    yield wordings.after(problem)
    for stage in STAGE_IDS:
        yield wordings.question(problem, stage)
        yield wordings.solution(problem, stage)
    for field in all_fields(problem):
        for hint_level in range(len(hint_levels_of(field))):
            yield wordings.hint(problem, field, hint_level)


def check(text: str) -> None:
    """Nothing is left to fill, every formula closes, and it is Markdown."""
    assert "{{" not in text
    assert not re.search(r"\bNone\b|Fraction\(|\bnan\b|object at", text)
    assert len(re.findall(r"(?<!\\)\$", text)) % 2 == 0, text
    for shown in formulas.texts(parse(text)):
        assert "$" not in shown, shown


@settings(max_examples=25)
@given(problems(most_width=3, most_depth=3), st.sampled_from(LANGUAGES))
def test_every_text_can_be_read_for_any_network(problem: Problem, language: Language) -> None:
    found = list(texts(problem, language))
    assert all(found[1:])
    for text in found:
        check(text)


COSTS = ("sum-of-squares", "half-sum-of-squares", "mean-of-squares", "half-mean-of-squares")
WIDTHS = ((1, 1), (3, 2), (1, 2, 3, 2))


@pytest.mark.parametrize(
    ("language", "activation", "cost", "widths"),
    # Of one in eleven each value is there, with other values each time: 11 divides none of their numbers.
    [
        case if number % 11 == 0 else also(*case)
        for number, case in enumerate(product(LANGUAGES, ACTIVATIONS, COSTS, WIDTHS))
    ],
)
def test_every_kind_of_network_has_its_words(
    language: Language, activation: str, cost: str, widths: tuple[int, ...]
) -> None:
    problem = make(widths, activation, [((1,) * widths[0], (-2,) * widths[-1])], "1/2", "1/3", cost=cost)
    for text in texts(problem, language):
        check(text)


@pytest.mark.parametrize(
    ("widths", "activation", "theta"),
    [
        also((1,) * 13, "tanh", "0.7"),
        ((10, 10, 10, 7), "sigmoid", "0.3"),
        ((1,) * 11 + (2, 2), "tanh", "1.1"),
        ((1,) * 13, "identity", "99999999.123456789"),
    ],
)
def test_the_largest_problems_have_their_words_in_time(widths: tuple[int, ...], activation: str, theta: str) -> None:
    data = [((i,) * widths[0], (1,) * widths[-1]) for i in range(64)]
    problem = make(widths, activation, data, theta)
    wordings = Wordings(content_folder(), "ko")
    _ = problem.trace.updated
    start = time.process_time()
    for stage in STAGE_IDS:
        assert len(wordings.solution(problem, stage)) <= LONGEST_RESULT + len(CUT_SHORT)
    wordings.after(problem)
    first = problem.network.parameters[0].name
    for field in (FieldId("d", first), FieldId("e", first)):
        for hint_level in range(len(HINT_LEVELS)):
            text = wordings.hint(problem, field, hint_level)
            assert not text.endswith(CUT_SHORT)
    assert time.process_time() - start < 20


ANSWERS = {"a": "6", "c": "366", "d.w1": "446", "d.b3": "68", "e.w1": "-43.6", "e.b3": "-5.8"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_says_no_more_than_its_level(chain: Problem, content: Path, language: Language) -> None:
    wordings = Wordings(content, language)
    for name, answer in ANSWERS.items():
        stage, _, parameter = name.partition(".")
        field = FieldId(stage, parameter)  # type: ignore[arg-type]  # one of the five
        ladder = [wordings.hint(chain, field, hint_level) for hint_level in range(len(HINT_LEVELS))]
        assert len(set(ladder)) == len(HINT_LEVELS)
        assert f"= {answer}" in ladder[-1]
        for text in ladder[:-1]:
            assert f"= {answer}" not in text
            assert stage == "a" or answer not in text
        assert "446 \\cdot" not in ladder[2]
    node = FieldId("b", "z3")
    assert "w3 a2 b3" in wordings.hint(chain, node, len(HINT_LEVELS) - 1)
    assert all("w3" not in wordings.hint(chain, node, hint_level) for hint_level in range(len(HINT_LEVELS) - 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_free_hint_is_the_chain_or_the_tree_that_is_asked_for(
    chain: Problem, content: Path, language: Language
) -> None:
    wordings, field = Wordings(content, language), FieldId("d", "w1")
    formula, path = partial_in_symbols(chain, "w1"), path_to(chain, "w1")
    where, formula_level = HINT_LEVELS.index("where"), HINT_LEVELS.index("formula")
    assert all(formula not in wordings.hint(chain, field, hint_level) for hint_level in range(bottom_of(field)))
    for found in ([chain_place(field)], [field]):
        assert formula in wordings.hint(chain, field, formula_level, found)
    assert path not in wordings.hint(chain, field, where)
    assert path in wordings.hint(chain, field, where, asked_fields(chain, "b"))


def changed(folder: Path, content: Path, **front: str) -> Problem:
    """4.1 with other numbers in its front matter, its words untouched."""
    for name in ("4.1.md", "4.1.en.md"):
        shutil.copy(content / "day13" / name, folder / name)
    text = (folder / "4.1.md").read_text(encoding="utf-8")
    for key, value in front.items():
        text, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
        assert count == 1
    (folder / "4.1.md").write_text(text, encoding="utf-8")
    return problem_at(folder / "4.1.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_4_1_reads_right_as_it_is(chain: Problem, content: Path, language: Language) -> None:
    wordings = Wordings(content, language)
    statement = wordings.statement(chain)
    check(statement)
    assert "(1, 2),\\ (4, -6),\\ (7, 3),\\ (10, 1)" in statement
    assert "$L = 3$" in statement
    assert "−6이" in statement or "$y = -6$" in statement
    after = wordings.after(chain)
    assert "| $366$ | $50$ |" in after
    assert "| 3 | 0 |" in after
    for stage, numbers in {"c": "(1, \\cdots, 1)", "e": "\\eta = 0.1"}.items():
        assert numbers in wordings.question(chain, stage)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_4_1_reads_right_when_its_numbers_change(tmp_path: Path, content: Path, language: Language) -> None:
    problem = changed(
        tmp_path,
        content,
        network="{widths: [1, 1, 1, 1, 1], activation: relu}",
        data="[[2, 5], [3, 0.5], [1/3, 8]]",
        theta="{w1: 2, b1: 0, w2: 1, b2: 1, w3: 1, b3: 0.25, w4: -1, b4: 30}",
        learning_rate="0.003",
    )
    wordings = Wordings(content, language)
    statement = wordings.statement(problem)
    check(statement)
    assert "(2, 5),\\ (3, 0.5),\\ (\\frac{1}{3}, 8)" in statement
    assert "$L = 4$" in statement
    assert "-6" not in statement
    assert "−6" not in statement
    assert "$L = 4$" in wordings.question(problem, "b")
    assert "(2,\\ 0,\\ 1,\\ 1,\\ 1,\\ 0.25,\\ -1,\\ 30)" in wordings.question(problem, "c")
    assert "\\eta = 0.003" in wordings.question(problem, "e")
    old = ["366", "446", "(4, -6)", "(10, 1)", "\\eta = 0.1$", "-43.6", "L = 3"]
    for text in texts(problem, language):
        check(text)
        assert not [number for number in old if number in text], text
    solutions = "".join(wordings.solution(problem, stage) for stage in STAGE_IDS)
    trace = problem.trace
    for value in (trace.cost, *trace.gradient.values(), *trace.updated.values()):
        assert as_latex(value) in solutions
    assert "P = (1 \\cdot 1 + 1)" + " + (1 \\cdot 1 + 1)" * 3 + " = 8" in solutions


@pytest.mark.parametrize("language", LANGUAGES)
def test_4_1_with_one_point_and_one_layer(tmp_path: Path, content: Path, language: Language) -> None:
    problem = changed(tmp_path, content, network="{widths: [1, 1], activation: relu}", data="[[2, -0.5]]")
    statement = Wordings(content, language).statement(problem)
    assert "(2, -0.5)" in statement
    assert "$L = 1$" in statement
    assert "−0.5가" in statement or "$y = -0.5$" in statement
    for text in texts(problem, language):
        check(text)


@settings(max_examples=40)
@given(problems())
def test_flags_say_what_the_step_did(problem: Problem) -> None:
    trace, network = problem.trace, problem.network

    def flag(name: str) -> bool:
        return fill(f"{{{{#{name}}}}}yes{{{{/{name}}}}}", of_problem(problem)) == "yes"

    row = f"| ${as_latex(trace.cost)}$ | ${as_latex(trace.after.cost)}$ |"
    assert row in Wordings(content_folder(), "en").after(problem)
    assert flag("all_dead'") == (trace.after.alive_after == 0)
    assert flag("all_dead") == (trace.after.alive_before == 0)
    assert flag("cost_fell'") == (trace.after.cost < trace.cost)
    assert flag("zero_gradient'") == trace.after.gradient_is_zero
    assert flag("symmetric") == has_equal_units(problem)
    assert flag("C'") == (trace.after.cost != 0)
    assert [flag(name) for name in ("relu", "sigmoid", "tanh", "identity", "mixed")].count(True) == 1
    assert [flag(name) for name in ("sum", "half", "mean")].count(True) == 1
    assert flag("scalar") == (max(network.widths) == 1)
    assert flag("wide") == (max(network.widths[1:]) > 1)
    assert flag("one_point") == (trace.points == 1)
    assert flag("same") == (len(set(problem.theta)) == 1)
    unreachable = network.activations[-1] == "relu" and any(target < 0 for _, y in problem.data for target in y)
    assert flag("negative_target_unreachable") == unreachable


def test_equal_units() -> None:
    two = [(1, 2), (4, -6)]
    assert has_equal_units(make((1, 2, 1), data=two))
    assert not has_equal_units(make((1, 2, 1), data=two, theta=[1, 2, 1, 1, 1, 1, 1]))
    assert not has_equal_units(make((1, 2, 1), data=two, theta=[1, 1, 1, 1, 1, 2, 1]))
    assert not has_equal_units(make((1, 1, 1)))
    assert not has_equal_units(make((2, 2), data=[((1, 1), (1, 1))]))


def test_a_problem_s_own_words_come_first(content: Path) -> None:
    problem = make(body="$C = {{C}}$", sections={"c.question": "Own: {{m}}", "d.hint.where": "Look at {{name}}."})
    wordings = Wordings(content, "en")
    assert wordings.statement(problem).partition("\n")[0] == "$C = 366$"
    assert wordings.question(problem, "c") == "Own: 4"
    assert wordings.hint(problem, FieldId("d", "w2"), 0) == "Look at w2."
    assert wordings.question(problem, "a") == Wordings(content, "en").question(make(), "a")


@pytest.mark.parametrize(
    "slip", ["{{nothing}}", "{{#m}}", "{{C|upper}}", "{{", "{{#forward}}" * 5 + "x" + "{{/forward}}" * 5]
)
def test_a_slip_in_a_problem_s_own_words_leaves_nobody_without(content: Path, slip: str) -> None:
    problem = make(body=f"Read this: {slip}", sections={"c.question": slip, "d.hint.answer": slip, "e.after": slip})
    wordings, plain = Wordings(content, "en"), make()
    assert wordings.statement(problem).partition("\n")[0] == f"Read this: {slip}"
    assert wordings.question(problem, "c") == wordings.question(plain, "c")
    assert wordings.after(problem) == wordings.after(plain)
    field = FieldId("d", "w1")
    assert wordings.hint(problem, field, 4) == wordings.hint(plain, field, 4)


def test_pages_of_help(content: Path) -> None:
    for language in LANGUAGES:
        for name in ("home", "problem", "essay"):
            assert Wordings(content, language).page(name).strip()


def test_a_number_that_no_float_holds_has_words(content: Path) -> None:
    problem = make((1, 1, 1), "identity", [(10**9, 10**9)], Fraction(10**9), 10**9)
    assert "\\times 10^{" in Wordings(content, "en").after(problem)
