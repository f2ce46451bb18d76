"""A desk with a problem for tests."""

from datetime import UTC, datetime
from pathlib import Path

from tutor.journal.journal import Journal, open_journal
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.session.desk import Desk

from ..conftest import Clock

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def desk_at(folder: Path, problem: Problem, clock: Clock, language: Language = "ko") -> tuple[Desk, Journal]:
    journal = open_journal(folder, clock)
    return Desk(problem, journal, clock, language), journal
