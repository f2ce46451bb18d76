"""How long the tutor takes to paint problem 4.1 and to stand ready, and to paint home, beside a bare Textual app.

    python -m tests.benchmarks.startup [RUNS]

All run in turn in one run, in a pseudo-terminal that answers the cursor's query, at 120×40 and 80×24. Painted: the
statement is drawn. Ready: so is the label of the field that is asked for. Home: its list is. Told are the medians of
the seconds, the least seconds of the processor, and the ratios of both to the bare app's (goals: painted 1.35, ready
1.6). What else the machine does can only add to what a program takes: on a busy one the least of many runs stays the
same where medians do not. The first run of each is not counted: it fills the caches, the disk's and the tutor's own.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.pseudo_terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("painted")
Bare().run()
"""
SIZES = ((120, 40), (80, 24))
PAINTED, READY, HOME = "목표", "길이 =", "4.2"
"""A heading of the statement that is on the first page at both sizes; the label of the first field; a line of home."""


class Taken(NamedTuple):
    """Seconds from the start of a program until something is drawn, and seconds of the processor."""

    elapsed: float
    processor: float


def taken(command: Sequence[str], size: tuple[int, int], *texts: str) -> list[Taken]:
    """What a program takes until each of these texts, and all those before it, are drawn."""
    terminal = Terminal([sys.executable, *command], *size)
    try:
        found = [Taken(0.0, 0.0)]
        for text in texts:
            found.append(Taken(max(found[-1].elapsed, terminal.wait_for(text)), terminal.processor_seconds))
        terminal.rest()  # what is kept for the next start is kept now
        return found[1:]
    finally:
        terminal.close()


def one_run(size: tuple[int, int], data_folder: str) -> list[Taken]:
    """Of a bare app, the statement painted, the field ready, and home painted."""
    tutor = ["-m", "tutor", "--lang", "ko", "--data-dir", data_folder]
    return [
        *taken(["-c", BARE], size, "painted"),
        *taken([*tutor, "4.1"], size, PAINTED, READY),
        *taken(tutor, size, HOME),
    ]


def summary(column: Sequence[Taken]) -> Taken:
    """The median of what passed, and the least that the processor was taken for."""
    return Taken(median(one.elapsed for one in column), min(one.processor for one in column))


def main(runs: int = 30) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            _, *counted = (one_run(size, str(Path(folder) / "data")) for _ in range(runs + 1))
            bare, *others = map(summary, zip(*counted, strict=True))
            print(
                f"{size[0]}×{size[1]}: bare Textual app {bare.elapsed:.3f} s; {bare.processor:.3f} s of the processor"
            )
            for name, one in zip(("painted (goal 1.35)", "ready (goal 1.6)", "home"), others, strict=True):
                ratio, of_processor = one.elapsed / bare.elapsed, one.processor / bare.processor
                print(f"  {name:20} {one.elapsed:.3f} s, ratio {ratio:.2f}; {one.processor:.3f} s, {of_processor:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
