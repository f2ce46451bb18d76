"""θ of the laboratory as a table: each parameter with its partial derivative, and where a step takes it. No app."""

from collections.abc import Callable

from rich.cells import cell_len

from tutor.laboratory.state import Lab
from tutor.session.numbers import short
from tutor.widgets.fitting import by_point

GAP = "  "
HEADS = ("\\theta", "\\nabla C", "\\theta'")


def theta_rows(lab: Lab, name: Callable[[str], str], math: Callable[[str], str], fixed: str) -> list[str]:
    """Its lines: heads over their columns, numbers by their decimal point; `fixed` is said of what is not learned."""
    learned = set(lab.experiment.learned)
    columns = [
        by_point([math(head), *(short(float(values[k])) if has(k) else "" for k in range(len(lab.theta)))])
        for head, values, has in (
            (HEADS[0], lab.theta, lambda _: True),
            (HEADS[1], lab.gradient, learned.__contains__),
            (HEADS[2], lab.next_theta, learned.__contains__),
        )
    ]
    names = ["", *map(name, lab.experiment.names)]
    widest = max(map(cell_len, names))
    rows = []
    for k, label in enumerate(names):
        first, *others = (column[k] for column in columns)
        rest = others if not k or k - 1 in learned else [fixed]
        rows.append(GAP.join((label + " " * (widest - cell_len(label)), first, *rest)).rstrip())
    return rows
