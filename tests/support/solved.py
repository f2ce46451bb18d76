"""A problem some stages of which are solved already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.journal.journal import open_journal
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_stages
from tutor.session.desk import Desk
from tutor.session.given import right_text
from tutor.session.status import Status

if TYPE_CHECKING:
    from ..conftest import Clock

RIGHT = Status.RIGHT


def solve_until(desk: Desk, end: FieldId) -> None:
    """All that comes before a field, in the order of the work, is answered rightly."""
    for stage in asked_stages(desk.problem):
        while open_ := [one for one in desk.sitting.in_order(stage) if desk.sitting.status(one) is not RIGHT]:
            if open_[0] == end:
                return
            desk.submit(open_[0], right_text(desk.problem, open_[0]))
    raise AssertionError(f"there is no {end}")


def work(folder: Path, problem: Problem, stages: str, clock: Clock) -> None:
    """All of some stages is answered rightly."""
    with open_journal(folder, clock) as journal:
        desk = Desk(problem, journal, clock, "en")
        for stage in (one for one in asked_stages(problem) if one in stages):
            while open_ := [
                one for one in desk.sitting.shown_fields(stage) if desk.sitting.status(one).value != "right"
            ]:
                desk.submit(open_[0], right_text(problem, open_[0]))
