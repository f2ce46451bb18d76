"""What each answer and each sub-step is worked out from: the way back from a wrong answer to what made it wrong."""

from collections.abc import Iterator

from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, breakdown, factor_at, has_breakdown, step_parts, table_of
from tutor.lessons.formulas import output_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.network.paths import Factor, Path, paths


def depends_on(problem: Problem, node: FieldId, *, from_delta: bool = False) -> tuple[FieldId, ...]:
    """The sub-steps (or the earlier field) from which a node's value is worked out directly; none for what is given.

    `from_delta`: a partial derivative is worked out from the ∂C/∂z of the layer after, which is found already.
    """
    if node.is_after:
        return tuple(_after(problem, node))
    if not node.step:
        return _below_whole(problem, node, from_delta)
    name, point, path = step_parts(node)
    if name == STEP:
        return (FieldId("d", node.name),)
    if name == PRODUCT:
        row = next(r for r in table_of(problem, node).rows if (r.point, r.path) == (point, path))
        return tuple(cell for cell, asked in zip(row.cells[:-1], row.names, strict=False) if asked != "1")
    return tuple(FieldId("c", "", f"{below}@{point}") for below in dict.fromkeys(_forward(problem, node, name)))


def _after(problem: Problem, node: FieldId) -> Iterator[FieldId]:
    """What is worked out at θ′: before anything else θ′ itself, then what the same thing is made of at θ."""
    if not node.step:
        yield from (FieldId("e", parameter.name) for parameter in problem.graph.asked)
    if has_breakdown(node.parent):
        below = depends_on(problem.moved, node.before)
        yield from (FieldId("e", node.name, one.step) for one in below)


def _below_whole(problem: Problem, field: FieldId, from_delta: bool) -> tuple[FieldId, ...]:
    if field.stage == "e":
        return (FieldId("e", field.name, STEP),)
    if field.stage not in "cd":
        return ()
    rows = breakdown(problem, field, from_delta=from_delta).rows
    if field.stage == "c" and not problem.is_layered and len(rows) == 1:  # the field is the objective's one value
        return tuple(FieldId("c", "", f"{below}@1") for below in _made_of(problem, problem.graph.objective.name))
    return tuple(row.cells[-1] for row in rows)


def _forward(problem: Problem, node: FieldId, name: str) -> Iterator[str]:
    """What a quantity of one point depends on in the forward pass, what is given left out."""
    graph = problem.graph
    factor = factor_at(problem, node)
    if factor is not None:
        yield from _of_factor(problem, factor)
    elif name == SQUARES:
        residuals = [residual for residual, _, _ in graph.residuals]
        yield from residuals if problem.network.cost_function.is_squares else _made_of(problem, graph.objective.name)
    elif name in graph.named:
        yield from _made_of(problem, name)
    else:
        yield from (a.name for residual, a, _ in graph.residuals if residual == name)


def _of_factor(problem: Problem, factor: Factor) -> Iterator[str]:
    """What a factor of the chain depends on: the values at which its operation is differentiated."""
    match factor.kind:
        case "cost" if problem.network.cost_function.is_squares:
            yield problem.graph.residuals[factor.below.unit - 1][0]
        case "cost":
            yield output_of(problem, factor)[0].name
        case "gate":
            yield from _made_of(problem, factor.above.name)
        case "local":
            yield from _of_local(problem, factor)
        case "input":
            yield from _made_of(problem, factor.name)
        case "total" if not problem.is_layered:
            ways: tuple[Path, ...] = paths(problem.graph, factor.below.name)
            for item in (item for way in ways for item in way):
                yield from _of_local(problem, item)


def _of_local(problem: Problem, factor: Factor) -> Iterator[str]:
    """What a local derivative depends on: nothing in a sum, in a product by one side the other."""
    node = problem.graph.node_of[factor.above]
    if node.operation in ("+", "-", "negative", "identity"):
        return
    others = tuple(one for one in node.parents if one != factor.below)
    by_other = node.operation == "*" or (node.operation == "/" and factor.below == node.parents[0])
    yield from (one.name for one in (others if by_other and others else node.parents) if not one.is_given)


def _made_of(problem: Problem, name: str) -> Iterator[str]:
    """What a quantity is made of that is not given."""
    return (one.name for one in problem.graph.parents(problem.graph.named[name]) if not one.is_given)
