"""What marking says of an answer."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from tutor.answers.quantity import Quantity
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Value

Number: TypeAlias = Fraction | float


class Verdict(StrEnum):
    """How an answer stands; the values are names in JSON and in records."""

    CORRECT = "correct"
    ROUNDED = "rounded"
    """The true value given to fewer digits, or what rounding on the way makes of it."""
    SHORT = "short"
    """Right as far as it goes, but too short to tell from a mistake's answer. It is no attempt."""
    CONSISTENT = "consistent"
    """Wrong, but right given the learner's own earlier answer."""
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    """Nothing was marked."""


class Message(NamedTuple):
    """Something to say: a key among the interface's words, and what its placeholders need."""

    key: str
    values: Mapping[str, Value] = MappingProxyType({})


class Mark(NamedTuple):
    """A marked answer: the verdict, how the answer was read, what to say, and which earlier answer to look at again."""

    verdict: Verdict
    reading: str
    message: Message | None = None
    look_at: FieldId | None = None
    quantity: Quantity | None = None
    digits: int | None = None
    """How many significant digits are wanted, where it is short."""
    made_by: tuple[tuple[str, ...], ...] = ()
    """Of a wrong formula: what makes it, alternatives, each the ids of one rule, or of two that are changed at once."""

    @property
    def value(self) -> Fraction | None:
        """The number that was typed; None for names and what could not be read."""
        return self.quantity.value if self.quantity else None

    @property
    def counts(self) -> bool:
        """Whether it is an attempt: what could not be read, or is too short to tell, is none."""
        return self.verdict not in (Verdict.UNREADABLE, Verdict.SHORT)

    @property
    def is_right(self) -> bool:
        """Whether nothing is left to do here."""
        return self.verdict in (Verdict.CORRECT, Verdict.ROUNDED)

    @property
    def moves_on(self) -> bool:
        """Whether the learner can go on: right, or right but for an earlier answer."""
        return self.is_right or self.verdict is Verdict.CONSISTENT
