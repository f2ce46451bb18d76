"""A program in a pseudo-terminal, timed from its start, or from a key, to the moment that a text is drawn."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

from tests.support.settings import undisturbed

_STYLES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")
# What pyte does not know, and would put on the screen as text.
_QUERIES = re.compile(rb"\x1b\[(?:[><]\d*u|\?\d+\$p)")


class Terminal:
    """A child process on the other side of a pseudo-terminal."""

    def __init__(self, command: Sequence[str], columns: int, rows: int) -> None:
        environment = {**undisturbed(os.environ), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: from bytecode, like the libraries
        self.started = time.perf_counter()
        self.pid, self._side = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), environment)
        self._drawn = b""
        self._unread: list[bytes] = []
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def wait_for(self, text: str, seconds: float = 20.0) -> float:
        """Seconds from the start until `text` was drawn. Raises TimeoutError."""
        return self._drawn_at(text, seconds) - self.started

    def press(self, keys: str, draws: str | re.Pattern[str], seconds: float = 20.0) -> float:
        """Seconds from sending keys until `draws`, a text or a pattern, was drawn anew. Raises TimeoutError."""
        self._drawn = b""
        sent = time.perf_counter()
        os.write(self._side, keys.encode())
        return self._drawn_at(draws, seconds) - sent

    @property
    def processor_seconds(self) -> float:
        """What the program has taken of the processor by now, in all of its threads. Linux alone tells it so finely."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    @property
    def lines(self) -> list[str]:
        """What stands on the screen by now, line by line. Worked out only here, so that it costs no timed key."""
        for drawn in self._unread:
            self._stream.feed(_QUERIES.sub(b"", drawn))
        self._unread.clear()
        return list(self._screen.display)

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
        """Until something holds of the screen. Raises TimeoutError."""
        deadline = time.perf_counter() + seconds
        while not holds():
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self._side], [], [], left)[0] or not self._read():
                raise TimeoutError("\n".join([what, *self.lines]))

    def rest(self, quiet: float = 0.05) -> None:
        """Wait until nothing has been drawn for a while; a blinking cursor allows half a second at most."""
        while select.select([self._side], [], [], quiet)[0]:
            self._read()

    def _drawn_at(self, text: str | re.Pattern[str], seconds: float) -> float:
        wanted = re.compile(re.escape(text) if isinstance(text, str) else text.pattern)
        deadline = time.perf_counter() + seconds
        while not wanted.search(_STYLES.sub(b"", self._drawn).decode(errors="replace")):
            left = deadline - time.perf_counter()
            ready, _, _ = select.select([self._side], [], [], max(0.0, left))
            if not ready:
                raise TimeoutError(wanted.pattern)
            if not self._read():
                raise TimeoutError(f"the program ended before it drew {wanted.pattern!r}: {self._drawn[-500:]!r}")
        return time.perf_counter()

    def _read(self) -> bool:
        try:
            read = os.read(self._side, 65536)
        except OSError:
            read = b""
        if b"\x1b[6n" in read:
            os.write(self._side, b"\x1b[1;2R")
        self._drawn += read
        self._unread.append(read)
        return bool(read)

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._side)
