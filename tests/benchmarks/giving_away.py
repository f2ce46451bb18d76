"""What is said for nothing and gives an answer away.

`python -m tests.benchmarks.giving_away [SEED] [PROBLEMS] [DRILLS]` prints what was heard, and counts.

On Day 13, drawn networks with every cost, graphs and drills, in both languages, wrong answers of every kind are
given: what mistakes of the catalogue give, slips, numbers of no kind, wrong sub-steps and wrong branches, each
among some right answers. Heard is what the screen and the command line say of them, and all hints that come at one
press. Given away is a number that is the value of an open field or sub-step in any power of ten, to two digits, and
that the learner did not type, the problem does not give, and no right answer holds. The goal is none.
"""

import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tutor.journal.journal import Journal, open_journal
from tutor.lessons.languages import LANGUAGES

from tests.giving.numbers import beyond
from tests.giving.problems import problem_of, some_further, some_problems
from tests.giving.said import Listener, Saying, wrong_branches

SEED, PROBLEMS, DRILLS = "20260101", 200, 60
SHEETS = 12
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def main() -> None:
    """Print how many texts were heard, of each kind, and what they gave away."""
    seed, problems, drills = (*sys.argv[1:], *(SEED, str(PROBLEMS), str(DRILLS))[len(sys.argv) - 1 :])
    further = some_further(seed, int(problems) // 5)
    names = ("4.1", "4.2", *some_problems(seed, int(problems), int(drills)), *further)
    heard, with_numbers, told = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder), lambda: NOW) as journal:
        for name in names:
            hear(name, journal, (heard, with_numbers, told))
    print(f"seed {seed}, {len(names)} problems")
    for kind in heard:
        share = f"{with_numbers[kind]} with numbers put in" if kind != "branches" else ""
        print(f"{kind:10} {heard[kind]:7} heard   {told[kind]:5} give an answer away   {share}")


def hear(name: str, journal: Journal, counts: tuple[Counter[str], Counter[str], Counter[str]]) -> None:
    """Count what is said on one problem; what gives an answer away is printed."""
    heard, with_numbers, told = counts
    problem, random = problem_of(name), Random(name)
    listener = Listener(problem, journal)

    def take(kind: str, saying: Saying) -> None:
        heard[kind] += 1
        with_numbers[kind] += bool(beyond(saying.text, saying.templates))
        found = listener.given_away(saying)
        if found:
            told[kind] += 1
            print(f"{name}: {saying.what}: {found[0][0]} is {found[0][1]}: {saying.text[:200]!r}")

    for wrong in listener.wrong_answers(random, SHEETS):
        right = {place: text for place, text in listener.right_answers(random).items() if place not in wrong}
        for language in LANGUAGES:
            for saying in listener.hears(right, wrong, language):
                take(saying.what.partition(" ")[0], saying)
    for language in LANGUAGES:
        for saying in listener.hints(listener.right_answers(random), language):
            take("hint", saying)
        for said, typed, untold in wrong_branches(problem, random, language):
            heard["branches"] += 1
            words = set(said.replace(",", " ").replace(".", " ").replace(":", " ").split())
            if words & (untold - set(typed.split())):
                told["branches"] += 1
                print(f"{name}: branches: {said!r}")


if __name__ == "__main__":
    main()
