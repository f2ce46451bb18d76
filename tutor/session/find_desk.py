"""The search for a wrong step on the learner's desk: first the line, then the mistake; each answer is recorded."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tutor.answers.verdicts import Verdict
from tutor.diagnosis.explanations import Explanation, explain
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.table import Table
from tutor.journal.journal import Journal
from tutor.journal.records import ATTEMPT, Entry
from tutor.lessons.problem import Language
from tutor.lessons.stages import FieldId, all_asked
from tutor.lessons.template import TemplateError
from tutor.network.numbers import Number
from tutor.practice.find_step import WorkedMistake
from tutor.session.drill import LINE, MISTAKE
from tutor.session.records import record_name


class FindDesk:
    """Takes the answers, records them, and knows which were right."""

    def __init__(self, found: WorkedMistake, journal: Journal, now: Callable[[], datetime], language: Language) -> None:
        self.found = found
        self.language = language
        self._journal = journal
        self._now = now
        self._name = record_name(found.problem)
        right = [one.field for one in journal.entries(self._name) if one.verdict == Verdict.CORRECT.value]
        self.has_line, self.is_done = LINE in right, MISTAKE in right

    def answer_line(self, index: int) -> str:
        """The first wrong line is said to be this one, from 0: `right`, or why not (a key of `[drill]`)."""
        first = self.found.first_wrong
        self.has_line = index == first
        self._record(LINE, str(index + 1), is_right=self.has_line)
        return "right" if self.has_line else "line_correct" if index < first else "line_earlier"

    def answer_mistake(self, name: str) -> str:
        """The mistake is said to be this one."""
        self.is_done = name == self.found.mistake
        self._record(MISTAKE, name, is_right=self.is_done)
        return "right" if self.is_done else "mistake_wrong"

    def _record(self, field: str, text: str, *, is_right: bool) -> None:
        verdict = Verdict.CORRECT if is_right else Verdict.WRONG
        self._journal.record(
            Entry(self._name, field, ATTEMPT, text, verdict.value, {"reading": text}, self.language, self._now())
        )


def right_value(found: WorkedMistake) -> Number:
    """What the first wrong line should say."""
    line, trace = found.lines[found.first_wrong], found.problem.trace
    return trace[line.name] if line.point is None else trace.at(line.name, line.point)


def explanation_of(found: WorkedMistake, content: Path, language: Language) -> Explanation | None:
    """The words about the mistake, where they fit the field that the first wrong line belongs to."""
    table = Table(found.problem)
    field = next(all_asked(found.problem))
    cause = next((one for one in table.mistakes if (one.id, one.point) == (found.mistake, found.point)), None)
    value = next((line.value for line in found.lines if line.point is None and _field(line.name) == field), None)
    if cause is None or value is None:
        return None
    try:
        return explain(table, {field: value}, field, Hypothesis((cause,)), content, language)[0]
    except (KeyError, IndexError, TemplateError):
        return None


def _field(total: str) -> FieldId:
    """The field that a total in the solution is the answer of."""
    if total == "C":
        return FieldId("c")
    return (
        FieldId("d", total.removeprefix("dC/d")) if total.startswith("dC/d") else FieldId("e", total.removesuffix("'"))
    )
