"""The shapes of problems, and the numbers they are drawn from, for each skill and level. Part of what a code means.

A line such as `1-2-1x2 1-1-1x3i` lists shapes: widths, the number of points, `i` where the last layer is the identity;
or `1-1-1x2:si`, with the layers' activations by their first letters.
What is changed here changes the problems of codes that were given out: a change needs a new version of the codes.
"""

from dataclasses import dataclass
from functools import lru_cache

from tutor.network.architecture import Network
from tutor.practice.items import KINDS
from tutor.practice.skills import SKILLS


@dataclass(frozen=True)
class Pools:
    """What numbers are drawn from, each entry as likely as any; all but η are counted in halves, η in 1/10000."""

    weights: tuple[int, ...]
    biases: tuple[int, ...]
    inputs: tuple[int, ...]
    residuals: tuple[int, ...]
    rates: tuple[int, ...]
    most: int
    """The largest size that any number on the way may have."""


@dataclass(frozen=True)
class Shape:
    """A network, a number of data points, and what its numbers are drawn from."""

    network: Network
    points: int
    pools: Pools


def _doubled(*values: float) -> tuple[int, ...]:
    return tuple(int(2 * value) for value in values)


_ACTIVATIONS: dict[str, str] = {"r": "relu", "i": "identity", "s": "sigmoid", "t": "tanh"}
_TENTH, _FIFTH, _HALF, _HUNDREDTH, _TWENTIETH = 1000, 2000, 5000, 100, 500
_POOLS = (
    Pools(_doubled(1, 2, 3), _doubled(1, 2, 3, -1), _doubled(1, 2, 3, 4), _doubled(1, 2, 3, -1, -2, -3), (_TENTH,), 99),
    Pools(
        _doubled(1, 2, 3, 2, -1),
        _doubled(1, 2, 3, -1, -2),
        _doubled(1, 2, 3, 4, 5, -1),
        _doubled(1, 2, 3, -1, -2, -3),
        (_TENTH,),
        199,
    ),
    Pools(
        _doubled(1, 2, 3, 2, -1, -2),
        _doubled(1, 2, 3, 4, -1, -2, -3),
        _doubled(1, 2, 3, 4, 5, -1, -2),
        _doubled(1, 2, 3, 4, -1, -2, -3, -4),
        (_TENTH, _TENTH, _FIFTH),
        499,
    ),
    Pools(
        _doubled(1, 2, 3, 4, -1, -2, -3),
        _doubled(1, 2, 3, 4, 5, -1, -2, -3, -4),
        _doubled(1, 2, 3, 4, 5, 6, -1, -2, -3),
        _doubled(1, 2, 3, 4, 5, -1, -2, -3, -4, -5),
        (_TENTH, _FIFTH, _HALF, _TWENTIETH),
        999,
    ),
    Pools(
        _doubled(1, 2, 3, 4, -1, -2, -3, 0.5, 1.5, -0.5),
        _doubled(1, 2, 3, 4, 5, -1, -2, -3, -4, 0.5, -0.5, 1.5),
        _doubled(1, 2, 3, 4, 5, 6, 8, -1, -2, -3, -4),
        _doubled(1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6),
        (_TENTH, _FIFTH, _HALF, _TWENTIETH, _HUNDREDTH),
        4999,
    ),
)
_COUNTED = Pools(
    _doubled(1, 2, 1, 2, 1, -1), _doubled(1, 2, 3, -1), _doubled(1, 2, 3, 4), _doubled(1, 2, -1, -2), (_TENTH,), 9999
)
_SMOOTH = Pools(
    _doubled(1, 2, 0.5, -1, -0.5, 1.5),
    _doubled(1, -1, 0.5, -0.5, 2),
    _doubled(1, 2, 3, -1, -2),
    _doubled(1, 2, -1, -2, 3),
    (_TENTH,),
    99,
)
_ONE_OUTPUT = (
    "1-1x1 1-1-1x1",
    "1-1-1x2",
    "1-1-1-1x2 1-2-1x1",
    "1-2-1x2 2-2-1x1 1-1-1x3i",
    "2-2-1x2 1-2-2x1 1-2-1x3",
)
_DEEP = (
    "1-1-1x1",
    "1-1-1x2 1-1-1-1x1",
    "1-1-1-1x2 1-2-1x1",
    "1-2-1x2 1-1-1-1x3 2-2-1x1",
    "2-2-1x2 1-2-1x3 1-2-2-1x1",
)
_SHAPES: dict[str, tuple[str, str, str, str, str]] = {
    "count": (
        "1-2-1x2 2-1-1x2 1-3-1x2 2-2-1x2 3-1-1x2 1-1-2x2 1-2-2x2 2-1-2x2 1-1-3x2 3-2-1x2 2-1-3x2 2-3-1x2",
        "2-3-2x2 3-2-2x2 1-4-1x2 2-2-2x2 1-3-2x2 1-2-1-1x2 1-1-2-1x2 1-2-2-1x2 3-3-1x2 2-4-1x2 4-2-1x2 1-3-3x2",
        "1-2-3-1x2 2-2-2-1x2 2-3-2-1x2 3-2-1-2x2 1-3-2-1x2 1-2-1-2x2 2-1-3-1x2 3-2-2-1x2 1-2-2-2x2 2-2-1-3x2 "
        "2-4-3x2 3-4-2x2",
        "2-3-3-1x3 3-2-3-1x3 1-4-2-1x3 2-2-3-2x3 1-3-1-3x2 3-3-2-1x3 1-2-2-2-1x3 2-1-2-1-2x3 1-3-2-2x3 4-2-2-1x3 "
        "2-4-1-2x3 1-2-1-2-1x3",
        "3-4-2-1x2 2-3-3-2x2 1-2-3-2-1x2 3-2-2-2-1x2 2-2-3-2-1x2 4-3-2-2x2 1-3-3-1-2x2 2-4-3-1x2 3-3-3-1x2 1-4-3-2x2 "
        "2-1-3-2-1x2 5-3-2-1x2",
    ),
    "forward-cost": (
        "1-1x2 1-1-1x1",
        "1-1-1x2",
        "1-2-1x1 1-1-1-1x2",
        "1-2-1x2 2-2-1x1 1-1-1x3",
        "2-2-1x2 1-2-2x2 1-1-1-1x4",
    ),
    "weight-last": _ONE_OUTPUT,
    "bias-last": _ONE_OUTPUT,
    "weight-deep": _DEEP,
    "bias-deep": _DEEP,
    "gates": ("1-1-1x2i", "1-2-1x2i 1-1-1x3i", "1-2-1x2", "1-3-1x2 1-2-1x3", "2-2-1x2 2-2-1x3"),
    "gates-smooth": (
        "1-1x1:s 1-1x1:t",
        "1-1x2:s 1-1x2:t 1-1-1x1:si 1-1-1x1:ti",
        "1-1-1x2:si 1-1-1x2:ti 1-1-1x1:rs 1-1-1x1:rt",
        "1-2-1x2:si 1-2-1x2:ti 1-1-1x2:rs 1-1-1x2:rt",
        "2-2-1x2:si 2-2-1x2:ti 1-2-1x2:rs 1-2-1x2:rt 1-1-1x3:si 1-1-1x3:ti",
    ),
    "points": (
        "1-1x2",
        "1-1x3 1-1-1x2",
        "1-1-1x3 1-1-1-1x2",
        "1-2-1x3 1-1-1-1x3",
        "1-2-1x4 2-2-1x3 1-1-1-1x4",
    ),
    "two-paths": ("1-1-2x1", "1-1-2x2 1-1-2-1x1", "1-2-2x1 1-1-2-1x2", "1-2-2x2 2-2-2x1", "1-2-2-1x2 2-2-2x2"),
    "transpose": ("1-2-2x1", "1-2-2x2 2-2-2x1", "1-2-2-1x1 2-2-2x1", "1-2-2-1x2 2-2-2x2", "2-2-2-1x1 2-2-2x3"),
    "update": ("1-1x2 1-1-1x1", "1-1-1x2", "1-1-1-1x2 1-2-1x1", "1-2-1x2", "2-2-1x2 1-1-1-1x3"),
    "whole-chain": ("1-1x2", "1-1-1x2", "1-1-1-1x2", "1-1-1-1x3", "1-1-1-1x4"),
    "whole-wide": ("1-2-1x1", "1-2-1x2", "1-2-1x2 2-2-1x1", "2-2-1x2 1-2-1x3 1-3-1x2", "2-2-1x3 1-2-2x2 2-2-2x2"),
    **{skill: kind.shapes for skill, kind in KINDS.items()},
}


@lru_cache(maxsize=128)
def shapes(skill: str, level: int) -> tuple[Shape, ...]:
    """The shapes of a skill's problems at a level. Raises KeyError for an unknown skill, IndexError for a level."""
    # Gates close where there are negative numbers.
    own = {"count": _COUNTED, "gates-smooth": _SMOOTH}
    pools = own.get(skill) or _POOLS[max(level, 3) - 1 if SKILLS[skill].closed_gates else level - 1]
    return tuple(_shape(text, pools) for text in _SHAPES[skill][level - 1].split())


def _shape(text: str, pools: Pools) -> Shape:
    text, _, letters = text.partition(":")
    widths_text, _, points = text.removesuffix("i").partition("x")
    widths = tuple(map(int, widths_text.split("-")))
    letters = letters or "r" * (len(widths) - 2) + ("i" if text.endswith("i") else "r")
    return Shape(Network(widths, tuple(_ACTIVATIONS[letter] for letter in letters)), int(points), pools)
