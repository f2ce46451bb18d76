"""What is needed for a stage, in lines: the data, θ, and tables of what was worked out before. Needs no app."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len

from tutor.lessons.figures import as_latex, as_text, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written

Line = str
GAP = "  "


def data_rows(problem: Problem, math: Callable[[str], str]) -> list[list[str]]:
    """The data points, as x over y."""
    graph = problem.graph
    return [
        [math(written(problem, one.name)), *(as_text(point[k][column]) for point in problem.data)]
        for k, quantities in enumerate((graph.inputs, graph.targets))
        for column, one in enumerate(quantities)
    ]


def point_parts(problem: Problem, math: Callable[[str], str]) -> list[str]:
    """The first data point, quantity by quantity."""
    return _listed(f"{name} = {value}" for name, value, *_ in data_rows(problem, math))


def theta_parts(problem: Problem, math: Callable[[str], str]) -> list[str]:
    """θ: as a tuple where all of it is the same, else parameter by parameter."""
    if len(set(problem.theta)) == 1 and problem.is_layered:
        return [math(f"\\theta = {as_tuple(problem.theta)}")]
    named = zip(problem.graph.parameters, problem.theta, strict=True)
    return _listed(math(f"{written(problem, parameter.name)} = {as_latex(value)}") for parameter, value in named)


def _listed(parts: Iterable[str]) -> list[str]:
    """Parts with a comma behind each but the last."""
    listed = list(parts)
    return [*(f"{part}," for part in listed[:-1]), *listed[-1:]]


def table_lines(rows: Sequence[Sequence[str]], width: int) -> list[Line]:
    """A table in lines of at most so many cells: what does not fit beside goes on below, under the same names."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    parts: list[list[int]] = []
    for number in range(1, len(widths)):
        if not parts or _across(widths, [0, *parts[-1], number]) > width:
            parts.append([])
        parts[-1].append(number)
    return [line for part in parts for line in _lines(rows, widths, [0, *part])]


def _across(widths: Sequence[int], columns: Sequence[int]) -> int:
    return sum(widths[number] for number in columns) + len(GAP) * (len(columns) - 1)


def _lines(rows: Sequence[Sequence[str]], widths: Sequence[int], columns: Sequence[int]) -> list[Line]:
    cells = ([" " * (widths[k] - cell_len(row[k])) + row[k] for k in columns] for row in rows)
    return [GAP.join(row).rstrip() for row in cells]
