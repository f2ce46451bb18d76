"""A penalty on the weights in the formulas of the cost and of a partial derivative. Of no data point it is a part."""

from tutor.lessons.figures import bracketed
from tutor.lessons.joining import sum_of
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import TIMES
from tutor.lessons.symbols import written
from tutor.network.architecture import Penalty


def in_cost(problem: Problem) -> str:
    """What the penalty adds to the cost: `+ \\frac{\\lambda}{2} \\sum_{w} w^2`; nothing where there is none."""
    penalty = _penalty(problem)
    return f" + {_over(penalty, problem, '2')} \\sum_{{w}} w^2" if penalty else ""


def in_cost_with_numbers(problem: Problem) -> str:
    """The same with the weights' numbers."""
    penalty = _penalty(problem)
    if penalty is None:
        return ""
    half = bracketed(penalty.coefficient(len(problem.data)) / 2)
    each = zip(problem.graph.parameters, problem.theta, strict=True)
    squares = [f"{bracketed(value)}^2" for one, value in each if one.kind == "weight"]
    return f" + {half}\\left[{sum_of(squares)}\\right]"


def in_partial(problem: Problem, name: str) -> str:
    """What the penalty adds to the partial by a weight, λ w or λ w / m; nothing for what is no weight."""
    penalty = _penalty(problem)
    if penalty is None or problem.graph.named[name].kind != "weight":
        return ""
    return f" + {_over(penalty, problem, '')} \\, {written(problem, name)}"


def in_partial_with_numbers(problem: Problem, name: str) -> str:
    """The same with the weight's number, its value at θ."""
    penalty = _penalty(problem)
    if penalty is None or problem.graph.named[name].kind != "weight":
        return ""
    coefficient = bracketed(penalty.coefficient(len(problem.data)))
    return f" + {coefficient}{TIMES}{bracketed(problem.trace.theta[name])}"


def _penalty(problem: Problem) -> Penalty | None:
    return problem.network.penalty if problem.is_layered else None


def _over(penalty: Penalty, problem: Problem, divisor: str) -> str:
    """λ over a divisor, and over the number of points where the penalty is divided by it."""
    points = str(len(problem.data)) if penalty.over_points and len(problem.data) > 1 else ""
    below = " \\cdot ".join(part for part in (divisor, points) if part)
    return f"\\frac{{\\lambda}}{{{below}}}" if below else "\\lambda"
