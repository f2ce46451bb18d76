"""Formulas: the numbers that are put in really come to the answer, on networks of all kinds."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tutor.lessons import definitions, formulas
from tutor.lessons.figures import as_latex, as_text, beside, bracketed, signed
from tutor.lessons.joining import MOST_TERMS, SHOWN_TERMS
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import made, numbers_pen
from tutor.lessons.symbols import letters
from tutor.network.layered_graph import graph_of
from tutor.network.paths import path_count

from ..support.latex_value import value
from ..support.problems import make, problems

# Floats are shown to six digits, so that a factor is off by half a unit of the sixth at most.
OFF = Fraction(6, 10**6)


def agree(problem: Problem, latex: str, answer: Fraction | float, sizes: Sequence[Fraction | float]) -> None:
    """The formula comes to the answer; where floats are shown, as far as their digits go. `sizes` are the terms'."""
    found = value(latex)
    if problem.trace.exact:
        assert found == answer, latex
    else:
        factors = 2 + 2 * problem.network.depth
        assert abs(found - Fraction(answer)) <= factors * OFF * sum(abs(Fraction(size)) for size in sizes), latex


@settings(max_examples=60)
@given(problems())
def test_numbers_come_to_the_answer(problem: Problem) -> None:
    network, trace = problem.network, problem.trace
    points = range(1, trace.points + 1)
    assert value(formulas.count(problem)[1]) == network.parameter_count

    outputs = [(network.unit("a", network.depth, j), network.target(j)) for j in range(1, network.widths[-1] + 1)]
    squares = [(abs(float(trace.at(a, p))) + abs(float(trace.at(y, p)))) ** 2 for p in points for a, y in outputs]
    agree(problem, formulas.cost(problem)[1], trace.cost, squares)

    for parameter in network.parameters:
        name = parameter.name
        terms = [trace.term(path, p) for path in trace.paths(name) for p in points]
        if path_count(graph_of(network), name) > formulas.MOST_PATHS:
            terms = [trace.at(f"dC/d{name}", p) for p in points]
        agree(problem, formulas.partial_in_numbers(problem, name), trace.gradient[name], terms)
        moved = [trace.theta[name], problem.learning_rate * trace.gradient[name]]
        agree(problem, formulas.update(problem, name)[1], trace.updated[name], moved)

    for layer in range(1, network.depth + 1):
        for unit in range(1, network.widths[layer] + 1):
            weights = [network.weight(layer, unit, k) for k in range(1, network.widths[layer - 1] + 1)]
            for p in points:
                inputs = [trace.at(network.unit("a", layer - 1, k), p) for k in range(1, len(weights) + 1)]
                sizes = [trace.theta[w] * a for w, a in zip(weights, inputs, strict=True)]
                sizes.append(trace.theta[network.bias_name(layer, unit)])
                z = problem.graph.named[network.unit("z", layer, unit)]
                latex = made(problem, problem.graph.node_of[z], numbers_pen(problem, p))
                agree(problem, latex, trace.at(z.name, p), sizes)


def test_the_chain_rule_of_4_1(chain: Problem) -> None:
    assert formulas.partial_in_symbols(chain, "w1") == (
        "\\sum_{i=1}^{4} 2\\left(a^{(3)}_{i} - y_{i}\\right) \\, \\rho'(z^{(3)}_{i}) \\, w^{(3)} \\, "
        "\\rho'(z^{(2)}_{i}) \\, w^{(2)} \\, \\rho'(z^{(1)}_{i}) \\, x_{i}"
    )
    one = " \\cdot 1 \\cdot 1 \\cdot 1 \\cdot 1 \\cdot 1 \\cdot "
    assert formulas.partial_in_numbers(chain, "w1") == f"4{one}1 + 26{one}4 + 14{one}7 + 24{one}10"
    assert formulas.partial_in_symbols(chain, "b3") == (
        "\\sum_{i=1}^{4} 2\\left(a^{(3)}_{i} - y_{i}\\right) \\, \\rho'(z^{(3)}_{i})"
    )
    assert formulas.path(chain, "w1") == (
        "C \\to a^{(3)} \\to z^{(3)} \\to a^{(2)} \\to z^{(2)} \\to a^{(1)} \\to z^{(1)} \\to w^{(1)}"
    )
    assert formulas.update(chain, "w1") == (
        "w^{(1)} - \\eta \\, \\frac{\\partial C}{\\partial w^{(1)}}",
        "1 - 0.1 \\cdot 446",
    )
    assert formulas.cost(chain)[1] == (
        "\\left(4 - 2\\right)^2 + \\left(7 - \\left(-6\\right)\\right)^2 + \\left(10 - 3\\right)^2 + "
        "\\left(13 - 1\\right)^2"
    )
    assert formulas.count(chain)[1] == "(1 \\cdot 1 + 1) + (1 \\cdot 1 + 1) + (1 \\cdot 1 + 1)"


