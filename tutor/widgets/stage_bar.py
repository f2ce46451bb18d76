"""The line at the head of a problem: its name, and which stages are done."""

from collections.abc import Mapping

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tutor.lessons.stages import StageId
from tutor.session.status import Status

SIGNS = {Status.RIGHT: "✓", Status.CARRIED: "~", Status.WRONG: "◐", Status.OPEN: "○"}
PLAIN_SIGNS = {Status.RIGHT: "v", Status.CARRIED: "~", Status.WRONG: ":", Status.OPEN: "."}
TITLE, HERE, DONE, TO_DO = "bold", "bold $text-accent", "$text-success", "$foreground 70%"
"""How the parts look, in Textual's own notation."""


class StageBar(Widget):
    """`4.1 title        a ✓ b ✓ c ◐ d ○ e ○`; the stage in view stands in brackets as well as bright."""

    DEFAULT_CSS = """
    StageBar {
        dock: top; width: 100%; height: 1; padding: 0 1; background: $panel; color: $foreground;
    }
    """

    statuses: reactive[Mapping[StageId, Status]] = reactive(dict)
    here: reactive[StageId] = reactive("a")

    def __init__(self, heading: str, *, plain: bool = False) -> None:
        super().__init__()
        self._heading = heading
        self._plain = plain

    def render(self) -> Content:
        """The line."""
        signs = PLAIN_SIGNS if self._plain else SIGNS
        stages = [self._stage(stage, status, signs) for stage, status in self.statuses.items()]
        right = Content(" ").join(stages)
        room = max(1, self.content_size.width - right.cell_length - 2)
        title = self._heading
        if cell_len(title) > room:
            title = chop_cells(title, max(1, room - 1))[0] + "…"
        gap = " " * max(1, self.content_size.width - cell_len(title) - right.cell_length)
        return Content.assemble((title, TITLE), gap, right)

    def _stage(self, stage: StageId, status: Status, signs: Mapping[Status, str]) -> Content:
        text = f"{stage} {signs[status]}"
        if stage == self.here:
            return Content.styled(f"[{text}]", HERE)
        done = status in (Status.RIGHT, Status.CARRIED)
        return Content.styled(f" {text} ", DONE if done else TO_DO)
