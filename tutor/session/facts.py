"""What can happen in a sitting. A sitting is what its facts add up to; the journal keeps them."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from tutor.answers.verdicts import Mark
from tutor.journal.records import JSON
from tutor.lessons.stages import FieldId


class Answered(NamedTuple):
    """An answer was given and marked."""

    field: FieldId
    text: str
    mark: Mark
    at: datetime


class HintOpened(NamedTuple):
    """A hint level of a field's hints was opened, counted from 0; the last one shows the worked answer."""

    field: FieldId
    hint_level: int
    at: datetime


class BrokenDown(NamedTuple):
    """A field was opened into its sub-steps, or folded again."""

    field: FieldId
    is_open: bool
    at: datetime
    table: bool = False
    """Whether the table opened at once, the chain unasked."""


class Visited(NamedTuple):
    """The learner went to a field."""

    field: FieldId
    at: datetime


class Explained(NamedTuple):
    """It was said what explains a wrong answer: the mistakes named, none where nothing known does, or several may."""

    field: FieldId
    named: tuple[str, ...]
    detail: Mapping[str, JSON]
    """What the diagnosis found, as the journal keeps it."""
    at: datetime
    counted: tuple[str, ...] = ()
    """Those of the named that were said for sure, and not counted already, of the field or of a sub-step of it."""
    is_sure: bool = True
    """Whether it was said for sure, and not as a possibility."""
    asked: FieldId | None = None
    """The place whose answer was asked for, to tell whether it is so."""


class Replied(NamedTuple):
    """The question with numbers of its own was answered that decides what explains an answer."""

    field: FieldId
    text: str
    chosen: tuple[str, ...]
    """The explanations that would have given this reply, as text; none where it is the right one, or another."""
    is_right: bool
    at: datetime


class Tried(NamedTuple):
    """A line of the learner's own working states what a place asks for, and is wrong by known rules.

    It is the first answer there, where none was given before; what stands in the field stays.
    """

    field: FieldId
    text: str
    named: tuple[str, ...]
    """The mistakes that make the line."""
    at: datetime


class WhyAsked(NamedTuple):
    """It was asked why the answer in a field is right."""

    field: FieldId
    name: str
    """The question's, of `tutor.lessons.self_explanation.PLANS`."""
    at: datetime


class WhyAnswered(NamedTuple):
    """A reason was chosen for the question that was asked last; none where it was left unanswered."""

    field: FieldId
    name: str
    reason: str
    at: datetime


Noted: TypeAlias = HintOpened | BrokenDown | Visited | Explained | Replied | Tried | WhyAsked | WhyAnswered
"""Whatever is no answer."""
Fact: TypeAlias = Answered | Noted
