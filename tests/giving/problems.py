"""The problems on which it is heard what the tutor says: Day 13, drawn networks with every cost, graphs, drills."""

from fractions import Fraction
from random import Random

from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.network.graph import computation
from tutor.practice.items import KINDS
from tutor.practice.skills import LEVELS, SKILLS
from tutor.practice.variants import open_code

from ..diagnosis.drawing import draw
from ..support.course import problem_at
from ..support.problems import SQUARES, build

WITHOUT_WRONG_NUMBERS = ("count", *KINDS)
"""Drills in which no number is explained by a rule of the chain: they ask for a count, or for a line."""


GRAPHS = (
    ((("q", "+", ("x", "y")), ("f", "*", ("q", "z"))), ("x", "y", "z"), ()),
    (
        (("u", "*", ("x", "y")), ("v", "*", ("u", "x")), ("s", "max", ("y", "z")), ("f", "+", ("v", "s"))),
        ("x", "y", "z"),
        (),
    ),
    (
        (("p", "*", ("w", "x")), ("z", "+", ("p", "b")), ("a", "sigmoid", ("z",)), ("f", "*", ("a", "a"))),
        ("w", "b"),
        ("x",),
    ),
)
"""Steps, parameters and inputs: a product of a sum, a value that is used twice, a neuron."""


def some_further(seed: str, each: int) -> tuple[str, ...]:
    """The names of computation graphs and of networks with softmax or logarithms."""
    return tuple(f"{kind} {seed} {number}" for kind in ("graph", "softmax", "logarithm") for number in range(each))


def some_problems(seed: str, drawn: int, drills: int) -> tuple[str, ...]:
    """The names of drawn networks, and codes of drills."""
    random = Random(seed)
    skills = [skill for skill in SKILLS if skill not in WITHOUT_WRONG_NUMBERS]
    codes = (f"bp1:{random.choice(skills)}:{random.choice(LEVELS)}{random.randrange(2**32):x}" for _ in range(drills))
    return (*(f"drawn {seed} {number}" for number in range(drawn)), *codes)


def problem_of(name: str) -> Problem:
    """A problem by its name: `4.1`, `drawn SEED NUMBER`, a drill's code."""
    if name.startswith("bp1:"):
        return open_code(name, content_folder())
    if name.startswith("drawn"):
        one = draw(Random(name))
        cost = SQUARES[int(name.rpartition(" ")[2]) % len(SQUARES)]
        network = Network(one.network.widths, one.network.activations, cost)
        return build(network, one.data, one.theta, one.learning_rate)
    if name.startswith("graph"):
        return _graph(Random(name))
    if name.startswith(("softmax", "logarithm")):
        return _of_probabilities(Random(name), softmax=name.startswith("softmax"))
    return problem_at(content_folder() / "day13" / f"{name}.md")


def _graph(random: Random) -> Problem:
    steps, parameters, inputs = random.choice(GRAPHS)
    points = tuple((tuple(_number(random) for _ in inputs), ()) for _ in range(2 if inputs else 1))
    theta = tuple(_number(random) for _ in parameters)
    return build(computation(steps, parameters, inputs=inputs), points, theta, Fraction(1, 10))


def _of_probabilities(random: Random, *, softmax: bool) -> Problem:
    if softmax:
        kinds, cost = ("tanh", "softmax"), random.choice(("cross-entropy", "mean-cross-entropy"))
        network = Network((2, 2, 3), kinds, cost, random.choice(("unit", "none")))
        targets = [tuple(Fraction(int(j == right)) for j in range(3)) for right in random.sample(range(3), 2)]
    else:
        cost = random.choice(("binary-cross-entropy", "mean-binary-cross-entropy"))
        network = Network((2, 2, 1), ("sigmoid", "sigmoid"), cost)
        targets = [(Fraction(random.randrange(2)),) for _ in range(2)]
    data = tuple(((_number(random), _number(random)), y) for y in targets)
    theta = tuple(_number(random) / 4 for _ in range(network.parameter_count))
    return build(network, data, theta, Fraction(1, 10))


def _number(random: Random) -> Fraction:
    return Fraction(random.choice((-1, 1)) * random.randint(2, 9), random.choice((1, 2)))
