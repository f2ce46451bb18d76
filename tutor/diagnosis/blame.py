"""The walk back along the tree from a wrong answer to the first wrong node, by what the learner answers on the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.diagnosis.observing import Answered, follows_from, is_right
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, breakdown, step_parts
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import indices_of, layer_of


@dataclass(frozen=True)
class Walk:
    """How far the walk has come: the first wrong node, or the sub-step to ask for next.

    `way` leads from the field back to where the walk stands. `follows` are wrong answers that follow rightly from the
    learner's own; `besides` are wrong ones that don't, and so have a mistake of their own.
    """

    field: FieldId
    way: tuple[FieldId, ...]
    wrong: FieldId | None
    ask: FieldId | None
    follows: tuple[FieldId, ...] = ()
    besides: tuple[FieldId, ...] = ()


def first_wrong(table: Table, field: FieldId, answered: Answered) -> Walk:
    """The walk back from a wrong answer. Where the learner has not answered enough, `ask` is what to ask for.

    A node is where the mistake was made if it is wrong and all that it depends on is right.
    """
    way: list[FieldId] = []
    node: FieldId | None = field
    ask: FieldId | None = None
    while node is not None:
        way.append(node)
        below = [_given(child, answered) for child in depends_on(table.problem, node)]
        node = next((one for one in below if one in answered and not is_right(table, one, answered[one])), None)
        if node is None:
            ask = next((one for one in below if one not in answered), None)
    if ask is not None:
        return Walk(field, tuple(way), None, ask)
    first = way[-1]
    wrong = [one for one in answered if one != first and one.stage in "cde" and not is_right(table, one, answered[one])]
    follows = tuple(one for one in wrong if follows_from(table, answered, one) is not None)
    return Walk(field, tuple(way), first, None, follows, tuple(one for one in wrong if one not in follows))


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


def _given(node: FieldId, answered: Answered) -> FieldId:
    """The node under the name by which the learner answered it: a forward value may stand in several tables."""
    if node in answered or node.stage != "c" or not node.step:
        return node
    return next((field for field in answered if field.stage == "d" and field.step.split(".")[0] == node.step), node)
