"""The search for a wrong step on the learner's desk: first the line, then the mistake.

Beside it, lines can be worked out one by one, and hints be opened; all that happens is recorded first.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from tutor.answers.judge import judge_of
from tutor.answers.marking import labels_of, mark
from tutor.answers.reading import read_number
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.journal.journal import Journal
from tutor.journal.records import ATTEMPT, HINT, JSON, REVEAL, Entry
from tutor.lessons.figures import as_text
from tutor.lessons.languages import Language
from tutor.lessons.sections import HINT_LEVELS, bottom
from tutor.lessons.stages import FieldId, parse_field
from tutor.practice.find_step import WorkedMistake
from tutor.practice.line_rules import rule_of
from tutor.practice.skills import LINE, MISTAKE
from tutor.practice.solution_lines import place_of, right_value
from tutor.session import deciding
from tutor.session.fact_entries import entry_of, facts_in, record_name
from tutor.session.facts import Answered
from tutor.session.sitting import Answer, Sitting
from tutor.session.status import Status


class FindDesk:
    """Takes the answers, records them, and knows which were right."""

    def __init__(self, found: WorkedMistake, journal: Journal, now: Callable[[], datetime], language: Language) -> None:
        self.found = found
        self.language = language
        self._journal = journal
        self._now = now
        self._name = record_name(found.problem)
        self._places = [place_of(found.problem, line) for line in found.lines]
        entries = list(journal.entries(self._name))
        right = [one.field for one in entries if one.verdict == Verdict.CORRECT.value]
        self.has_line, self.is_done = LINE in right, MISTAKE in right
        self._hint_levels = {
            question: sum(one.field == question and one.kind in (HINT, REVEAL) for one in entries)
            for question in (LINE, MISTAKE)
        }
        self.sitting = Sitting.begin(found.problem).after_all(facts_in(entries, set(self._places)))
        """The lines that the learner has worked out, as answers to the problem."""

    @property
    def question(self) -> str:
        """What is asked for now: the line, or the mistake."""
        return MISTAKE if self.has_line else LINE

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

    # Hints

    @property
    def hint_levels(self) -> int:
        """How many hints are open for what is asked now."""
        return min(self._hint_levels[self.question], len(HINT_LEVELS))

    @property
    def next_hint_level(self) -> str:
        """The hint that comes next, by name; empty where all are open."""
        return next(iter(HINT_LEVELS[self.hint_levels :]), "")

    def open_hint(self, *, sure: bool = False) -> bool:
        """One more hint; the bottom ones only for a learner who is sure. Whether one was opened."""
        question, hint_level = self.question, self.hint_levels
        is_bottom = hint_level >= bottom(HINT_LEVELS)
        if not self.next_hint_level or (is_bottom and not sure):
            return False
        kind = REVEAL if is_bottom else HINT
        self._journal.record(
            Entry(self._name, question, kind, "", None, {"rung": hint_level}, self.language, self._now())
        )
        self._hint_levels[question] = hint_level + 1
        return True

    # Lines worked out

    def field(self, index: int) -> FieldId:
        """Where the learner's own value of a line stands, from 0."""
        return self._places[index]

    def answer(self, index: int) -> Answer | None:
        """The learner's own value of a line."""
        return self.sitting.answers.get(self._places[index])

    def agrees(self, index: int) -> bool | None:
        """Whether a line says what the learner rightly found for it; None where they found nothing or not yet that."""
        line = self.found.lines[index]
        if self.sitting.status(self._places[index]) is not Status.RIGHT:
            return None
        return line.value == right_value(self.found.problem, line)

    def work_out(self, index: int, text: str) -> Mark:
        """The learner's own value of a line is marked, and held against what the line says."""
        field = self._places[index]
        marked = self._with_line(index, text, mark(self.found.problem, field, text, {}))
        fact = Answered(field, text, marked, self._now())
        self._journal.record(entry_of(fact, self.found.problem, self.language))
        self._journal.drop_draft(self._name, str(field))
        self.sitting = self.sitting.after(fact)
        return marked

    def _with_line(self, index: int, text: str, marked: Mark) -> Mark:
        """The mark of an answer to a line, with what it says of the line."""
        found, line = self.found, self.found.lines[index]
        if marked.is_right:
            agrees = line.value == right_value(found.problem, line)
            key = "line_agrees" if agrees else "line_differs"
            return replace(marked, message=Message(f"drill.{key}", {"value": as_text(line.value)}))
        if marked.verdict is not Verdict.WRONG:
            return marked
        follows = rule_of(found.problem, found.lines, index).value
        place = self._places[index]
        if not judge_of(found.problem).follows(place, read_number(text, labels_of(found.problem, place)), follows):
            return marked
        return replace(marked, verdict=Verdict.CONSISTENT, message=Message("drill.line_follows"))

    def explained(
        self, index: int, named: tuple[str, ...], detail: Mapping[str, JSON], *, is_sure: bool = True
    ) -> None:
        """It was said what explains the learner's own value of a line."""
        place = self._places[index]
        for fact in deciding.explained(self.sitting, place, named, detail, self._now(), is_sure=is_sure):
            self._journal.record(entry_of(fact, self.found.problem, self.language))
            self.sitting = self.sitting.after(fact)

    def keep_draft(self, field: FieldId, text: str) -> None:
        """What stands in a line's field unsubmitted is kept."""
        self._journal.keep_draft(self._name, str(field), text, self._now())

    def drafts(self) -> dict[FieldId, str]:
        """What stood in the lines' fields unsubmitted when the learner left."""
        known = set(map(str, self._places))
        return {parse_field(name): text for name, text in self._journal.drafts(self._name).items() if name in known}

    def _record(self, field: str, text: str, *, is_right: bool) -> None:
        verdict = Verdict.CORRECT if is_right else Verdict.WRONG
        self._journal.record(
            Entry(self._name, field, ATTEMPT, text, verdict.value, {"reading": text}, self.language, self._now())
        )
