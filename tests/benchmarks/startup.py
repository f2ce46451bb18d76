"""How long `backprop-tutor 4.1` takes to paint its problem, beside a bare Textual app that paints one Static.

    python -m tests.benchmarks.startup [RUNS]

Both run in turn in one run, in a pseudo-terminal of 120×40; medians, and their ratio (goal 1.25, at most 1.6).
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
PAINTED = {"bare": "painted", "tutor": "역전파의 계산"}


def seconds_to_paint(name: str, data_folder: str) -> float:
    """From the process's start to its first paint."""
    commands = {
        "bare": [sys.executable, "-c", BARE],
        "tutor": [sys.executable, "-m", "tutor", "4.1", "--lang", "ko", "--data-dir", data_folder],
    }
    terminal = Terminal(commands[name], 120, 40)
    try:
        return terminal.wait_for(PAINTED[name])
    finally:
        terminal.close()


def main(runs: int = 15) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[float]] = {name: [] for name in PAINTED}
        for run in range(runs + 1):
            for name in PAINTED:
                taken = seconds_to_paint(name, str(Path(folder) / "data"))
                if run:  # the first fills the disk's cache
                    times[name].append(taken)
    bare, tutor = (median(times[name]) for name in PAINTED)
    print(f"bare Textual app {bare:.3f} s, backprop-tutor 4.1 {tutor:.3f} s")
    print(f"ratio {tutor / bare:.2f} (goal 1.25, at most 1.6)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
