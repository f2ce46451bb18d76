"""What is said of a line of working."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tutor.answers.verdicts import Message
from tutor.lessons.stages import FieldId


class LineMark(StrEnum):
    """How a line stands; the values are names in JSON and in records."""

    RIGHT = "right"
    ROUNDED = "rounded"
    """Right, but for digits that were left out on the way."""
    HERE = "here"
    """A formula that is right at these numbers, where every ρ′ that it leaves out is 1, and not everywhere."""
    SHORT = "short"
    """Right as far as it goes, but with too few digits to tell it from a mistake's."""
    FOLLOWS = "follows"
    """Wrong, but what comes of a line above that is wrong."""
    NOT_YET = "not_yet"
    UNREAD = "unread"
    NOTE = "note"
    """Nothing is claimed: words, a heading, a letter of the learner's own."""

    @property
    def is_right(self) -> bool:
        """Whether nothing is left to do here."""
        return self in (LineMark.RIGHT, LineMark.ROUNDED)


WORST = (
    LineMark.NOT_YET,
    LineMark.FOLLOWS,
    LineMark.SHORT,
    LineMark.HERE,
    LineMark.ROUNDED,
    LineMark.RIGHT,
    LineMark.NOTE,
)
"""What a line of several statements is marked with: the first of these that one of them is."""

Made = tuple[str, ...]
"""The ids of the rules that make something together: one, or two that are changed at once."""


class LineVerdict(NamedTuple):
    """A line as it was typed, how it was read, and how it stands."""

    text: str
    mark: LineMark
    latex: str = ""
    """How it was read; empty where it could not be, and where it says nothing."""
    states: tuple[str, ...] = ()
    """The quantities that it states, by the trace's names, with their data point where it is about one: `z1@2`."""
    found: Mapping[FieldId, str] = {}
    """The fields that it answers rightly, and what is to be typed there."""
    breaks: int | None = None
    """Which of its equalities does not hold, from 1."""
    made_by: tuple[Made, ...] = ()
    """What makes what it says: alternatives, of which there are several where they cannot be told apart."""
    message: Message | None = None
    is_sure: bool = True
    """Whether what makes it may be said for sure; else it is a possibility, as behind one number by itself."""

    @property
    def rule(self) -> str:
        """The id of the one rule that makes it; empty where none, two at once, or several alternatives may."""
        return self.made_by[0][0] if len(self.made_by) == 1 and len(self.made_by[0]) == 1 else ""
