"""The points that a good answer covers, to be ticked off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widgets import OptionList

from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.hanging import Hanging


class Checklist(ChoiceList):
    """Enter or Space ticks the point that is highlighted, or takes the tick away; so does a click."""

    BINDINGS = [("space", "select")]  # noqa: RUF012  # Textual's own way to write it

    @dataclass
    class Ticked(Message):
        """A point, from 0, was ticked or not any more."""

        index: int

    def __init__(self, points: Sequence[str], ticked: Collection[int], *, classes: str = "") -> None:
        self._points = points
        self.ticked = set(ticked)
        super().__init__(*map(self._line, range(len(points))), classes=classes)

    def _line(self, index: int) -> Hanging:
        return Hanging(f"[{'x' if index in self.ticked else ' '}] {self._points[index]}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        index = event.option_index
        self.ticked ^= {index}
        self.replace_option_prompt_at_index(index, self._line(index))
        self.post_message(self.Ticked(index))
