"""Marking: every field takes its own answer, in every form, and says of others what is the matter."""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.answers.expected import expected
from tutor.answers.marking import mark
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_text
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import all_fields, parse_field
from tutor.lessons.vocabulary_quantities import updated_as_shown
from tutor.lessons.words import read_words
from tutor.network.graph import dependencies

from ..support.problems import make, problems

made_once = cache(make)


def marked(problem: Problem, field: str, text: str) -> Mark:
    return mark(problem, parse_field(field), text, {})


def verdict(problem: Problem, field: str, text: str) -> str:
    return marked(problem, field, text).verdict.value


@settings(max_examples=30)
@given(problems(most_width=2))
def test_every_field_takes_its_own_answer(problem: Problem) -> None:
    fields = [field for field in all_fields(problem) if field.stage != "b"]
    steps = [cell for field in fields if has_breakdown(field) for cell in breakdown(problem, field).cells()]
    for field in fields + steps:
        value = expected(problem, field)
        shown = updated_as_shown(problem, field.name) if field.stage == "e" and not field.step else value
        forms = [str(value), f"{float(value):.17g}", as_text(shown), f"({value}) + 0"]
        for text in forms:
            found = mark(problem, field, text, {})
            assert found.is_right, (str(field), text, found)
        assert mark(problem, field, forms[0], {}).verdict is Verdict.CORRECT
        assert mark(problem, field, forms[1], {}).verdict is Verdict.CORRECT
        far = (Fraction(value) + 1 + abs(Fraction(value))).limit_denominator(10**6)  # exact: nothing was rounded
        found = mark(problem, field, f"{far.numerator}/{far.denominator}", {})
        # Where nearly equal numbers are subtracted, a few digits on the way lead that far.
        is_lost = not problem.trace.exact and found.verdict is Verdict.SHORT
        assert found.verdict is Verdict.WRONG or is_lost, (str(field), far, found)


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("a", "6", "correct"),
        ("a", "P = 6", "correct"),
        ("a", "2*3", "correct"),
        ("a", "6.0", "correct"),
        ("a", "6.000000000001", "wrong"),
        ("a", "5.999999999999", "wrong"),
        ("a", "7", "wrong"),
        ("c", "366", "correct"),
        ("c", "C(θ) = 366", "correct"),
        ("c", "2² + 13^2 + 7·7 + 12×12", "correct"),
        ("c", "365.9", "wrong"),
        ("c", "w1 = 366", "unreadable"),
        ("d.w1", "∂C/∂w1 = 446", "correct"),
        ("d.w1", "w1 = 446", "correct"),
        ("d.w1", "b1 = 446", "unreadable"),
        ("d.w1", "2*(2*1+13*4+7*7+12*10)", "correct"),
        ("d.w1", "445", "wrong"),
        ("d.w1", "-446", "wrong"),
        ("e.w1", "-43.6", "correct"),
        ("e.w1", "−218/5", "correct"),
        ("e.w1", "w1' = 1 - 0.1*446", "correct"),
        ("e.w1", "-43.60000000000001", "correct"),
        ("e.w1", "-43.5", "wrong"),
        ("e.w1", "-44", "short"),
        ("e.w1", "1", "wrong"),
        ("c/z1@2", "z1 = 5", "correct"),
        ("c/z1@2", "5", "correct"),
        ("c/z1@2", "a1 = 5", "unreadable"),
        ("c/r@2", "r = 13", "correct"),
        ("c/squares@2", "13^2", "correct"),
        ("d.w1/dC/da3@2", "dC/da3 = 26", "correct"),
        ("d.w1/w3@2", "w3 = 1", "correct"),
        ("d.w1/da3/dz3@2", "1", "correct"),
        ("d.w1/product@2", "104", "correct"),
        ("d.b1/1@2", "1", "correct"),
        ("e.w1/step", "44.6", "correct"),
        ("c", "", "unreadable"),
        ("c", "366 367", "unreadable"),
        ("c", "__import__('os')", "unreadable"),
        ("a", "9" * 10_000, "unreadable"),
    ],
)
def test_numbers(chain: Problem, field: str, text: str, wanted: str) -> None:
    assert verdict(chain, field, text) == wanted


