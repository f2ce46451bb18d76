"""What is recorded in the journal, and what is read back from it: values only.

Named tuples where they serve, since each dataclass takes half a millisecond of the time to the first screen.
"""

import dataclasses  # its `field` by full name: an entry has a field of that name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

VERDICTS = ("unreadable", "wrong", "short", "consistent", "rounded", "correct")
"""From the least to the best; a verdict that is not listed counts less than all of these."""

NO_ATTEMPT = ("unreadable", "short")
"""The verdicts on what does not count as an attempt."""

RIGHT = ("correct", "rounded")
"""The verdicts on a right answer."""

ATTEMPT = "attempt"
"""The kind of the entry of an answer that was given and marked."""
DIAGNOSIS = "diagnosis"
"""The kind of the entry that says what explains a wrong answer."""
DRILL = "drill"
"""The kind of the entry that ends a drill; its detail holds how it went, and the state of the skill after it."""
RESTART = "restart"
"""The kind of the entry by which a learner begins a problem anew."""
HINT = "hint"
"""The kind of the entry of a hint that was opened."""
BREAKDOWN = "breakdown"
"""The kind of the entry of a field that was opened into its sub-steps, or folded again."""
KNOWN = "known"
"""What an entry's detail says of components: how each stands after it. They are kept beside the skills."""
REVEAL = "reveal"
"""The kind of the entry that says: the answer of this field was shown."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened: an attempt, a hint, a breakdown, a reveal, a visit, an essay …

    `field` is empty where the whole problem is meant. `id` names the entry on every device for good; the journal gives
    one where it is empty. Two entries with one id are one entry, which keeps imports and repeated writes single.
    ValueError if `at` has no time zone.
    """

    problem: str
    field: str
    kind: str
    text: str
    verdict: str | None
    detail: Mapping[str, JSON] = dataclasses.field(hash=False)
    language: str
    at: datetime
    id: str = dataclasses.field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an entry's time needs a time zone")


class Draft(NamedTuple):
    """What stands in a field unsubmitted; `text` is None where the draft was dropped."""

    problem: str
    field: str
    text: str | None
    at: datetime


class Version(NamedTuple):
    """One state of an essay."""

    problem: str
    field: str
    text: str
    at: datetime


class Setting(NamedTuple):
    """A choice of the learner's, such as the language."""

    name: str
    value: str


Change: TypeAlias = Entry | Draft | Version | Setting


class FieldStanding(NamedTuple):
    """How a field stands: its best verdict (None: never marked), whether its answer was shown, its last use."""

    verdict: str | None
    shown: bool
    at: datetime


class Standing(NamedTuple):
    """How a problem stands since it was last begun: each field that was used, and when anything was last done."""

    fields: Mapping[str, FieldStanding]
    at: datetime


class Place(NamedTuple):
    """Where the learner was last."""

    problem: str
    field: str
    at: datetime


class SkillRecord(NamedTuple):
    """A skill's state as its last drill left it."""

    skill: str
    state: Mapping[str, JSON]
    at: datetime


class MistakeTally(NamedTuple):
    """How often a mistake was found, when first and last, and how many drills since would have shown it and did not."""

    name: str
    times: int
    first: datetime
    last: datetime
    clear: int


class Slot(NamedTuple):
    """What was done in the quarter of an hour that begins at `at`.

    `unaided` counts the first answers of drills that were given without a hint, `hinted` those given after one.
    """

    at: datetime
    attempts: int = 0
    right: int = 0
    drills: int = 0
    unaided: int = 0
    unaided_right: int = 0
    hinted: int = 0
    hinted_right: int = 0
    seconds: int = 0


class Notice(NamedTuple):
    """Something the learner must be told: a key of `[journal]` in content/interface, and what its words name."""

    key: str
    params: Mapping[str, str]


def after(standing: FieldStanding | None, entry: Entry) -> FieldStanding:
    """How the entry's field stands after the entry."""
    before = standing or FieldStanding(None, False, entry.at)
    best = max(before.verdict, entry.verdict, key=_rank)
    return FieldStanding(best, before.shown or entry.kind == REVEAL, entry.at)


def _rank(verdict: str | None) -> int:
    if verdict is None:
        return -1
    return VERDICTS.index(verdict) + 1 if verdict in VERDICTS else 0
