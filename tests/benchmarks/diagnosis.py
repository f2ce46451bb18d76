"""How well mistakes are named: `python -m tests.benchmarks.diagnosis [SEED] [PROBLEMS]` prints shares, then times.

Simulated learners, whose answers come from plain loops over points, work drawn problems: 1-1-1-1, 1-2-1, 2-2-1 and
2-3-2, relu and sigmoid, 2 to 4 points, whole or half θ; below them, computation graphs, softmax and binary
cross-entropy with the learners of `accusations`. Only mistakes that show in what is asked count; hypotheses with
the same answers to the stage are one. Learners write six significant digits. The weights of the diagnosis were chosen
on other seeds.

What the shares mean: "the whole stage" is that stage alone (with (c) where one of two mistakes is in the cost). A
single number that no rule gives is one for (c) or (d), where the true one is whole and not 0: θ′ seldom is whole.
"Among right ones" is a wrong number where the stage's others are right: by a mistake that was made there only, or by no
rule. Questions are asked while hypotheses stay close. What is named then gives all answers of the stage; where it must
give those of all stages, about 90 % are named after one question, as one number can't tell three apart that only ever
come out in two ways. An answer that marking takes as rounded is no wrong one.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tutor.diagnosis.table import Table
from tutor.lessons.content import content_folder

from tests.benchmarks.accusations import print_kinds
from tests.diagnosis.as_typed import diagnose, explain
from tests.diagnosis.cases import CASES, Score, run
from tests.diagnosis.drawing import draw
from tests.diagnosis.learners import Learner, Wrong

SEED, PROBLEMS, LEARNERS = 20_260_101, 150, 10
RUNS = 7
SHEETS_A_PROBLEM = 4
"""Of computation graphs, softmax and binary cross-entropy, for each problem of the other rows."""


def main() -> None:
    """Print the share that each case reached beside its goal, what falls short, and how long things take."""
    seed, problems = (int(given) for given in (*sys.argv[1:], *(str(SEED), str(PROBLEMS))[len(sys.argv) - 1 :]))
    scores = run(seed, problems, LEARNERS)
    print(f"seed {seed}, {problems} problems")
    for case, goal in CASES.items():
        score = scores[case]
        print(f"{case:40} {score.percent:6.1f} %  of {score.tried['']:5}   goal {goal} %")
    print_kinds(seed, problems * SHEETS_A_PROBLEM)
    for case, goal in CASES.items():
        print_short(case, goal, scores[case])
    print_times()


def print_short(case: str, goal: float, score: Score) -> None:
    """Each mistake with which a case stays below its goal."""
    short = [
        (name, score.reached[name], tried)
        for name, tried in sorted(score.tried.items())
        if name and 100 * score.reached[name] < goal * tried
    ]
    if short:
        print(f"\n{case}: below {goal} %")
        for name, reached, tried in short:
            print(f"    {name:36} {reached:4} of {tried}")


def print_times() -> None:
    """The best processor times in milliseconds on 2-3-2 with four points, all of (c) to (e) answered."""
    random = Random(1)
    problem = draw(random)
    while problem.network.widths != (2, 3, 2) or len(problem.data) != 4:
        problem = draw(random)
    table = Table(problem)
    table.trace_singles()
    learner = Learner(problem, Wrong("partial.no-factor-2"))
    field = next(field for field in table.fields if field.stage == "d")
    found = diagnose(table, learner.answers, field)
    folder: Path = content_folder()
    steps: dict[str, Callable[[], object]] = {
        "prepare the table": lambda: Table(problem),
        "diagnose one answer": lambda: diagnose(table, {field: learner.answers[field]}, field),
        "diagnose, all answered": lambda: diagnose(table, learner.answers, field),
        "put into words": lambda: explain(table, learner.answers, field, found.likeliest, folder, "ko"),
    }
    print(f"\n2-3-2, four points: {len(table.members)} hypotheses, {table.answers.nbytes / 1e6:.1f} MB")
    for name, step in steps.items():
        best = float("inf")
        for _ in range(RUNS):
            start = time.thread_time()
            step()
            best = min(best, time.thread_time() - start)
        print(f"{name:40} {best * 1e3:6.1f} ms")


if __name__ == "__main__":
    main()
