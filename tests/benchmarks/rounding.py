"""How marking takes honest work and mistakes: `python -m tests.benchmarks.rounding [SEED] [PROBLEMS] [FOLDER]`.

Careful students who round on the way (`tests/answers/rounding_students.py`) work drawn sigmoid, tanh and mixed networks
of 1 to 4 points. Of their answers the share that is called wrong is printed, and the share that is asked for more
digits. Then each mistake of the catalogue, typed to 3 to 6 digits: of those that differ from the right answer by more
than rounding to three digits, the share taken as right. With a folder, the students work its problem files as well.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from tutor.answers.marking import mark
from tutor.answers.quantity import Quantity
from tutor.lessons.errors import ContentError
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.mistakes.everything import mistakes_of

from tests.answers.rounding_students import Habit, Student, habit, text_of
from tests.answers.smooth_problems import draw
from tests.diagnosis.learners import Learner, Wrong

SEED, PROBLEMS, STUDENTS = 7, 200, 4


def main() -> None:
    """Print the shares."""
    seed, problems = (int(given) for given in (*sys.argv[1:3], *(str(SEED), str(PROBLEMS))[len(sys.argv[1:3]) :]))
    random = Random(seed)
    honest: Counter[str] = Counter()
    of_files: Counter[str] = Counter()
    mistaken: Counter[str] = Counter()
    by_habit: Counter[tuple[str, str]] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    start = time.process_time()
    for _ in range(problems):
        problem = draw(random)
        for _ in range(STUDENTS):
            count_honest(problem, habit(random), honest, by_habit)
        count_mistaken(problem, random, mistaken, taken)
    for problem in read_folder(Path(sys.argv[3])) if len(sys.argv) > 3 else ():
        for _ in range(STUDENTS):
            count_honest(problem, habit(random), of_files, by_habit)
    print(f"seed {seed}, {problems} problems, {time.process_time() - start:.0f} s")
    print_shares("careful work", honest)
    print_shares("  on the files", of_files)
    print("  wrong, by habit:", {" ".join(k): n for k, n in by_habit.most_common(8)})
    print_shares("mistakes", mistaken)
    print("  taken as right:", {" ".join(k): n for k, n in taken.most_common(12)})


def read_folder(folder: Path) -> Iterator[Problem]:
    """The problems of the files that can be read as they are."""
    for path in sorted(folder.glob("*.md")):
        with suppress(ContentError):
            lesson = load(path)
            if isinstance(lesson, Problem):
                yield lesson


def count_honest(problem: Problem, own: Habit, found: Counter[str], by_habit: Counter[tuple[str, str]]) -> None:
    """Mark a student's sheet, field by field in order, each with those before at hand."""
    given: dict[FieldId, Quantity] = {}
    for field, text in Student(problem, own).typed().items():
        marked = mark(problem, parse_field(field), text, given)
        found[marked.verdict.value] += 1
        if marked.quantity is not None:
            given[parse_field(field)] = marked.quantity
        if marked.verdict.value in ("wrong", "consistent"):
            by_habit[f"{own.kind} {own.digits}", f"typed {own.typed}"] += 1


def count_mistaken(problem: Problem, random: Random, found: Counter[str], taken: Counter[tuple[str, str]]) -> None:
    """Mark what mistakes give, one field each."""
    # the loops know the lesson's cost only
    network = replace(problem.network, cost="sum-of-squares")
    problem = replace(problem, computation=network)
    right = Learner(problem)
    for mistake in mistakes_of(problem.network, len(problem.data)):
        learner = Learner(problem, Wrong(mistake.id, mistake.point))
        places = [field for field in right.answers if field.stage in "cde"]
        random.shuffle(places)
        for field in places[:3]:
            value, true = (float(one.answers[field]) for one in (learner, right))
            if abs(value - true) <= _half_unit(true) or abs(value) > 1e9:
                continue
            digits = random.randint(3, 6)
            verdict = mark(problem, field, text_of(value, "significant", digits), {}).verdict.value
            found[verdict] += 1
            if verdict == "rounded":
                taken[mistake.id, str(digits)] += 1


def _half_unit(value: float) -> float:
    text = f"{value:.2e}"
    return 0.5 * 10.0 ** (int(text.partition("e")[2]) - 2)


def print_shares(title: str, found: Counter[str]) -> None:
    """Each verdict's share."""
    total = max(1, sum(found.values()))
    shares = ", ".join(f"{name} {100 * n / total:.2f} %" for name, n in found.most_common())
    print(f"{title:14} {total:6} answers: {shares}")


if __name__ == "__main__":
    main()
