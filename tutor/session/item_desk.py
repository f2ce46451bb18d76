"""An item on the learner's desk: its questions one after another, and what can be worked out beside them.

Replies and hints are recorded under the names of the questions. Values that are worked out are fields of the problem,
as on any desk.
"""

from collections.abc import Callable
from datetime import datetime

from tutor.answers.marking import mark
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.journal.journal import Journal
from tutor.journal.records import ATTEMPT, HINT, JSON, REVEAL, Entry
from tutor.lessons.languages import Language
from tutor.lessons.sections import BOTTOM
from tutor.lessons.stages import FieldId
from tutor.practice.item import Item, Option
from tutor.session.desk import Desk
from tutor.session.facts import Answered
from tutor.session.status import Status


class ItemDesk(Desk):
    """Takes the replies, records them, and knows which were right."""

    def __init__(self, item: Item, journal: Journal, now: Callable[[], datetime], language: Language) -> None:
        super().__init__(item.problem, journal, now, language, asked=item.fields, besides=item.asks)
        self.item = item
        self.found: tuple[str, ...] = ()
        """The names of what was rightly chosen, question by question."""
        entries = journal.entries(self._name)
        for entry in entries:
            is_reply = entry.kind == ATTEMPT and entry.verdict == Verdict.CORRECT.value
            if is_reply and entry.field == self.question and item.is_right(self.found, entry.text):
                self.found += (entry.text,)
        self._hints = {
            question: sum(entry.field == question and entry.kind in (HINT, REVEAL) for entry in entries)
            for question in item.asks
        }

    @property
    def is_done(self) -> bool:
        """Whether all is found."""
        return len(self.found) == len(self.item.asks)

    @property
    def question(self) -> str:
        """What is asked now, by name; empty once all is found."""
        return next(iter(self.item.asks[len(self.found) :]), "")

    def choose(self, name: str) -> bool:
        """An option is chosen: whether that is right."""
        question, is_right = self.question, self.item.is_right(self.found, name)
        verdict = Verdict.CORRECT if is_right else Verdict.WRONG
        self._write(question, ATTEMPT, name, verdict.value, {"reading": name})
        self._journal.drop_draft(self._name, question)
        if is_right:
            self.found += (name,)
        return is_right

    # What is typed where a question is open

    @property
    def draft(self) -> str:
        """What was typed for the question that is asked now, and not submitted."""
        return self._journal.drafts(self._name).get(self.question, "")

    def keep_typed(self, text: str) -> None:
        """What is typed for the question that is asked now is kept."""
        self._journal.keep_draft(self._name, self.question, text, self._now())

    def read(self, text: str) -> str | Message:
        """The name of what was typed, to be chosen; or what is to be said of what is none, which is no attempt.

        Raises LookupError where nothing but options can be chosen.
        """
        read = self.item.read(self.found, text)
        if isinstance(read, Message):
            self._write(self.question, ATTEMPT, text, Verdict.UNREADABLE.value, {"reading": "", "message": read.key})
        return read

    # Hints

    @property
    def hints(self) -> int:
        """How many hints are open for what is asked now."""
        return min(self._hints.get(self.question, 0), len(self.item.hint_levels))

    @property
    def next_hint_level(self) -> str:
        """The hint that comes next, by name; empty where all are open."""
        return next(iter(self.item.hint_levels[self.hints :]), "")

    def take_hint(self, *, sure: bool = False) -> bool:
        """One more hint; those that show the answer only for a learner who is sure. Whether one was opened."""
        question, number, level = self.question, self.hints, self.next_hint_level
        if not level or (level in BOTTOM and not sure):
            return False
        self._write(question, REVEAL if level in BOTTOM else HINT, "", None, {"rung": number})
        self._hints[question] = number + 1
        return True

    # Values worked out

    def work_out(self, field: FieldId, text: str) -> Mark:
        """The learner's own value is marked, and held against what the item says there."""
        marked = self.item.checked(field, text, mark(self.problem, field, text, {}))
        self._submitted(field, (Answered(field, text, marked, self._now()),))
        return marked

    def agrees(self, option: Option) -> bool | None:
        """Whether an option says what the learner rightly found; None where they found nothing or not yet that."""
        if option.field is None or self.sitting.status(option.field) is not Status.RIGHT:
            return None
        return option.says == option.right

    def _write(self, question: str, kind: str, text: str, verdict: str | None, detail: dict[str, JSON]) -> None:
        self._journal.record(Entry(self._name, question, kind, text, verdict, detail, self.language, self._now()))
