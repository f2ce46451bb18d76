"""What of the work is in sight: the field with the cursor, and what was opened under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from textual.containers import Vertical
from textual.widget import Widget

from tutor.widgets.field_row import FieldRow
from tutor.widgets.field_slot import FieldSlot

if TYPE_CHECKING:
    from tutor.lessons.stages import FieldId
    from tutor.widgets.breakdown_view import BreakdownView
    from tutor.widgets.stage_view import StageView

Span: TypeAlias = tuple[int, int]
"""Lines of the page, from the first to before the last."""
MOST_LOOKS, LOOK_AGAIN = 20, 0.05
"""How often, and after how many seconds, it is looked again whether what was opened has its place on the page."""


class Sight:
    """Finds rows of the page in view, and scrolls to them once they are laid out."""

    def __init__(self, work: Vertical, page: Callable[[], StageView]) -> None:
        """`page` is the page in view, which may be another one at any time."""
        self._work = work
        self._page = page
        self._parts: tuple[Widget, ...] = ()
        """What was last to be seen, the more important first, and below the row that had the cursor then."""
        self._at: FieldRow | None = None

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
        return next(iter(self._work.walk_children(FieldRow)), None)

    def steps_of(self, field: FieldId) -> BreakdownView | None:
        """The open sub-steps of a field."""
        opened = (slot.steps for slot in self._work.walk_children(FieldSlot))
        return next((steps for steps in opened if steps is not None and steps.table.field == field.parent), None)

    def keep(self) -> None:
        """Scroll, if need be, so that the field with the cursor is seen, with what is said under it; or the tree."""
        self._work.call_after_refresh(self._show_again)

    def bring_soon(self, opened: Widget, row: FieldRow | None = None) -> None:
        """Scroll, if need be, once it is laid out, to what was opened: as much of it as fits beside the cursor's field.

        `row` is the field that it was opened for, where the cursor is in another.
        """
        self._work.call_after_refresh(self._bring, opened, row)

    def open(self, page: StageView) -> None:
        """A page is opened: its question is seen, as much of it as fits beside the cursor's field."""
        for question in page.query(".stage--question"):
            self.bring_soon(question)

    def show_end(self) -> None:
        """Everything is right: what there is to read about it comes into view, with the field that was answered.

        Where something is asked there, the cursor goes to that. Where both do not fit, it goes to the last field of the
        page, or out of the way.
        """
        self._work.call_after_refresh(self._show_end)

    def _bring(self, opened: Widget, row: FieldRow | None = None, looks: int = MOST_LOOKS) -> None:
        if not (opened.is_attached and self._page().is_attached):  # another page came meanwhile
            return
        if not opened.region and looks:  # not laid out yet: it would seem to be in sight
            self._work.set_timer(LOOK_AGAIN, lambda: self._bring(opened, row, looks - 1))
            return
        self._want(self.row, *(part for part in (self.row, opened, row) if part is not None))

    def _show_end(self, looks: int = MOST_LOOKS) -> None:
        found, row = list(self._work.query(".stage--solution")), self.row
        if not found:
            return
        if not found[0].region and looks:
            self._work.set_timer(LOOK_AGAIN, lambda: self._show_end(looks - 1))
            return
        asked = next(iter(self._work.query(".stage--solution Options")), None)
        if asked is not None:  # a question: what is typed now answers it, and changes no field that is right
            asked.focus()
            row = None
        elif row is not None and not self._fit(found[0], row):
            row = list(self._work.walk_children(FieldRow))[-1]
            if self._fit(found[0], row):
                row.focus_answer()
            else:
                row = None
                self._page().rest()
        self._want(row, found[0], *([row] if row is not None else []), *found[1:])

    def _want(self, row: FieldRow | None, *parts: Widget) -> None:
        self._at, self._parts = row, parts
        self._scroll((*parts, *self._table_around(row)))

    def _show_again(self) -> None:
        """What is to be seen stays so, whatever came above it."""
        row, page = self.row, self._page()
        if not page.is_attached:
            return
        parts = self._parts if row is self._at else () if row is None else (row,)
        asked = self._asked_elsewhere() if row is None else None
        if asked is not None:
            self._scroll((asked, *parts))
        elif parts:
            self._scroll((*parts, *self._table_around(row)))
        elif page.stays_in_sight:
            page.show_what_stays()

    def _table_around(self, row: FieldRow | None) -> Sequence[Widget]:
        """The table of the sub-steps, while one of them is asked for."""
        steps = self.steps_of(row.field) if row is not None and row.field.step else None
        return () if steps is None else (steps.steps,)

    def _asked_elsewhere(self) -> Widget | None:
        """What has the cursor on the page and is no field: the question of the finale."""
        focused = self._work.screen.focused if self._work.is_attached else None
        return focused if focused is not None and self._page() in focused.ancestors else None

    def _fit(self, *parts: Widget) -> bool:
        top, bottom = min(part.region.y for part in parts), max(part.region.bottom for part in parts)
        return bottom - top <= self._page().scrollable_content_region.height

    def _scroll(self, parts: Sequence[Widget]) -> None:
        page = self._page()
        first = next(iter(page.children), None)
        if first is None:
            return
        room, scrolled = page.scrollable_content_region, round(page.scroll_offset.y)
        # As it was laid out last; the page may have been scrolled since.
        origin = first.region.y - first.virtual_region.y
        spans = [
            (part.region.y - origin, part.region.bottom - origin) for part in parts if part.is_attached and part.region
        ]
        if spans and room.height:
            page.scroll_to(y=scrolled_to(spans, scrolled, room.height), animate=False, immediate=True)


def scrolled_to(spans: Sequence[Span], scrolled: int, height: int) -> int:
    """Where to scroll, as little as need be, so that of these spans, the more important first, all that fits is seen.

    `scrolled` is the first line seen now, `height` how many are seen. The first span is seen from its beginning.
    """
    top, bottom = spans[0][0], min(spans[0][1], spans[0][0] + height)
    for start, end in spans[1:]:
        bottom = max(bottom, min(end, top + height))
        top = min(top, max(start, bottom - height))
    return min(max(scrolled, bottom - height), top)
