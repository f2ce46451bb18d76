"""The palette: every command by name, in the learner's words."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from tutor.screens.base import close_once
from tutor.widgets.choice_list import LEAST_WIDTH, PAGE_MOVES, STABLE, SignedList, has_room

NEEDED = (
    *("_stop_no_matches_countdown", "_no_matches_timer", "_list_visible"),
    *("_NO_MATCHES", "_NO_MATCHES_COUNTDOWN"),
)


class _Commands(CommandList, SignedList, can_focus=False):
    """Textual's list of commands, with the sign that all lists have."""


class Palette(CommandPalette):
    """Textual's own, which is modal and so would keep the app's keys from working."""

    DEFAULT_CSS = f"Palette CommandList {{ min-width: {LEAST_WIDTH}; {STABLE} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "app.quit", show=False, priority=True),
        Binding("ctrl+c", "app.help_quit", show=False),
    ]

    def __init__(self, placeholder: str, nothing: str) -> None:
        super().__init__(placeholder=placeholder)  # no id: one that closes may still be there
        self._nothing = nothing

    def compose(self) -> ComposeResult:
        """As Textual does it, with a list of ours."""
        for part in super().compose():
            yield _Commands() if type(part) is CommandList else part

    def on_mount(self, event: events.Mount) -> None:
        """Where it is gone already, Textual's own would look in vain for what lies underneath."""
        if not self.is_current:
            event.prevent_default()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """As Textual does it, once."""
        return close_once(self, lambda: super(Palette, self).dismiss(result))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No page is moved in a list of which nothing is seen; the keys reach it by an action's name."""
        if action == "command_list" and parameters and parameters[0] in PAGE_MOVES:
            return any(has_room(found) for found in self.query(CommandList))
        return super().check_action(action, parameters)

    # Private in Textual, as are the names in NEEDED. Were one of them gone, that line would be English.

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """As Textual does it, in the learner's words."""
        if not all(hasattr(self, name) for name in NEEDED):
            super()._start_no_matches_countdown(search_value)
            return
        self._stop_no_matches_countdown()

        def show() -> None:
            if search_value:
                self.query_one(CommandList).add_option(Option(self._nothing, disabled=True, id=self._NO_MATCHES))
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)
