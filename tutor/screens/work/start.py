"""How the work on a problem begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tutor.lessons.stages import FieldId

if TYPE_CHECKING:
    from tutor.screens.work.walking import Kept
    from tutor.session.facts import Fact


class Start(NamedTuple):
    """What stands there when the work comes."""

    field: FieldId | None = None
    """Where the learner begins; None for where they were last."""
    cursor: bool = True
    """Whether the field gets the cursor."""
    given: Sequence[Fact] = ()
    """What stands there already."""
    ending: str | None = None
    """What is said when all is done; None for what all problems say."""
    walk: Kept | None = None
    """The walk back that stood on another page, and goes on here."""
