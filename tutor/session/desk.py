"""A problem on the learner's desk: the sitting, with the journal that keeps it and the clock that dates it.

What happened is in the journal before anybody is told of it.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from tutor.journal.journal import Journal
from tutor.journal.records import JSON, KNOWN
from tutor.lessons.breakdown import Asked
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.practice.code_form import is_code
from tutor.session import deciding
from tutor.session.fact_entries import entry_of, facts_in, strangers_in
from tutor.session.facts import Answered, Explained, Fact, Replied, Tried, WhyAnswered, WhyAsked
from tutor.session.record_names import record_name
from tutor.session.self_explaining import due, moments_in, note_asked, open_why
from tutor.session.sitting import Sitting

COUNTING = (Answered, Explained, Tried, WhyAnswered)
"""The facts that may tell what a learner knows."""


class Desk:
    """Takes what the learner does, records what follows, and holds the sitting as it stands."""

    def __init__(
        self,
        problem: Problem,
        journal: Journal,
        now: Callable[[], datetime],
        language: Language,
        given: Iterable[Fact] = (),
        *,
        asked: Container[FieldId] | None = None,
        besides: Container[str] = (),
    ) -> None:
        """`given` stands there before the learner comes: it is nothing that they did, and is not recorded.

        `asked` is what the problem asks for, where that is not what it says itself; `besides` are names under which
        something else is recorded with it.
        """
        self.problem = problem
        self.language = language
        self._journal = journal
        self._now = now
        self._name = record_name(problem)
        entries = [entry for entry in journal.entries(self._name) if entry.field not in besides]
        asked = Asked(problem) if asked is None else asked
        facts = tuple(facts_in(entries, asked))
        if strangers := strangers_in(entries, asked):
            journal.tell("strangers", {"number": str(strangers), "problem": problem.id})
        self.was_begun = bool(facts)
        self._is_drill = is_code(problem.id)
        self._owed = () if self._is_drill or any(KNOWN in entry.detail for entry in entries) else facts
        """What was done before anything of it counted for the components, as records from long ago have it."""
        self._start = Sitting.begin(problem).after_all(given)
        self.sitting = self._start.after_all(facts)

    def submit(self, field: FieldId, text: str) -> tuple[Fact, ...]:
        """An answer is given and marked."""
        return self._submitted(field, deciding.submit(self.sitting, field, text, self._now()))

    def submit_steps(self, steps: Sequence[FieldId], text: str) -> tuple[Fact, ...]:
        """An answer is given to sub-steps that are asked for together. The learner stays where they are."""
        here = self.sitting.current
        facts = self._submitted(steps[0], deciding.submit_steps(self.sitting, steps, text, self._now()))
        return (*facts, *self.visit(here))

    def _submitted(self, field: FieldId, answered: tuple[Fact, ...]) -> tuple[Fact, ...]:
        facts = self._take(answered)
        # What was pasted stands in other fields as well, before any draft that is left there.
        names = {str(field), *(str(fact.field) for fact in facts)}
        for name in names & self._journal.drafts(self._name).keys():
            self._journal.drop_draft(self._name, name)
        return facts

    def open_hint(self, field: FieldId, *, sure: bool = False) -> tuple[Fact, ...]:
        """One more hint is asked for; the worked answer only by a learner who is sure."""
        return self._take(deciding.open_hint(self.sitting, field, self._now(), sure=sure))

    def break_down(self, field: FieldId) -> tuple[Fact, ...]:
        """A field is opened into its sub-steps, or folded again."""
        return self._take(deciding.break_down(self.sitting, field, self._now()))

    def visit(self, field: FieldId) -> tuple[Fact, ...]:
        """The learner goes to a field."""
        return self._take(deciding.visit(self.sitting, field, self._now()))

    def explained(
        self,
        field: FieldId,
        named: tuple[str, ...],
        detail: Mapping[str, JSON],
        *,
        is_sure: bool = True,
        asked: FieldId | None = None,
    ) -> tuple[Fact, ...]:
        """It was said what explains the answer at a field: the mistakes named, and what the diagnosis found.

        `asked` is the place whose answer was asked for, to tell whether it is so.
        """
        now = self._now()
        return self._take(deciding.explained(self.sitting, field, named, detail, now, is_sure=is_sure, asked=asked))

    def tried(self, field: FieldId, text: str, named: tuple[str, ...]) -> tuple[Fact, ...]:
        """A line of the learner's own working states what a place asks for, and is wrong by known rules."""
        return self._take((Tried(field, text, named, self._now()),))

    def reply(self, field: FieldId, asked: FieldId, text: str, chosen: tuple[str, ...], *, is_right: bool) -> None:
        """The question is answered that decides what explains the answer at a field; `asked` is where it was typed."""
        self._take((Replied(field, text, chosen, is_right, self._now()),))
        self._journal.drop_draft(self._name, str(asked))

    def ask_why(self, field: FieldId, random: Random) -> tuple[Fact, ...]:
        """Ask why the answer that was just given in a field is right, if that is due; chance is handed in."""
        name = due(self.sitting, field, moments_in(self._journal), self._now(), random)
        if name is None:
            return ()
        note_asked(self._journal, self._now())
        return self._take((WhyAsked(field, name, self._now()),))

    def answer_why(self, reason: str = "") -> tuple[Fact, ...]:
        """A reason is chosen for the question that is open; without one, it is left."""
        asked = open_why(self.sitting)
        return () if asked is None else self._take((WhyAnswered(asked.field, asked.name, reason, self._now()),))

    def keep_draft(self, field: FieldId, text: str) -> None:
        """What stands in a field unsubmitted is kept."""
        self._journal.keep_draft(self._name, str(field), text, self._now())

    def drafts(self) -> dict[FieldId, str]:
        """What stood in the fields unsubmitted when the learner left."""
        found: dict[FieldId, str] = {}
        for field, text in self._journal.drafts(self._name).items():
            try:
                found[parse_field(field)] = text
            except ValueError:
                continue
        return found

    def _take(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        sitting = self.sitting
        for fact in facts:
            entry = entry_of(fact, self.problem, self.language)
            is_owed_to_the_end = self._is_drill and not isinstance(fact, WhyAnswered)
            known = {} if is_owed_to_the_end else self._credit(sitting, fact)
            self._journal.record(replace(entry, detail={**entry.detail, KNOWN: known}) if known else entry)
            sitting = sitting.after(fact)
        self.sitting = sitting
        return facts

    def _credit(self, sitting: Sitting, fact: Fact) -> dict[str, JSON]:
        """The components that a fact changes, as they stand after it. A drill's answers count together, at its end."""
        if not self._owed and not isinstance(fact, COUNTING):
            return {}
        from tutor.session.crediting import counts, credited  # what is practised: the field is there before it

        if not self._owed and not counts(sitting, fact):
            return {}
        owed, self._owed = self._owed, ()
        return credited(self._journal, (self._start, owed), (sitting, [fact]))
