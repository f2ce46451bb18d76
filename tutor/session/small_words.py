"""The words of a question with numbers of its own, as Markdown."""

from fractions import Fraction

from tutor.diagnosis.small import Small
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.lessons.words import Words
from tutor.network.paths import cost_by


def small_words(small: Small, words: Words) -> str:
    """What is asked, with all the numbers that it takes."""
    problem, field = small.problem, small.field
    values: dict[str, Value] = {"widths": "-".join(map(str, problem.network.widths)), "m": len(problem.data)}
    if small.kind == "cost":
        values = {"m": len(problem.data), "outputs": _row(0, small), "targets": _row(1, small)}
    elif small.kind == "network":
        points = ",\\; ".join(f"({_vector(x)},\\, {_vector(y)})" for x, y in problem.data)
        values |= {"theta": Latex(as_tuple(problem.theta)), "data": Latex(points), "asked": Latex(asked_for(small))}
    elif small.kind == "update":
        theta = problem.trace.theta[field.name]
        values = {
            "parameter": Latex(written(problem, field.name)),
            "old": theta,
            "grad": problem.trace.gradient[field.name],
            "eta": problem.learning_rate,
            "cost": problem.trace.cost,
            "m": len(problem.data),
            "asked": Latex(asked_for(small)),
        }
    return words(f"small.{small.kind}", **values)


def asked_for(small: Small) -> str:
    """The symbol of what is asked for, in LaTeX."""
    field = small.field
    if field.stage == "a":
        return "|\\theta|"
    if field.stage == "c":
        return written(small.problem, small.problem.graph.objective.name)
    return written(small.problem, cost_by(field.name) if field.stage == "d" else f"{field.name}'")


def _vector(values: tuple[Fraction, ...]) -> str:
    return as_latex(values[0]) if len(values) == 1 else as_tuple(values)


def _row(at: int, small: Small) -> Latex:
    return Latex(",\\; ".join(as_latex(point[at][0]) for point in small.problem.data))
