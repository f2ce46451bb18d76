"""Something to read that is a line until it is unfolded."""

from typing import NamedTuple

from textual import events

from tutor.lessons.blocks import Blocks, Paragraph, Text
from tutor.widgets.prose import Prose
from tutor.widgets.prose_signs import signs_for
from tutor.widgets.screen_naming import ScreenNaming


class Said(NamedTuple):
    """What there is to say, and the same in a line; empty where it is short as it is."""

    blocks: Blocks
    headline: str = ""


class Folded(Prose):
    """Shows its line, until it is unfolded; a click turns it."""

    def __init__(self, told: Said, naming: ScreenNaming) -> None:
        super().__init__(naming=naming, classes="explanation")
        self.told = told
        self.is_folded = bool(told.headline)
        self._turn()

    def turn(self) -> None:
        """Unfold it, or fold it to its line."""
        self.is_folded = bool(self.told.headline) and not self.is_folded
        self._turn()

    def _turn(self) -> None:
        sign = signs_for(self.plain).folded
        line = Paragraph((Text(f"{sign} "), Text(self.told.headline, strong=True)))
        self.blocks = (line,) if self.is_folded else self.told.blocks

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        self.turn()
