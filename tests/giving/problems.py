"""The problems on which it is heard what the tutor says: Day 13, drawn networks with every cost, drills."""

from random import Random

from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.practice.skills import LEVELS, SKILLS
from tutor.practice.variants import open_code

from ..diagnosis.drawing import draw
from ..support.problems import SQUARES, build

WITHOUT_WRONG_NUMBERS = ("count", "find-step")
"""Drills in which no number is explained by a rule of the chain: they ask for a count, or for a line."""


def some_problems(seed: str, drawn: int, drills: int) -> tuple[str, ...]:
    """The names of drawn networks, and codes of drills."""
    random = Random(seed)
    skills = [skill for skill in SKILLS if skill not in WITHOUT_WRONG_NUMBERS]
    codes = (f"bp1:{random.choice(skills)}:{random.choice(LEVELS)}{random.randrange(2**32):x}" for _ in range(drills))
    return (*(f"drawn {seed} {number}" for number in range(drawn)), *codes)


def problem_of(name: str) -> Problem:
    """A problem by its name: `4.1`, `drawn SEED NUMBER`, a drill's code."""
    if name.startswith("bp1:"):
        return open_code(name, content_folder()).problem
    if name.startswith("drawn"):
        one = draw(Random(name))
        cost = SQUARES[int(name.rpartition(" ")[2]) % len(SQUARES)]
        network = Network(one.network.widths, one.network.activations, cost)
        return build(network, one.data, one.theta, one.learning_rate)
    loaded = load(content_folder() / "day13" / f"{name}.md")
    assert isinstance(loaded, Problem)
    return loaded
