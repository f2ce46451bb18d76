"""What is drawn of the theorem at work: a function and the networks that stand for it, and errors against widths."""

import numpy as np

from tutor.laboratory.approximation import NARROWEST, WIDEST, bounds
from tutor.laboratory.theorem import WIDTHS, Theorem, errors
from tutor.widgets.axis import Axis, around
from tutor.widgets.laboratory_pictures import DASHED, signs
from tutor.widgets.plot import Curve, Dot, Drawn, Upright
from tutor.widgets.screen_naming import ScreenNaming

DOTTED = 0.2
LOWEST = 0.2
"""An error below this share of the least bound stands at it: of none at all there is no logarithm."""


def functions(now: Theorem, naming: ScreenNaming) -> Drawn:
    """f, the network that interpolates it and the trained one; beyond the lines at the ends nothing is promised."""
    x, f = now.x, now.target(now.x)
    curves = [Curve(x, f, "primary"), Curve(x, now.built(x), "accent", DASHED, "+")]
    if now.trained is not None:
        curves.append(Curve(x, now.trained.now(x), "success", DOTTED, "."))
    _, inside = now.target.samples
    ends = [Upright(now.target.low, "", "error"), Upright(now.target.high, "", "error")]
    seen = around([inside])
    height = seen.high - seen.low
    return Drawn(
        naming.say("theorem.functions", **signs(naming), trained=now.trained is not None),
        Axis(float(x[0]), float(x[-1])),
        Axis(seen.low - height / 4, seen.high + height / 4),
        curves[::-1],
        (),
        ends,
        "x",
    )


def errors_by_width(now: Theorem, naming: ScreenNaming) -> Drawn:
    """The greatest error at each width, and the bounds of theory, both axes of logarithms."""
    widths = np.array(WIDTHS, float)
    lines = {name: np.array([bounds(now.target, width)[name] for width in WIDTHS]) for name in bounds(now.target, 2)}
    measured = errors(now.target)
    least = LOWEST * min((float(line.min()) for line in lines.values()), default=float(measured.max()) / WIDEST)
    found = np.maximum(measured, least)
    marks = signs(naming)
    looks = {"steepness": ("secondary", DASHED, marks["dashed"]), "curvature": ("warning", DOTTED, marks["dotted"])}
    shown = " ".join(looks[name][2] for name in lines)
    knob, triangle = marks["knob"], "^" if naming.plain else "▲"
    dots = [Dot(a, b, marks["dot"], "primary") for a, b in zip(widths.tolist(), found.tolist(), strict=True)]
    dots.append(Dot(now.width, max(now.built.greatest_error, least), knob, "accent"))
    seen = [found, *lines.values()]
    if now.trained is not None:
        dots.append(Dot(now.width, now.trained.now.greatest_error, triangle, "success"))
        seen.append(np.array([now.trained.now.greatest_error]))
    return Drawn(
        naming.say("theorem.errors", dot=marks["dot"], bound=shown, trained=now.trained is not None, up=triangle),
        Axis(NARROWEST * 0.9, WIDEST * 1.1, log=True),
        around(seen, log=True),
        [Curve(widths, line, *looks[name]) for name, line in lines.items()],
        dots,
        (),
        naming.say("theorem.width"),
    )
