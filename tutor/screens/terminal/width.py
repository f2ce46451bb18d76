"""What the terminal does, asked of it before the screen is taken over."""

import os
import re
import select
import time
from collections.abc import Callable
from typing import NamedTuple, TextIO

_ANSWER_TIME, _PIECE = 0.1, 4096
_PROBE = "∂"
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")


class Answer(NamedTuple):
    """Whether characters of ambiguous width take two cells, and what the learner typed meanwhile."""

    wide: bool = False
    typed: bytes = b""


def ask_width(stdin: TextIO, stdout: TextIO, meanwhile: Callable[[], object] = lambda: None) -> Answer:
    """Whether the terminal draws characters of ambiguous width in two cells, as some do that are set up for Korean.

    One is written at the start of the line, the cursor's place is asked for, and the line is wiped. A terminal that
    has not answered after a tenth of a second, and once what is done `meanwhile` is done, draws as most do.
    """
    try:
        import termios
        import tty
    except ImportError:  # not a terminal of this kind
        return Answer()
    try:
        source, target = stdin.fileno(), stdout.fileno()
        before = termios.tcgetattr(source)
        tty.setcbreak(source, termios.TCSANOW)
    except (OSError, ValueError, termios.error):
        return Answer()
    typed = b""
    try:
        os.write(target, f"\r{_PROBE}\x1b[6n\r\x1b[K".encode())
        deadline = time.monotonic() + _ANSWER_TIME
        meanwhile()
        column, typed = _column(source, deadline)
    except OSError:
        return Answer(typed=typed)
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)
    return Answer(column == 3, typed)


def _column(source: int, deadline: float) -> tuple[int | None, bytes]:
    """The cursor's column in the terminal's answer, None if none came by the deadline; and all else that came."""
    came, left = b"", True
    while left:
        left = (seconds := deadline - time.monotonic()) > 0
        ready, _, _ = select.select([source], [], [], max(0.0, seconds))
        read = os.read(source, _PIECE) if ready else b""
        if not read:
            break
        came += read
        if found := _POSITION.search(came):
            return int(found[1]), came[: found.start()] + came[found.end() :]
    return None, came
