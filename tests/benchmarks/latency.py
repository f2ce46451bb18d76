"""How long a key takes to be painted in the answer field, and Enter to bring the verdict, in a terminal of 120×40.

    python -m tests.benchmarks.latency [KEYS] [ANSWERS]

Keys are sent through a pseudo-terminal to the program as it is installed, one when what the last one led to is drawn.
"""

import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from statistics import median, quantiles

from tests.benchmarks import startup
from tests.benchmarks.pseudo_terminal import Terminal

CLEAR = "\x05\x15"  # to the end of the line, and away with it
ENTER = "\r"
NEXT_STAGE = "\x1b[19~"
FRAME = 0.016
VERDICT = 0.050


BARE = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input("(a)", compact=True)
Bare().run()
"""


def key_to_paint(terminal: Terminal, keys: int) -> list[float]:
    """Seconds from each key to its paint in the field."""
    times = []
    for number, digit in enumerate(islice(cycle("1234567890"), keys)):
        if number % 20 == 0:
            terminal.press(CLEAR, " ")
            terminal.rest()
        times.append(terminal.press(digit, digit))
        terminal.rest()
    return times


def enter_to_verdict(terminal: Terminal, answers: int, sign: str) -> list[float]:
    """Seconds from Enter to the sign of the verdict, for answers of three digits that are wrong."""
    times = []
    for number in range(answers):
        terminal.press(CLEAR + str(100 + number), str(100 + number))
        terminal.rest()
        times.append(terminal.press(ENTER, sign))
        terminal.rest(0.3)
    return times


def told(name: str, times: Sequence[float], limit: float, *, at: int) -> str:
    """A line about times in milliseconds, and whether their percentile keeps within the limit."""
    percentiles = quantiles(times, n=100, method="inclusive")
    reached = percentiles[at - 1]
    judged = "kept" if reached <= limit else "MISSED"
    return (
        f"{name}: median {median(times) * 1e3:.1f} ms, 95th percentile {percentiles[94] * 1e3:.1f} ms, "
        f"99th {percentiles[98] * 1e3:.1f} ms, slowest {max(times) * 1e3:.1f} ms "
        f"(the {at}th at most {limit * 1e3:.0f} ms: {judged})"
    )


def main(keys: int = 300, answers: int = 60) -> None:
    """Measure and print."""
    startup.main(5)
    terminal = Terminal([sys.executable, "-c", BARE], 120, 40)
    try:
        terminal.wait_for("(a)")
        terminal.rest(0.3)
        print(told("key to paint, a bare Textual Input", key_to_paint(terminal, keys), FRAME, at=99))
    finally:
        terminal.close()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tutor", "4.1", "--lang", "en", "--data-dir", folder]
        terminal = Terminal(command, 120, 40)
        try:
            terminal.wait_for("(a)")
            terminal.rest(0.3)
            print(told("key to paint, (a)", key_to_paint(terminal, keys), FRAME, at=99))
            print(told("Enter to verdict, (a)", enter_to_verdict(terminal, answers, "✗"), VERDICT, at=99))
            for stage in ("(b)", "(c)", "(d′)", "(d)"):
                terminal.press(NEXT_STAGE, stage)
                terminal.rest(0.3)
            print(told("key to paint, (d)", key_to_paint(terminal, keys), FRAME, at=99))
            print(told("Enter to verdict, (d)", enter_to_verdict(terminal, answers, "✗"), VERDICT, at=99))
        finally:
            terminal.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
