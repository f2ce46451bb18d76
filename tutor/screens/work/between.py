"""The pages of a problem with what comes in between: lessons of a minute, and questions why a right step is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_fields, asked_stages
from tutor.screens.shared import Shared
from tutor.screens.work.asking_why import AskingWhy
from tutor.screens.work.explained import ExplainedPages
from tutor.screens.work.start import Start
from tutor.session.primers import is_offered

if TYPE_CHECKING:
    from tutor.widgets.why_view import WhyView


NAMED: tuple[StageId, ...] = ("b", "chain")
"""Stages that ask for names; the others ask for numbers."""
BEFORE_DIGITS = "−-+.(√"
"""What a number may begin with besides a digit."""


class BetweenPages(ExplainedPages):
    """A lesson lies over the page, a question stands below it, until it is answered or left; nothing hides a problem.

    A lesson opens by itself where the learner turns to a stage that is new to them. Where a problem opens, its first
    stage offers it in a line: what is seen first is the problem.
    """

    def __init__(self, problem: Problem, shared: Shared, start: Start) -> None:
        super().__init__(problem, shared, start)
        self._asking = AskingWhy(self, self._desk, shared, self._naming, self.focus_place)

    async def show_primer(self, solved: StageId | None = None) -> None:
        """Show the lesson of a minute about the stage, or the skill; it is not offered any more."""
        await self._shared.navigator.show_primer(self.problem, self.stage, solved=solved)
        self._show_offer()

    async def open_primer(self, solved: StageId | None = None) -> None:
        """Show it by itself, unless the learner is typing already, or there is little room; `solved` was just done."""
        row, host = self._sight.row, self._shared.host
        is_typing = host.keys_wait or (row is not None and bool(row.text))
        has_room = self.screen.is_current and not self.screen.has_class("-short")
        if self._opens_primer() and has_room and not is_typing and not self.is_asking_why:
            await self.show_primer(solved)

    def _opens_primer(self) -> bool:
        return self._shared.opens_lessons and is_offered(self._shared.journal, self.sitting, self.stage)

    async def ask_why(self, field: FieldId) -> None:
        """Ask why the answer just given in a field is right, if that is due and has room; a lesson comes first."""
        has_room = not self.screen.has_class("-short")
        if has_room and (field.stage == self.stage or not self._opens_primer()):
            await self._asking.ask(field)

    @property
    def is_asking_why(self) -> bool:
        """Whether it is asked why a step is right."""
        return self._asking.is_on

    async def leave_why(self, typed: str = "") -> None:
        """Leave the question for the next answer, with what was typed of it already."""
        async with self._page:
            await self._asking.leave()
            row = self.view.row_of(self._desk.sitting.current)
            if typed and row is not None:
                self.write(row.field, row.text + typed)
        self.post_message(self.Changed())

    async def on_why_view_typed_on(self, event: WhyView.TypedOn) -> None:
        event.stop()
        await self.leave_why(event.text)
        self._shared.host.key_is_done(event.key)  # it went no further

    def on_why_view_chosen(self, event: WhyView.Chosen) -> None:
        event.stop()
        self._asking.choose(event.reason)
        self.post_message(self.Changed())

    # From stage to stage

    async def go_stages(self, by: int) -> None:
        """Go that many stages on."""
        stages = asked_stages(self.problem)
        number = stages.index(self.stage) + by
        if 0 <= number < len(stages):
            async with self._page:
                await self._asking.leave()
                await self._turn_to(stages[number], None, None)

    async def _turn_to(self, stage: StageId, field: FieldId | None, solved: StageId | None) -> None:
        with self.app.batch_update():
            await self._show_stage(stage, solved)
            await self._telling.show_again()
        self.focus_place(field or self._first_to_do())
        self._sight.open(self.view)
        if self._telling.untold():
            self.call_after_refresh(self._explain_again)
        self.post_message(self.Changed())
        self.call_after_refresh(self.open_primer, solved)  # the stage is painted first

    def can_leave_tree(self) -> bool:
        """Whether the whole tree, or what was carried, is in view, and there is something to go on to from it."""
        return self.view.stays_in_sight

    async def leave_tree(self, typed: str = "") -> None:
        """From the whole tree, or what was carried, to the next open field, with what was typed already."""
        async with self._page:
            following = self._following
            if not self.view.stays_in_sight or following is None:
                return
            await self._turn_to(following.stage, following, None)
            row = self.view.row_of(following)
            if typed and row is not None:
                self.write(following, row.text + typed)

    @property
    def _following(self) -> FieldId | None:
        """What is open behind the stage in view."""
        return self._desk.sitting.next_open(asked_fields(self.problem, self.stage)[-1])

    async def on_key(self, event: events.Key) -> None:
        """Who types a number at the whole tree has the next answer ready: nothing typed is lost.

        What begins no answer leaves the learner there: it would lead past the lesson of the next stage.
        """
        if not self.view.stays_in_sight or self.has_cursor or not event.character or not event.is_printable:
            return
        following, begun = self._following, event.character
        if following is not None and (following.stage in NAMED or begun.isdigit() or begun in BEFORE_DIGITS):
            event.stop()
            await self.leave_tree(event.character)
            self._shared.host.key_is_done(event.key)  # it goes no further