def test_a_rounded_answer_says_its_digits_and_keeps_its_value() -> None:
    problem = make((1, 1), "sigmoid", [(1, 0)], 1)
    found = marked(problem, "c", "0.776")
    assert (found.verdict, found.is_right, found.moves_on) == (Verdict.ROUNDED, True, True)
    assert found.message is not None
    assert (found.message.key, found.message.values) == ("mark.rounded", {"digits": 3})
    assert found.value == Fraction(776, 1000)
    assert verdict(problem, "c", "0.78") == "short"


def test_zero_where_only_rounding_is_left() -> None:
    problem = make((1, 1), "tanh", [(1, 0), (-1, 0)], [1, 0])
    assert verdict(problem, "d.b1", "0") == "correct"
    assert verdict(problem, "d.b1", "1e-17") == "correct"
    assert verdict(problem, "d.b1", "0.1") == "wrong"


@pytest.mark.parametrize("eta", ["0.1", "0.001", "0.000001", "0.000000000001"])
def test_nothing_was_updated_is_wrong_for_any_learning_rate(eta: str) -> None:
    problem = make(eta=eta)
    for parameter in problem.network.parameters:
        assert verdict(problem, f"e.{parameter.name}", "1") == "wrong"
        for text in ("1.0", "1.000", "1.000000000000000"):  # the true value may round to it, and hide the step
            assert verdict(problem, f"e.{parameter.name}", text) in ("wrong", "short")


def test_unchanged_is_right_where_the_gradient_is_zero() -> None:
    dead = make(theta="-1/3")
    assert verdict(dead, "e.w1", "-1/3") == "correct"
    assert verdict(dead, "e.w1", "-0.333") == "rounded"
    assert verdict(dead, "d.w1", "0") == "correct"


@pytest.mark.parametrize(
    ("node", "text", "wanted", "missing", "extra"),
    [
        ("C", "a3 y", "correct", "", ""),
        ("C", "y, a3", "correct", "", ""),
        ("C", "C = (a3 − y)", "unreadable", "", ""),
        ("C", "a3", "wrong", "y", ""),
        ("C", "a3 y z3", "wrong", "", "z3"),
        ("C", "y w1 b2", "wrong", "a3", "w1 b2"),
        ("z1", "w1 x b1", "correct", "", ""),
        ("z1", "b1, a0, w1", "correct", "", ""),
        ("z1", "w1 x", "wrong", "b1", ""),
        ("z3", "w3a2b3", "correct", "", ""),
        ("a2", "z2", "correct", "", ""),
        ("a2", "z7", "wrong", "z2", "z7"),
        ("a2", "", "unreadable", "", ""),
        ("a2", "what", "unreadable", "", ""),
    ],
)
def test_of_wrong_branches_is_said_how_many_and_not_which(
    chain: Problem, node: str, text: str, wanted: str, missing: str, extra: str
) -> None:
    found = marked(chain, f"b.{node}", text)
    assert found.verdict == wanted
    if wanted == "wrong":
        assert found.message is not None
        kind = "both" if missing and extra else "missing" if missing else "extra"
        numbers = {"node": node, "missing": len(missing.split()), "extra": len(extra.split())}
        if extra and "z7" not in extra:  # which is nowhere; the others come in further down
            kind, numbers = f"{kind}_further", {**numbers, "further": len(extra.split())}
        assert found.message.key == f"mark.tree_{kind}"
        assert found.message.values == numbers
        wrong = {*missing.split(), *extra.split()}
        assert not any(wrong & set(re.findall(r"\w+", text)) for text in _said(found.message))


def _said(message: Message) -> list[str]:
    """A message in all languages, but for the node's name, which the learner is at."""
    values = {**message.values, "node": "⋯"}
    return [read_words(content_folder(), language)(message.key, **values) for language in LANGUAGES]


