"""An essay on the learner's desk: what is written, its earlier versions, and what was opened beside it."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path

from tutor.answers.verdicts import Message
from tutor.journal.files import export
from tutor.journal.journal import Journal
from tutor.journal.records import HINT, REVEAL, Entry
from tutor.lessons.languages import Language
from tutor.lessons.problem import Essay
from tutor.session.essay_text import State, as_markdown, states
from tutor.session.fact_entries import VISIT
from tutor.session.record_names import record_name


class Opened(Enum):
    """What is shown beside an answer."""

    NOTHING = 0
    CHECKLIST = 1
    SAMPLE = 2


class EssayDesk:
    """Takes what the learner writes and opens, and records it."""

    def __init__(self, essay: Essay, journal: Journal, now: Callable[[], datetime], language: Language) -> None:
        self.essay = essay
        self.language = language
        self._journal = journal
        self._now = now
        self._name = record_name(essay)
        self._drafts = journal.drafts(self._name)
        self._opened = dict.fromkeys(essay.prompt_names, Opened.NOTHING)
        for entry in journal.entries(self._name):
            if entry.field in self._opened and entry.kind in (HINT, REVEAL):
                self._note(entry.field, Opened.SAMPLE if entry.kind == REVEAL else Opened.CHECKLIST)

    @property
    def last_prompt(self) -> str:
        """The prompt that the learner was at last, else the first."""
        place = self._journal.last_place()
        names = self.essay.prompt_names
        return place.field if place is not None and place.field in names else names[0]

    def export(self, folder: Path) -> Message:
        """Write the questions and answers to a Markdown file in the learner's folder: where it is, or why it is not."""
        text = as_markdown(self.essay, self.language, self.text)
        try:
            file = export(folder, f"essay-{self.essay.id}", text, self._now())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Message("essay.not_exported", {"file": str(error.filename or folder), "reason": reason})
        return Message("essay.exported", {"file": str(file)})

    def text(self, prompt: str) -> str:
        """What is written for a prompt."""
        return self._drafts.get(prompt, "")

    def opened(self, prompt: str) -> Opened:
        """How far the learner opened what belongs to a prompt."""
        return self._opened[prompt]

    def keep(self, prompt: str, text: str) -> None:
        """What is written is kept, as typed."""
        if text != self.text(prompt):
            self._keep_what_another_wrote(prompt)
            self._drafts[prompt] = text
            self._journal.keep_draft(self._name, prompt, text, self._now())

    def _keep_what_another_wrote(self, prompt: str) -> None:
        """What stands there from another tutor, open at the same time, becomes a version before it is written over."""
        there = self._journal.drafts(self._name).get(prompt, "")
        if prompt in self.essay.prompt_names and there.strip() and there != self.text(prompt):
            self._journal.keep_version(self._name, prompt, there, self._now())

    def ticked(self, prompt: str) -> frozenset[int]:
        """The points of the checklist that the learner ticked, from 0."""
        return frozenset(int(one) for one in self._drafts.get(_ticks(prompt), "").split() if one.isdecimal())

    def tick(self, prompt: str, index: int) -> None:
        """A point of the checklist is ticked, or not any more."""
        self.keep(_ticks(prompt), " ".join(map(str, sorted(self.ticked(prompt) ^ {index}))))

    def keep_version(self, prompt: str) -> None:
        """What is written becomes a version that can be looked at later."""
        if self.text(prompt).strip():
            self._journal.keep_version(self._name, prompt, self.text(prompt), self._now())
            self._have_it_recalled()

    def _have_it_recalled(self) -> None:
        """What was written about is asked again some days later, among the drills."""
        from tutor.practice.drill_entries import meet_later  # with the first text that is kept, and not before
        from tutor.practice.items import KINDS

        for skill, kind in KINDS.items():
            if kind.after_essay == self.essay.id:
                meet_later(self._journal, skill, self._name, self._now(), self.language)

    def versions(self, prompt: str) -> list[tuple[datetime, str]]:
        """The versions of an answer, the earliest first."""
        return self._journal.versions(self._name, prompt)

    def states(self, prompt: str) -> list[State]:
        """The states of an answer with what changed, the latest first; none before a version was kept."""
        versions = self.versions(prompt)
        return states(versions, self.text(prompt)) if versions else []

    def may_open_sample(self, prompt: str, *, insists: bool = False) -> bool:
        """Whether the sample can be shown: something was written, or the learner insists."""
        return insists or bool(self.text(prompt).strip())

    def open(self, prompt: str, what: Opened) -> None:
        """The checklist or the sample is opened. A version is kept first: it is what the learner wrote alone."""
        self.keep_version(prompt)
        self._note(prompt, what)
        self._record(prompt, REVEAL if what is Opened.SAMPLE else HINT)

    def visit(self, prompt: str) -> None:
        """The learner goes to a prompt."""
        self._record(prompt, VISIT)

    def _note(self, prompt: str, what: Opened) -> None:
        self._opened[prompt] = max(self._opened[prompt], what, key=lambda opened: opened.value)

    def _record(self, prompt: str, kind: str) -> None:
        self._journal.record(Entry(self._name, prompt, kind, "", None, {}, self.language, self._now()))


def _ticks(prompt: str) -> str:
    """The name under which the ticks of a prompt's checklist are kept."""
    return f"{prompt}.checklist"
