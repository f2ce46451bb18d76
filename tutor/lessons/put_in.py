"""The formulas with the problem's numbers put in, and nothing worked out.

A value of an earlier stage is put in where it was found; else its symbol stands there.
"""

from tutor.lessons import formulas, penalties
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.joining import enclosed, sum_of
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import TIMES, Pen, local_derivative
from tutor.lessons.symbols import rho, written
from tutor.network.numbers import Number
from tutor.network.paths import Factor
from tutor.network.quantity import Quantity


def cost(problem: Problem, *, forward: bool) -> str:
    """The objective, a term for each output at each data point; `forward`: what it is made of is found."""
    return formulas.cost_by(problem, lambda point: _pen(problem, point, forward))


def partial(problem: Problem, name: str, *, forward: bool) -> str:
    """A partial derivative, a product for each path at each data point; `forward`: the forward pass is found.

    Gates stand as ρ′ of a number, and by its symbol stands what only this stage finds.
    """
    products = [
        TIMES.join(_factor(problem, item, point, forward) for item in way if formulas.is_written(item)) or "1"
        for point in range(1, len(problem.data) + 1)
        for way in formulas.ways_to(problem, name)
    ]
    return sum_of(products) + penalties.in_partial_with_numbers(problem, name)


def update(problem: Problem, name: str, *, gradient: bool) -> str:
    """The step of one parameter; `gradient`: its partial derivative is found."""
    partial = written(problem, f"d{problem.graph.objective}/d{name}")
    slope = bracketed(problem.trace.gradient[name]) if gradient else partial
    old = "-" if problem.answer == "change" else f"{as_latex(problem.trace.theta[name])} - "
    return f"{old}{bracketed(problem.learning_rate)}{TIMES}{slope}"


def _factor(problem: Problem, item: Factor, point: int, forward: bool) -> str:
    pen = _pen(problem, point, forward)
    if item.kind == "cost":
        a, y = formulas.output_of(problem, item)
        return formulas.cost_factor(problem, pen.alone(a), pen.factor(y) if y else "")
    if item.kind == "gate" and problem.network.activations[item.above.layer - 1] != "softmax":
        return f"{rho(problem.network, item.above.layer)}'\\left({pen.alone(item.below)}\\right)"
    if item.kind == "local":
        return enclosed(local_derivative(problem, item, pen))
    if item.kind in ("weight", "input"):
        return pen.factor(problem.graph.named[item.name])
    return written(problem, item.name, formulas.point_index(problem, point))


def _pen(problem: Problem, point: int, forward: bool) -> Pen:
    """The pen that writes what is given, and what is found, as numbers, and the rest as symbols."""
    graph, trace = problem.graph, problem.trace

    def value(one: Quantity) -> Number | None:
        if one in graph.constants:
            return graph.constants[one]
        if one.name in trace.theta:
            return trace.theta[one.name]
        return trace.at(one.name, point) if forward or one.is_given else None

    def written_as(one: Quantity, *, brackets: bool) -> str:
        found = value(one)
        if found is None:
            return written(problem, one.name, formulas.point_index(problem, point))
        return bracketed(found) if brackets else as_latex(found)

    return Pen(lambda one: written_as(one, brackets=True), lambda one: written_as(one, brackets=False))
