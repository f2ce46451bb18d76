"""The paths of the chain rule: every way from the objective down to a parameter, and the factors along it. No numpy."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from tutor.network.graph import Graph, Node
from tutor.network.quantity import Quantity

PATH_LIMIT = 64
"""`paths` lists no more than this many unless asked to; `path_count` says how many there are."""


class Factor(NamedTuple):
    """One factor of the chain rule: the derivative of a quantity by one that it is made of.

    `name` is what the trace knows its value by; "1" for the last factor of a bias.
    """

    name: str
    kind: Literal["cost", "gate", "weight", "input", "one", "local", "total"]
    """`total` is the objective's derivative by a node, where not all paths down to it are followed."""
    above: Quantity
    below: Quantity


Path: TypeAlias = tuple[Factor, ...]


def paths(graph: Graph, parameter_name: str, limit: int | None = PATH_LIMIT) -> tuple[Path, ...]:
    """The paths from the objective down to a quantity, at most `limit` of them (None: all), in the order of the edges.

    In 1-1-1-1, `w1`: ∂C/∂a3, ∂a3/∂z3, w3, ∂a2/∂z2, w2, ∂a1/∂z1, x. Raises KeyError for a name that is no quantity's.
    """
    return tuple(islice(_below(graph, graph.objective, graph.named[parameter_name]), limit))


def path_count(graph: Graph, parameter_name: str) -> int:
    """How many paths lead to a quantity."""
    return _counts(graph, graph.named[parameter_name]).get(graph.objective, 0)


@lru_cache(maxsize=512)
def ways(graph: Graph, name: str, most: int) -> tuple[Path, ...]:
    """The paths to a quantity, or where there are more than so many one for each of its uses.

    Those begin at the objective's derivative by what is made there: ∂C/∂z1 and x for a weight of the first layer.
    """
    if path_count(graph, name) <= most:
        return paths(graph, name, None)
    quantity, objective = graph.named[name], graph.objective
    uses = edges_to(graph, quantity)
    if all(edge.above == objective for edge in uses):
        return tuple((edge,) for edge in uses)
    return tuple((Factor(f"d{objective}/d{edge.above}", "total", objective, edge.above), edge) for edge in uses)


def gate(unit: Quantity, below: Quantity) -> str:
    """The name of the derivative of one quantity by another: `da3/dz3`, `dq/dx`."""
    return f"d{unit}/d{below}"


def cost_by(quantity: str) -> str:
    """The name of a derivative of the cost: `dC/dw1`."""
    return f"dC/d{quantity}"


@lru_cache(maxsize=4096)
def edges(graph: Graph, quantity: Quantity) -> tuple[Factor, ...]:
    """The factors from a quantity to what it is made of, one for each path of length one.

    Where softmax is followed by cross-entropy, the chain begins at z: ∂C/∂z = p − y.
    """
    node = graph.node_of.get(quantity)
    return () if node is None else tuple(_edges(graph, node))


def edges_to(graph: Graph, quantity: Quantity) -> list[Factor]:
    """The factors that lead down to a quantity from what is made of it."""
    above = dict.fromkeys(node.quantity for node in graph.uses.get(quantity, ()))
    return [edge for one in above for edge in edges(graph, one) if edge.below == quantity]


def _edges(graph: Graph, node: Node) -> Iterator[Factor]:
    above, parents = node.quantity, node.parents
    if above.kind == "cost":
        for below in slopes(graph):
            yield Factor(f"d{above}/d{below}", "cost", above, below)
    elif node.operation == "affine":
        for k, below in enumerate(parents):
            if k == len(parents) - 1 and len(parents) % 2:
                yield Factor("1", "one", above, below)
            elif k % 2:
                yield Factor(parents[k - 1].name, "weight", above, below)
            else:
                yield Factor(parents[k + 1].name, "input", above, below)
    else:
        kind: Literal["gate", "local"] = "gate" if above.kind == "activation" else "local"
        for below in dict.fromkeys(parents):
            if below.kind != "constant":
                yield Factor(gate(above, below), kind, above, below)


def slopes(graph: Graph) -> tuple[Quantity, ...]:
    """The quantities by which a cost is differentiated first: the outputs, or the z of a softmax before its entropy."""
    node = graph.nodes[-1]
    outputs = [one for one in node.parents if one.kind == "activation"]
    if node.operation == "cross-entropy":
        return tuple(sorted(graph.parents(outputs[0]), key=lambda one: one.unit))
    return tuple(outputs)


def _counts(graph: Graph, goal: Quantity) -> dict[Quantity, int]:
    """How many paths lead to a quantity from each that depends on it; kept with the graph."""
    known = graph.path_counts.get(goal)
    if known is not None:
        return known
    counts = graph.path_counts[goal] = {goal: 1}
    for node in graph.nodes:
        found = sum(counts.get(factor.below, 0) for factor in edges(graph, node.quantity))
        if found and node.quantity != goal:
            counts[node.quantity] = found
    return counts


def _below(graph: Graph, start: Quantity, goal: Quantity) -> Iterator[Path]:
    """The paths from a quantity down to the goal, found without recursion: a graph may be deep."""
    leads_there = _counts(graph, goal)
    waiting: list[tuple[Quantity, Path]] = [(start, ())]
    while waiting:
        quantity, path = waiting.pop()
        if quantity == goal:
            yield path
            continue
        ways = [factor for factor in edges(graph, quantity) if factor.below in leads_there]
        waiting += [(factor.below, (*path, factor)) for factor in reversed(ways)]
