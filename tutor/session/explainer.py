"""Wrong answers explained: what the diagnosis says of them, with the words that go with it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.explanations import Explanation, causes_at, explain
from tutor.diagnosis.preparing import Tables
from tutor.diagnosis.question import separating_question
from tutor.diagnosis.ranking import Diagnosis
from tutor.journal.journal import Journal
from tutor.lessons.problem import Language, Problem
from tutor.lessons.stages import FieldId
from tutor.practice.summary import is_present
from tutor.session.sitting import Sitting
from tutor.session.status import Status

MOST_TIMES = 30
"""How often a mistake counts at most for the next diagnosis."""
MOST_TITLES = 5
Made: TypeAlias = tuple[str, int | None]
"""A mistake's id, and the data point that it is about where it is about one."""


@dataclass(frozen=True)
class Told:
    """What is told of a wrong answer.

    `explanations` are the words about what explains it, where one explanation stands out, for sure or as a possibility
    (`diagnosis.is_flat` tells which); `either` the mistakes (each
    with the data point that it is about) between which nothing decides yet; `ask` the place whose answer would decide.
    """

    field: FieldId
    diagnosis: Diagnosis
    explanations: tuple[Explanation, ...] = ()
    either: tuple[tuple[Made, ...], ...] = ()
    ask: FieldId | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The mistakes that the learner is told of, where one explanation is likelier than that there is none."""
        return tuple(one.id for one in self.explanations) if self.diagnosis.is_told else ()


class Explainer:
    """Explains answers; prepares what it needs for a problem while the learner thinks."""

    def __init__(self, content: Path, journal: Journal) -> None:
        self._content = content
        self._journal = journal
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
        table, given = self._tables.of(sitting.problem), sitting.evidence(place)
        diagnosis = diagnose(table, given, place, self._history(sitting))
        if diagnosis.follows is not None:
            return None
        if not diagnosis.is_offered:
            return Told(place, diagnosis)
        if diagnosis.close:
            question = separating_question(table, place, diagnosis.weights, list(given))
            possible = (causes_at(place, hypothesis) for hypothesis in diagnosis.close)
            either = tuple(dict.fromkeys(tuple((cause.id, cause.point) for cause in causes) for causes in possible))
            if len(either) > 1:
                return Told(place, diagnosis, (), either[:MOST_TITLES], question.field if question else None)
        return Told(place, diagnosis, explain(table, given, place, diagnosis.likeliest, self._content, language))

    def _history(self, sitting: Sitting) -> list[str]:
        """The mistakes made before, as often as they were: what was said of answers that stand here is not before."""
        tallies = (tally for tally in self._journal.mistakes().values() if is_present(tally))
        times = Counter({tally.name: min(tally.times, MOST_TIMES) for tally in tallies})
        times.subtract(name for said in sitting.said.values() for name in said.named)
        return list(times.elements())
