"""The pages of a problem with the questions in between: why is a right step right?"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.screens.shared import Shared
from tutor.screens.work.asking_why import AskingWhy
from tutor.screens.work.explained import ExplainedPages
from tutor.screens.work.walking import Kept
from tutor.session.facts import Fact
from tutor.widgets.field_row import FieldRow
from tutor.widgets.why_view import WhyView


class WhyPages(ExplainedPages):
    """A question stands below the page, until it is answered or left."""

    def __init__(
        self,
        problem: Problem,
        shared: Shared,
        begin_at: FieldId | None,
        *,
        given: Sequence[Fact],
        ending: str | None,
        walk: Kept | None,
    ) -> None:
        super().__init__(problem, shared, begin_at, given=given, ending=ending, walk=walk)
        self._asking = AskingWhy(self, self._desk, shared, self._naming, self.focus_place)

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

    def on_why_view_chosen(self, event: WhyView.Chosen) -> None:
        event.stop()
        self._asking.choose(event.reason)
        self.post_message(self.Changed())
