"""Sittings in processes of their own, forked from this light one: `python sittings.py TASK FOLDER …` prints JSON.

A test cannot fork itself: the runner has threads.
"""

import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tutor.journal.journal import open_journal

from tests.journal.journal_kit import attempt, clock


@contextmanager
def child(work: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """A process that does `work`, which writes to a pipe; its number and the pipe's reading end."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            work(writing)
        except BaseException as error:
            os.write(2, repr(error).encode())
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with closing(os.fdopen(reading, "rb")) as pipe:
        yield pid, pipe.fileno()


def submit(folder: Path, label: str, times: int, pipe: int) -> None:
    """Submit answers, and say each once it is recorded."""
    with open_journal(folder, clock) as journal:
        for n in range(times):
            if journal.record(attempt(f"{label}.{n}")):
                os.write(pipe, f"{label}.{n}\n".encode())


def read_all(pipe: int) -> bytes:
    """What was said until the pipe closed; a killed process leaves no half line (a write is whole or not at all)."""
    said = b""
    while chunk := os.read(pipe, 65_536):
        said += chunk
    return said


def kill(folder: Path, seed: int, times: int) -> object:
    """Kill sittings at random moments. What each had said."""
    moments = random.Random(seed)
    said = []
    for n in range(times):
        with child(lambda pipe, n=n: submit(folder, f"{n}", 10**9, pipe)) as (pid, pipe):  # type: ignore[misc]
            first = os.read(pipe, 65_536) if n % 4 else b""  # one in four may die before it has opened the journal
            time.sleep(moments.uniform(0.0005, 0.01))
            os.kill(pid, signal.SIGKILL)
            said.append((first + read_all(pipe)).decode().split())
            os.waitpid(pid, 0)
    return said


def together(folder: Path, times: int) -> object:
    """Two tutors that start at once, the journal not yet there, and write as fast as they can."""
    with (
        child(lambda pipe: submit(folder, "one", times, pipe)) as (one, said_one),
        child(lambda pipe: submit(folder, "two", times, pipe)) as (two, said_two),
    ):
        said = [read_all(pipe).decode().split() for pipe in (said_one, said_two)]
        return {"said": said, "left": [os.waitpid(pid, 0)[1] for pid in (one, two)]}


def full(folder: Path) -> object:
    """A disk that fills up and is cleared: for a while this process cannot write past a file's first byte."""
    with open_journal(folder, clock) as journal:
        kept = [journal.record(attempt("before"))]
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        kept += [journal.record(attempt(text)) for text in ("during-1", "during-2")]
        notices = [journal.take_notice(), journal.take_notice()]
        seen = [entry.text for entry in journal.entries("4.1")]
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        kept.append(journal.record(attempt("after")))
        notices.append(journal.take_notice())
    return {"kept": kept, "seen": seen, "notices": [notice and notice.key for notice in notices]}


def stranger(folder: Path) -> object:
    """Somebody who may read the journal and not write it, nor its folder."""

    def work(pipe: int) -> None:
        if os.getuid() == 0:
            os.setgid(65_534)
            os.setuid(65_534)
        with open_journal(folder, clock) as journal:
            notice = journal.take_notice()
            kept = journal.record(attempt("new"))
            seen = [entry.text for entry in journal.entries("4.1")]
            os.write(pipe, json.dumps([notice and notice.key, kept, journal.saves, seen]).encode())

    with child(work) as (pid, pipe):
        said = os.read(pipe, 65_536)
        os.waitpid(pid, 0)
        return json.loads(said)


if __name__ == "__main__":
    task, place, *numbers = sys.argv[1:]
    tasks: dict[str, Callable[..., object]] = {"kill": kill, "together": together, "full": full, "stranger": stranger}
    print(json.dumps(tasks[task](Path(place), *map(int, numbers))))