@pytest.mark.parametrize(
    ("cost", "scale", "factor"),
    [
        ("sum-of-squares", "", "2\\left("),
        ("half-sum-of-squares", "\\frac{1}{2}", "\\left("),
        ("half-mean-of-squares", "\\frac{1}{8}", "\\frac{1}{4}\\left("),
        ("mean-of-squares", "\\frac{1}{4}", "\\frac{2}{4}\\left("),
    ],
)
def test_the_cost_s_own_factor(cost: str, scale: str, factor: str) -> None:
    problem = make(cost=cost)
    symbols, numbers = formulas.cost(problem)
    assert symbols == f"{scale}\\sum_{{i=1}}^{{4}} \\left(a^{{(3)}}_{{i}} - y_{{i}}\\right)^2"
    assert numbers.startswith(f"{scale}\\left[" if scale else "\\left(4")
    assert formulas.partial_in_symbols(problem, "b3").startswith(f"\\sum_{{i=1}}^{{4}} {factor}")


def test_one_point_needs_no_index() -> None:
    problem = make(data=[(1, 2)])
    assert formulas.partial_in_symbols(problem, "w3") == "2\\left(a^{(3)} - y\\right) \\, \\rho'(z^{(3)}) \\, a^{(2)}"
    assert formulas.cost(problem)[0] == "\\left(a^{(3)} - y\\right)^2"


def test_no_brackets_are_around_a_whole_cost() -> None:
    one = make((1, 1), "sigmoid", [(1, 1)], cost="binary-cross-entropy")
    assert formulas.cost(one)[0] == "-y \\ln a^{(1)} - \\left(1 - y\\right) \\ln\\left(1 - a^{(1)}\\right)"
    two = make((1, 2), "softmax", [(1, [1, 0])], cost="cross-entropy")
    assert formulas.cost(two)[0] == "\\left(-y_{1} \\ln a^{(1)}_{1}\\right) + \\left(-y_{2} \\ln a^{(1)}_{2}\\right)"
    assert formulas.cost(make((1, 2), data=[(1, [1, 0])] * 2))[0].startswith("\\sum_{i=1}^{2} \\left[")


def test_few_paths_are_written_out_and_many_go_through_the_unit() -> None:
    few = make(widths=(1, 1, 2, 2), data=[(1, (2, 3))])
    assert formulas.partial_in_symbols(few, "w1").count("\\rho'(z^{(1)})") == 4
    assert formulas.path(few, "w1") == "C \\to \\cdots \\to a^{(1)} \\to z^{(1)} \\to w^{(1)}"
    many = make(widths=(1, 1, 2, 3), data=[(1, (2, 3, 4))])
    assert formulas.partial_in_symbols(many, "w1") == "\\frac{\\partial C}{\\partial z^{(1)}} \\, x"
    assert formulas.partial_in_symbols(many, "b1") == "\\frac{\\partial C}{\\partial z^{(1)}}"


def test_a_sum_of_very_many_terms_is_shown_in_part() -> None:
    short, long = (make(data=[(i + 1, 2) for i in range(points)]) for points in (MOST_TERMS, MOST_TERMS + 1))
    assert "\\cdots" not in formulas.cost(short)[1] + formulas.partial_in_numbers(short, "w1")
    for latex in (formulas.cost(long)[1], formulas.partial_in_numbers(long, "w1")):
        terms = latex.split(" + ")
        assert len(terms) == SHOWN_TERMS + 2
        assert terms[-2] == "\\cdots"


