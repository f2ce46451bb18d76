"""A field with what can be opened under it: its sub-steps and its hints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from tutor.lessons.blocks import Blocks
from tutor.lessons.breakdown import Breakdown
from tutor.lessons.stages import FieldId
from tutor.session.sitting import Sitting
from tutor.widgets.field_row import FieldRow
from tutor.widgets.folded import Folded, Said
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.widgets.breakdown_view import BreakdownView, Hints
    from tutor.widgets.walk_view import WalkView

STEPS, WALK = "BreakdownView", "WalkView"
"""What can be opened, by the names of their classes, which are imported when that is done."""


class Explained(Folded):
    """What explains a wrong answer."""

    def __init__(self, field: FieldId, answer: str, told: Said, naming: ScreenNaming) -> None:
        super().__init__(told, naming)
        self.field = field
        self.answer = answer
        """The answer as it was typed."""


class FieldSlot(Vertical):
    """The place of one field on a stage's page."""

    DEFAULT_CSS = """
    FieldSlot {
        height: auto; width: 1fr;
        & > .explanation { margin: 0 0 1 2; padding: 0 1; border-left: outer $warning 60%; }
        & > .hints { margin: 0 0 1 2; padding: 0 1; border-left: outer $secondary 60%; }
    }
    """

    def __init__(self, row: FieldRow, naming: ScreenNaming) -> None:
        super().__init__()
        self.row = row
        self._naming = naming

    def compose(self) -> ComposeResult:
        yield self.row

    @property
    def steps(self) -> BreakdownView | None:
        """The sub-steps, where they are open."""
        return cast("BreakdownView | None", next(iter(self.query(STEPS)), None))

    async def open_walk(self, view: WalkView) -> None:
        """Open a walk back from the answer here, or from that of the sub-step being asked."""
        is_step = view.field != self.row.field
        await self.mount(view, after=self.steps if is_step and self.steps is not None else self.row)

    async def open_steps(
        self, table: Breakdown, sitting: Sitting, drafts: Mapping[FieldId, str], hints: Hints
    ) -> BreakdownView:
        """Open the sub-steps under the field."""
        from tutor.widgets.breakdown_view import BreakdownView

        steps = BreakdownView(table, sitting, self._naming, drafts, hints)
        await self.mount(steps, after=self.row)
        return steps

    async def fold_steps(self) -> None:
        """Fold the sub-steps again."""
        await self.query(STEPS).remove()

    async def show_explanation(self, field: FieldId, told: Said, answer: str) -> Explained | None:
        """Show what explains a wrong answer, in place of what was shown before; it is in sight while that stands there.

        Nothing is shown for a sub-step while the sub-steps are folded.
        """
        there = next((one for one in self.walk_children(Explained) if one.field == field), None)
        is_told = there is not None and (there.answer, there.told) == (answer, told)
        if there is not None and is_told and self._above_explanation(field) is not None:
            there.display = self._stands(there)  # the page stays as it is
            return there if there.display else None
        await self.take_explanation(field)
        under = self._above_explanation(field)  # the sub-steps may be folded, or a walk be left, meanwhile
        if under is None or not isinstance(under.parent, Widget) or not self.is_attached:
            return None
        text = Explained(field, answer, told, self._naming)
        if there is not None and there.answer == answer and not there.is_folded and text.is_folded:
            text.turn()  # the learner reads it
        text.display = self._stands(text)
        await under.parent.mount(text, after=under)
        return text if text.display else None

    def _above_explanation(self, field: FieldId) -> Widget | None:
        """What an explanation stands under; None for a sub-step while the sub-steps are folded."""
        if field != self.row.field:
            return self.steps.row if self.steps is not None else None
        walks = (cast("WalkView", view) for view in self.query(WALK))
        return next((view for view in walks if view.field == field), self.row)

    async def take_explanation(self, field: FieldId) -> None:
        """Take away what explains an answer."""
        for text in self.walk_children(Explained):
            if text.field == field:
                await text.remove()

    def fit_explanations(self) -> None:
        """Show of all that is said here what belongs to the answers that stand in the fields."""
        for text in self.walk_children(Explained):
            text.display = self._stands(text)

    def on_field_row_typed(self) -> None:
        self.fit_explanations()
        self._fit_hints()

    def on_field_row_entered(self) -> None:
        self.call_later(self._fit_hints)

    def on_descendant_blur(self) -> None:
        self.call_later(self._fit_hints)

    def _fit_hints(self) -> None:
        """Hints of what is right are out of the way while the cursor is elsewhere: the other fields take the room."""
        mark = self.row.standing
        is_done = mark is not None and mark.moves_on and not self.has_focus_within
        for hints in self.query(".hints"):
            hints.display = not is_done

    def on_breakdown_view_moved(self) -> None:
        self.fit_explanations()

    def _stands(self, text: Explained) -> bool:
        row: FieldRow | None = self.row
        if text.field != self.row.field:
            row = self.steps.row if self.steps is not None and self.steps.here == text.field else None
        return row is not None and row.field == text.field and row.text == text.answer

    async def show_hints(self, blocks: Blocks) -> Prose:
        """Show the hints that are open, in place of those shown before."""
        await self.query(".hints").remove()
        hints = Prose(blocks, self._naming, classes="hints")
        await self.mount(hints, after=self.row)  # what was asked for last stands next to the field
        self._fit_hints()
        return hints
