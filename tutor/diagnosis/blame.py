"""What each answer and each sub-step is worked out from: the way back from a wrong answer to what made it wrong."""

from collections.abc import Iterator

from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, breakdown, step_parts
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import indices_of, layer_of


def depends_on(problem: Problem, node: FieldId) -> tuple[FieldId, ...]:
    """The sub-steps (or the earlier field) from which a node's value is worked out directly; none for what is given."""
    if not node.step:
        if node.stage == "e":
            return (FieldId("e", node.name, STEP),)
        return tuple(row.cells[-1] for row in breakdown(problem, node).rows) if node.stage in "cd" else ()
    name, point, path = step_parts(node)
    if name == STEP:
        return (FieldId("d", node.name),)
    if name == PRODUCT:
        row = next(r for r in breakdown(problem, node.parent).rows if (r.point, r.path) == (point, path))
        return tuple(cell for cell, asked in zip(row.cells[:-1], row.names, strict=False) if asked != "1")
    return tuple(FieldId("c", "", f"{below}@{point}") for below in _forward(problem, name))


def _forward(problem: Problem, name: str) -> Iterator[str]:
    """What a quantity of one point depends on in the forward pass, the targets and the inputs left out."""
    network = problem.network
    outputs = range(1, network.widths[-1] + 1)
    if name == SQUARES:
        yield from (network.residual(j) for j in outputs)
    elif "/" in name:
        below = name.split("/d")[1]
        if name.startswith("dC/da"):
            yield network.residual(indices_of(below)[0])
        elif below[0] == "z" and not name.startswith("dC"):
            yield below
    elif name[0] == "r":
        yield network.unit("a", network.depth, indices_of(name)[0])
    elif name[0] == "a":
        yield network.unit("z", layer_of(name), indices_of(name)[0])
    elif name[0] == "z" and (layer := layer_of(name)) > 1:
        yield from (network.unit("a", layer - 1, k) for k in range(1, network.widths[layer - 1] + 1))
