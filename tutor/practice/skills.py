"""All skills that are drilled: those that ask for numbers, and those whose items ask questions of their own."""

from collections.abc import Mapping
from types import MappingProxyType

from tutor.practice.items import KINDS
from tutor.practice.number_skills import NUMBER_SKILLS, Skill

LEVELS = (1, 2, 3, 4, 5)
SKILLS: Mapping[str, Skill] = MappingProxyType(
    {**NUMBER_SKILLS, **{kind.skill.id: kind.skill for kind in KINDS.values()}}
)
WHOLE = frozenset({"whole-chain", "whole-wide"})
"""Skills that ask for every field."""
