"""All mistakes that can be made on a network or a computation graph, and all ids that there are."""

from functools import cache, lru_cache

from tutor.mistakes.back import BACK
from tutor.mistakes.component import Component
from tutor.mistakes.cost import COST, cost_of_points
from tutor.mistakes.count import COUNT
from tutor.mistakes.forward import FORWARD
from tutor.mistakes.gate import GATES
from tutor.mistakes.graph import GRAPH, GRAPH_GATES, objective_of_points
from tutor.mistakes.last_factor import BIASES, WEIGHTS
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.points import sums
from tutor.mistakes.slip import SLIPS
from tutor.mistakes.slope import OUTPUT
from tutor.mistakes.update import UPDATE, WRITTEN
from tutor.network.architecture import Network
from tutor.network.graph import Graph


@lru_cache(maxsize=64)
def before_the_update(points: int) -> tuple[Mistake, ...]:
    """Every mistake but those of counting and of the update, for a number of data points: the same objects always."""
    return (
        *FORWARD,
        *COST,
        *cost_of_points(points),
        *objective_of_points(points),
        *OUTPUT,
        *GATES,
        *BACK,
        *WEIGHTS,
        *BIASES,
        *GRAPH,
        *GRAPH_GATES,
        *sums(points),
        *WRITTEN,
    )


@lru_cache(maxsize=64)
def mistakes_of(computation: Network | Graph, points: int) -> tuple[Mistake, ...]:
    """Every mistake, but those of counting, that makes sense on a network or a computation graph."""
    return tuple(one for one in (*before_the_update(points), *UPDATE) if one.is_possible(computation))


def rule_ids() -> tuple[str, ...]:
    """The ids of all mistakes, on any network; slips, which break no rule, are not among them."""
    return tuple(_components())


def all_ids() -> tuple[str, ...]:
    """The ids of all mistakes and slips."""
    return (*rule_ids(), *(slip.id for slip in SLIPS))


def component_of(mistake: str) -> Component | None:
    """The component of the chain rule that a mistake is one in, by its id; None for slips and unknown ids."""
    return _components().get(mistake)


@cache
def _components() -> dict[str, Component]:
    """The components of all mistakes by id, in the order of the computation."""
    rules = {mistake.id: mistake.component for mistake in (*before_the_update(2), *UPDATE)}
    return {mistake.id: mistake.component for mistake in COUNT} | rules
