"""A learner's file executed in a copy of a process that has numpy: to start Python anew takes ten times as long.

`tests/code_check/test_process.py` has it started as it is for learners.
"""

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tutor.code_check.checking
from tutor.code_check.process import Process

_SERVER = f"""
import os, socket, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
import numpy
from tutor.code_check.inside.serve import main

def executed():
    sys.argv = ["-c", *data.decode().split("\\0")]
    os.setsid()
    os.chdir(os.path.dirname(sys.argv[1]))
    for place, end in enumerate(ends):
        os.dup2(end, place)
        os.close(end)
    main()

asked = socket.socket(fileno=os.dup(0))
while True:
    data, ends, *_ = socket.recv_fds(asked, 1 << 16, 2)
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
    if not data:
        break
    child = os.fork()
    if not child:
        try:
            asked.close()
            executed()
        finally:
            os._exit(0)
    for end in ends:
        os.close(end)
    asked.sendall(child.to_bytes(8, "big"))
"""


@cache
def _server() -> socket.socket:
    """The way to a process that makes copies of itself."""
    ours, theirs = socket.socketpair()
    server = subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", _SERVER],
        stdin=theirs.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    theirs.close()

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


class _Copy:
    """What is asked of a process that was started, of one that was copied."""

    def __init__(self, *arguments: str) -> None:
        requests, to = os.pipe()
        out, answers = os.pipe()
        server = _server()
        socket.send_fds(server, ["\0".join(arguments).encode()], [requests, answers])
        self.pid = int.from_bytes(server.recv(8), "big")
        for theirs in (requests, answers):
            os.close(theirs)
        self.stdin, self.stdout = os.fdopen(to, "wb"), os.fdopen(out, "rb")

    def wait(self) -> None:
        """It is waited for by the process that it is a copy of."""


class _Copied(Process):
    def _started(self, *arguments: str) -> Any:
        return _Copy(*arguments)


@contextmanager
def forked() -> Iterator[None]:
    """Checks of code execute it so, where the system can copy processes."""
    with patch.object(tutor.code_check.checking, "Process", _Copied if hasattr(os, "fork") else Process):
        yield