WHOLE = "C: a3 y; a3: z3; z3: w3 a2 b3; a2: z2; z2: w2 a1 b2; a1: z1; z1: w1 x b1"


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        (WHOLE, None, {}),
        ("; ".join(reversed(WHOLE.split("; "))), None, {}),
        (WHOLE.replace("w1 x b1", "b1 a0 w1"), None, {}),
        (WHOLE.replace(":", " ->").replace("; ", "\n"), None, {}),
        (WHOLE + "; x:", None, {}),
        (WHOLE.replace("a2: z2; ", ""), "mark.tree_missing", {"node": "a2", "missing": 1, "extra": 0}),
        (WHOLE.replace(" b2", ""), "mark.tree_missing", {"node": "z2", "missing": 1, "extra": 0}),
        (WHOLE.replace("x b1", "x b1 a3"), "mark.tree_extra", {"node": "z1", "missing": 0, "extra": 1}),
        (WHOLE.replace("w3 a2", "w3 y"), "mark.tree_both", {"node": "z3", "missing": 1, "extra": 1}),
        (WHOLE.replace("y;", "y x;"), "mark.tree_extra_further", {"node": "C", "missing": 0, "extra": 1, "further": 1}),
        (
            WHOLE.replace("a3: z3", "a3: w3 a2 b3 y"),
            "mark.tree_both_further",
            {"node": "a3", "missing": 1, "extra": 4, "further": 3},
        ),
        (WHOLE + "; w1: x", "mark.branch_of_leaf", {"node": "w1"}),
    ],
)
def test_a_whole_tree(chain: Problem, text: str, key: str | None, values: dict[str, str | int]) -> None:
    found = marked(chain, "b", text)
    assert found.verdict == ("wrong" if key else "correct")
    assert (found.message.key if found.message else None) == key
    if found.message:
        assert found.message.values == values


def test_of_a_name_for_several_is_said_how_one_of_them_is_named() -> None:
    for typed, first in (("w2 a1 b2", "w2[1,1]"), ("w2[1,1] w2[1,2] a1 b2", "a1[1]")):
        message = marked(make((1, 2, 1)), "b.z2", typed).message
        assert message is not None
        assert message.key == "mark.tree_several"
        assert message.values["first"] == first


@settings(max_examples=50)
@given(problems(), st.randoms(use_true_random=False))
def test_every_tree_is_right_in_any_order(problem: Problem, random: st.DrawFn) -> None:
    tree = {node: list(names) for node, names in dependencies(problem.graph).items()}
    for node, names in tree.items():
        random.shuffle(names)  # type: ignore[attr-defined]
        typed = " ".join(names).replace("x[", "a0[")
        assert verdict(problem, f"b.{node}", typed) == "correct"
        if len(names) > 1:
            assert verdict(problem, f"b.{node}", " ".join(names[1:])) == "wrong"
    whole = "; ".join(f"{node}: {' '.join(names)}" for node, names in reversed(tree.items()))
    assert verdict(problem, "b", whole) == "correct"


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["a", "b", "b.C", "c", "d.w1", "e.b3", "c/z1@1", "d.w1/product@2"]))
def test_marking_never_raises_and_always_has_words(text: str, field: str) -> None:
    found = marked(made_once(), field, text)
    if found.verdict is Verdict.UNREADABLE:
        assert found.value is None
    if found.message:
        for language in LANGUAGES:
            words = read_words(content_folder(), language)
            assert words.has(found.message.key)
            assert words(found.message.key, **found.message.values)


def test_an_unreadable_answer_says_where_reading_stopped(chain: Problem, content: Path) -> None:
    found = marked(chain, "c", "2*(3+")
    assert found.message is not None
    assert found.message.key == "unreadable.missing_operand"
    assert found.message.values["position"] == 5
    assert "5" in read_words(content, "en")(found.message.key, **found.message.values)
