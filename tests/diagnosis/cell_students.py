"""Students at the cells of a break-down, in plain arithmetic: mistakes of the catalogue, slips, unlisted rules.

The mix is that of first wrong answers: two of five are slips, some are made by rules that no catalogue has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tutor.lessons.problem import Problem

from ..support.problems import make

RULES, SLIPS = 0.45, 0.40
"""The shares of the mix; the rest are unlisted rules."""


@dataclass(frozen=True)
class Wrong:
    """A wrong cell: the problem, the place, what was typed, and what made it (`?` for what no catalogue has)."""

    problem: Problem
    place: str
    typed: int
    cause: str


@dataclass(frozen=True)
class _Point:
    """One data point of a network 1-1-1 of ReLU units, worked out."""

    x: int
    y: int
    w: tuple[int, int]
    b: tuple[int, int]

    @property
    def cells(self) -> dict[str, int]:
        z1 = self.w[0] * self.x + self.b[0]
        a1 = max(z1, 0)
        z2 = self.w[1] * a1 + self.b[1]
        a2 = max(z2, 0)
        r = a2 - self.y
        gates = {"da2/dz2": int(z2 > 0), "da1/dz1": int(z1 > 0)}
        product = 2 * r * gates["da2/dz2"] * self.w[1] * gates["da1/dz1"] * self.x
        rest = {"r": r, "squares": r * r, "dC/da2": 2 * r, "w2": self.w[1], "x": self.x, "product": product}
        return {"z1": z1, "a1": a1, "z2": z2, "a2": a2, **gates, **rest}

    def mistakes(self) -> dict[str, dict[str, int]]:
        """What mistakes of the catalogue make of the cells."""
        c, y = self.cells, self.y
        (w1, w2), (b1, b2) = self.w, self.b
        r = c["r"]
        return {
            "z1": {"forward.no-bias": w1 * self.x, "forward.weight-times-sum": w1 * (self.x + b1)},
            "z2": {"forward.no-bias": w2 * c["a1"], "forward.weight-times-sum": w2 * (c["a1"] + b2)},
            "a1": {"forward.no-activation": c["z1"], "forward.absolute-activation": abs(c["z1"])},
            "a2": {"forward.no-activation": c["z2"], "forward.absolute-activation": abs(c["z2"])},
            "r": {"cost.target-added": c["a2"] + y, "cost.target-ignored": c["a2"], "partial.sign": -r},
            "squares": {"cost.sum-of-residuals": r, "cost.target-added": (c["a2"] + y) ** 2},
            "dC/da2": {
                "partial.no-factor-2": r,
                "partial.square-kept": 2 * r * r,
                "partial.cost-not-differentiated": r * r,
                "partial.target-added": 2 * (c["a2"] + y),
            },
            "da2/dz2": {"partial.gate-is-activation": c["a2"], "partial.gate-is-preactivation": c["z2"]},
            "x": {"partial.weight-without-input": 1, "partial.weight-times-own-activation": c["a1"]},
            "product": {
                "partial.weights-not-followed": c["product"] // w2,
                "partial.weight-without-input": c["product"] // self.x,
            },
        }

    def slip(self, cell: str, random: Random) -> int:
        """The right number, gone astray."""
        right = self.cells[cell]
        off = right + random.choice((-10, -2, -1, 1, 2, 10))
        others = list(self.cells.values())
        text = str(abs(right))
        swapped = int(text[1] + text[0] + text[2:]) if len(text) > 1 else off
        return random.choice((-right, off, off, off, random.choice(others), right * 10, swapped))

    def unlisted(self, cell: str, random: Random) -> int:
        """By rules that nobody listed."""
        right, x, y = self.cells[cell], self.x, self.y
        return random.choice((right * y, right + y, right - x, right * right, right + 2 * x, abs(right) + 1, x * y))


def wrong_cells(seed: int, count: int) -> Iterator[Wrong]:
    """So many wrong cells of the mix."""
    random = Random(seed)
    digits = [value for value in range(-5, 6) if value]
    while count:
        w1, b1, w2, b2 = (random.choice(digits) for _ in range(4))
        data = [(random.choice(digits), random.randint(-9, 12)) for _ in range(random.randint(2, 4))]
        problem = make((1, 1, 1), data=tuple(data), theta=(w1, b1, w2, b2))
        for _ in range(min(10, count)):
            at = random.randrange(len(data))
            point = _Point(*data[at], (w1, w2), (b1, b2))
            cell = random.choice(list(point.cells))
            found = _answer(point, cell, random)
            if found is not None and found[0] != point.cells[cell]:
                whole = "c" if cell[0] in "zars" else "d.w1"
                yield Wrong(problem, f"{whole}/{cell}@{at + 1}", *found)
                count -= 1


def _answer(point: _Point, cell: str, random: Random) -> tuple[int, str] | None:
    roll = random.random()
    if roll >= RULES:
        slipped = roll < RULES + SLIPS
        return (point.slip(cell, random), "slip") if slipped else (point.unlisted(cell, random), "?")
    made = point.mistakes().get(cell)
    if made is None:
        return None
    name = random.choice(list(made))
    return made[name], name
