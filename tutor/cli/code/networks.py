"""How a network is told of: its activations and its cost, and its numbers, with its partials beside those given."""

from collections.abc import Mapping
from fractions import Fraction
from math import isnan
from typing import Any

from rich.text import Text

from tutor.cli.columns import grid, line_width, lines_of, paragraph
from tutor.code_check.forms import LAMBDA, PENALTIES, Form
from tutor.code_check.showing import Shown
from tutor.lessons.words import Words
from tutor.network.architecture import Penalty

MOST_ROWS, DIGITS = 12, 6
"""How many partials are set side by side, and how many digits of each are told."""


def told_form(form: Form) -> dict[str, str]:
    """Its activations and its cost, for words."""
    return {"activations": ", ".join(form.activations), "cost": cost_told(form)}


def cost_told(form: Form) -> str:
    """The name of a form's cost, and its penalty where it has one."""
    return form.cost if form.penalty is None else f"{form.cost} + {_penalty(form.penalty)}"


def _penalty(penalty: Penalty) -> str:
    """What is added to a cost, by the λ that the program was given; of a problem's own, λ/2 Σw²."""
    factor = penalty.l2 / LAMBDA / 2 if penalty in PENALTIES else Fraction(1, 2)
    m = "m" if penalty.over_points else ""
    below = f"({factor.denominator}{m})" if m and factor.denominator > 1 else m or f"{factor.denominator}"
    return f"{'λ' if below == '1' else f'λ/{below}'}·Σw²"


def form_as_json(form: Form) -> dict[str, Any]:
    """The same as plain values."""
    penalty = None if form.penalty is None else _penalty(form.penalty)
    return {"activations": list(form.activations), "cost": form.cost, "penalty": penalty, "bias": form.bias}


def shown_as_json(shown: Shown) -> dict[str, Any]:
    """A network that is shown, as plain values."""
    cases = shown.cases
    names = [parameter.name for parameter in cases.network.parameters]
    pairs = zip(cases.x[0].tolist(), cases.y[0].tolist(), strict=True)
    return {
        "widths": list(cases.network.widths),
        "theta": dict(zip(names, cases.theta[0].tolist(), strict=True)),
        "data": [[x, y] for x, y in pairs],
        "gradient": {
            name: {"right": float(right), "given": None if isnan(given) else float(given)}
            for name, right, given in zip(names, shown.right, shown.given, strict=True)
        },
    }


def side_by_side(shown: Shown, own: Mapping[str, str], words: Words) -> str:
    """The network that is shown, and its partials beside those that were given."""
    cases = shown.cases
    names = [own.get(parameter.name, parameter.name) for parameter in cases.network.parameters]
    theta = ", ".join(f"{name} = {value:g}" for name, value in zip(names, cases.theta[0], strict=True))
    points = zip(cases.x[0].tolist(), cases.y[0].tolist(), strict=True)
    data = "; ".join(f"{_vector(x)} → {_vector(y)}" for x, y in points)
    head = paragraph(words("check.shown", widths="-".join(map(str, cases.network.widths))))
    numbers = [f"  {line}" for text in (theta, data) for line in lines_of(Text(text), line_width() - 2)]
    differing = set(shown.differing)
    places = [*sorted(differing), *(k for k in range(len(names)) if k not in differing)][:MOST_ROWS]
    rows = [("", words("check.column_right"), words("check.column_given"))]
    for k in sorted(places):
        sign = "✗" if k in differing else "·" if isnan(shown.given[k]) else "✓"
        rows.append((f"{sign} ∂C/∂{names[k]}", _number(shown.right[k]), _number(shown.given[k])))
    return "\n".join([head, *numbers, "", *grid(rows, 0, indent=2)])


def _number(value: float) -> str:
    """To so many digits, and without the sign that a zero may have; a dash where there is none."""
    return "–" if isnan(value) else f"{value + 0.0:.{DIGITS}g}"


def _vector(values: list[float]) -> str:
    return f"{values[0]:g}" if len(values) == 1 else f"({', '.join(f'{one:g}' for one in values)})"
