"""What of the work is in sight: the field with the cursor, and what was opened under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget

from tutor.widgets.breakdown_view import BreakdownView
from tutor.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from tutor.lessons.stages import FieldId
    from tutor.widgets.stage_view import StageView

MOST_LOOKS, LOOK_AGAIN = 20, 0.05
"""How often, and after how many seconds, it is looked again whether what was opened has its place on the page."""


class Sight:
    """Finds rows of the page in view, and scrolls to them once they are laid out."""

    def __init__(self, work: Vertical, page: Callable[[], StageView]) -> None:
        """`page` is the page in view, which may be another one at any time."""
        self._work = work
        self._page = page

    @property
    def row(self) -> FieldRow | None:
        """The row with the cursor."""
        if not self._work.is_attached:  # the screen was left meanwhile
            return None
        focused = self._work.screen.focused
        if focused is None:
            return None
        return next((node for node in focused.ancestors if isinstance(node, FieldRow)), None)

    @property
    def first_row(self) -> FieldRow | None:
        """The first row on the page."""
        return next(iter(self._work.query(FieldRow)), None)

    def steps_of(self, place: FieldId) -> BreakdownView | None:
        """The open sub-steps of a field."""
        return next((steps for steps in self._work.query(BreakdownView) if steps.table.field == place.parent), None)

    def keep(self) -> None:
        """Scroll, if need be, so that the field with the cursor is seen, with what is said under it; or the tree."""
        row = self.row
        if row is not None:
            self._work.call_after_refresh(row.scroll_visible, animate=False)
        elif self._page().stays_in_sight:
            self._work.call_after_refresh(self._page().show_whole_tree)

    def bring_soon(self, opened: Widget, row: FieldRow | None = None) -> None:
        """Scroll, if need be, once it is laid out, to what was opened, with its field above it if both fit.

        The field is the one with the cursor, unless another is told.
        """
        self._work.call_after_refresh(self._bring, opened, row)

    def show_end(self) -> None:
        """Everything is right: what there is to read about it comes into view."""
        self._work.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        solutions = self._work.query(".stage--solution")
        if solutions:
            solutions.first().scroll_visible(top=True, animate=False)

    def _bring(self, opened: Widget, row: FieldRow | None = None, looks: int = MOST_LOOKS) -> None:
        view = self._page()
        if not (opened.is_attached and view.is_attached):  # another page came meanwhile
            return
        if not opened.region and looks:  # not laid out yet: it would seem to be in sight
            self._work.set_timer(LOOK_AGAIN, lambda: self._bring(opened, row, looks - 1))
            return
        row, height = row or self.row, view.size.height
        if view.can_view_entire(opened):
            return
        above = opened.region.y - row.region.y if row is not None else -1
        if row is not None and (0 <= above < height // 2 or 0 <= above <= height - opened.region.height):
            row.scroll_visible(top=True, animate=False)
        else:
            opened.scroll_visible(top=True, animate=False)
