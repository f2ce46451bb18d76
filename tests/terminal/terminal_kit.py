"""The installed program in a pseudo-terminal of its own, and what stands on its screen."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

from tests.support.settings import undisturbed

PATIENCE = 40.0
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f6": "\x1b[17~",
    "f8": "\x1b[19~",
    "pagedown": "\x1b[6~",
}


class Program:
    """`backprop-tutor` with some arguments; keys go in, a screen comes out.

    `typed` comes from the keyboard just when the program asks the terminal how wide it draws, which it `answers` or
    not; `program` stands for `-m tutor` among Python's arguments.
    """

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        typed: bytes = b"",
        answers: bool = True,
        program: Sequence[str] = ("-m", "tutor"),
    ) -> None:
        self._typed, self._answer = typed, b"\x1b[1;2R" if answers else b""
        self.drawn = b""
        """All that the program has written."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        command = [sys.executable, *program, *arguments, "--data-dir", str(folder)]
        environment = undisturbed(os.environ)
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self._pid, self._side = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(sys.executable, command, environment)
        self.before = termios.tcgetattr(self._side)
        """How the terminal was found."""

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line; the second cell of a wide character is empty."""
        columns, rows = range(self.screen.columns), range(self.screen.lines)
        return ["".join(self.screen.buffer[row][column].data for column in columns) for row in rows]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    @property
    def head(self) -> str:
        """The first line: the problem and its stages."""
        return self.lines[0]

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            os.write(self._side, KEYS.get(key, key).encode())

    def answer(self, *answers: str) -> None:
        """Type answers, each with Enter after it."""
        for answer in answers:
            self.press(answer, "enter")

    def clear(self, characters: int) -> None:
        """Take characters back."""
        self.press(*["backspace"] * characters)

    def wait(self, *texts: str) -> None:
        """Until all of these stand on the screen. Fails after a while, with the screen."""
        self.until(lambda: all(text in self.text for text in texts), " and ".join(texts))

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Until something holds. Fails after a while, with the screen."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert self._read(deadline - time.monotonic()), f"no {what} on the screen:\n{self.text}"

    def pause(self, seconds: float) -> None:
        """Let time pass, as a learner does who thinks."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._read(left)

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self._pid, signal.SIGKILL)
        self._end()

    def leave(self) -> int:
        """Leave it by its own key; the exit status."""
        self.press("\x11")
        return self.end()

    def signal(self, number: int) -> int:
        """Send it a signal that ends it; the exit status."""
        os.kill(self._pid, number)
        return self.end()

    def hang_up(self) -> int:
        """Close the terminal under it; the exit status."""
        os.close(self._side)
        _, status = os.waitpid(self._pid, 0)
        return os.waitstatus_to_exitcode(status)

    def send(self, sent: bytes) -> None:
        """Send bytes as they are."""
        os.write(self._side, sent)

    @property
    def is_as_found(self) -> bool:
        """Whether the terminal works as it did before, with nothing left on that the program switched on."""
        modes = {
            b"1000": False,
            b"1003": False,
            b"2004": False,
            b"1004": False,
            b"1049": False,
            b"25": True,
            b"7": True,
        }
        last = {mode: on == b"h" for mode, on in re.findall(rb"\x1b\[\?(\d+)([hl])", self.drawn)}
        return self.after == self.before and all(last.get(mode, on) == on for mode, on in modes.items())

    def end(self) -> int:
        """Wait until it ends; the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._read(max(0.0, deadline - time.monotonic())):
            with contextlib.suppress(termios.error):
                self.after = termios.tcgetattr(self._side)
        return self._end()

    def _end(self) -> int:
        _, status = os.waitpid(self._pid, 0)
        os.close(self._side)
        return os.waitstatus_to_exitcode(status)

    def _read(self, seconds: float) -> bool:
        """Take in what the program has drawn; whether there was anything within the time."""
        if seconds <= 0 or not select.select([self._side], [], [], seconds)[0]:
            return False
        try:
            drawn = os.read(self._side, 65536)
        except OSError:  # the program is gone
            return False
        if not drawn:
            return False
        self.drawn += drawn
        if b"\x1b[6n" in drawn:  # where is the cursor? In the second column: one cell was drawn.
            os.write(self._side, self._typed + self._answer)
        # What pyte does not know, and would put on the screen as text.
        for known in (b"\x1b[>25u", b"\x1b[<u", b"\x1b[?2026$p", b"\x1b[?2048$p"):
            drawn = drawn.replace(known, b"")
        self._stream.feed(drawn)
        return True
