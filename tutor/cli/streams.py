"""The standard streams, whatever they lead to (nowhere, a full disk, a pipe that nobody reads), and signals to end."""

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

CLOSED_PIPE = 141
"""The status of a program whose reader went away, as shells have it: 128 + SIGPIPE."""


def fill_gaps() -> None:
    """Open nothing under the number of each standard stream that is closed, lest the next file be taken for it."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def flush() -> OSError | None:
    """Bring out what was printed; what kept stdout from taking it. Afterwards the interpreter's end finds nothing."""
    found = _flush(sys.stdout)
    _flush(sys.stderr)
    return found


def _flush(stream: TextIO | None) -> OSError | None:
    try:
        if stream is not None:
            stream.flush()
    except OSError as error:
        discard_unwritten(stream)
        return error
    except ValueError:  # it was closed
        pass
    return None


def discard_unwritten(stream: TextIO | None) -> None:
    """Send nowhere what the stream still holds."""
    with suppress(OSError, ValueError):
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
            stream.flush()


def end_by_signals() -> None:
    """SIGTERM and SIGHUP raise SystemExit, so that files are closed and what is half written is tidied away."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup leaves SIGHUP ignored
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)
