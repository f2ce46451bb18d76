"""How many questions a walk back takes, over simulated learners, beside asking one step at a time in order.

    python -m tests.benchmarks.walking [--problems 150] [--seed 1]

Learners make a mistake throughout, or one slip at one step of the way and go on from it rightly; they begin at a wrong
answer of (c), (d) or (e), with nothing else answered. Counted are the questions until the first step that differs is
named, and the numbers that are typed for them. It is checked that what is named differs, with all before it right.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tutor.diagnosis.blame import depends_on
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import value_of
from tutor.lessons.chain import CHAIN
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.session.walk import begin, standing_of

from tests.diagnosis.drawing import draw
from tests.diagnosis.learners import Learner, Wrong, alike, written

Is = Callable[[FieldId], bool]
"""Whether a learner has a step right."""
MOST = 200


@dataclass
class Counts:
    """Questions and numbers of walks, summed up."""

    walks: int = 0
    questions: int = 0
    numbers: int = 0
    longest: int = 0
    histogram: Counter[int] = field(default_factory=Counter)

    def add(self, questions: int, numbers: int) -> None:
        self.walks += 1
        self.questions += questions
        self.numbers += numbers
        self.longest = max(self.longest, questions)
        self.histogram[questions] += 1

    def __str__(self) -> str:
        walks = max(1, self.walks)
        return f"{self.questions / walks:.2f} questions, {self.numbers / walks:.1f} numbers, {self.longest} at most"


def by_rule(problem: Problem, wrong: Wrong) -> tuple[Learner, Is]:
    """A learner who makes a mistake throughout."""
    learner = Learner(problem, wrong)
    return (
        learner,
        lambda field: (
            field.step == CHAIN
            or alike(
                learner.answer(field),
                written(value_of(problem, field) if field.step else Learner(problem).answers[field]),
            )
        ),
    )


def by_slip(problem: Problem, field: FieldId, random: Random) -> Is:
    """A learner who slips at one step that leads to a place, and has wrong what comes of it."""
    steps = list(_before(problem, field, {}))
    slipped = random.choice(steps)
    leads: dict[FieldId, bool] = {}

    def is_wrong(step: FieldId) -> bool:
        if step not in leads:
            leads[step] = step == slipped or any(is_wrong(before) for before in depends_on(problem, step))
        return leads[step]

    return lambda step: step.step == CHAIN or not is_wrong(step)


def _before(problem: Problem, field: FieldId, seen: dict[FieldId, None]) -> Iterator[FieldId]:
    if field not in seen:
        seen[field] = None
        yield field
        for before in depends_on(problem, field):
            yield from _before(problem, before, seen)


def walked(problem: Problem, field: FieldId, is_right: Is) -> tuple[int, int]:
    """The questions of a walk, and the numbers typed. Raises AssertionError where what it names is not the first."""
    answers: dict[FieldId, bool] = {field: False}
    standing = standing_of((), answers.get)
    walk = begin(problem, field, standing)
    numbers = 0
    while walk.question is not None:
        assert len(walk.asked) < MOST
        for step in walk.question.steps:
            assert step not in answers, f"{step} was asked twice"
            answers[step] = is_right(step)
            numbers += 1
        standing = standing_of(answers, answers.get)
        walk = walk.after(standing)
    assert walk.found is not None
    assert standing(walk.found) is False or all(is_right(step) for step in depends_on(problem, walk.found))
    assert all(standing(before) is not False for before in depends_on(problem, walk.found)), str(walk.found)
    return len(walk.asked), numbers


def one_by_one(problem: Problem, field: FieldId, is_right: Is) -> int:
    """The questions where each step is asked by itself, in order, down the first that is wrong."""
    asked: set[FieldId] = set()
    node: FieldId | None = field
    while node is not None:
        wrong = None
        for before in depends_on(problem, node):
            asked.add(before)
            if not is_right(before):
                wrong = before
                break
        node = wrong
    return len(asked)


def walks(random: Random, problems: int) -> Iterator[tuple[str, Problem, FieldId, Is]]:
    """Learners at a wrong answer."""
    for _ in range(problems):
        problem = draw(random)
        right = Learner(problem)
        for mistake in random.sample(Table(problem, pairs=False).mistakes, 3):
            learner, is_right = by_rule(problem, Wrong(mistake.id, mistake.point))
            if learner.is_beyond_hand:
                continue
            wrong = [
                p for p in all_asked(problem) if p in right.answers and not alike(learner.answers[p], right.answers[p])
            ]
            if wrong:
                yield "rules", problem, random.choice(wrong), is_right
        for _ in range(3):
            field = random.choice([p for p in all_asked(problem) if p.stage in "cde"])
            yield "slips", problem, field, by_slip(problem, field, random)


def run(problems: int, seed: int) -> dict[str, tuple[Counts, Counts]]:
    """The counts of walks, and of asking one by one, by the kind of learner."""
    found: dict[str, tuple[Counts, Counts]] = {"rules": (Counts(), Counts()), "slips": (Counts(), Counts())}
    for kind, problem, place, is_right in walks(Random(seed), problems):
        now, before = found[kind]
        now.add(*walked(problem, place, is_right))
        single = one_by_one(problem, place, is_right)
        before.add(single, single)
    return found


def main() -> None:
    """Print the averages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--problems", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for kind, (now, before) in run(arguments.problems, arguments.seed).items():
        print(f"{kind}, {now.walks} walks: {now}; one step at a time: {before}")
        print("   ", dict(sorted(now.histogram.items())))


if __name__ == "__main__":
    main()
