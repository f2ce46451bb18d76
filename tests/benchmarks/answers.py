"""How long it takes to read an answer: `python -m tests.benchmarks.answers` prints the best of several runs for each.

First what learners type, then what is made to be slow: at most 10 ms each is the goal. Times are printed, never judged.
"""

import time
from collections.abc import Callable, Iterator

from tutor.answers.errors import Unreadable
from tutor.answers.names import read_names, read_tree
from tutor.answers.reading import looks_like_many, read_number, read_values
from tutor.network.architecture import Network
from tutor.network.graph import dependencies
from tutor.network.layered_graph import graph_of

RUNS = 7
TREE = dependencies(graph_of(Network((2, 10, 10, 1), ("relu",) * 3)))
NAMES = sorted({*TREE, *(name for names in TREE.values() for name in names)})

USUAL = {
    "a number": "-43.6",
    "an expression": "2*(2*3 + 13*6 + 7*9 + 12*12)",
    "a vector": "(446, 68, 514, 68, 582, 68)",
    "assignments": "w1[1,1] = 446, b1[1] = 68, w2[1,2] = 5",
    "a node of the tree": "w1[2,1] x[1] w1[2,2] x[2] b1[2]",
}
HOSTILE = {
    "a megabyte": "1+" * 500_000,
    "a long sum": "1+" * 249 + "1",
    "long fractions": "+".join(f"1/{n}" for n in range(101, 200, 2)),
    "huge powers": "9^9^9^9^9",
    "deep brackets": "(" * 250 + ")" * 250,
    "deep lists": "(1 (1 " * 800,
    "lists side by side": "(1 2) " * 800,
    "many values": "-43.6, " * 700,
    "many small numbers": "1e-150+" * 700,
    "names run together": "w1a3y" * 1000,
    "names that nearly fit": "w2_99 " * 800,
    "names that fit twice": "w2_1 " * 1000,
    "many labels": "∂C/∂w2_11=1," * 400,
    "Hangul": "쥬ㅈ3" * 1600,
    "commands": "\\cdot\\foo" * 500,
    "letters": "x" * 5000,
    "spaces": " " * 4999 + "1",
}


def readers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Every way of reading a text."""
    yield "number", read_number
    yield "many", lambda text: looks_like_many(text, NAMES)
    yield "values", lambda text: read_values(text, NAMES)
    yield "names", lambda text: read_names(text, NAMES)
    yield "tree", lambda text: read_tree("C:" + text, NAMES)


def measured(read: Callable[[str], object], text: str) -> tuple[float, str]:
    """The best processor time in milliseconds, and what came of it."""
    best, came = float("inf"), ""
    for _ in range(RUNS):
        start = time.thread_time()
        try:
            read(text)
            came = "read"
        except Unreadable as error:
            came = error.key
        best = min(best, time.thread_time() - start)
    return best * 1e3, came


def main() -> None:
    """Print a line for each text: the milliseconds that each reader took, and what came of it."""
    worst = 0.0
    for group in (USUAL, HOSTILE):
        for title, text in group.items():
            found = {name: measured(read, text) for name, read in readers()}
            worst = max(worst, *(milliseconds for milliseconds, _ in found.values()))
            print(f"{title:22}", "  ".join(f"{name} {ms:.3f} {came}" for name, (ms, came) in found.items()))
        print()
    print(f"slowest: {worst:.2f} ms; goal: 10 ms")


if __name__ == "__main__":
    main()
