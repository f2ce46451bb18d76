"""What is needed for a stage, in lines: the data, θ, and what was worked out before. Needs no app."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from tutor.lessons.figures import as_latex, as_text, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.stages import StageId
from tutor.lessons.symbols import written
from tutor.session.at_hand import rows_at_hand
from tutor.session.sitting import Sitting

Line = str


def lines_at_hand(sitting: Sitting, stage: StageId, math: Callable[[str], str]) -> list[Line]:
    """The lines for a stage: only what the learner has found already; none where there is nothing."""
    rows = rows_at_hand(sitting, stage, math)
    return _table(rows) if rows else []


def data_lines(problem: Problem, math: Callable[[str], str]) -> list[Line]:
    """The data points, as x over y."""
    graph = problem.graph
    rows = [
        [math(written(problem, one.name)), *(as_text(point[k][column]) for point in problem.data)]
        for k, quantities in enumerate((graph.inputs, graph.targets))
        for column, one in enumerate(quantities)
    ]
    return _table(rows) if rows else []


def theta_parts(problem: Problem, math: Callable[[str], str]) -> list[str]:
    """θ: as a tuple where all of it is the same, else parameter by parameter."""
    if len(set(problem.theta)) == 1 and problem.is_layered:
        return [math(f"\\theta = {as_tuple(problem.theta)}")]
    named = zip(problem.graph.parameters, problem.theta, strict=True)
    parts = [math(f"{written(problem, parameter.name)} = {as_latex(value)}") for parameter, value in named]
    return [*(f"{part}," for part in parts[:-1]), *parts[-1:]]


def _table(rows: Sequence[Sequence[str]]) -> list[Line]:
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(" " * (room - cell_len(cell)) + cell for cell, room in zip(row, widths, strict=True)) for row in rows
    ]
