"""Wrong answers explained: what the diagnosis says of them, with the words that go with it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.explanations import Explanation, causes_at, explain
from tutor.diagnosis.hypotheses import Hypothesis, one_of_two_points
from tutor.diagnosis.preparing import Tables
from tutor.diagnosis.question import doubting_question, separating_question
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.small import Small, small_question
from tutor.journal.journal import Journal
from tutor.lessons.problem import Language, Problem
from tutor.lessons.stages import FieldId
from tutor.practice.summary import is_present
from tutor.session.facts import Replied
from tutor.session.sitting import Sitting
from tutor.session.status import Status

MOST_TIMES = 30
"""How often a mistake counts at most for the next diagnosis."""
MOST_TITLES = 5
Made: TypeAlias = tuple[str, int | None]
"""A mistake's id, and the data point that it is about where it is about one."""

Tied: TypeAlias = dict[tuple[Made, ...], Hypothesis]
"""Explanations by what is told of them."""


@dataclass(frozen=True)
class Told:
    """What is told of a wrong answer.

    `explanations` are the words about what explains it, where one explanation stands out, for sure or as a possibility
    (`is_flat` tells which); `either` the mistakes (each with the data point that it is about) between which nothing
    decides yet; `ask` the place whose answer would decide, between these or whether the possible one is it.
    """

    field: FieldId
    diagnosis: Diagnosis
    explanations: tuple[Explanation, ...] = ()
    either: tuple[tuple[Made, ...], ...] = ()
    ask: FieldId | None = None
    small: Small | None = None
    """The question with numbers of its own, where nothing on the problem decides."""
    reply: Replied | None = None
    """What was replied to such a question, where that did not decide it."""
    is_decided: bool = False
    """Whether the reply to such a question decided it."""

    @property
    def named(self) -> tuple[str, ...]:
        """The mistakes that the learner is told of, where one explanation is likelier than that there is none.

        As a mistake that was made counts only what `is_flat`; the others are a possibility.
        """
        is_named = self.diagnosis.is_told or self.is_decided
        return tuple(one.id for one in self.explanations) if is_named else ()

    @property
    def is_flat(self) -> bool:
        """Whether what explains the answer is said for sure."""
        return self.diagnosis.is_flat or self.is_decided


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
        tied = self._tied(sitting, place, diagnosis)
        if len(tied) > 1:
            return self._undecided(sitting, place, diagnosis, tied)
        best, is_decided = diagnosis.likeliest, bool(tied) and place in sitting.replies
        if is_decided:
            best = next(iter(tied.values()))
        words = explain(table, given, place, best, self._content, language)
        question = None if is_decided else doubting_question(table, diagnosis, list(sitting.given()))
        return Told(place, diagnosis, words, ask=question.field if question else None, is_decided=is_decided)

    def _undecided(self, sitting: Sitting, place: FieldId, diagnosis: Diagnosis, tied: Tied) -> Told:
        """What is told where several explanations tie: what they are, and the question that decides."""
        either, reply = tuple(tied)[:MOST_TITLES], sitting.replies.get(place)
        if reply is not None:
            return Told(place, diagnosis, (), either, reply=reply)
        table, given = self._tables.of(sitting.problem), sitting.evidence(place)
        question = separating_question(table, place, diagnosis.weights, list(given))
        if question is not None:
            return Told(place, diagnosis, (), either, question.field)
        return Told(place, diagnosis, (), either, small=small_question(sitting.problem, place, tuple(tied.values())))

    def _tied(self, sitting: Sitting, place: FieldId, diagnosis: Diagnosis) -> Tied:
        """The explanations between which nothing decides, by what is told of them; a reply leaves those that fit it."""
        reply = sitting.replies.get(place)
        fitting = [one for one in diagnosis.close if reply is not None and str(one) in reply.chosen]
        tied: Tied = {}
        for hypothesis in one_of_two_points(fitting or diagnosis.close, len(sitting.problem.data)):
            made = tuple((cause.id, cause.point) for cause in causes_at(place, hypothesis))
            tied.setdefault(made, hypothesis)
        return tied

    def _history(self, sitting: Sitting) -> list[str]:
        """The mistakes made before, as often as they were: what was said of answers that stand here is not before."""
        tallies = (tally for tally in self._journal.mistakes().values() if is_present(tally))
        times = Counter({tally.name: min(tally.times, MOST_TIMES) for tally in tallies})
        times.subtract(name for said in sitting.said.values() for name in said.counted)
        return list(times.elements())
