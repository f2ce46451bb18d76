"""Keys are taken one after another, each once what the one before it did is done.

A learner's fingers run ahead of a slow line or a busy machine. Textual hands each key to the widget that has the focus
at that moment, and runs the widget's own bindings only after the key has bubbled up to the app: a character that comes
right behind Backspace overtakes it, and what is typed behind Enter lands in the field that was just answered.
"""

import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from textual import events
from textual.driver import Driver
from textual.timer import Timer

from tutor.screens.base import LONGEST_WAIT, TutorScreen
from tutor.screens.terminal.endable import Endable
from tutor.screens.terminal.gone import tells_of_what_is_gone
from tutor.session.terminals import is_in_browser


class TypeAhead(Endable):
    """An app whose keys wait for one another, and for a screen that is not there yet.

    Screens say which keys lead on (`leads_on`), and their parts when those are done (`key_is_done`). Empty queues would
    not tell: a part that waits in the middle of a message has one. Calling each part from the focus up to the app, five
    times behind one another, tells it of any key; that takes 4 ms of the processor for each.
    """

    def __init__(self, typed_before: bytes = b"") -> None:
        super().__init__(typed_before)
        self.fault: Exception | None = None
        """What ended the app, where it should not have ended."""
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._under_way = ""
        self._leads_on = False
        self._since = 0.0
        self._wait: Timer | None = None
        self._last = monotonic()

    def get_driver_class(self) -> type[Driver]:
        """Textual's, or where that is its own for Linux and macOS, or for browsers, the one that bears more."""
        found = super().get_driver_class()
        try:
            if is_in_browser(os.environ):
                from tutor.screens.terminal.served import ServedDriver

                return ServedDriver
            from tutor.screens.terminal.driver import BearingDriver
        except ImportError:  # no terminal of this kind, or a Textual that lacks what it is built on
            return found
        return BearingDriver if found in BearingDriver.__bases__ else found

    def end_by(self, status: int) -> None:
        """End because the program was told to, by a signal: what was typed is kept."""
        self.keep_all()
        super().end_by(status)

    # Private in Textual, which prints a page of traceback with what the learner typed in it. Were they gone, it would.

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program: what was typed is kept, and who called `run` is told."""
        if tells_of_what_is_gone(error, is_left=self.return_value is not None):
            return
        self.fault = self.fault or error
        self.keep_all()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        close: Callable[[], object] = getattr(self, "_close_messages_no_wait", super()._fatal_error)
        close()

    def keep_all(self) -> None:
        """Keep what is typed but not submitted."""
        for screen in self.screen_stack:
            if isinstance(screen, TutorScreen):
                with suppress(Exception):  # a screen that is only half there holds nothing
                    screen.keep()

    @property
    def quiet(self) -> float:
        return monotonic() - self._last

    @property
    def keys_wait(self) -> bool:
        return bool(self._ahead)

    async def on_event(self, event: events.Event) -> None:
        """As every app does it, but for keys and pastes that come before their time."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if isinstance(event, events.Key) and event.key == self._under_way and not self._leads_on:
                self.key_is_done(event.key)
        else:
            self._last = monotonic()
            await self._take_in_turn(event)

    async def _take_in_turn(self, event: events.Key | events.Paste) -> None:
        if self._ahead or self._is_busy():
            self._ahead.append(event)
            self._wait = self._wait or self.set_timer(LONGEST_WAIT, self._go_on_in_any_case)
        else:
            await self._take(event)

    def key_is_done(self, key: str) -> None:
        """What a key did is done, but for what it left for the app to do, such as a change of focus."""
        self.call_later(self._done, key)

    async def screen_came(self) -> None:
        """Whatever key brought a new screen is done now that it is there."""
        await self._done(self._under_way)

    async def _done(self, key: str) -> None:
        if key == self._under_way:
            self._under_way = ""
            await self.go_on()

    async def go_on(self) -> None:
        """Take the keys that had to wait, as far as they need wait no longer."""
        while self._ahead and self.screen_stack and not self._is_busy():
            await self._take(self._ahead.popleft())
            self._stop_waiting()
        if self._ahead:
            self._wait = self._wait or self.set_timer(LONGEST_WAIT, self._go_on_in_any_case)
        else:
            self._stop_waiting()

    async def _go_on_in_any_case(self) -> None:
        """The end of a key was never told, for the widget that had it is gone."""
        self._stop_waiting()
        self._under_way = ""
        if self._ahead and self.screen_stack:
            await self._take(self._ahead.popleft())
            await self.go_on()

    def _stop_waiting(self) -> None:
        if self._wait is not None:
            self._wait.stop()
            self._wait = None

    async def _take(self, event: events.Key | events.Paste) -> None:
        screen = self.screen
        if isinstance(event, events.Key) and isinstance(screen, TutorScreen) and not screen.writes(event):
            self._under_way, self._since, self._leads_on = event.key, monotonic(), screen.leads_on(event)
        await super().on_event(event)
        if not event.is_forwarded:  # the app saw to it itself
            self._under_way = ""

    def _is_busy(self) -> bool:
        if self._under_way:
            return monotonic() - self._since < LONGEST_WAIT
        return isinstance(self.screen, TutorScreen) and self.screen.focused is None and self.app_focus
