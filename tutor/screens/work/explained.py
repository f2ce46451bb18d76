"""Wrong answers of the work explained, and walked back from, on the page in view."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.screens.shared import Shared
from tutor.screens.work.hinting import Hinting
from tutor.screens.work.pages import StagePages
from tutor.screens.work.start import Start
from tutor.screens.work.telling import Telling
from tutor.screens.work.walking import Kept, Walking
from tutor.session.facts import Answered
from tutor.session.status import Status
from tutor.session.walking import walkable
from tutor.widgets.field_slot import WALK

if TYPE_CHECKING:
    from tutor.session.told import Told
    from tutor.widgets.walk_view import WalkView

WRONG = (Status.WRONG, Status.CARRIED)
"""From an answer that stands so one can walk back."""

ANSWERING = ("tutor.sheet.any_field", "tutor.session.crediting")
"""What the first key and the first answer bring in: it need not wait for them."""


class ExplainedPages(StagePages):
    """What is wrong on a page is explained there, and can be traced back by questions."""

    class Changed(Message, namespace="work"):
        """Something was answered, or another stage is in view."""

    def __init__(self, problem: Problem, shared: Shared, start: Start) -> None:
        super().__init__(problem, shared, start)
        self._telling = Telling(shared, self._desk, lambda: self.view)
        drafts = self._drafts.texts
        self._walking = Walking(self._desk, self._naming, self._telling, lambda: self.view, drafts)
        self._hinting = Hinting(self._desk, self._naming, self._walking, lambda: self.view)
        self._kept = start.walk
        self._page = asyncio.Lock()
        """Held while the page changes: a click may come in the middle of what a key did."""

    def on_finale_view_entered(self, event: Message) -> None:
        """The question what one more step does has the cursor."""
        event.stop()
        self.post_message(self.Changed())

    def on_finale_view_answered(self, event: Message) -> None:
        """It is answered: the page can be scrolled from now on."""
        event.stop()
        self.rest()
        self._sight.show_end()
        self.post_message(self.Changed())

    @property
    def field(self) -> FieldId:
        """The field that is walked back from, if one is; else that of the page."""
        walked = self._walking.field
        return walked if walked is not None and self._walking.is_on else super().field

    @work(thread=True, exclusive=True, group="engine")
    def _warm_up(self) -> None:
        """Load what reads and marks answers, and the engine, and trace the problem, while the learner reads."""
        for module in ANSWERING:
            import_module(module)
        _ = self.problem.trace.updated
        explainer = self._shared.explainer
        explainer.prepare(self.problem)
        if self._telling.untold():
            explainer.wait(self.problem)
            self.call_later(self._explain_again)

    @work(group="explaining")
    async def _explain(self, answered: Sequence[FieldId]) -> None:
        """Say what explains the answers just given, and again what explains those that they throw light on."""
        await self._telling.explain(answered)
        if not self.is_attached:  # the screen was left meanwhile
            return
        shown = self.view.explained(self.field) if self.field in answered else None
        if shown is not None:
            self._sight.bring_soon(shown)
        else:  # what is said above may have pushed the cursor out of sight
            self.keep_in_sight()
        self.post_message(self.Changed())

    def _explain_again(self) -> None:
        """What stood there wrong when the learner came is explained as it was when they left."""
        untold = self._telling.untold()
        if untold:
            self._explain(untold)

    def can_walk(self) -> bool:
        """Whether something is wrong here that can be traced back."""
        if self._walking.is_on:
            return True
        return walkable(self._desk.sitting, self.field, self._telling.of) is not None

    def explained_by(self) -> Told | None:
        """What explains the answer in the field, where that is shown and is a rule to be run beside the right one."""
        return self._telling.explained_by(self.field)

    @property
    def is_walking(self) -> bool:
        """Whether the walk back asks something."""
        return self._walking.is_on

    @property
    def kept_walk(self) -> Kept | None:
        """The walk back as it stands, to go on with on another page."""
        return self._walking.kept

    async def take_up_walk(self) -> None:
        """Go on with the walk back that stood on another page, if that answer is wrong still."""
        kept = self._kept
        if kept is not None and self._desk.sitting.status(kept.walk.field) in WRONG:
            await self._walking.take_up(kept)
            self._after_walk(kept.walk.field)

    async def walk(self) -> None:
        """Walk back from a wrong answer, by questions under its field; leave the walk if one is on."""
        async with self._page:
            if self._walking.is_on:
                await self._leave_walk()
                return
            place = walkable(self._desk.sitting, self.field, self._telling.of)
            if place is not None:
                self.keep()
                self._hinting.ask_no_more()
                await self._walking.begin(place)
                self._after_walk(place)

    async def leave_walk(self) -> None:
        """From the walk back to the field that it began at."""
        async with self._page:
            await self._leave_walk()

    async def _leave_walk(self) -> None:
        field = self._walking.field
        self.keep()
        await self._walking.leave()
        if field is not None:
            self.focus_place(field)
        self.post_message(self.Changed())

    async def on_walk_view_submitted(self, event: WalkView.Submitted) -> None:
        event.stop()
        if event.text.strip():
            await self._answer_walk(event.steps, event.text)
        self._shared.host.key_is_done("enter")

    async def _answer_walk(self, steps: tuple[FieldId, ...], text: str) -> None:
        async with self._page:
            field = self._walking.field
            facts = await self._walking.answer(steps, text)
            answered = [fact.field for fact in facts if isinstance(fact, Answered)]
            self._drafts.submitted(answered)
            if answered:
                self.call_after_refresh(self._explain, answered)
            if field is not None:
                self._after_walk(field)

    async def on_walk_view_left(self, event: WalkView.Left) -> None:
        event.stop()
        await self.leave_walk()

    def _after_walk(self, field: FieldId) -> None:
        """The walk asks, or it has come to its end: then the cursor is at the field that it began at."""
        if not self._walking.is_on:
            self.focus_place(field)
        self.post_message(self.Changed())
        for view in self.query(WALK):
            self._sight.bring_soon(view, self.view.row_of(field))

    async def _leave_ended_walk(self) -> None:
        async with self._page:
            if not self._walking.is_on:  # else one was begun meanwhile
                await self._walking.leave()
