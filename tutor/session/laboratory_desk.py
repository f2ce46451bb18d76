"""What is asked beside a problem's fields: what one more step does, and the laboratory's questions.

Answers are in the journal before anybody is told of them, as entries of a kind of their own: they are no attempts at
the problem's fields.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tutor.answers.errors import Unreadable
from tutor.answers.marking import unreadable
from tutor.answers.reading import read_number
from tutor.answers.tolerance import is_finite
from tutor.answers.verdicts import Message, Verdict
from tutor.journal.journal import Journal
from tutor.journal.records import JSON, Entry
from tutor.lessons.languages import Language
from tutor.lessons.primer_plans import Way
from tutor.lessons.problem import Problem
from tutor.practice.code_form import is_code
from tutor.session.record_names import record_name

if TYPE_CHECKING:  # it brings numpy, for which no first screen waits
    from tutor.laboratory.questions import Question

LABORATORY = "laboratory"
"""The kind of these entries."""
FINALE = "finale"


class LaboratoryDesk:
    """Marks an answer by what the engine says, writes it down, and knows what was answered rightly."""

    def __init__(self, problem: Problem, journal: Journal, now: Callable[[], datetime], language: Language) -> None:
        self._name, self._journal, self._now, self.language = record_name(problem), journal, now, language
        self.problem = problem
        self.answered: dict[str, bool] = {}
        """Whether the last answer to each question was right."""
        for entry in journal.entries(self._name):
            if entry.kind == LABORATORY and entry.verdict in (Verdict.CORRECT, Verdict.WRONG):
                self.answered[entry.field] = entry.verdict == Verdict.CORRECT

    def predict(self, way: Way) -> bool:
        """It is said what C does in one more step: whether that is right."""
        return self._take(FINALE, way, is_right=way == one_more(self.problem))

    def choose(self, question: "Question", option: str) -> bool:
        """An option is chosen: whether it is right."""
        return self._take(question.name, option, is_right=question.is_right(option))

    def answer(self, question: "Question", text: str) -> tuple[Verdict, Message | None]:
        """A number is typed: how it stands, and what there is to say where it could not be read."""
        try:
            value = read_number(text).value
            float(value)
        except Unreadable as error:
            self._write(question.name, text, Verdict.UNREADABLE, {})
            return Verdict.UNREADABLE, unreadable(error)
        except OverflowError:
            return Verdict.UNREADABLE, Message("laboratory.too_large")
        if question.name == "rate" and value <= 0:  # it leaves a slope, but is no learning rate
            return Verdict.UNREADABLE, Message("laboratory.no_rate")
        is_right = self._take(question.name, text, is_right=question.is_right(value))
        return (Verdict.CORRECT if is_right else Verdict.WRONG), None

    def _take(self, name: str, text: str, *, is_right: bool) -> bool:
        self._write(name, text, Verdict.CORRECT if is_right else Verdict.WRONG, {"reading": text})
        self.answered[name] = is_right
        return is_right

    def _write(self, name: str, text: str, verdict: Verdict, detail: dict[str, JSON]) -> None:
        entry = Entry(self._name, name, LABORATORY, text, verdict.value, detail, self.language, self._now())
        self._journal.record(entry)


def asks_finale(problem: Problem) -> bool:
    """Whether it is asked what one more step does: of a lesson's problem, where numbers do not end."""
    return problem.makes_step and not is_code(problem.id) and one_more(problem) is not None


def one_more(problem: Problem) -> Way | None:
    """What C does in one more step, from θ′; None where it comes to no number."""
    if not all(is_finite(value) for value in problem.trace.updated.values()):
        return None
    here, there = problem.moved.trace.cost, problem.moved.trace.after.cost
    if not (is_finite(here) and is_finite(there)):
        return None
    return "stays" if there == here else "falls" if there < here else "rises"
