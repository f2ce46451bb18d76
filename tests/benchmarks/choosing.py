"""How many problems it takes to find a learner's misconception: the tutor's choice beside chance.

    python -m tests.benchmarks.choosing [--learners 60] [--seed 1]

Each learner has one misconception of the catalogue, slips in 2 % of the fields, and unlearns the misconception with
probability 0.05 each time it shows. The same learners meet each chooser; a learner who is never found, or who unlearns
the misconception first, counts with the problems that were spent.
"""

import argparse
from collections.abc import Sequence
from random import Random
from statistics import mean, median

from tutor.lessons.content import content_folder
from tutor.practice.choosing import Supply
from tutor.practice.supply import Variants

from tests.practice.simulated import IDS, Choose, Run, at_random, by_tutor, look_for, skills_by_tutor

CHOOSERS: dict[str, Choose] = {"the tutor": by_tutor, "the schedule alone": skills_by_tutor, "chance": at_random}
GOAL = 0.5


def run(learners: int, seed: int, supply: Supply) -> dict[str, list[Run]]:
    """The runs of each chooser."""
    mistakes = Random(seed).choices(IDS, k=learners)
    return {
        name: [look_for(mistake, choose, supply, Random(f"{seed}/{k}")) for k, mistake in enumerate(mistakes)]
        for name, choose in CHOOSERS.items()
    }


def spent(runs: Sequence[Run]) -> float:
    """The mean number of problems."""
    return mean(one.problems for one in runs)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    runs = run(arguments.learners, arguments.seed, Variants(content_folder()))
    for name, found in runs.items():
        share = sum(one.found_after is not None for one in found) / len(found)
        problems = [one.problems for one in found]
        print(f"{name}: {mean(problems):.1f} problems (median {median(problems):g}), found {share:.0%}")
    ratio = spent(runs["the tutor"]) / spent(runs["chance"])
    print(f"the tutor beside chance: {ratio:.2f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
