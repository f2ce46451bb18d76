"""Codes such as `bp1:weight-deep:37f3a2c`: version, skill, level, and a number in hexadecimal. A code is a problem."""

from typing import NamedTuple

from tutor.practice.code_form import CODE
from tutor.practice.items import KINDS
from tutor.practice.skills import LEVELS, SKILLS

VERSION = "bp1"
NUMBERS = 2**32
"""How many problems of a skill and level can be named."""
OWN = 0
"""The level of what is no drawn problem but stands in the learner's own records."""
MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


class CodeError(ValueError):
    """A text that is no code: `key` says why (`not_a_code`, `other_version`, `no_skill`, `no_level`)."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(f"{key}: {text!r}")
        self.key, self.text = key, text


class Code(NamedTuple):
    """What a code names."""

    skill: str
    level: int
    number: int

    def __str__(self) -> str:
        return f"{VERSION}:{self.skill}:{self.level}{self.number:x}"


def format_code(skill: str, level: int, number: int) -> str:
    """The code of a problem."""
    return str(Code(skill, level, number))


def parse_code(text: str) -> Code:
    """What a code names, as it was copied: capitals and spaces around it do no harm. Raises CodeError."""
    parts = CODE.match(text.strip().lower())
    if parts is None:
        raise CodeError("not_a_code", text)
    version, skill, level, number = parts.groups()
    if version != VERSION:
        raise CodeError("other_version", text)
    if skill not in SKILLS:
        raise CodeError("no_skill", text)
    if int(level) not in LEVELS and not (int(level) == OWN and skill in KINDS and not KINDS[skill].is_offered):
        raise CodeError("no_level", text)
    return Code(skill, int(level), int(number, 16))


def salt(skill: str, level: int) -> int:
    """64 bits that belong to a skill and level: FNV-1a of their name."""
    value = 0xCBF29CE484222325
    for byte in f"{VERSION}:{skill}:{level}".encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value
