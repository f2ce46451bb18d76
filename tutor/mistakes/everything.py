"""All mistakes that can be made on a network, and all ids that there are."""

from tutor.mistakes.cost import COST, cost_of_points
from tutor.mistakes.count import COUNT
from tutor.mistakes.forward import FORWARD
from tutor.mistakes.last_factor import BIASES, WEIGHTS
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.partial import BACK, GATES, OUTPUT, sums
from tutor.mistakes.update import UPDATE
from tutor.network.architecture import Network

SLIPS = ("slip.term", "slip.product", "slip.sign", "slip.digits", "slip.point")
"""Slips of arithmetic: no rule gives them."""


def before_the_update(points: int) -> tuple[Mistake, ...]:
    """Every mistake but those of counting and of the update, for a number of data points."""
    return (*FORWARD, *COST, *cost_of_points(points), *OUTPUT, *GATES, *BACK, *WEIGHTS, *BIASES, *sums(points))


def mistakes_of(network: Network, points: int) -> tuple[Mistake, ...]:
    """Every mistake, but those of counting, that makes sense on the network."""
    return tuple(mistake for mistake in (*before_the_update(points), *UPDATE) if mistake.makes_sense(network))


def all_ids() -> tuple[str, ...]:
    """The ids of all mistakes and slips, on any network."""
    ids = [*(mistake.id for mistake in COUNT), *(mistake.id for mistake in (*before_the_update(2), *UPDATE)), *SLIPS]
    return tuple(dict.fromkeys(ids))
