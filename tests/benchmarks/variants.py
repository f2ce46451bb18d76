"""Drawing drills: `python -m tests.benchmarks.variants` prints variants a second and mutation scores of each skill.

One core: time is processor time, and numpy gets one thread. `--check 10000` draws so many problems of every skill and
looks at every claim again with the tests' slow loops; `--scores 50` works so many mutation scores out in loops, too.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from statistics import mean

from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.practice.skills import LEVELS, SKILLS
from tutor.practice.variants import draw, draw_many, key, search

from tests.practice.plain_claims import check, score

FOLDER = content_folder()
KINDS = (
    ("1-1-1-1", "weight-deep", 3),
    ("1-1-1-1", "whole-chain", 3),
    ("1-2-1", "gates", 3),
    ("1-2-1", "whole-wide", 2),
)
"""The kinds that have a goal: nearly all problems of this skill and level have these widths."""
GOAL = 1_000


def speed(skill: str, level: int, count: int, rounds: int = 3) -> float:
    """Certified variants a second of processor time, the best of some rounds; what a shape can show is known before."""
    draw_many(skill, level, range(64), FOLDER)
    best = 0.0
    for k in range(1, rounds + 1):
        start = time.process_time()
        draw_many(skill, level, range(k * 1_000_000, k * 1_000_000 + count), FOLDER)
        best = max(best, count / (time.process_time() - start))
    return best


def first(skill: str, level: int) -> float:
    """Seconds until the first problem of a skill and level is there, nothing of them being known."""
    start = time.perf_counter()
    draw(skill, level, 7, FOLDER)
    return time.perf_counter() - start


def next_one(skill: str, level: int) -> float:
    """Seconds that one more problem takes, at worst of twenty."""
    times = []
    for seed in range(20):
        start = time.perf_counter()
        draw(skill, level, 5_000 + seed, FOLDER)
        times.append(time.perf_counter() - start)
    return max(times)


def _widths(problem: Problem) -> str:
    return "-".join(map(str, problem.network.widths))


def kinds(count: int) -> Iterator[str]:
    """A line for each kind with a goal."""
    for widths, skill, level in KINDS:
        share = Counter(map(_widths, draw_many(skill, level, range(200), FOLDER)))[widths] / 200
        found = speed(skill, level, count)
        yield f"{widths} ({skill}, level {level}, {share:.0%} of them): {found:.0f}/s (goal {GOAL}/s)"


def skills(count: int) -> Iterator[str]:
    """A line for each skill and level."""
    yield f"{'skill':14}{'level':>5}{'first':>9}{'next':>9}{'a second':>10}{'score':>8}{'least':>8}{'distinct':>10}"
    for skill in SKILLS:
        for level in LEVELS:
            opening, following = first(skill, level), next_one(skill, level)
            variants = draw_many(skill, level, range(count), FOLDER)
            scores = [one.score for one in search(skill, level, range(count), judged=True)]
            distinct = len({key(variant) for variant in variants})
            yield (
                f"{skill:14}{level:5}{opening * 1e3:6.0f} ms{following * 1e3:6.0f} ms"
                f"{speed(skill, level, count, 1):10.0f}{mean(scores):8.3f}{min(scores):8.3f}{distinct:7}/{count}"
            )


def checked(count: int, scored: int) -> Iterator[str]:
    """A line for each skill whose every claim holds in slow loops. Raises AssertionError where one does not."""
    for skill in SKILLS:
        for level in LEVELS:
            seeds = range(count // len(LEVELS))
            problems, found = draw_many(skill, level, seeds, FOLDER), search(skill, level, seeds, judged=True)
            for k, (problem, one) in enumerate(zip(problems, found, strict=True)):
                check(problem)
                if k < scored:
                    assert abs(one.score - float(score(problem))) < 1e-9, problem.id
        yield f"{skill}: {count} problems hold every claim; {scored * len(LEVELS)} scores are those of the loops"


def main() -> None:
    """Print it all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=500, help="how many are drawn for each line (default: 500)")
    parser.add_argument("--check", type=int, default=0, help="how many of each skill to look at with slow loops")
    parser.add_argument("--scores", type=int, default=5, help="and how many scores of each level (default: 5)")
    arguments = parser.parse_args()
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    if not threads.items() <= os.environ.items():  # numpy reads them when it is imported, so a new process has to
        command = [sys.executable, "-m", "tests.benchmarks.variants", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env={**os.environ, **threads}, check=False).returncode)
    lines = checked(arguments.check, arguments.scores) if arguments.check else None
    for part in (lines,) if lines else (kinds(2 * arguments.count), skills(arguments.count)):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()
