"""What both laboratories are: a bench that has the keys, a line to type in, and a clock that trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Vertical
from textual.widgets import Input

from tutor.laboratory.entry import EntryError
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.screens.two_pane import WIDE
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.slider import Slider

if TYPE_CHECKING:
    from textual.timer import Timer

    from tutor.widgets.screen_naming import ScreenNaming

FRAME = 1 / 15
"""Seconds between two steps while it trains by itself."""
FAR = 10
"""Notches of a far turn of the slider."""
SEEDS = 10_000


class Bench(Vertical, can_focus=True):
    """Has the keys while nothing is typed."""


class BenchScreen(TutorScreen):
    """A laboratory. What it shows, and what is typed into it, its subclasses say.

    The plots keep their place whatever is said or asked: the line to type in takes that of the slider.
    """

    HAS_KEYS = "Bench"
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (WIDE, "-roomy")]  # noqa: RUF012  # Textual's own way to write it
    DEFAULT_CSS = """
    BenchScreen {
        & > Slider { padding: 0 1; }
        & > Note { height: auto; min-height: 2; width: 1fr; padding: 0 1; }
        &.-slim > Note { min-height: 3; }
        &.-slim > QuestionPanel { height: 10; }
        & > Bench { height: 1fr; }
        & > AnswerField { display: none; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._timer: Timer | None = None

    # What a laboratory says of itself

    @property
    def letters(self) -> ScreenNaming:
        """In which letters it speaks."""
        return self.naming

    def entry_hint(self) -> str:
        """What can be typed."""
        raise NotImplementedError

    def redraw(self, said: str = "") -> None:
        """Show it as it is now; `said` stands until something else is done."""
        raise NotImplementedError

    def enter(self, text: str) -> None:
        """Take what was typed. Raises EntryError."""
        raise NotImplementedError

    def tick(self) -> None:
        """Train for a frame."""
        raise NotImplementedError

    # What both do

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.redraw())

    def begin(self) -> None:
        super().begin()
        self.query_one("#entry", AnswerField).placeholder = self.entry_hint()
        self.redraw()

    async def say_again(self) -> None:
        self._pause()
        await super().say_again()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and isinstance(self.focused, AnswerField)

    def on_descendant_focus(self) -> None:
        for slider in self.query(Slider):
            slider.take_keys(takes=self.is_free())
        self.refresh_keys()

    def train(self) -> None:
        """Go on by itself, or pause."""
        if self._timer is not None:
            self._pause()
        else:
            self._timer = self.set_interval(FRAME, self.tick)
        self.refresh_keys()

    def edit(self) -> None:
        """Type into the line."""
        self._pause()
        field = self._take_line()
        field.focus()
        self.refresh_keys()

    def _take_line(self, *, is_typed: bool = True) -> AnswerField:
        """Show the line to type in, in the place of the slider; or the slider again."""
        field = self.query_one("#entry", AnswerField)
        field.display = is_typed
        self.query_one(Slider).display = not is_typed
        return field

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id != "entry":
            return
        event.stop()
        try:
            if event.value.strip():
                self.enter(event.value)
        except EntryError as error:
            self.redraw(self.letters.message(error.message))
            return
        self._stop_editing()

    @property
    def _is_editing(self) -> bool:
        return bool(self.query_one("#entry").display)

    def _stop_editing(self) -> None:
        self._take_line(is_typed=False).clear()
        self.query_one(Bench).focus()
        self.redraw()

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.refresh_keys()

    def is_free(self) -> bool:
        """Whether keys go to the laboratory: nothing is typed."""
        return not self.is_mounted or isinstance(self.focused, Bench)
