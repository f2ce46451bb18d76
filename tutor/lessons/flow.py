"""The flow through a computation, step by step: values forward at a data point, then the derivative back.

What was found once is used again: the derivative by a quantity is that by each quantity it goes into, times one factor.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from tutor.lessons import formulas, penalties
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import TIMES, local_derivative, made, numbers_pen, symbols_pen
from tutor.lessons.symbols import written
from tutor.network.numbers import Number
from tutor.network.paths import Factor, edges_to, slopes
from tutor.network.quantity import Quantity

Phase: TypeAlias = Literal["forward", "back", "parameter", "sum"]


class FlowStep(NamedTuple):
    """One quantity is found, or one derivative."""

    phase: Phase
    quantity: Quantity
    """What is found, or what the objective is differentiated by."""
    point: int | None
    """The data point, from 1; None for the sum over all of them."""
    latex: str
    """What is found, as the lesson writes it."""
    formula: str
    numbers: str
    """The right side in symbols and with numbers, as LaTeX."""
    value: Number
    uses: tuple[Quantity, ...]
    """What it comes from: what the quantity is made of, or on the way back what is made of it."""

    @property
    def equation(self) -> str:
        """All of it on one line, as LaTeX; a part that says the same as another is left out."""
        return " = ".join(dict.fromkeys((self.latex, self.formula, self.numbers, as_latex(self.value))))


def flow(problem: Problem, point: int) -> tuple[FlowStep, ...]:
    """The steps at a data point, counted from 1. Raises IndexError where there is no such point."""
    if not 1 <= point <= problem.trace.points:
        raise IndexError(point)
    return (*_forward(problem, point), *_back(problem, point), *_sums(problem))


def _forward(problem: Problem, point: int) -> Iterator[FlowStep]:
    trace, graph = problem.trace, problem.graph
    pens = symbols_pen(problem), numbers_pen(problem, point)
    for node in graph.nodes[:-1]:
        one, (symbols, numbers) = node.quantity, (made(problem, node, pen) for pen in pens)
        latex = written(problem, one.name)
        yield FlowStep("forward", one, point, latex, symbols, numbers, trace.at(one.name, point), node.parents)
    last = graph.nodes[-1]
    objective = written(problem, graph.objective.name) + (f"_{{{point}}}" if trace.points > 1 else "")
    if problem.is_layered:
        symbols, numbers = (_cost(problem, formulas.terms(problem, pen, point)) for pen in pens)
        scale: Number = problem.network.cost_scale(trace.points)
    else:
        symbols, numbers = (made(problem, last, pen) for pen in pens)
        scale = 1
    value = scale * trace.cost_term(point)
    yield FlowStep("forward", last.quantity, point, objective, symbols, numbers, value, last.parents)


def _cost(problem: Problem, terms: Sequence[str]) -> str:
    """What a data point adds to the cost, what stands before the sum included."""
    total, scale = " + ".join(terms), formulas.cost_scale(problem)
    is_bracketed = len(terms) == 1 and total.endswith(("\\right)", "\\right)^2"))
    if not scale:
        is_whole = len(terms) == 1 and total.startswith("\\left(") and total.endswith("\\right)")
        return total.removeprefix("\\left(").removesuffix("\\right)") if is_whole else total
    return f"{scale}{total}" if is_bracketed else f"{scale}\\left({total}\\right)"


def _back(problem: Problem, point: int) -> Iterator[FlowStep]:
    graph = problem.graph
    waiting = {one: {node.quantity for node in graph.uses.get(one, ())} for one in graph.asked}
    first = slopes(graph) if problem.is_layered else ()
    skipped = set(graph.nodes[-1].parents) - set(first) if first else set()
    for one in (graph.objective, *graph.backwards):
        if one != graph.objective and one not in skipped:
            yield _slope(problem, one, point, "back")
        for parameter, nodes in waiting.items():  # once all that it goes into has its derivative
            if one in nodes:
                nodes.discard(one)
                if not nodes:
                    yield _slope(problem, parameter, point, "parameter")


def _slope(problem: Problem, quantity: Quantity, point: int, phase: Phase) -> FlowStep:
    edges = _edges(problem, quantity)
    formula = " + ".join(" \\, ".join(_symbols(problem, edge)) for edge in edges)
    numbers = " + ".join(TIMES.join(_numbers(problem, edge, point)) for edge in edges)
    value = problem.trace.slope(quantity.name, point)
    uses = tuple(edge.above for edge in edges)
    return FlowStep(phase, quantity, point, _partial(problem, quantity), formula, numbers, value, uses)


def _edges(problem: Problem, quantity: Quantity) -> list[Factor]:
    """The factors down to a quantity; of softmax before its entropy the one for both: p − y."""
    graph = problem.graph
    if problem.is_layered and quantity in slopes(graph):
        return [Factor(f"d{graph.objective}/d{quantity}", "cost", graph.objective, quantity)]
    return edges_to(graph, quantity)


def _partial(problem: Problem, quantity: Quantity, index: str = "") -> str:
    return written(problem, f"d{problem.graph.objective}/d{quantity}", index)


def _symbols(problem: Problem, edge: Factor, index: str = "") -> list[str]:
    """What arrives above, and the factor from there; at the objective the factor alone, and without a factor of 1."""
    if edge.kind == "local":
        own = local_derivative(problem, edge, symbols_pen(problem, index))
    else:
        own = formulas.factor(problem, edge, index)
    if edge.above == problem.graph.objective:
        return [own]
    total = _partial(problem, edge.above, index)
    return [total] if edge.kind == "one" or own == "1" else [total, own]


def _numbers(problem: Problem, edge: Factor, point: int) -> list[str]:
    trace = problem.trace
    if edge.kind == "cost":
        a, y = formulas.output_of(problem, edge)
        shown = [bracketed(trace.at(one.name, point)) for one in (a, y) if one is not None]
        return [formulas.cost_factor(problem, shown[0], shown[1] if len(shown) > 1 else "")]
    own = trace.factor(edge, point)
    if edge.above == problem.graph.objective:
        return [bracketed(own)]
    total = bracketed(trace.slope(edge.above.name, point))
    return [total] if edge.kind == "one" else [total, bracketed(own)]


def _sums(problem: Problem) -> Iterator[FlowStep]:
    """What each point has in a partial derivative adds up, with what a penalty adds; nothing for one point alone."""
    trace, points = problem.trace, range(1, problem.trace.points + 1)
    if len(points) == 1:
        return
    for one in problem.graph.asked:
        terms = (_symbols(problem, edge, formulas.point_index(problem)) for edge in _edges(problem, one))
        arriving = " + ".join(" \\, ".join(term) for term in terms)
        formula = formulas.point_sum(problem, f"\\left({arriving}\\right)" if " + " in arriving else arriving)
        numbers = " + ".join(bracketed(trace.slope(one.name, point)) for point in points)
        yield FlowStep(
            "sum",
            one,
            None,
            _partial(problem, one),
            formula + penalties.in_partial(problem, one.name),
            numbers + penalties.in_partial_with_numbers(problem, one.name),
            trace.gradient[one.name],
            (one,),
        )
