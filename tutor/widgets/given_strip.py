"""What of the problem stays in sight above the work, where the problem itself does not: its numbers, and a formula."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.lessons.definitions import activation_of_stage, of_stage
from tutor.lessons.formulas import BETWEEN
from tutor.lessons.problem import Problem
from tutor.lessons.stages import StageId
from tutor.widgets.at_hand import data_rows, point_parts, table_lines, theta_parts
from tutor.widgets.fitting import cut, in_lines
from tutor.widgets.prose_text import formula_in_lines
from tutor.widgets.screen_naming import ScreenNaming

MOST, MORE = 8, " …"
"""Lines that it takes at most, and what stands where something was left out."""


class GivenStrip(Widget):
    """The data points, with the widths or θ where a stage needs them, and the stage's formula."""

    DEFAULT_CSS = """
    GivenStrip { height: auto; padding: 0 2; background: $boost; color: $foreground 85%; display: none; }
    """

    def __init__(self, problem: Problem, naming: ScreenNaming) -> None:
        super().__init__(markup=False)
        self._problem = problem
        self._naming = naming
        self._data = data_rows(problem, naming.math) if len(problem.data) > 1 else []
        self._shows: tuple[StageId, Sequence[str]] | None = None
        self._rows: list[list[str]] = []
        """What stands below the data points, or with a single one: what each row is made of stays in one piece."""

    def show(self, stage: StageId, more: Sequence[str] = ()) -> None:
        """Show what belongs to a stage, and below it parts of one more row. It is told at nearly each key."""
        if self._shows == (stage, more):
            return
        self._shows = stage, more
        formula = of_stage(self._problem, stage)
        point = [] if self._data else point_parts(self._problem, self._naming.math)
        rows = [point] if point else []
        if stage in ("a", "b") and self._problem.is_layered:
            rows.append(
                [self._naming.say("given_strip.widths", widths="-".join(map(str, self._problem.network.widths)))]
            )
        elif stage in ("c", "chain", "d"):
            rows.append(theta_parts(self._problem, self._naming.math))
        if activation := activation_of_stage(self._problem, stage):
            rows[-1] = [*rows[-1][:-1], f"{rows[-1][-1]},", self._naming.math(activation)]
        if formula:
            *firsts, last = formula.split(BETWEEN)
            rows.append([*(f"{self._naming.math(part)}," for part in firsts), self._naming.math(last)])
        self._rows = [*rows, list(more)] if more else rows
        self.refresh(layout=True)

    def render(self) -> Content:
        """The rows, each in as many lines as it needs."""
        return Content("\n".join(self.lines_at(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the rows take at this width."""
        return len(self.lines_at(width))

    def lines_at(self, width: int) -> list[str]:
        """The same, as text; the row of most lines ends with a sign where it was shortened."""
        rows = [
            *([table_lines(self._data, width)] if self._data else []),
            *(in_lines([line for part in row for line in _part_lines(part, width)], "  ", width) for row in self._rows),
        ]
        while sum(map(len, rows)) > MOST and max(map(len, rows)) > 1:  # the longest tells that there is more of it
            longest = max(rows, key=len)
            del longest[-1]
            longest[-1] = cut(f"{longest[-1].removesuffix(MORE)}{MORE}", width)
        return [line for row in rows for line in row][:MOST]


def _part_lines(part: str, width: int) -> list[str]:
    return [part] if cell_len(part) <= width else formula_in_lines(part, max(1, width))
