"""What is needed for a stage, in lines: the data, θ, and tables of what was worked out before."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.lessons.figures import as_latex, as_text, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written
from tutor.widgets.fitting import by_point

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


def table_parts(rows: Sequence[Sequence[str]], width: int) -> list[list[Line]]:
    """A table in lines of at most so many cells: what does not fit beside goes on below, under the same names.

    The parts are about as long, so that none has a column left over.
    """
    columns = [by_point(column) for column in zip(*rows, strict=True)]
    widths = [cell_len(column[0]) for column in columns]
    parts: list[list[int]] = []
    for number in range(1, len(widths)):
        if not parts or _across(widths, [0, *parts[-1], number]) > width:
            parts.append([])
        parts[-1].append(number)
    longest = -(-(len(widths) - 1) // max(1, len(parts)))
    even = [list(range(start, min(start + longest, len(widths)))) for start in range(1, len(widths), longest or 1)]
    if all(_across(widths, [0, *part]) <= width for part in even):
        parts = even
    return [_lines([columns[number] for number in [0, *part]]) for part in parts]


def table_lines(rows: Sequence[Sequence[str]], width: int) -> list[Line]:
    """All of these lines."""
    return [line for part in table_parts(rows, width) for line in part]


def _across(widths: Sequence[int], columns: Sequence[int]) -> int:
    return sum(widths[number] for number in columns) + len(GAP) * (len(columns) - 1)


def _lines(columns: Sequence[Sequence[str]]) -> list[Line]:
    return [GAP.join(row).rstrip() for row in zip(*columns, strict=True)]


class AtHandView(Widget):
    """A line that says what it is, and a table, which goes on below where it is wider than the page."""

    DEFAULT_CSS = """
    AtHandView { height: auto; width: 1fr; color: $foreground 80%; margin: 0 0 1 0; padding: 0 1 0 0; }
    """

    def __init__(self, heading: str, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(markup=False)
        self._heading, self._rows = heading, rows

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Show what is known now."""
        if rows != self._rows:
            self._rows = rows
            self.refresh(layout=True)

    def render(self) -> Content:
        """The line and the table."""
        return self._content(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as they take at this width."""
        return len(self._content(width).wrap(max(1, width)))

    def _content(self, width: int) -> Content:
        parts = ("\n".join(part) for part in table_parts(self._rows, width))
        return Content(f"{self._heading}\n" + "\n\n".join(parts))
