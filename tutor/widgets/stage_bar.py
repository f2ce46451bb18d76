"""The line at the head of a problem: its name, and which stages are done."""

from collections.abc import Mapping

from rich.cells import cell_len, chop_cells
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tutor.lessons.stages import StageId, letter
from tutor.session.status import Status

SIGNS = {Status.RIGHT: "✓", Status.CARRIED: "~", Status.WRONG: "◐", Status.OPEN: "○"}
PLAIN_SIGNS = {Status.RIGHT: "v", Status.CARRIED: "~", Status.WRONG: ":", Status.OPEN: "."}
_STAGE = "stage"
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
    here: reactive[StageId | None] = reactive("a")

    class Chosen(Message):
        """A stage was clicked."""

        def __init__(self, stage: StageId) -> None:
            super().__init__()
            self.stage = stage

    def __init__(self, heading: str, *, code: str = "", plain: bool = False) -> None:
        """`code` names what is worked on for good: it stands behind the heading, and is not cut as that is."""
        super().__init__()
        self._heading = heading
        self._code = code
        self._plain = plain

    def render(self) -> Content:
        signs = PLAIN_SIGNS if self._plain else SIGNS
        stages = [self._stage(stage, status, signs) for stage, status in self.statuses.items()]
        right = Content(" ").join(stages)
        room = max(1, self.content_size.width - right.cell_length - 2)
        title, kept = self._heading, f" · {self._code}" if self._code else ""
        if cell_len(title + kept) > room:
            title = chop_cells(title, max(1, room - cell_len(kept) - 1))[0] + "…"
        title = chop_cells(title + kept, room)[0]
        gap = " " * max(1, self.content_size.width - cell_len(title) - right.cell_length)
        return Content.assemble((title, TITLE), gap, right)

    def _stage(self, stage: StageId, status: Status, signs: Mapping[Status, str]) -> Content:
        name = letter(stage).replace("′", "'") if self._plain else letter(stage)
        text, click = f"{name} {signs[status]}", Style.from_meta({_STAGE: stage})
        if stage == self.here:
            return Content.styled(f"[{text}]", HERE).stylize(click)
        done = status in (Status.RIGHT, Status.CARRIED)
        return Content.styled(f" {text} ", DONE if done else TO_DO).stylize(click)

    def on_click(self, event: events.Click) -> None:
        """A click on a stage goes there."""
        for stage in self.statuses:
            if event.style.meta.get(_STAGE) == stage:
                self.post_message(self.Chosen(stage))
