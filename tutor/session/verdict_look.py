"""How a verdict is shown wherever one is: a sign, a word, and a tone that a face may colour, never the colour alone."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from tutor.answers.verdicts import Verdict
from tutor.session.status import Status

Standing: TypeAlias = Verdict | Status
"""A verdict, or how a field stands after its answers."""


class Tone(StrEnum):
    """What a verdict means for the learner."""

    RIGHT = "right"
    AMISS = "amiss"
    """There is something to look at again."""
    UNMARKED = "unmarked"
    """Nothing was marked."""


class Look(NamedTuple):
    """The sign, the same where signs are plain, and the tone."""

    sign: str
    plain: str
    tone: Tone


_LOOKS: Mapping[Verdict, Look] = MappingProxyType(
    {
        Verdict.CORRECT: Look("✓", "v", Tone.RIGHT),
        Verdict.ROUNDED: Look("≈", "v", Tone.RIGHT),
        Verdict.SHORT: Look("…", "..", Tone.UNMARKED),
        Verdict.CONSISTENT: Look("~", "~", Tone.AMISS),
        Verdict.WRONG: Look("✗", "x", Tone.AMISS),
        Verdict.UNREADABLE: Look("?", "?", Tone.UNMARKED),
    }
)
_VERDICTS: Mapping[Status, Verdict] = MappingProxyType(
    {Status.RIGHT: Verdict.CORRECT, Status.CARRIED: Verdict.CONSISTENT, Status.WRONG: Verdict.WRONG}
)


def look_of(standing: Standing) -> Look | None:
    """How it is shown; None for what is open still."""
    verdict = standing if isinstance(standing, Verdict) else _VERDICTS.get(standing)
    return None if verdict is None else _LOOKS[verdict]


def sign_of(standing: Standing, *, plain: bool = False) -> str:
    """Its sign; empty for what is open still."""
    look = look_of(standing)
    return "" if look is None else look.plain if plain else look.sign


def shown(verdict: Verdict, say: Callable[[str], str], *, plain: bool = False) -> str:
    """The sign and the word."""
    return f"{sign_of(verdict, plain=plain)} {say(f'verdict.{verdict}')}"
