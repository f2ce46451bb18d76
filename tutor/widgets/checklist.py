"""The points that a good answer covers, to be ticked off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList

from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.hanging import Hanging


class Checklist(ChoiceList):
    """Enter or Space ticks the point that is highlighted, or takes the tick away; so does its number, or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "select"),
        *((str(digit), f"tick({digit})") for digit in range(1, 10)),
    ]

    @dataclass
    class Ticked(Message):
        """A point, from 0, was ticked or not any more."""

        index: int

    def __init__(self, points: Sequence[str], ticked: Collection[int], *, classes: str = "") -> None:
        self._points = points
        self.ticked = set(ticked)
        super().__init__(*map(self._line, range(len(points))), classes=classes)

    def _line(self, index: int) -> Hanging:
        return Hanging(f"{index + 1} [{'x' if index in self.ticked else ' '}] {self._points[index]}")

    def action_tick(self, number: int) -> None:
        """Tick the point with this number."""
        if number <= self.option_count:
            self.highlighted = number - 1
            self.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        index = event.option_index
        self.ticked ^= {index}
        self.replace_option_prompt_at_index(index, self._line(index))
        self.post_message(self.Ticked(index))
