"""How long Enter takes to bring the next drill to the screen, in a terminal of 120×40.

    python -m tests.benchmarks.drilling [--drills 40] [--think 0.5]

The learner has met every skill, all of them due, and answers rightly, or (`--wrong 0.3`) so often wrongly first, which
changes what comes next. Enter is pressed so many seconds after the drill is done (`--think`; 0: at once), and the time
is taken until the next statement is painted, and until its first field is.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import sleep

from tutor.journal.journal import open_journal
from tutor.journal.records import DRILL, JSON, Entry
from tutor.lessons.content import content_folder
from tutor.practice.fading import faded
from tutor.practice.item import Item
from tutor.practice.items_of_codes import item_of
from tutor.practice.outcome import FieldOutcome, Outcome
from tutor.practice.schedule import Worked, met, reviewed
from tutor.practice.skills import SKILLS
from tutor.practice.states import ALONE, LAST_STEPS, MORE
from tutor.practice.variants import open_code
from tutor.session.given import right_text

from tests.benchmarks.pseudo_terminal import Terminal
from tests.support.items import words_of

GOAL = 0.1
CODE = re.compile(r"bp1:[a-z-]+:[0-9a-f]+")
DONE = "That is right"
FADED = {LAST_STEPS: "Work out the last ones", MORE: "Only the first steps are given"}
OFFERED, MOST_PROBLEMS = 5, 50
LEFT, RIGHT, ENTER, CLEAR, BY_NUMBER = "\x1b[D", "\x1b[C", "\r", "\x05\x15", "4"


def learn_everything(folder: Path) -> None:
    """Give the learner a past in which every skill was drilled, and is due."""
    now = datetime.now(UTC)
    then = now - timedelta(days=9)
    right = Outcome({"a": FieldOutcome(True, 1)})
    with open_journal(folder, lambda: then) as journal:
        for skill in SKILLS:
            state = met(skill, then)
            for k in range(4):
                state, _ = reviewed(state, Worked(right, 1, ALONE, 0.9, 0.9), then + timedelta(hours=k))
            detail: dict[str, JSON] = {
                "skill": skill,
                "state": {**state.as_json(), "due": (now - timedelta(days=1)).isoformat()},
            }
            journal.record(Entry(f"bp1:{skill}:11", "", DRILL, "", None, detail, "en", then))
        journal.set_setting("welcomed", "yes")


class Drilling:
    """A learner who works drill after drill in a terminal."""

    def __init__(self, terminal: Terminal, random: Random, wrong: float) -> None:
        self._terminal = terminal
        self._random = random
        self._wrong = wrong

    @property
    def code(self) -> str:
        """The code of the drill on the screen; empty where there is none."""
        found = CODE.search(self._terminal.lines[0])
        return found[0] if found else ""

    @property
    def is_done(self) -> bool:
        """Whether the drill on the screen says that it is done."""
        return DONE in " ".join(self._terminal.lines[1:4])

    @property
    def fading(self) -> int:
        """How much of the drill is given, by what stands under its head."""
        head = " ".join(self._terminal.lines[1:4])
        return next((stage for stage, words in FADED.items() if words in head), ALONE)

    def work(self) -> None:
        """Answer all that a drill asks for; a wrong answer first, now and then."""
        problem = open_code(self.code, content_folder())
        item = item_of(problem)
        if item is not None:
            self._choose(item)
            return
        for field in faded(problem, self.fading).open:
            if field.stage != "b" and self._random.random() < self._wrong:
                self._type(CLEAR + "-98765")
            self._type(CLEAR + right_text(problem, field))
        self._terminal.until(lambda: self.is_done, "end of the drill")

    def next_drill(self) -> float:
        """Seconds from Enter until the next drill is painted."""
        before, terminal = self.code, self._terminal
        taken = terminal.press(ENTER, re.compile(rf"bp1:(?!{before.removeprefix('bp1:')}\b)"))
        terminal.until(lambda: self.code not in ("", before), "next drill")
        terminal.rest(0.3)
        return taken

    def _type(self, text: str) -> None:
        self._terminal.press(text + ENTER, "")
        self._terminal.rest(0.15)

    def _choose(self, item: Item) -> None:
        for _, right in item.solved(words_of(item, "en")):
            self._type(str(right + 1))
        self._terminal.until(lambda: self.is_done, "end of the item")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--drills", type=int, default=40)
    parser.add_argument("--think", type=float, default=0.5)
    parser.add_argument("--wrong", type=float, default=0.3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        learn_everything(Path(name))
        command = [sys.executable, "-m", "tutor", "drill", "--lang", "en", "--data-dir", name]
        terminal = Terminal(command, 120, 40)
        try:
            for line in measured(terminal, arguments.drills, arguments.think, arguments.wrong):
                print(line, flush=True)
        finally:
            terminal.close()


def measured(terminal: Terminal, drills: int, think: float, wrong: float) -> Iterator[str]:
    """The times, as lines to print."""
    terminal.wait_for("How long")
    terminal.rest(0.5)
    drills = min(drills, MOST_PROBLEMS)
    terminal.press((LEFT if drills < OFFERED else RIGHT) * abs(drills - OFFERED), "")
    terminal.rest(0.3)
    terminal.press(BY_NUMBER, "bp1:")
    terminal.rest(0.5)
    learner = Drilling(terminal, Random(1), wrong)
    times: list[tuple[float, str]] = []
    for _ in range(drills - 1):
        learner.work()
        sleep(think)
        times.append((learner.next_drill(), learner.code))
    seconds = sorted(taken for taken, _ in times)
    within = sum(taken <= GOAL for taken in seconds)
    yield (
        f"Enter to the next drill: median {median(seconds) * 1e3:.0f} ms, slowest {seconds[-1] * 1e3:.0f} ms, "
        f"{within} of {len(seconds)} within {GOAL * 1e3:.0f} ms"
    )
    for taken, code in sorted(times, reverse=True)[:8]:
        yield f"  {taken * 1e3:.0f} ms {code}"


if __name__ == "__main__":
    main()
