"""What is said along with a file for `check` and `capture`, and what comes of it."""

from typing import NamedTuple

from tutor.cli.refusals import Refused
from tutor.lessons.nearest import nearest
from tutor.lessons.problem import Problem
from tutor.network.architecture import ACTIVATIONS, COSTS


class CheckOptions(NamedTuple):
    """What is said along with a file to check."""

    problem: Problem | None = None
    function: str | None = None
    activations: tuple[str, ...] | None = None
    cost: str | None = None
    seed: int = 1
    seconds: int = 10
    plain: bool = False


class CaptureOptions(NamedTuple):
    """What is said along with a file to capture."""

    activations: tuple[str, ...] | None = None
    cost: str | None = None
    rate: str | None = None
    title: str | None = None
    digits: int | None = None
    turned: bool | None = None
    """Whether W stands as x·W wants it; None to see it by the shapes."""
    name: str = "captured"


class Captured(NamedTuple):
    """A problem file by its language: the first is the problem, the others are its translations."""

    texts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, dict[str, str]], ...]
    """What was taken for granted: keys in [capture], and what fills them."""


def activations_of(text: str | None) -> tuple[str, ...] | None:
    """Activations with commas between them. Raises Refused for one that there is not."""
    if text is None:
        return None
    found = tuple(part.strip().lower() for part in text.split(","))
    for one in found:
        _check("check_activation", one, ACTIVATIONS)
    if "softmax" in found[:-1]:
        raise Refused("check_softmax")
    return found


def cost_of(text: str | None) -> str | None:
    """A cost by its name. Raises Refused for one that there is not."""
    if text is not None:
        _check("check_cost", text, COSTS)
    return text


def _check(key: str, name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise Refused(key, name=name, near=nearest(name, allowed) or "", allowed=", ".join(allowed))
