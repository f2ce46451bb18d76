"""What a check is doing, said on stderr where somebody looks on and it takes longer than a second."""

import sys
import threading
from types import TracebackType
from typing import Self

from tutor.cli.output import one_line, put
from tutor.lessons.words import Words

QUIET = 1.0
"""For so many seconds nothing is said."""


class Progress:
    """To be used in a `with` statement; after it nothing more is said."""

    def __init__(self, words: Words, quiet: float = QUIET) -> None:
        self._words, self._lock = words, threading.Lock()
        self._stage, self._is_late = "", False
        self._clock = threading.Timer(quiet, self._begin)
        self._clock.daemon = True
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        if self._is_seen:
            self._clock.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._is_late = False
            self._stage = ""
        self._clock.cancel()

    def at(self, stage: str) -> None:
        """What is begun: a key of [check_doing]."""
        with self._lock:
            if stage != self._stage:
                self._stage = stage
                self._say()

    def _begin(self) -> None:
        with self._lock:
            self._is_late = True
            self._say()

    def _say(self) -> None:
        if self._is_late and self._stage:
            put(one_line(self._words(f"check_doing.{self._stage}")), error=True)
