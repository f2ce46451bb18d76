"""Formulas as they would be typed: read again they are the same, and they answer (d′)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.answers.literal import read_literal
from tutor.answers.verdicts import Verdict
from tutor.lessons.stages import parse_field
from tutor.sheet.comparing import agree
from tutor.sheet.evaluating import Evaluator
from tutor.sheet.formula import formula_line, mark_formula
from tutor.sheet.kinds import Unknown
from tutor.sheet.latex import latex_of
from tutor.sheet.marking import mark_sheet
from tutor.sheet.names import names_of
from tutor.sheet.reading import read_line
from tutor.sheet.statements import statements_of
from tutor.sheet.terms import Call, Letter, Named, Number, Over, Power, Product, Sum, Term, Total
from tutor.sheet.tracing import as_typed
from tutor.sheet.typed import typed

from tests.support.course import problem_of

from .line_kit import only

W2 = parse_field("chain.w2")
LETTERS: dict[str, Term] = {
    "q": Sum(((1, Named("a3")), (-1, Named("y")))),
    "u": Product(((1, Named("w3")), (-1, Letter("q")))),
}


def number(text: str) -> Term:
    literal = read_literal(text)
    assert literal is not None
    return Number(literal)


SIGNS = st.sampled_from((1, -1))
LEAVES = st.one_of(
    st.sampled_from(["r", "a3", "y", "w2", "z1", "da2/dz2", "dC/dz3", "da3/dz3", "eta"]).map(Named),
    st.builds(Named, st.sampled_from(["r", "z2", "a1"]), st.integers(1, 4)),
    st.sampled_from(["2", "0.5", "13"]).map(number),
    st.sampled_from(list(LETTERS)).map(Letter),
)


def _put_together(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(st.tuples(SIGNS, inner), min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Sum),
        st.tuples(inner, several).map(lambda pair: Product(((1, pair[0]), *pair[1]))),
        st.builds(Power, inner, st.sampled_from(["2", "3"]).map(number)),
        st.builds(
            lambda z, primed: Call("rho", (z,), primed), st.sampled_from(["z1", "z2", "z3"]).map(Named), st.booleans()
        ),
        st.builds(lambda one: Call("positive", (one,)), inner),
        st.builds(lambda one: Call("sqrt", (Call("abs", (one,)),)), inner),
        st.builds(Total, inner, st.sampled_from(Over)),
    )


@given(st.recursive(LEAVES, _put_together, max_leaves=8))
def test_what_is_typed_reads_as_the_same(term: Term) -> None:
    day13, letters = problem_of("4.1"), LETTERS
    (statement,), _ = read_line(as_typed(typed(day13, term, letters)), names_of(day13), {}, 4)
    (again,) = statement.sides
    right = statements_of(day13).right
    before = Evaluator(day13, letters).evaluate(term, right, own=False)
    after = Evaluator(day13, {}).evaluate(again, right, own=False)
    same = agree(before, after)
    nothing = ~(abs(before.value) < float("inf")).any(axis=-2)  # divided by 0 at all places
    assert (same.at | nothing.ravel()).all() and after.value.shape == before.value.shape


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("dC/dw2 = Σ 2r·ρ'(z3)·w3·ρ'(z2)·a1 = 514", "Σ 2·r·ρ'(z3)·w3·ρ'(z2)·a1"),
        ("∂C/∂w2 = 2(a3 - y) g3 w3 g2 a1", "2·(a3−y)·g3·w3·g2·a1"),
        ("δ2 a1 = dC/dw2", "dC/dz2·a1"),
        ("dC/dw2 = Σ 2r (z3>0) w3 (0<z2) a1", "Σ 2·r·(z3 > 0)·w3·(z2 > 0)·a1"),
    ],
)
def test_a_formula_on_the_sheet_answers_it(line: str, text: str) -> None:
    found = only("4.1", line).found
    assert found[W2] == text
    assert mark_formula(problem_of("4.1"), W2, text).verdict is Verdict.CORRECT


@given(LEAVES, LEAVES, st.sampled_from("<>"))
def test_a_comparison_is_written_as_one(left: Term, right: Term, sign: str) -> None:
    day13 = problem_of("4.1")
    sides = [typed(day13, side, LETTERS) for side in (left, right)]
    (statement,), _ = read_line(as_typed(f"({sides[0]} {sign} {sides[1]})"), names_of(day13), {}, 4)
    (compared,) = statement.sides
    above, below = sides if sign == ">" else reversed(sides)
    text = typed(day13, compared, {})
    assert text == f"({above} > {below})"
    (again,), _ = read_line(as_typed(text), names_of(day13), {}, 4)
    assert again.sides == (compared,)


@pytest.mark.parametrize("line", ["(z3 > 0) w3", "(0 < z3) w3", "[z3 > 0] w3"])
def test_a_comparison_is_shown_as_one(line: str) -> None:
    day13 = problem_of("4.1")
    (statement,), _ = read_line(as_typed(line), names_of(day13), {}, 4)
    assert latex_of(day13, statement).startswith("[z^{(3)} > 0]")


def test_own_letters_are_written_out() -> None:
    lines = ["let e = a3 - y", "q = 2e ρ'(z3)", "dC/dw2 = q w3 ρ'(z2) a1"]
    text = mark_sheet(problem_of("4.1"), lines)[-1].found[W2]
    assert text == "(2·(a3−y)·ρ'(z3))·w3·ρ'(z2)·a1"
    assert mark_formula(problem_of("4.1"), W2, text).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    "line",
    ["dC/dw2 = 2r·w3·a1 = 514", "dC/dw2 = r·g3·w3·g2·a1", "dC/dw2 = 514", "dC/dw2 = 2·2·1·1·2 + 506", "dC/dw3 = δ3 a2"],
)
def test_what_is_right_with_these_numbers_alone_or_of_another_does_not(line: str) -> None:
    assert all(field.stage != "chain" for field in only("4.1", line).found)


def test_whole_layers_are_no_entry_of_one() -> None:
    found = only("4.2", "dC/dw1[1,1] = 2r·g2·w2[1,1]·g1[1]·x").found
    assert [str(field) for field in found] == ["chain.w1[1,1]"]
    assert all(field.stage != "chain" for field in only("4.2", "dC/dW1 = Σ δ1 xᵀ").found)


@pytest.mark.parametrize("text", ["2r·g3·w3·g2·a1", "∂C/∂w2 = a1·δ2", "w2 = a1·δ2 = 514", "= 2ㄱ·g3·w3·g2·a1"])
def test_an_answer_there_is_a_line_here(text: str) -> None:
    day13 = problem_of("4.1")
    line = formula_line(day13, W2, text)
    assert line.startswith("dC/dw2 = ")
    assert only("4.1", line).mark.is_right and only("4.1", line).found[W2]


def test_what_only_a_sheet_has_is_not_typed() -> None:
    with pytest.raises(Unknown):
        typed(problem_of("4.1"), Letter("nothing"), {})
    wide = problem_of("4.2")
    (statement,), _ = read_line(as_typed("W1 x"), names_of(wide), {}, 2)
    with pytest.raises(Unknown):
        typed(wide, statement.sides[0], {})
