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
from collections.abc import Sequence

_STYLES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A child process on the other side of a pseudo-terminal."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, environment: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._side = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), environment)
        self._drawn = b""

    def wait_for(self, text: str, seconds: float = 20.0) -> float:
        """Seconds from the start until `text` was drawn. Raises TimeoutError."""
        return self._drawn_at(text, seconds) - self.started

    def press(self, keys: str, draws: str, seconds: float = 20.0) -> float:
        """Seconds from sending keys until `draws` was drawn anew. Raises TimeoutError."""
        self._drawn = b""
        sent = time.perf_counter()
        os.write(self._side, keys.encode())
        return self._drawn_at(draws, seconds) - sent

    def rest(self, quiet: float = 0.05) -> None:
        """Wait until nothing has been drawn for a while; a blinking cursor allows half a second at most."""
        while select.select([self._side], [], [], quiet)[0]:
            self._read()

    def _drawn_at(self, text: str, seconds: float) -> float:
        wanted = text.encode()
        deadline = time.perf_counter() + seconds
        while wanted not in _STYLES.sub(b"", self._drawn):
            left = deadline - time.perf_counter()
            ready, _, _ = select.select([self._side], [], [], max(0.0, left))
            if not ready:
                raise TimeoutError(text)
            if not self._read():
                raise TimeoutError(f"the program ended before it drew {text!r}: {self._drawn[-500:]!r}")
        return time.perf_counter()

    def _read(self) -> bool:
        try:
            read = os.read(self._side, 65536)
        except OSError:
            read = b""
        if b"\x1b[6n" in read:
            os.write(self._side, b"\x1b[1;2R")
        self._drawn += read
        return bool(read)

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._side)
