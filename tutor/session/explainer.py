"""Wrong answers explained: what the diagnosis says of them, kept in the journal, with the words that go with it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from tutor.diagnosis.blame import Walk, first_wrong
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.explanations import Explanation, causes_at, explain
from tutor.diagnosis.preparing import Tables
from tutor.diagnosis.question import separating_question
from tutor.diagnosis.ranking import Diagnosis
from tutor.journal.journal import Journal
from tutor.journal.records import Entry
from tutor.lessons.problem import Language, Problem
from tutor.lessons.stages import FieldId
from tutor.session.records import DIAGNOSIS, record_name
from tutor.session.sitting import Sitting
from tutor.session.status import Status

# The mistakes that this learner made last: a weak prior for the next diagnosis.
RECENT, MOST_RECENT = "recent_mistakes", 60
MOST_TITLES = 5
Made: TypeAlias = tuple[str, int | None]
"""A mistake's id, and the data point that it is about where it is about one."""


@dataclass(frozen=True)
class Told:
    """What is told of a wrong answer.

    `explanations` are the words about what explains it, where one explanation stands out; `either` the mistakes (each
    with the data point that it is about) between which nothing decides yet; `ask` the place whose answer would decide.
    """

    field: FieldId
    diagnosis: Diagnosis
    explanations: tuple[Explanation, ...] = ()
    either: tuple[tuple[Made, ...], ...] = ()
    ask: FieldId | None = None


class Explainer:
    """Explains answers; prepares what it needs for a problem while the learner thinks."""

    def __init__(self, content: Path, journal: Journal, now: Callable[[], datetime]) -> None:
        self._content = content
        self._journal = journal
        self._now = now
        self._tables = Tables()

    def prepare(self, problem: Problem) -> None:
        """Begin to prepare; returns at once."""
        self._tables.prepare(problem)

    def wait(self, problem: Problem) -> None:
        """Wait until it is prepared; to be called from a thread that may."""
        self._tables.of(problem)

    def is_ready(self, problem: Problem) -> bool:
        """Whether an answer can be explained without waiting."""
        return self._tables.is_ready(problem)

    def explain(self, sitting: Sitting, place: FieldId, language: Language) -> Told | None:
        """What there is to tell of the answer at a field; None if it is not wrong, or right but for an earlier one."""
        if place.stage == "b" or sitting.status(place) is not Status.WRONG or place not in sitting.given():
            return None
        table, given = self._tables.of(sitting.problem), sitting.given()
        diagnosis = diagnose(table, given, place, self._recent())
        if diagnosis.follows is not None:
            return None
        self._record(sitting, diagnosis, language)
        if not diagnosis.is_told:
            return Told(place, diagnosis)
        if diagnosis.close:
            question = separating_question(table, place, diagnosis.weights, list(given))
            possible = (causes_at(place, hypothesis) for hypothesis in diagnosis.close)
            either = tuple(dict.fromkeys(tuple((cause.id, cause.point) for cause in causes) for causes in possible))
            if len(either) > 1:
                return Told(place, diagnosis, (), either[:MOST_TITLES], question.field if question else None)
        return Told(place, diagnosis, explain(table, given, place, diagnosis.best, self._content, language))

    def walk(self, sitting: Sitting, place: FieldId) -> Walk:
        """The walk back from a wrong answer to the first wrong step."""
        return first_wrong(self._tables.of(sitting.problem), place, sitting.given())

    def _record(self, sitting: Sitting, diagnosis: Diagnosis, language: Language) -> None:
        name = record_name(sitting.problem)
        entry = Entry(name, str(diagnosis.field), DIAGNOSIS, "", None, diagnosis.record(), language, self._now())
        self._journal.record(entry)
        if diagnosis.is_told and not diagnosis.close:
            recent = [*self._recent(), *diagnosis.best.ids][-MOST_RECENT:]
            self._journal.set_setting(RECENT, json.dumps(recent))

    def _recent(self) -> list[str]:
        try:
            found = json.loads(self._journal.setting(RECENT) or "[]")
        except ValueError:
            return []
        return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
