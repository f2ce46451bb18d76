"""The pages of a problem with what comes in between: lessons of a minute, and questions why a right step is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId
from tutor.screens.shared import Shared
from tutor.screens.work.asking_why import AskingWhy
from tutor.screens.work.explained import ExplainedPages
from tutor.screens.work.start import Start
from tutor.session.primers import is_offered
from tutor.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from tutor.widgets.why_view import WhyView


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
                row.fill(row.text + typed)
                self.post_message(FieldRow.Typed(row, row.field, row.text))
        self.post_message(self.Changed())

    async def on_why_view_typed_on(self, event: WhyView.TypedOn) -> None:
        event.stop()
        await self.leave_why(event.text)
        self._shared.host.key_is_done(event.key)  # it went no further

    def on_why_view_chosen(self, event: WhyView.Chosen) -> None:
        event.stop()
        self._asking.choose(event.reason)
        self.post_message(self.Changed())
