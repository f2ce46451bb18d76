"""What an item has to choose from: a numbered list, for arrows and Enter, or for its numbers."""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.hanging import Hanging


class Options(ChoiceList):
    """Nothing is chosen while nothing is highlighted."""

    DEFAULT_CSS = """
    Options { height: 1fr; min-height: 3; scrollbar-size-vertical: 1; }
    """

    class NothingChosen(Message):
        """Enter was pressed with nothing highlighted."""

    class Highlighted(Message):
        """Something is highlighted after all: it need not be asked for any more."""

    def __init__(self, lines: Sequence[str], highlighted: int | None) -> None:
        self._typed, self._first, self._is_asked_for = "", highlighted, False
        super().__init__(*map(Hanging, lines), markup=False)

    def on_mount(self) -> None:
        self.highlighted = self._first

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.scroll_to_highlight()

    def show(self, lines: Sequence[str], highlighted: int | None) -> None:
        """Show something else to choose from."""
        self.clear_options()
        self.add_options(map(Hanging, lines))
        self._typed, self._is_asked_for, self.highlighted = "", False, highlighted

    def show_line(self, index: int, line: str) -> None:
        """Highlight a line, and show how it stands now."""
        self.replace_option_prompt_at_index(index, Hanging(line))
        self.highlighted = index

    def action_select(self) -> None:
        """Choose what is highlighted."""
        self._typed = ""
        if self.highlighted is None:
            self._is_asked_for = True
            self.post_message(self.NothingChosen())
        else:
            super().action_select()

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        if highlighted is not None and self._is_asked_for:
            self._is_asked_for = False
            self.post_message(self.Highlighted())

    def go_to(self, digit: int) -> None:
        """To the option with the number that is typed, digit by digit."""
        for typed in (f"{self._typed}{digit}", str(digit)):
            if 1 <= int(typed) <= self.option_count:
                self._typed = typed
                self.highlighted = int(typed) - 1
                return
        self._typed = ""