def test_the_formula_kept_in_sight() -> None:
    problem = make(cost="half-sum-of-squares")
    assert definitions.of_stage(problem, "a") == ""
    assert definitions.of_stage(problem, "b") == definitions.of_stage(problem, "d")
    layer, cost = definitions.of_stage(problem, "c").split("C(\\theta) = ")
    assert layer == definitions.of_stage(problem, "b") + formulas.BETWEEN
    assert cost.startswith("\\frac{1}{2}\\sum")
    assert "0.1 \\, \\nabla" in definitions.of_stage(problem, "e")
    assert "W^" in definitions.of_stage(make(widths=(1, 2, 1)), "b")
    assert definitions.activation_of_stage(problem, "c") == "\\rho(z) = \\max\\{0, z\\}"
    several = make(widths=(1, 1, 1), activation=("relu", "sigmoid"))
    assert definitions.activation_of_stage(several, "c") == definitions.activation_of_stage(problem, "e") == ""


@pytest.mark.parametrize(
    ("number", "text", "latex"),
    [
        (Fraction(-436, 10), "−43.6", "-43.6"),
        (Fraction(1, 3), "1/3", "\\frac{1}{3}"),
        (Fraction(-22, 7), "−22/7", "-\\frac{22}{7}"),
        (Fraction(1, 8), "0.125", "0.125"),
        (Fraction(1, 2**12), "0.000244140625", "0.000244140625"),
        (Fraction(1, 2**13), "1/8192", "\\frac{1}{8192}"),
        (Fraction(10**6), "1000000", "1000000"),
        (Fraction(1, 1000), "0.001", "0.001"),
        (0.1 + 0.2, "0.3", "0.3"),
        (-0.0, "0", "0"),
        (2.99999967, "3.00000", "3.00000"),
        (0.1200000321, "0.120000", "0.120000"),
        (123456.4, "123456", "123456"),
        (1e6, "1e+06", "1 \\times 10^{6}"),
        (-2.5e-7, "−2.5e−07", "-2.5 \\times 10^{-7}"),
        (float("inf"), "∞", "\\infty"),
        (float("-inf"), "−∞", "-\\infty"),
        (Fraction(10**300), "1e+300", "1 \\times 10^{300}"),
        (-Fraction(7**900, 3), "−1.29156e+760", "-1.29156 \\times 10^{760}"),
        (Fraction(10**400 + 1, 3 * 10**400), "0.333333", "0.333333"),
    ],
)
def test_figures(number: Fraction | float, text: str, latex: str) -> None:
    assert (as_text(number), as_latex(number)) == (text, latex)


def test_theta_after_the_step_is_shown_as_finely_as_the_step() -> None:
    assert as_text(beside(0.9999998765432, 1.234568e-7)) == "0.9999998765432"
    assert as_text(beside(0.9999877, 1.23e-5)) == "0.9999877"
    assert as_text(beside(0.87654321, 0.12345679)) == "0.8765432"
    assert as_text(beside(-1.0, 1e-300)) == "−1"
    assert as_text(beside(-1.0, 5e-324)) == "−1"  # their quotient is no float
    for number in (Fraction(1, 3), 0.0, 0.5):
        assert beside(number, 0.0) is number


def test_figures_within_products_and_sums() -> None:
    assert [bracketed(n) for n in (Fraction(3), Fraction(-3), Fraction(1, 3), 0.5, 1e-9)] == [
        "3",
        "\\left(-3\\right)",
        "\\left(\\frac{1}{3}\\right)",
        "0.5",
        "\\left(1 \\times 10^{-9}\\right)",
    ]
    assert [signed(n) for n in (Fraction(3), Fraction(-1, 3), -0.0)] == ["+ 3", "- \\frac{1}{3}", "+ 0"]


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("w5", "w_{5}"),
        ("out_h1", "\\mathrm{out}_{\\mathrm{h1}}"),
        ("price", "\\mathrm{price}"),
        ("apple_num", "\\text{apple\\_num}"),
        ("사과", "\\text{사과}"),
        ("w[1,2]", "w_{1,2}"),
    ],
)
def test_the_letters_of_a_source(name: str, latex: str) -> None:
    assert letters(name) == latex
    assert letters(name, "", "i").endswith("_{i}" if "_{" not in latex else ",i}")
