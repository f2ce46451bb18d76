"""What there is to tell of a wrong answer: one rule, in a sitting and for answers that stand alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

from tutor.answers.quantity import Quantity
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.evidence import EXPLAINED
from tutor.diagnosis.explanations import Explanation, causes_at, explain
from tutor.diagnosis.hypotheses import Hypothesis, one_of_two_points
from tutor.diagnosis.observing import observe_one
from tutor.diagnosis.question import doubting_question, separating_question
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.small import Small
from tutor.diagnosis.small_search import small_question
from tutor.diagnosis.steps import predicted
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.stages import FieldId
from tutor.mistakes.mistake import Mistake
from tutor.session.facts import Replied

MOST_TITLES = 5
Made: TypeAlias = tuple[str, int | None]
"""A mistake's id, and the data point that it is about where it is about one."""


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
    decided: Hypothesis | None = None
    """What it is by the reply to such a question, or by the wrong answer at the place that was asked for, where that
    decided it."""

    @property
    def is_decided(self) -> bool:
        """Whether the reply to a question decided it."""
        return self.decided is not None

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

    def rules(self) -> Hypothesis | None:
        """What explains the answer as changed rules of the computation; None where it is something else."""
        causes = causes_at(self.field, self.decided or self.diagnosis.likeliest)
        return Hypothesis(causes) if causes and all(isinstance(cause, Mistake) for cause in causes) else None

    @property
    def possible(self) -> tuple[tuple[Made, ...], ...]:
        """The mistakes that may have been made, each time those that go together; none where nothing explains it."""
        if self.either or not self.explanations:
            return self.either
        explained = self.decided or self.diagnosis.likeliest
        return (tuple((cause.id, cause.point) for cause in causes_at(self.field, explained)),)


@dataclass(frozen=True)
class Evidence:
    """What is known of a learner when an answer is to be explained."""

    given: Mapping[FieldId, Quantity]
    """The numbers that bear on the answer, that answer among them."""
    answered: Collection[FieldId]
    """What need not be asked for any more."""
    history: Sequence[str] = ()
    """The mistakes made before, as often as they were."""
    reply: Replied | None = None
    """What was replied to the question with numbers of its own."""
    asked: FieldId | None = None
    """The place that was asked for, to decide."""


def told_of(table: Table, field: FieldId, evidence: Evidence, content: Path, language: Language) -> Told:
    """What there is to tell of a wrong answer; nothing but the diagnosis where it follows from another answer."""
    given = evidence.given
    diagnosis = diagnose(table, given, field, evidence.history)
    if diagnosis.follows is not None or not diagnosis.is_offered:
        return Told(field, diagnosis)
    tied = _tied(table, field, diagnosis, evidence.reply)
    if len(tied) > 1:
        return _undecided(table, field, diagnosis, tied, evidence)
    decided = next(iter(tied.values()), None) if evidence.reply is not None else None
    if decided is None and _is_confirmed(table, evidence, diagnosis.likeliest):
        decided = diagnosis.likeliest
    words = explain(table, given, field, decided or diagnosis.likeliest, content, language)
    question = None if decided else doubting_question(table, diagnosis, list(evidence.answered))
    return Told(field, diagnosis, words, ask=question.field if question else None, decided=decided)


def _is_confirmed(table: Table, evidence: Evidence, hypothesis: Hypothesis) -> bool:
    """Whether the answer at the place that was asked for is wrong, and just what an explanation gives there."""
    asked = evidence.asked
    if asked is None or not asked.step or asked not in evidence.given:
        return False
    one = observe_one(table, asked, evidence.given[asked])
    return one.is_off and float(one.agreement(np.array(predicted(table, hypothesis, asked)))) > EXPLAINED


def _undecided(
    table: Table, field: FieldId, diagnosis: Diagnosis, tied: Mapping[tuple[Made, ...], Hypothesis], evidence: Evidence
) -> Told:
    """What is told where several explanations tie: what they are, and the question that decides."""
    either = tuple(tied)[:MOST_TITLES]
    if evidence.reply is not None:
        return Told(field, diagnosis, (), either, reply=evidence.reply)
    question = separating_question(table, field, diagnosis.weights, list(evidence.answered))
    if question is not None:
        return Told(field, diagnosis, (), either, question.field)
    return Told(field, diagnosis, (), either, small=small_question(table.problem, field, tuple(tied.values())))


def _tied(
    table: Table, field: FieldId, diagnosis: Diagnosis, reply: Replied | None
) -> dict[tuple[Made, ...], Hypothesis]:
    """The explanations between which nothing decides, by what is told of them; a reply leaves those that fit it."""
    fitting = [one for one in diagnosis.close if reply is not None and str(one) in reply.chosen]
    tied: dict[tuple[Made, ...], Hypothesis] = {}
    for hypothesis in one_of_two_points(fitting or diagnosis.close, len(table.problem.data)):
        tied.setdefault(tuple((cause.id, cause.point) for cause in causes_at(field, hypothesis)), hypothesis)
    return tied
