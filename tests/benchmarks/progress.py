"""Home and progress on a journal of a million answers beside an empty one.

    python -m tests.benchmarks.progress [--attempts 1000000]

The answers are spread over five years of daily practice; a tenth are drills, and every skill and mistake was met. What
is compared is what a learner waits for, in a terminal of 120×40: from the process's start to Home, and from the key to
the progress screen with its first plot. What the journal alone takes is printed, too.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from tutor.journal.aside import identity
from tutor.journal.database import Database
from tutor.journal.journal import FILE, open_journal
from tutor.journal.opening import connect
from tutor.journal.records import JSON, Entry
from tutor.practice.progress_figures import progress_in
from tutor.practice.schedule import met
from tutor.practice.skills import SKILLS

from tests.benchmarks.pseudo_terminal import Terminal

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
YEARS, GOAL = 5, 1.2
AT_ONCE = 20_000
HOME = ("4.1", "4.2", "4.3")


def fill(folder: Path, attempts: int) -> None:
    """Write so many entries as the tutor writes them."""
    open_journal(folder, lambda: NOW).close()
    path = folder / FILE
    skills = list(SKILLS)
    mistakes = sorted({name for skill in SKILLS.values() for name in skill.mistakes})
    with closing(Database(path, identity(path), 1.0, connect)) as database:
        for start in range(0, attempts, AT_ONCE):
            database.write(entry(n, attempts, skills, mistakes) for n in range(start, min(attempts, start + AT_ONCE)))


def entry(n: int, attempts: int, skills: list[str], mistakes: list[str]) -> Entry:
    """The n-th entry of a long life of practice: two hours on each day."""
    day, part = divmod(n * YEARS * 365 / attempts, 1)
    at = NOW - timedelta(days=YEARS * 365 - day) + timedelta(hours=2 * part)
    code = f"bp1:weight-deep:3{n // 10:x}"
    if n % 100 == 50:
        told: Mapping[str, JSON] = {"told": [{"mistakes": [mistakes[n // 100 % len(mistakes)]], "probability": 0.9}]}
        return Entry(code, "d.w1", "diagnosis", "", None, told, "ko", at, f"f-{n}")
    if n % 10 == 9:
        skill = skills[n // 10 % len(skills)]
        detail = {"skill": skill, "state": met(skill, at).as_json(), "unaided": [1, 1], "clear": mistakes[:3]}
        return Entry(code, "", "drill", "", None, json.loads(json.dumps(detail)), "ko", at, f"f-{n}")
    verdict = "correct" if n % 3 else "wrong"
    return Entry(code, f"d.w{n % 6}", "attempt", str(n), verdict, {}, "ko", at, f"f-{n}")


class Screens:
    """The tutor on a journal, from one screen to another."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tutor", "--lang", "en", "--data-dir", str(folder)]
        self._terminal = Terminal(command, 120, 40)

    def home(self) -> float:
        """Milliseconds from the start of the process to Home."""
        taken = self._terminal.wait_for("Drills")
        self._terminal.rest(0.3)
        return taken * 1000

    def progress(self) -> float:
        """Milliseconds from the key to the progress screen with its first plot."""
        taken = self._terminal.press("\x1b[18~", "50%")
        self._terminal.rest(0.3)
        self._terminal.press("\x1b", "Drills")
        self._terminal.rest(0.3)
        return taken * 1000

    def close(self) -> None:
        """End the tutor."""
        self._terminal.close()


def painted(folders: tuple[Path, Path], rounds: int) -> Iterator[tuple[str, float, float]]:
    """The median milliseconds to Home and to the progress screen in each folder, taken in turn."""
    times: dict[str, tuple[list[float], list[float]]] = {"home": ([], []), "progress": ([], [])}
    for _ in range(rounds):
        for side, folder in enumerate(folders):
            with closing(Screens(folder)) as screens:
                times["home"][side].append(screens.home())
                screens.progress()  # brings the library that draws
                times["progress"][side].extend(screens.progress() for _ in range(3))
    for name, (slow, fast) in times.items():
        yield name, median(slow), median(fast)


def home(folder: Path) -> None:
    """What Home asks when it opens."""
    with open_journal(folder, lambda: NOW) as journal:
        journal.standing(HOME)
        journal.last_place()
        journal.setting("language")


def progress(folder: Path) -> None:
    """What the progress screen asks when it opens, the journal being opened for it."""
    with open_journal(folder, lambda: NOW) as journal:
        progress_in(journal, NOW, UTC)


def interleaved(work: Callable[[Path], None], folders: tuple[Path, Path], rounds: int) -> tuple[float, float]:
    """The median milliseconds in each folder, taken in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for folder, taken in zip(folders, times, strict=True):
            start = time.perf_counter()
            work(folder)
            taken.append((time.perf_counter() - start) * 1000)
    return median(times[0]), median(times[1])


def main() -> None:
    """Fill two journals, and print the times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--attempts", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--starts", type=int, default=9)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        full, empty = Path(name) / "full", Path(name) / "empty"
        fill(full, arguments.attempts)
        fill(empty, 0)
        for folder in (full, empty):
            with open_journal(folder, lambda: NOW) as journal:
                journal.set_setting("welcomed", "yes")
        for title, slow, fast in painted((full, empty), arguments.starts):
            print(f"{title} painted: {slow:.0f} ms, empty {fast:.0f} ms, {slow / fast:.2f}× (goal {GOAL}×)")
        for title, work in (("home", home), ("progress", progress)):
            slow, fast = interleaved(work, (full, empty), arguments.rounds)
            print(f"{title}, what the journal is asked: {slow:.2f} ms, empty {fast:.2f} ms")


if __name__ == "__main__":
    main()
