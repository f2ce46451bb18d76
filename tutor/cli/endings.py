"""Signals that end the program, while no screen is up that takes them itself."""

import signal
import sys
from typing import NoReturn


def end_by_signals() -> None:
    """SIGTERM and SIGHUP raise SystemExit, so that files are closed and what is half written is tidied away."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup leaves SIGHUP ignored
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)
