"""The last laboratory as Home shows it: of which problem it was, and the curve of the cost in a line."""

import json
from collections.abc import Sequence
from math import isfinite, log10
from typing import NamedTuple

from tutor.journal.journal import Journal
from tutor.lessons.problem import Problem
from tutor.session.record_names import record_name

SETTING = "last_laboratory"
MOST = 24
"""So many costs are kept: what fits in a line."""
HEIGHTS, PLAIN_HEIGHTS = "▁▂▃▄▅▆▇█", "_.-=^"


class LastLaboratory(NamedTuple):
    """A problem's name in the journal, and the costs from step to step, a few of many."""

    problem: str
    costs: tuple[float, ...]


def keep_laboratory(journal: Journal, problem: Problem, costs: Sequence[float]) -> None:
    """The laboratory is left: keep what Home shows of it, if there was a step to show."""
    finite = [float(cost) for cost in costs if isfinite(cost)]
    if len(finite) > 1:
        last = len(finite) - 1
        places = sorted({round(k * last / (MOST - 1)) for k in range(MOST)})
        some = [float(f"{finite[place]:.4g}") for place in places]
        journal.set_setting(SETTING, json.dumps({"problem": record_name(problem), "costs": some}))


def last_laboratory(journal: Journal) -> LastLaboratory | None:
    """What was kept; None where there is nothing, or what is there is damaged."""
    try:
        kept = json.loads(journal.setting(SETTING) or "null")
        costs = tuple(float(cost) for cost in kept["costs"])
        return LastLaboratory(str(kept["problem"]), costs) if len(costs) > 1 and all(map(isfinite, costs)) else None
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def sparkline(values: Sequence[float], *, plain: bool) -> str:
    """The values as a line of bars, high for high, on a logarithmic axis where all are above 0."""
    heights = PLAIN_HEIGHTS if plain else HEIGHTS
    scaled = [log10(value) for value in values] if min(values) > 0 else list(values)
    low, high = min(scaled), max(scaled)
    if high == low:
        return heights[0] * len(scaled)
    return "".join(heights[round((value - low) / (high - low) * (len(heights) - 1))] for value in scaled)
