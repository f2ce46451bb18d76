"""How long the tutor takes to paint problem 4.1 and to stand ready, and to paint home, beside a bare Textual app.

    python -m tests.benchmarks.startup [RUNS]

All run in turn in one run, in a pseudo-terminal that answers the cursor's query, at 120×40 and 80×24. Painted: the
statement is drawn. Ready: so is the label of the field that is asked for. Home: its list is. Medians, and their ratios
to the bare app's (goals: painted 1.35, ready 1.6). The first run of each is not counted: it fills the caches, the
disk's and the tutor's own.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

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


def bare_seconds(columns: int, rows: int) -> float:
    """From the start of a bare app to its first paint."""
    terminal = Terminal([sys.executable, "-c", BARE], columns, rows)
    try:
        return terminal.wait_for("painted")
    finally:
        terminal.close()


def tutor_seconds(columns: int, rows: int, data_folder: str) -> tuple[float, float]:
    """From the tutor's start until the statement is painted, and until the field is ready."""
    command = [sys.executable, "-m", "tutor", "4.1", "--lang", "ko", "--data-dir", data_folder]
    terminal = Terminal(command, columns, rows)
    try:
        painted = terminal.wait_for(PAINTED)
        ready = max(painted, terminal.wait_for(READY))
        terminal.rest()  # what is kept for the next start is kept now
        return painted, ready
    finally:
        terminal.close()


def home_seconds(columns: int, rows: int, data_folder: str) -> float:
    """From the tutor's start until home is painted."""
    command = [sys.executable, "-m", "tutor", "--lang", "ko", "--data-dir", data_folder]
    terminal = Terminal(command, columns, rows)
    try:
        painted = terminal.wait_for(HOME)
        terminal.rest()
        return painted
    finally:
        terminal.close()


def main(runs: int = 15) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            bare: list[float] = []
            painted: list[float] = []
            ready: list[float] = []
            home: list[float] = []
            for run in range(runs + 1):
                data = str(Path(folder) / "data")
                taken = bare_seconds(*size), *tutor_seconds(*size, data), home_seconds(*size, data)
                if run:
                    for times, seconds in zip((bare, painted, ready, home), taken, strict=True):
                        times.append(seconds)
            base = median(bare)
            print(f"{size[0]}×{size[1]}: bare Textual app {base:.3f} s")
            print(f"  painted {median(painted):.3f} s, ratio {median(painted) / base:.2f} (goal 1.35)")
            print(f"  ready   {median(ready):.3f} s, ratio {median(ready) / base:.2f} (goal 1.6)")
            print(f"  home    {median(home):.3f} s, ratio {median(home) / base:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
