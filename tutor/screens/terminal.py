"""What the terminal does, asked of it before the screen is taken over."""

import os
import re
import select
import time
from typing import TextIO

_ANSWER_TIME = 0.1
_PROBE = "∂"
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")


def draws_ambiguous_wide(stdin: TextIO, stdout: TextIO) -> bool:
    """Whether the terminal draws characters of ambiguous width in two cells, as some do that are set up for Korean.

    One is written at the start of the line, the cursor's place is asked for, and the line is wiped. A terminal that
    does not answer within a tenth of a second draws as most do.
    """
    try:
        import termios
        import tty
    except ImportError:  # not a terminal of this kind
        return False
    try:
        source, target = stdin.fileno(), stdout.fileno()
        before = termios.tcgetattr(source)
        tty.setcbreak(source, termios.TCSANOW)
    except (OSError, ValueError, termios.error):
        return False
    try:
        os.write(target, f"\r{_PROBE}\x1b[6n".encode())
        column = _column(source)
        os.write(target, b"\r\x1b[K")
    except OSError:
        return False
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)
    return column == 3


def _column(source: int) -> int | None:
    """The cursor's column in the terminal's answer, None if none comes in time."""
    answer = b""
    deadline = time.monotonic() + _ANSWER_TIME
    while (left := deadline - time.monotonic()) > 0 and len(answer) < 64:
        ready, _, _ = select.select([source], [], [], left)
        if not ready:
            break
        answer += os.read(source, 32)
        if found := _POSITION.search(answer):
            return int(found[1])
    return None
