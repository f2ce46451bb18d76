"""How fast a class is marked: `python -m tests.benchmarks.class_marking [SEED] [STUDENTS]` prints sheets a second.

Simulated students, whose answers come from plain loops, work all of 4.1. Three kinds of classes: one in which a third
makes no mistake, half make one of the catalogue's, the others two, and everyone slips now and then; one in which every
sheet is wrong and no two are alike; and one of sheets that are all right. The table of mistakes is prepared anew for
each class, and its time counts.
"""

import sys
import time
from fractions import Fraction
from random import Random

from tutor.cli.calculation import load_problem
from tutor.cli.classroom.marking import Marking
from tutor.cli.classroom.tally import Tally
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId

from tests.diagnosis.learners import Learner, Wrong

SEED, STUDENTS, PROBLEM, GOAL = 20_260_101, 300, "4.1", 200
SLIPS = 0.02
"""How often an answer is off by a slip."""


class Class:
    """Students of one problem."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self.problem, self.random = problem, random
        self.fields = (FieldId("a"), *Table(problem, pairs=False).fields)
        self.mistakes = sorted({(one.id, one.point) for one in Table(problem, pairs=False).mistakes}, key=str)
        self.known: dict[tuple[Wrong, ...], Learner] = {}

    def student(self, mistakes: int, slips: float) -> tuple[str, ...]:
        """A sheet by somebody who makes so many mistakes and slips so often."""
        made = tuple(Wrong(*one) for one in self.random.sample(self.mistakes, mistakes))
        learner = self.known.setdefault(made, Learner(self.problem, *made))
        answers = dict(learner.answers)
        for field in tuple(answers):
            if self.random.random() < slips:
                answers[field] += self.random.choice((-10, -2, -1, 1, 2, 10, 100)) * self.random.randint(1, 9)
                if field.stage == "d":
                    theta = self.problem.trace.theta[field.name]
                    answers[FieldId("e", field.name)] = Fraction(theta) - self.problem.learning_rate * answers[field]
        answers[FieldId("a")] = Fraction(self.random.choice((6, 6, 6, 6, 6, 6, 3, 4, 9)))
        return tuple(_typed(answers[field]) for field in self.fields)

    def mixed(self) -> tuple[str, ...]:
        """A sheet of an ordinary class."""
        return self.student(self.random.choices((0, 1, 2), (2, 3, 1))[0], SLIPS)

    def different(self) -> tuple[str, ...]:
        """A sheet that is wrong in a way of its own."""
        return self.student(1, 0.2)

    def right(self) -> tuple[str, ...]:
        """A sheet without a mistake."""
        learner = self.known.setdefault((), Learner(self.problem))
        return "6", *(_typed(learner.answers[field]) for field in self.fields[1:])


def _typed(value: Fraction) -> str:
    return str(float(value)) if value.denominator > 1 else str(value)


def timed(problem: Problem, fields: tuple[FieldId, ...], sheets: list[tuple[str, ...]]) -> tuple[float, Tally]:
    """Seconds of processor time for a class, and what came out."""
    start = time.process_time()
    marking, tally = Marking(problem, fields), Tally(len(fields))
    for number, cells in enumerate(sheets, 1):
        tally.add(f"student {number}", marking.mark(cells))
    return time.process_time() - start, tally


def main() -> None:
    """Print sheets a second for each class."""
    seed, students = (int(given) for given in (*sys.argv[1:], *(str(SEED), str(STUDENTS))[len(sys.argv) - 1 :]))
    problem, random = load_problem(PROBLEM), Random(seed)
    people = Class(problem, random)
    print(f"seed {seed}, {students} sheets of {PROBLEM}, {len(people.fields)} answers each")
    for name, draw in (("a class", people.mixed), ("all different", people.different), ("all right", people.right)):
        sheets = [draw() for _ in range(students)]
        seconds, tally = timed(problem, people.fields, sheets)
        goal = f"   goal {GOAL}" if draw == people.mixed else ""
        print(f"{name:16} {students / seconds:8.0f} sheets a second, {len(set(sheets)):5} distinct{goal}")
        print(f"{'':16} {len(tally.mistakes)} mistakes named; {tally.all_right} sheets all right")


if __name__ == "__main__":
    main()
