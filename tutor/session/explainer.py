"""Wrong answers of a sitting explained; what that needs is prepared while the learner thinks."""

from collections import Counter
from pathlib import Path

from tutor.diagnosis.explanations import Explanation, explain_formula
from tutor.diagnosis.preparing import Tables
from tutor.journal.journal import Journal
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.practice.summary import is_present
from tutor.session.sheet_place import place_of
from tutor.session.sheet_words import broken_side
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.session.told import Evidence, Told, told_of
from tutor.session.told_formula import told_of_formula
from tutor.sheet.verdict import LineVerdict

MOST_TIMES = 30
"""How often a mistake counts at most for the next diagnosis."""


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

    def explain(self, sitting: Sitting, field: FieldId, language: Language) -> Told | None:
        """What there is to tell of the answer at a field; None if it is not wrong, or right but for an earlier one."""
        if field.stage == "b" or sitting.status(field) is not Status.WRONG:
            return None
        if field.stage == "chain":
            table, mark = self._tables.of(sitting.problem), sitting.answers[field].mark
            return told_of_formula(table, field, mark, self._content, language)
        if field not in sitting.given():
            return None
        reply, said = sitting.replies.get(field), sitting.said.get(field)
        asked = said.asked if said is not None else None
        evidence = Evidence(sitting.evidence(field), sitting.given().keys(), self._history(sitting), reply, asked)
        told = told_of(self._tables.of(sitting.problem), field, evidence, self._content, language)
        return told if told.diagnosis.follows is None else None

    def explain_line(self, problem: Problem, verdict: LineVerdict, language: Language) -> Explanation | None:
        """What there is to tell of a wrong line of the learner's own working, where just one rule is known to make it.

        None where what it states has no place in the problem, or the rule has no words here.
        """
        place = place_of(problem, verdict)
        if place is None or not verdict.rule:
            return None
        table, given = self._tables.of(problem), broken_side(verdict)
        return explain_formula(table, given, place, verdict.rule, self._content, language)

    def _history(self, sitting: Sitting) -> list[str]:
        """The mistakes made before, as often as they were: what was said of answers that stand here is not before."""
        tallies = (tally for tally in self._journal.mistakes().values() if is_present(tally))
        times = Counter({tally.name: min(tally.times, MOST_TIMES) for tally in tallies})
        times.subtract(name for said in sitting.said.values() for name in said.counted)
        return list(times.elements())
