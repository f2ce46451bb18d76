"""The words of a question with numbers of its own, as Markdown."""

from fractions import Fraction

from tutor.diagnosis.small import Small
from tutor.lessons.definitions import activations
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.recipes import made, symbols_pen
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value
from tutor.lessons.words import Words

NEXT, NEXT_GROUP = ",\\; ", ",\\quad "


def small_words(small: Small, words: Words) -> str:
    """What is asked, with all the numbers that it takes."""
    values: dict[str, Value]
    if small.kind == "count":
        values = {"widths": _widths(small), "m": len(small.problem.data)}
    elif small.kind == "cost":
        values = {"m": len(small.problem.data), "outputs": _row(0, small), "targets": _row(1, small)}
    else:
        values = {"asked": Latex(asked_for(small)), "eta": small.problem.learning_rate}
        values |= _of_step(small) if small.kind in ("update", "graph_update") else _of_computation(small)
    return words(f"small.{small.kind}", **values)


def asked_for(small: Small) -> str:
    """The symbol of what is asked for, in LaTeX; a count has none."""
    field, objective = small.field, small.problem.graph.objective.name
    if field.stage == "c":
        return written(small.problem, objective)
    return written(small.problem, f"d{objective}/d{field.name}" if field.stage == "d" else f"{field.name}'")


def _of_step(small: Small) -> dict[str, Value]:
    problem, name = small.problem, small.field.name
    return {
        "parameter": Latex(written(problem, name)),
        "old": problem.trace.theta[name],
        "grad": problem.trace.gradient[name],
        "cost": problem.trace.cost,
        "m": len(problem.data),
    }


def _of_computation(small: Small) -> dict[str, Value]:
    rounded: dict[str, Value] = {"rate": small.needs_rate, "rounded": not small.is_rational}
    return rounded | (_of_network(small) if small.problem.is_layered else _of_graph(small))


def _of_network(small: Small) -> dict[str, Value]:
    problem = small.problem
    points = NEXT.join(f"({_vector(x)},\\, {_vector(y)})" if y else _vector(x) for x, y in problem.data)
    return {
        "widths": _widths(small),
        "functions": Latex(NEXT_GROUP.join(one.formula for one in activations(problem.network))),
        "theta": Latex(as_tuple(problem.theta)),
        "data": Latex(points),
        "target": problem.network.cost_function.has_target,
    }


def _of_graph(small: Small) -> dict[str, Value]:
    problem, graph = small.problem, small.problem.graph
    pen = symbols_pen(problem)
    nodes = (f"{written(problem, node.quantity.name)} = {made(problem, node, pen)}" for node in graph.nodes)
    given = zip(graph.parameters, problem.theta, strict=True)
    return {
        "nodes": Latex(NEXT_GROUP.join(nodes)),
        "values": Latex(NEXT.join(f"{written(problem, one.name)} = {as_latex(value)}" for one, value in given)),
        "points": bool(graph.inputs),
        "m": len(problem.data),
        "input": Latex(written(problem, graph.inputs[0].name) if graph.inputs else ""),
        "data": Latex(NEXT.join(as_latex(value) for x, _ in problem.data for value in x)),
        "objective": Latex(written(problem, graph.objective.name)),
    }


def _widths(small: Small) -> str:
    return "-".join(map(str, small.problem.network.widths))


def _vector(values: tuple[Fraction, ...]) -> str:
    return as_latex(values[0]) if len(values) == 1 else as_tuple(values)


def _row(at: int, small: Small) -> Latex:
    return Latex(NEXT.join(as_latex(point[at][0]) for point in small.problem.data))
