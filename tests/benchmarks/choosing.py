"""What the choice of drills is worth: students after a month of practice, and how soon a misconception is found.

    python -m tests.benchmarks.choosing [--students 24] [--learners 60] [--seed 1]

Students practise for a month and then not for a month: with the tutor, with skills and problems by chance, and block by
block, one skill after another. They learn in worlds that differ in what they need to know (parts that all skills share,
or beside them something of each skill's own) and in how practice is limited (by minutes, or by the number of drills).
Printed is the chance to solve a fresh problem of a skill at level 4, slips aside, on days 31 and 60; the same of whole
problems; and how often a skill was called mastered of which the student lacked a part. Of those who read all hints of
every drill and learn nothing by it, none may be called mastered.

Then, how many problems it takes to find a learner's misconception: the tutor's choice beside chance.

Each learner has one misconception of the catalogue, slips in 2 % of the fields, and unlearns the misconception with
probability 0.05 each time it shows. The same learners meet each chooser; a learner who is never found, or who unlearns
the misconception first, counts with the problems that were spent.
"""

import argparse
from collections.abc import Iterable, Sequence
from random import Random
from statistics import mean, median

from tutor.lessons.content import content_folder
from tutor.practice.choosing import Supply, supply_of
from tutor.practice.order import OFFERED
from tutor.practice.skills import WHOLE

from tests.practice.months import Next, blocked, few_problems, month
from tests.practice.months import at_random as chance
from tests.practice.months import by_tutor as by_plan
from tests.practice.simulated import IDS, Choose, Run, at_random, by_tutor, look_for
from tests.practice.students import World

WORLDS: dict[str, World] = {
    "shared parts, 3 drills a day": World(0.2, 0.8, 1.5, 3, own=False, by_drills=True),
    "shared parts, 5 minutes a day": World(0.2, 0.8, 1.5, 5, own=False),
    "own and shared parts, 4 drills a day": World(0.25, 1.0, 2.0, 4, own=True, by_drills=True),
    "own and shared parts, 12 minutes a day": World(0.3, 1.2, 2.5, 12, own=True),
}
PLANS: dict[str, Next] = {"the tutor": by_plan, "chance": chance, "blocks": blocked}
FALSELY = 0.02
CHOOSERS: dict[str, Choose] = {
    "the tutor": by_tutor,
    # Without what it believes of mistakes.
    "the schedule alone": lambda states, recent, now, random, _, supply: by_tutor(
        states, recent, now, random, {"": 1.0}, supply
    ),
    "chance": at_random,
}
GOAL = 0.5


def run(learners: int, seed: int, supply: Supply) -> dict[str, list[Run]]:
    """The runs of each chooser."""
    mistakes = Random(seed).choices(IDS, k=learners)
    return {
        name: [look_for(mistake, choose, supply, Random(f"{seed}/{k}")) for k, mistake in enumerate(mistakes)]
        for name, choose in CHOOSERS.items()
    }


def after_months(plan: Next, world: World, students: int, seed: int, supply: Supply, *, hints: bool = False) -> str:
    """What came of a plan, as a line to print."""
    months = [month(1000 * seed + k, plan, supply, world, reads_hints=hints) for k in range(students)]
    called, falsely = sum(one.mastered for one in months), sum(one.falsely for one in months)

    def right(day: int, skills: Iterable[str]) -> float:
        return mean((one.on_31 if day == 31 else one.on_60)[skill] for one in months for skill in skills)

    return (
        f"day 31 {right(31, OFFERED):.2f}, day 60 {right(60, OFFERED):.2f}, whole problems on day 31 "
        f"{right(31, WHOLE):.2f}; skills called mastered at the end {mean(one.at_end for one in months):.1f}, "
        f"falsely {falsely / max(1, called):.3f} of {called} times"
    )


def print_months(students: int, seed: int, supply: Supply) -> None:
    """Print what came of each plan in each world."""
    for name, world in WORLDS.items():
        print(f"{name}:")
        for title, plan in PLANS.items():
            print(f"  {title}: {after_months(plan, world, students, seed, supply)}", flush=True)
    world = WORLDS["own and shared parts, 12 minutes a day"]
    print(f"who reads all hints: {after_months(by_plan, world, max(1, students // 4), seed, supply, hints=True)}")
    print(f"goals: falsely mastered at most {FALSELY}; day 60 above chance; whole problems as with blocks or more")


def spent(runs: Sequence[Run]) -> float:
    """The mean number of problems."""
    return mean(one.problems for one in runs)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--students", type=int, default=24)
    parser.add_argument("--learners", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print_months(arguments.students, arguments.seed, few_problems(supply_of(content_folder())))
    if not arguments.learners:
        return
    runs = run(arguments.learners, arguments.seed, supply_of(content_folder()))
    for name, found in runs.items():
        share = sum(one.found_after is not None for one in found) / len(found)
        problems = [one.problems for one in found]
        print(f"{name}: {mean(problems):.1f} problems (median {median(problems):g}), found {share:.0%}")
    ratio = spent(runs["the tutor"]) / spent(runs["chance"])
    print(f"the tutor beside chance: {ratio:.2f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
