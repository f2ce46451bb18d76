"""The theorem at work, as a value: a function, a width, the network that interpolates it and one that is trained."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from tutor.answers.hangul_keyboard import latin
from tutor.answers.verdicts import Message
from tutor.laboratory.approximation import NARROWEST, WIDEST, Approximation, Training, bounds, interpolating, training
from tutor.laboratory.entry import EntryError, number
from tutor.laboratory.target import OFFERED, Target, TargetError, target
from tutor.lessons.expressions import ExpressionError
from tutor.network.products import Array

MOST_TRAINED = 20_000
"""Steps of one training."""
WIDTHS = tuple(sorted({round(NARROWEST * (WIDEST / NARROWEST) ** (k / 27)) for k in range(28)}))
"""Those whose errors are plotted, evenly on a scale of logarithms."""
FIRST_WIDTH = 8
OUTSIDE = 0.25
"""Of the interval's length, to each side of it: so far it is shown that nothing is promised there."""
PLACES = 400


@dataclass(frozen=True, eq=False)
class Theorem:
    """What is looked at. Each command gives the next value; nothing changes."""

    target: Target = OFFERED[0]
    width: int = FIRST_WIDTH
    seed: int = 1
    trained: Training | None = None
    """The network that is trained; None before it begins."""

    @cached_property
    def built(self) -> Approximation:
        """The network that interpolates the function."""
        return interpolating(self.target, self.width)

    @property
    def bound(self) -> float | None:
        """The least that theory promises of its error; None where it promises nothing."""
        return min(bounds(self.target, self.width).values(), default=None)

    @cached_property
    def x(self) -> Array:
        """Where it is plotted: the interval, and some way beyond its ends."""
        further = OUTSIDE * (self.target.high - self.target.low)
        return np.linspace(self.target.low - further, self.target.high + further, PLACES)

    def with_width(self, width: int) -> "Theorem":
        """With another width, within bounds; training begins anew."""
        return replace(self, width=min(max(width, NARROWEST), WIDEST), trained=None)

    def with_target(self, other: Target) -> "Theorem":
        """With another function."""
        return replace(self, target=other, trained=None)

    def following(self) -> "Theorem":
        """With the next function on offer; the first after one that was typed."""
        place = next((k for k, one in enumerate(OFFERED) if one is self.target), -1)
        return self.with_target(OFFERED[(place + 1) % len(OFFERED)])

    def with_seed(self, seed: int) -> "Theorem":
        """Another start of the training."""
        return replace(self, seed=seed, trained=training(self.target, self.width, seed))

    def train(self, steps: int) -> "Theorem":
        """So many steps of training on, as far as there is room for."""
        now = self.trained or training(self.target, self.width, self.seed)
        return replace(self, trained=now.more(max(0, min(steps, MOST_TRAINED - now.steps))))

    @property
    def can_train(self) -> bool:
        """Whether there is room for more steps."""
        return self.trained is None or self.trained.steps < MOST_TRAINED


@lru_cache(maxsize=16)
def errors(of: Target) -> Array:
    """The interpolating network's greatest error at each of the widths that are plotted."""
    return np.array([interpolating(of, width).greatest_error for width in WIDTHS])


def typed(now: Theorem, text: str) -> Theorem:
    """With a function that is typed: an expression of x, and after semicolons its interval. Raises EntryError.

    Keys pressed in Hangul mode are read as the Latin ones.
    """
    parts = [part.strip() for part in latin(text).split(";")]
    if len(parts) not in (1, 3):
        raise EntryError(Message("theorem.parts"))
    low, high = map(number, parts[1:]) if len(parts) == 3 else (now.target.low, now.target.high)
    try:
        return now.with_target(target(parts[0], low, high))
    except ExpressionError as error:
        raise EntryError(Message(f"content.{error.key}", {**error.params, "name": "f"})) from error
    except TargetError as error:
        raise EntryError(Message(f"theorem.no_{error.key}", error.params)) from error
