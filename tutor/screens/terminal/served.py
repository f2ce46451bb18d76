"""Textual's driver for browsers, made to bear what can come from one, and to end when its server does."""

from __future__ import annotations

import asyncio
import json
import os
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from signal import SIGHUP
from typing import Any

from textual.drivers.web_driver import WebDriver
from textual.message import Message

from tutor.screens.terminal.driver import ENDINGS, PIECE, TICK, Keys, end
from tutor.screens.terminal.endable import Endable

HEAD = 5
"""Bytes before what a packet holds: its sort, and its length in four."""


def packets(came: bytearray) -> Iterator[tuple[bytes, bytes]]:
    """Take the packets, sort and content, that are whole out of what came."""
    while len(came) >= HEAD and len(came) >= (size := HEAD + int.from_bytes(came[1:HEAD], "big")):
        packet = bytes(came[:size])
        del came[:size]
        yield packet[:1], packet[HEAD:]


class ServedDriver(WebDriver):
    """Keeps what was typed when the page is closed, and outlives neither its server nor odd bytes."""

    _leave: Callable[[], object]

    def __init__(self, app: Endable, **options: Any) -> None:
        super().__init__(app, **options)
        self._endable = app

    def start_application_mode(self) -> None:
        """As Textual does it; from now on a closed page and signals end the app."""
        loop = asyncio.get_running_loop()
        self._leave = lambda: loop.call_soon_threadsafe(self._end, 128 + SIGHUP)
        super().start_application_mode()
        for number in ENDINGS:
            loop.add_signal_handler(number, self._end, 128 + number)

    def _end(self, status: int) -> None:
        end(self._endable, lambda: os._exit(status), status)

    def write(self, data: str) -> None:
        """As Textual does it; the end of what is read tells that nobody is there to read this."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """The same."""
        with suppress(BrokenPipeError):
            super().write_meta(data)

    def run_input_thread(self) -> None:
        """Read until the app ends, or the server does."""
        source = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        keys, came = Keys(), bytearray()
        while not self.exit_event.is_set():
            if select.select([source], [], [], TICK)[0]:
                read = os.read(source, PIECE)
                if not read:
                    self._leave()
                    return
                came += read
                for sort, content in packets(came):
                    self._take(sort, content, keys)
            self._pass_on(keys.tick())

    def _take(self, sort: bytes, content: bytes, keys: Keys) -> None:
        if sort == b"D":
            self._pass_on(keys.feed(content))
            return
        meta = json.loads(content)
        if meta["type"] == "quit":
            self._leave()
        else:
            self.on_meta(meta["type"], meta)

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
