"""Textual's driver for terminals, made to bear what a terminal can do to it: odd bytes, signals, its own end."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import XTermParser  # private; whoever imports this module does without where it is gone
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tutor.journal.storable import clean

if TYPE_CHECKING:
    from tutor.screens.terminal.endable import Endable

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
PATIENCE = 5.0
"""Seconds that the app has to end by itself once it was told to."""
PIECE = 4096
TICK = 0.1
RESET = b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
"""What undoes all that Textual asks of a terminal."""


class Keys:
    """The keys in a stream of bytes. What is not UTF-8 is a key of its own, U+FFFD; no bytes raise."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._parser = XTermParser()

    def feed(self, read: bytes) -> Iterator[Message]:
        """What these bytes end."""
        for character in self._decoder.decode(read):
            yield from self._guarded(partial(self._parser.feed, character))

    def tick(self) -> Iterator[Message]:
        """What no more bytes came for."""
        yield from self._guarded(self._parser.tick)

    def _guarded(self, parse: Callable[[], Iterable[Message]]) -> Iterator[Message]:
        try:
            found = list(parse())
        except Exception:  # an escape sequence that the parser did not prefetch: it is lost
            self._parser = XTermParser()
        else:
            yield from map(_sound, found)


def _sound(message: Message) -> Message:
    """The message with nothing that UTF-8 cannot hold; a terminal may name any code point as a key's."""
    if isinstance(message, events.Key) and message.character and clean(message.character) != message.character:
        return events.Key("replacement_character", "\ufffd")
    if isinstance(message, events.Paste):
        message.text = clean(message.text, len(message.text))
    return message


def end(app: Endable, in_any_case: Callable[[], object], status: int) -> None:
    """End the app, and where it does not end within a few seconds, the process."""
    timer = Timer(PATIENCE, in_any_case)
    timer.daemon = True
    timer.start()
    app.end_by(status)


class BearingDriver(LinuxDriver):
    """Takes in first what was typed before it was there, and lets a signal end the app as its own key does."""

    _hung_up: Callable[[], object]

    def __init__(self, app: Endable, **options: Any) -> None:
        super().__init__(app, **options)
        self._endable = app

    def start_application_mode(self) -> None:
        """As Textual does it; from now on signals end the app."""
        loop = asyncio.get_running_loop()
        self._hung_up = lambda: loop.call_soon_threadsafe(self._end, 128 + signal.SIGHUP)
        for number in ENDINGS:
            with suppress(ValueError, RuntimeError):  # not in the main thread
                loop.add_signal_handler(number, self._end, 128 + number)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _end(self, status: int) -> None:
        end(self._endable, partial(self._end_in_any_case, status), status)

    def _end_in_any_case(self, status: int) -> None:
        """The app is busy for good, or nobody takes what it writes."""
        with suppress(termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            os.set_blocking(2, False)
            os.write(2, RESET)
        os._exit(status)

    def run_input_thread(self) -> None:
        """Read until the app ends, or the terminal does."""
        try:
            self._read()
        except OSError:
            self._hung_up()

    def _read(self) -> None:
        keys = Keys()
        waiting = self._endable.typed_before
        if self._has_input(0):
            waiting += os.read(self.fileno, PIECE)
        # Until the driver came, the terminal gave the end of a line for Enter.
        self._pass_on(keys.feed(waiting.replace(b"\n", b"\r")))
        while not self.exit_event.is_set():
            if self._has_input(TICK):
                read = os.read(self.fileno, PIECE)
                if not read:
                    raise OSError("the terminal is gone")
                self._pass_on(keys.feed(read))
            self._pass_on(keys.tick())

    def _has_input(self, seconds: float) -> bool:
        return bool(select.select([self.fileno], [], [], seconds)[0])

    def _pass_on(self, messages: Iterator[Message]) -> None:
        for message in messages:
            self.process_message(message)
