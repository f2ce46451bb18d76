"""The walk back from a wrong answer, in its place on the page: it asks, marks, and leads back to its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.answers.errors import Unreadable
from tutor.answers.marking import unreadable
from tutor.answers.reading import read_number
from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.breakdown import step_parts
from tutor.lessons.chain import chain_question, is_chain
from tutor.lessons.stages import FieldId
from tutor.screens.telling import Telling
from tutor.session.desk import Desk
from tutor.session.facts import Answered, Fact
from tutor.session.status import Status
from tutor.widgets.field_row import FieldRow
from tutor.widgets.prose_signs import Labels
from tutor.widgets.voice import Voice
from tutor.widgets.walk_view import SMALL, Prompt, WalkView

if TYPE_CHECKING:
    from tutor.session.walk import Question, Walk
    from tutor.widgets.stage_view import StageView

DECIDES, DOUBTS, OWN_NUMBERS = "decide", "doubt", "small"
"""The questions that decide between explanations: a step of the problem, or numbers of their own.

A step of the problem may also tell whether the one that is possible is it.
"""
OF_EXPLANATIONS = (DECIDES, DOUBTS, OWN_NUMBERS)


@dataclass(frozen=True)
class Kept:
    """A walk as it stands, to be taken up again on another page."""

    walk: Walk
    answered: tuple[FieldId, ...]
    """The steps that the last answer gave."""


class Walking:
    """A walk on the page in view, if there is one."""

    def __init__(
        self,
        desk: Desk,
        voice: Voice,
        labels: Labels,
        telling: Telling,
        page: Callable[[], StageView],
        drafts: Mapping[FieldId, str],
    ) -> None:
        self._desk = desk
        self._voice = voice
        self._labels = labels
        self._telling = telling
        self._page = page
        self._drafts = drafts
        self._walk: Walk | None = None
        self._view: WalkView | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is asked."""
        return self.row is not None

    @property
    def field(self) -> FieldId | None:
        """Where the walk began that is on the page."""
        return self._view.field if self._view is not None and self._view.is_attached else None

    @property
    def row(self) -> FieldRow | None:
        """The line to answer in, while something is asked."""
        return self._view.row if self._view is not None and self._view.is_attached else None

    @property
    def hinted(self) -> FieldId | None:
        """Whose hints help with what is asked; None where the question has numbers of its own."""
        row = self.row
        return self._desk.sitting.hinted(row.place) if row is not None and row.place.step != SMALL else None

    @property
    def kept(self) -> Kept | None:
        """The walk on the page, to be taken up again; None if there is none."""
        if self._walk is None or self._view is None or not self._view.is_attached:
            return None
        return Kept(self._walk, self._view.answered)

    async def begin(self, place: FieldId) -> None:
        """Walk back from a wrong answer: by the step that decides what explains it, if there is one."""
        await self._open(place, ())
        self._walk = self._deciding(place) or self._from(place)
        await self._show()

    async def take_up(self, kept: Kept) -> None:
        """Go on with a walk that stood on another page, where it stood."""
        await self._open(kept.walk.field, kept.answered)
        if kept.walk.asked and kept.walk.asked[-1].kind in OF_EXPLANATIONS:
            await self._telling.tell([kept.walk.field])  # what it asks, or found, is in that
        self._walk = kept.walk
        await self._show()

    async def _open(self, place: FieldId, answered: Sequence[FieldId]) -> None:
        await self.leave()
        self._view = await self._page().open_walk(place, WalkView(place, self._desk.sitting, self._voice, self._labels))
        self._view.tell(answered, self._desk.sitting)
        await self._telling.walk_is_at(place)

    def show_hints(self) -> Widget | None:
        """Show the hints that are open for what is asked."""
        if self._view is None or self.hinted is None:
            return None
        return self._view.show_hints(self._page().open_hints(self.hinted))

    async def answer(self, steps: tuple[FieldId, ...], text: str) -> tuple[Fact, ...]:
        """Something was answered to what is asked: it is marked, and what is still to be asked comes next."""
        walk, view = self._walk, self._view
        if walk is None or view is None or walk.question is None:
            return ()
        if walk.question.kind == OWN_NUMBERS:
            return await self._reply(walk, view, text)
        facts = self._desk.submit_steps(steps, text)
        answered = [fact for fact in facts if isinstance(fact, Answered)]
        stopped = next((fact for fact in answered if fact.mark.verdict in (Verdict.UNREADABLE, Verdict.SHORT)), None)
        await self._page().take(self._desk.sitting, facts)
        if stopped is not None and view.row is not None:
            view.row.show(text, stopped.mark)
            return facts
        view.tell(walk.question.steps, self._desk.sitting)
        if walk.question.kind in OF_EXPLANATIONS:
            await self._telling.tell(walk.question.steps)
            self._walk = self._deciding(walk.field, walk) or replace(walk, found=walk.field)
        else:
            self._walk = walk.after(self._standing())
        await self._show()
        return facts

    async def _reply(self, walk: Walk, view: WalkView, text: str) -> tuple[Fact, ...]:
        """The question with numbers of its own is answered: that decides, or leaves it open."""
        told = self._telling.of(walk.field)
        if told is None or told.small is None or view.row is None:
            return ()
        try:
            reply = read_number(text)
        except Unreadable as error:
            view.row.show(text, Mark(Verdict.UNREADABLE, "", unreadable(error)))
            return ()
        chosen = tuple(map(str, told.small.agreeing(reply)))
        is_right = told.small.is_right(reply)
        self._desk.reply(walk.field, view.row.place, text, chosen, is_right=is_right)
        await self._telling.tell([walk.field])
        self._walk = self._deciding(walk.field, walk) or replace(walk, found=walk.field)
        await self._show()
        return ()

    async def leave(self) -> None:
        """The walk goes from the page."""
        view, self._view, self._walk = self._view, None, None
        if view is not None and view.is_attached:
            await view.remove()
        await self._telling.walk_is_at(None)

    def _from(self, place: FieldId) -> Walk:
        from tutor.session.walk import begin

        return begin(self._desk.problem, place, self._standing())

    def _standing(self) -> Callable[[FieldId], bool | None]:
        from tutor.session.walk import standing_in

        return standing_in(self._desk.sitting)

    def _deciding(self, place: FieldId, before: Walk | None = None) -> Walk | None:
        """The question that decides between explanations, where there is one that was not answered."""
        from tutor.session.walk import Question, Walk

        told = self._telling.of(place)
        if told is not None and told.small is not None:
            question = Question(OWN_NUMBERS, (FieldId(place.stage, place.name, SMALL),))
        elif told is not None and told.ask is not None and self._desk.sitting.status(told.ask) is Status.OPEN:
            question = Question(DECIDES if told.either else DOUBTS, (told.ask,))
        else:
            return None
        asked = (*(before.asked if before else ()), question)
        return Walk(self._desk.problem, place, asked, at_most=len(asked))

    async def _show(self) -> None:
        walk, view = self._walk, self._view
        if walk is None or view is None or not view.is_attached:
            return
        question = walk.question
        if question is None:
            await view.end(self._found(walk), self._desk.sitting)
            return
        if question.kind == OWN_NUMBERS:
            prompt = self._asks_small(walk, question)
        else:
            steps = tuple(step for step in question.steps if self._standing()(step) is None)
            prompt = Prompt(self._asks(question, steps, view), steps, len(walk.asked), walk.at_most)
        await view.ask(prompt, self._desk.sitting, self._drafts)
        self.show_hints()

    def _asks_small(self, walk: Walk, question: Question) -> Prompt:
        from tutor.session.small_words import asked_for, small_words

        told = self._telling.of(walk.field)
        small = told.small if told is not None else None
        text = small_words(small, self._voice.words) if small is not None else ""
        label = f"{self._voice.math(asked_for(small))} =" if small is not None else ""
        return Prompt(text, question.steps, len(walk.asked), walk.at_most, label)

    def _asks(self, question: Question, steps: Sequence[FieldId], view: WalkView) -> str:
        """What is asked, in words."""
        say, first = self._voice.say, steps[0]
        if is_chain(first):
            return chain_question(self._desk.problem, first.parent, self._voice.words)
        point = step_parts(first)[1] if "@" in first.step else 1
        field = self._voice.field(first.parent, self._desk.sitting)
        several = len(self._desk.problem.data) > 1
        text = say(f"walk.{question.kind}", field=field, point=point, several=several, step=view.names([first]))
        return text if len(steps) == 1 else f"{text} {say('walk.together', steps=view.names(steps))}"

    def _found(self, walk: Walk) -> str:
        """What was found, in words."""
        say = self._voice.say
        if walk.asked and walk.asked[-1].kind in OF_EXPLANATIONS:
            told, doubted = self._telling.of(walk.field), walk.asked[-1].kind == DOUBTS
            if told is not None and told.explanations:
                return say("walk.decided" if not doubted else "walk.confirmed" if told.is_flat else "walk.possible")
            return say("walk.not_decided" if walk.field.stage != "a" else "walk.not_decided_count")
        found = walk.found or walk.field
        if found == walk.field:
            return say("diagnosis.walk_none")
        if is_chain(found):
            return say("walk.found_chain", field=self._voice.field(found.parent))
        parts = [say("diagnosis.walk", field=self._voice.field(found, self._desk.sitting)), say("walk.go_on")]
        if self._has_before(found):
            parts.insert(1, say("walk.all_before"))
        return " ".join(parts)

    def _has_before(self, found: FieldId) -> bool:
        """Whether a step is made of others, all of which are right by then."""
        from tutor.diagnosis.blame import depends_on

        return bool(depends_on(self._desk.problem, found))
