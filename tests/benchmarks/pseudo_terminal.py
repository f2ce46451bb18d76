"""A program in a pseudo-terminal, timed from its start to the moment that a text stands in what it drew."""

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
        wanted = text.encode()
        deadline = time.perf_counter() + seconds
        while wanted not in _STYLES.sub(b"", self._drawn):
            left = deadline - time.perf_counter()
            ready, _, _ = select.select([self._side], [], [], max(0.0, left))
            if not ready:
                raise TimeoutError(text)
            try:
                read = os.read(self._side, 65536)
            except OSError:
                read = b""
            if not read:
                raise TimeoutError(f"the program ended before it drew {text!r}: {self._drawn[-500:]!r}")
            if b"\x1b[6n" in read:
                os.write(self._side, b"\x1b[1;2R")
            self._drawn += read
        return time.perf_counter() - self.started

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._side)
