"""A student's answers marked, and what explains the wrong ones. What students have in common is worked out once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import isnan
from typing import TypeAlias

from tutor.answers.judge import judge_of
from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark, Verdict
from tutor.cli.fields import read_cell
from tutor.cli.marked import mark_alone, marked, wrong_number
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.explanations import causes_at
from tutor.diagnosis.hypotheses import Hypothesis, one_of_two_points
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId

Marks: TypeAlias = Mapping[FieldId, Mark]
Made: TypeAlias = tuple[str, ...]
"""The ids of mistakes that were made together."""
KEPT_ANSWERS, KEPT_SHEETS = 100_000, 10_000
"""How many answers, and sheets of answers, are remembered, in case another student gave the same."""


@dataclass(frozen=True)
class Finding:
    """What may explain some wrong answers of a student; nothing known does where `possible` is empty.

    What stands together in `possible` gives the same answers to all that the problem asks; between what stands apart
    there, the student's own answers leave it open.
    """

    fields: tuple[FieldId, ...]
    possible: tuple[tuple[Made, ...], ...]


@dataclass(frozen=True)
class Marked:
    """A student's marks, by field, and what may explain what is wrong."""

    marks: Marks
    findings: tuple[Finding, ...]
    typed: Mapping[FieldId, str]
    """The answers as they stood in their cells."""

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(mark.is_right for mark in self.marks.values())


class Marking:
    """Marks one problem for many students."""

    def __init__(self, problem: Problem, fields: Sequence[FieldId]) -> None:
        """`fields` are those of the sheet's columns."""
        self._problem = problem
        self._fields = tuple(fields)
        self._read = lru_cache(KEPT_ANSWERS)(partial(read_cell, problem))
        self._alone = lru_cache(KEPT_ANSWERS)(partial(mark_alone, problem))
        self._explained: dict[object, tuple[Finding, ...]] = {}
        self.mark = lru_cache(KEPT_SHEETS)(self._mark)

    @cached_property
    def _table(self) -> Table:
        """What each mistake would answer: made once, and only where a number is wrong."""
        return Table(self._problem)

    def _mark(self, cells: tuple[str, ...]) -> Marked:
        answers = [one for field, cell in zip(self._fields, cells, strict=True) for one in self._read(field, cell)]
        marks = dict(marked(self._problem, answers, self._alone))
        numbers = self._findings(marks)
        findings = (*_of_formulas(marks, numbers), *numbers)
        return Marked(marks, findings, {answer.field: answer.text for answer in answers})

    def _findings(self, marks: Marks) -> tuple[Finding, ...]:
        """What explains the wrong numbers; for the same wrong ones beside the same right ones it is worked out once."""
        if all(wrong_number(mark) is None for mark in marks.values()):
            return ()
        evidence = tuple(
            (field, None if mark.verdict is Verdict.CORRECT else mark.quantity)
            for field, mark in marks.items()
            if mark.quantity is not None
        )
        if evidence not in self._explained:
            if len(self._explained) >= KEPT_SHEETS:
                self._explained.clear()
            self._explained[evidence] = tuple(self._explain(marks))
        return self._explained[evidence]

    def _explain(self, marks: Marks) -> list[Finding]:
        """Wrong answers in their order, each explained unless what explained an earlier one gives it, too."""
        values = {field: mark.quantity for field, mark in marks.items() if mark.quantity is not None}
        left = [field for field, mark in marks.items() if wrong_number(mark) is not None]
        found: list[Finding] = []
        while left:
            field = left.pop(0)
            diagnosis = diagnose(self._table, values, field)
            if diagnosis.follows is not None:  # what explains that one explains this one
                continue
            also: list[FieldId] = []
            if diagnosis.is_offered:
                also = [other for other in left if self._gives(diagnosis.likeliest, other, values[other])]
                left = [other for other in left if other not in also]
            found.append(Finding((field, *also), self._possible(diagnosis)))
        return found

    def _gives(self, hypothesis: Hypothesis, field: FieldId, typed: Quantity) -> bool:
        """Whether a hypothesis leads to this answer, as finely as it was written; a slip does at its own field only."""
        if field not in self._table.column:
            return False
        answer = self._table.answer(hypothesis, field)
        return not isnan(answer) and judge_of(self._problem).follows(field, typed, answer)

    def _possible(self, diagnosis: Diagnosis) -> tuple[tuple[Made, ...], ...]:
        if not diagnosis.is_offered:
            return ()
        close = one_of_two_points(diagnosis.close, len(self._problem.data)) or (diagnosis.likeliest,)
        seen: set[Made] = set()
        classes: list[tuple[Made, ...]] = []
        for ranked in diagnosis.ranked:
            alike: list[Made] = []
            for hypothesis in ranked.all:
                made = tuple(dict.fromkeys(cause.id for cause in causes_at(diagnosis.field, hypothesis)))
                if hypothesis in close and made not in seen:
                    seen.add(made)
                    alike.append(made)
            if alike:
                classes.append(tuple(alike))
        return tuple(classes)


def _of_formulas(marks: Marks, numbers: Sequence[Finding]) -> Iterator[Finding]:
    """What makes each wrong formula of (d′): of several rules that may, those that the student's numbers bear out."""
    sure = [one.possible[0] for one in numbers if len(one.possible) == 1]
    borne_out = {alike[0] for alike in sure if len(alike) == 1}
    for field, mark in marks.items():
        if field.stage == "chain" and mark.verdict is Verdict.WRONG:
            made_by = [made for made in mark.made_by if made in borne_out] or mark.made_by
            yield Finding((field,), tuple((made,) for made in made_by))
