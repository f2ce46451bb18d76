"""A partial derivative from what was found at the layer after: ∂C/∂z there, one weight, one gate, and the last factor.

In the table of such a break-down the paths count downwards from −1, and an only one is 0, so that no sub-step is called
as one of the whole chain is.
"""

from functools import lru_cache

from tutor.lessons import formulas
from tutor.lessons.problem import Problem
from tutor.network.paths import Factor, Path, edges_to

ONLY = 0
"""The only path from the layer after."""


@lru_cache(maxsize=256)
def delta_ways(problem: Problem, name: str) -> tuple[Path, ...]:
    """The products that begin at the ∂C/∂z of the layer after, one for each unit there; none where nothing does."""
    quantity, graph = problem.graph.named[name], problem.graph
    if quantity.kind not in ("weight", "bias") or formulas.goes_by_use(problem, name):
        return ()
    (last,) = edges_to(graph, quantity)[:1] or (None,)
    gates = edges_to(graph, last.above) if last is not None else []
    if last is None or len(gates) != 1:  # softmax has several
        return ()
    ways = []
    for edge in edges_to(graph, gates[0].above):
        if edge.kind != "weight":
            return ()
        total = Factor(f"d{graph.objective}/d{edge.above}", "total", graph.objective, edge.above)
        ways.append((total, edge, gates[0], last))
    return tuple(ways)


def ways_of(problem: Problem, name: str, path: int | None) -> tuple[Path, ...]:
    """The products of the break-down that a path is one of."""
    return delta_ways(problem, name) if path is not None and path <= 0 else formulas.ways_to(problem, name)


def way_at(problem: Problem, name: str, path: int | None) -> Path:
    """One product of a break-down: that of a path, or the only one. Raises IndexError where there is none."""
    return ways_of(problem, name, path)[abs(path or 1) - 1]
