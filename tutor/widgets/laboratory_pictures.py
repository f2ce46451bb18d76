"""What is drawn of a laboratory: data and f, C along η, the cost curve, a slice with the path on it."""

import numpy as np

from tutor.laboratory.looking import Along, Slice
from tutor.laboratory.state import Lab
from tutor.network.products import Array
from tutor.session.numbers import short
from tutor.widgets.axis import Axis, around
from tutor.widgets.heat_map import Heat
from tutor.widgets.plot import Curve, Dot, Drawn, Upright
from tutor.widgets.screen_naming import ScreenNaming

DASHED = 0.5
FAR = 2.0
"""So many times as far as the data go, an f after a wild step is still in the plot."""
MOST_ON_PATH = 400
"""Places of a path that are marked on a slice."""


def signs(naming: ScreenNaming) -> dict[str, str]:
    """The signs that captions name."""
    if naming.plain:
        return {"solid": "*", "dashed": "+", "dotted": ".", "dot": "o", "knob": "#", "death": "x"}
    return {"solid": "──", "dashed": "╌╌", "dotted": "··", "dot": "●", "knob": "◆", "death": "✗"}


def curve(lab: Lab, naming: ScreenNaming, caption: str = "laboratory.curve") -> Drawn:
    """The data, f here, and f after the next step."""
    experiment, marks = lab.experiment, signs(naming)
    x, y = experiment.points
    now, then = experiment.curves(np.stack([lab.theta, lab.next_theta]))
    inside = (experiment.curve_x >= x.min()) & (experiment.curve_x <= x.max())
    seen = around([y, now[inside]])
    height = seen.high - seen.low
    after = then[np.isfinite(then)]
    reached = after[(after > seen.low - FAR * height) & (after < seen.high + FAR * height)]
    return Drawn(
        naming.say(caption, **marks),
        Axis(float(experiment.curve_x[0]), float(experiment.curve_x[-1])),
        around([y, now[inside], reached]),
        (Curve(experiment.curve_x, then, "accent", DASHED, "+"), Curve(experiment.curve_x, now, "primary")),
        [Dot(a, b, marks["dot"], "success") for a, b in zip(x.tolist(), y.tolist(), strict=True)],
        x_name="x",
    )


def along_rates(lab: Lab, seen: Along, naming: ScreenNaming, caption: str = "laboratory.along") -> Drawn:
    """C after a step of each η, on logarithms, the η of now, and where units die."""
    marks = signs(naming)
    deaths = [Upright(rate, marks["death"], "error") for rate in seen.deaths.values()]
    costs = np.append(seen.costs, lab.cost)
    y_axis = _of_costs(costs)
    return Drawn(
        naming.say(caption, **marks, deaths=bool(deaths)),
        Axis(float(seen.rates[0]), float(seen.rates[-1]), log=True),
        y_axis,
        (
            Curve(seen.rates, np.full(len(seen.rates), lab.cost), "foreground", DASHED, "-"),
            Curve(seen.rates, seen.costs, "primary"),
        ),
        [Dot(lab.rate, _kept(lab.next_cost, y_axis), marks["knob"], "accent")],
        deaths,
        x_name=naming.math("\\eta"),
    )


def costs(lab: Lab, naming: ScreenNaming) -> Drawn:
    """C after each step, on logarithms, where one stands, and which units die where."""
    marks, by_step = signs(naming), died(lab)
    deaths = [
        Upright(float(at), " ".join([marks["death"], *map(naming.name, units)]), "error")
        for at, units in by_step.items()
    ]
    steps = np.arange(len(lab.costs), dtype=float)
    y_axis = _of_costs(lab.costs)
    return Drawn(
        naming.say("laboratory.cost", **marks, deaths=bool(deaths)),
        Axis(0.0, max(1.0, float(steps[-1])), whole=True),
        y_axis,
        (Curve(steps, lab.costs, "primary"),),
        [Dot(float(lab.at), _kept(lab.cost, y_axis), marks["knob"], "accent")],
        deaths,
        x_name=naming.say("laboratory.steps"),
    )


def died(lab: Lab) -> dict[int, list[str]]:
    """By the numbers of steps, the units that are dead after one and were alive before it."""
    found: dict[int, list[str]] = {}
    for k, unit in enumerate(lab.experiment.landscape.gated):
        for at in np.flatnonzero(lab.alive[:-1, k] & ~lab.alive[1:, k])[:3] + 1:
            found.setdefault(int(at), []).append(unit)
    return found


def heat(lab: Lab, seen: Slice, naming: ScreenNaming) -> Heat:
    """A slice of C, and the path on it: where it began, where it is, and where the next step leads."""
    x, y = lab.path[:, seen.across], lab.path[:, seen.up]
    places = np.unique(np.linspace(0, len(x) - 1, min(len(x), MOST_ON_PATH)).astype(int))
    marks = [Dot(float(x[k]), float(y[k]), "+" if naming.plain else "·") for k in places]
    ahead = lab.next_theta
    marks += [
        Dot(float(ahead[seen.across]), float(ahead[seen.up]), ">" if naming.plain else "▹"),
        Dot(float(x[0]), float(y[0]), "o" if naming.plain else "○"),
        Dot(float(lab.theta[seen.across]), float(lab.theta[seen.up]), "X" if naming.plain else "●"),
    ]
    finite = seen.costs[np.isfinite(seen.costs)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (np.nan, np.nan)
    named = [naming.name(lab.experiment.names[k]) for k in (seen.across, seen.up)]
    key = "laboratory.slice_plain" if naming.plain else "laboratory.slice"
    return Heat(
        naming.say(key, up=named[1], low=short(low), high=short(high)),
        Axis(float(seen.x[0]), float(seen.x[-1])),
        Axis(float(seen.y[0]), float(seen.y[-1])),
        seen.costs,
        marks,
        named[0],
    )


def _of_costs(costs: Array) -> Axis:
    """An axis for costs: of logarithms, unless some are not above 0."""
    finite = costs[np.isfinite(costs)]
    return around([finite], log=bool(len(finite)) and bool((finite > 0).all()))


def _kept(value: float, axis: Axis) -> float:
    """A value that is off the axis at its end."""
    return float(np.clip(value, axis.at(0), axis.at(1))) if np.isfinite(value) else axis.at(1)
