"""The process that runs a learner's file, from the tutor's end: started, asked, and ended in bounded time.

The answers come from code that nobody has read: each line is bounded, and is JSON or nothing.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MOST_BYTES = 8 << 20
"""How long an answer may be."""
WHOLE = 6
"""How many times the time of one request all of them may take together."""
_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, {root!r}); from tutor.code_check.inside.serve import main; main()"
_QUIET = {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""No windows, and no threads for small arrays."""


class Failed(Exception):
    """What the file or the process came to: `key` is `error`, `module`, `time`, `output` or `ended`.

    `missing` names the modules that the file imports and that are not installed.
    """

    def __init__(self, key: str, kind: str = "", message: str = "", line: int | None = None, missing: str = "") -> None:
        super().__init__(f"{key} {kind} {message}".strip())
        self.key, self.kind, self.message, self.line, self.missing = key, kind, message, line, missing


class Process:
    """A learner's file, executed in a process of its own, to be used in a `with` statement."""

    def __init__(self, path: Path, seconds: float) -> None:
        """Nothing runs yet; `seconds` is what the file and each request may take."""
        self._path, self._seconds = path.resolve(), seconds
        self._until = time.monotonic() + WHOLE * seconds

    def __enter__(self) -> Self:
        """Execute the file. Raises Failed."""
        self._process = self._started(str(self._path), str(int(WHOLE * self._seconds) + 1))
        try:
            self.loaded = [str(name) for name in _checked(self._line())["loaded"]]
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def _started(self, *arguments: str) -> subprocess.Popen[bytes]:
        # -I: no PYTHON… variables, no user's packages, no current folder; -B: no bytecode beside the file
        options = ("-I", "-B", "-X", "utf8", "-c", _START.format(root=str(_ROOT)))
        return subprocess.Popen(  # noqa: S603  the file that the learner named
            [sys.executable, *options, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._path.parent,
            env={**os.environ, **_QUIET},
            start_new_session=True,
        )

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a request. Raises Failed."""
        return _checked(self._line(json.dumps(request).encode() + b"\n"))

    def _line(self, request: bytes = b"") -> dict[str, Any]:
        """Send a request, and read the line that comes back, within the time that there is."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._kill()

        clock = threading.Timer(max(0.0, min(self._seconds, self._until - time.monotonic())), end)
        clock.start()
        try:
            line = self._exchanged(request)
        finally:
            clock.cancel()
        if late.is_set() or line is None:
            raise Failed("time" if late.is_set() else "ended")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            raise Failed("output") from None
        if not isinstance(answer, dict):
            raise Failed("output")
        return answer

    def _exchanged(self, request: bytes) -> bytes | None:
        """The next line of an answer; None where the process has ended. Raises Failed for one that is too long."""
        to, out = self._process.stdin, self._process.stdout
        if to is None or out is None:
            return None
        try:
            to.write(request)
            to.flush()
        except OSError:
            return None
        line = out.readline(MOST_BYTES)
        if len(line) == MOST_BYTES:
            raise Failed("output")
        return line if line.endswith(b"\n") else None

    def _kill(self) -> None:
        """End the process, and those that it started."""
        if hasattr(os, "killpg"):
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except OSError:  # it has ended
                return
        else:
            self._process.kill()

    def _end(self) -> None:
        self._kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what could not be sent is of no use any more
                    continue
        self._process.wait()


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer, unless it says that the file failed. Raises Failed."""
    if "error" in answer:
        raise failed_of(answer["error"])
    return answer


def failed_of(error: Any) -> Failed:
    """What an error of the file's came to, as the other process tells it."""
    told = error if isinstance(error, dict) else {}
    line = told.get("line")
    kind, message = str(told.get("kind", "")), str(told.get("message", ""))
    key = {"TooLarge": "output", "ModuleNotFoundError": "module"}.get(kind, "error")
    return Failed(key, kind, message, line if isinstance(line, int) else None, str(told.get("missing", "")))
