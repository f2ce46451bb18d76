"""The order in which skills are met: none before those that it is made of."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tutor.practice.items import KINDS
from tutor.practice.knowledge import NOTHING, Knowledge, standing, was_seen
from tutor.practice.mastery import READY
from tutor.practice.states import SkillState

_OF_NUMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "forward-cost": (),
        "count": (),
        "bias-last": ("forward-cost",),
        "weight-last": ("bias-last",),
        "points": ("weight-last",),
        "update": ("weight-last",),
        "bias-deep": ("weight-last",),
        "weight-deep": ("bias-deep",),
        "gates": ("bias-deep",),
        "gates-smooth": ("gates",),
        "two-paths": ("weight-deep", "points"),
        "transpose": ("two-paths",),
        "whole-chain": ("count", "weight-deep", "gates", "points", "update"),
        "whole-wide": ("whole-chain", "transpose"),
    }
)


def _with_items() -> Iterator[tuple[str, tuple[str, ...]]]:
    for skill, below in _OF_NUMBERS.items():
        yield skill, below
        yield from ((name, kind.builds_on) for name, kind in KINDS.items() if kind.met_after == skill)


BUILDS_ON: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(_with_items()))
"""Each skill after those it builds on, in the order in which they are met."""


def _is_offered(skill: str) -> bool:
    kind = KINDS.get(skill)
    return kind is None or (kind.is_offered and not kind.after_essay)


OFFERED = tuple(filter(_is_offered, BUILDS_ON))
"""The skills that drills themselves lead to. The others are met by writing an essay, or come from the records."""


def ready(states: Mapping[str, SkillState], knowledge: Knowledge = NOTHING) -> tuple[str, ...]:
    """The skills not met yet whose foundations stand, in order: they were tried, or their parts are known.

    Once it was tried, a skill holds nobody back. Who waits for each to be sure meets the last ones, and the components
    that only these take, too late to come back to them often enough; what builds on a skill practises it as well.
    The price is paid where time is ample: of simulated students (tests/benchmarks/choosing.py) with three drills a day
    .85 instead of .74 of the skills are ready after a month, and .17 instead of .12 a month later; with twelve minutes
    a day, and something of each skill's own to keep, .75 instead of .77, and .165 instead of .185.
    """

    def stands(skill: str) -> bool:
        state = states.get(skill)
        if state is None:
            return was_seen(skill, knowledge) and standing(skill, knowledge) >= READY
        return state.drills > 0

    return tuple(skill for skill in OFFERED if skill not in states and all(map(stands, BUILDS_ON[skill])))
