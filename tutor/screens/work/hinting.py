"""Hints of the work: one more each time; the bottom ones are asked for twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.lessons.stages import FieldId
from tutor.screens.work.walking import Walking
from tutor.session.desk import Desk
from tutor.widgets.field_row import FieldRow
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.widgets.stage_view import StageView


class Hinting:
    """Opens hints for a field or a sub-step, or for what a walk asks."""

    def __init__(self, desk: Desk, naming: ScreenNaming, walking: Walking, page: Callable[[], StageView]) -> None:
        self._desk = desk
        self._naming = naming
        self._walking = walking
        self._page = page
        self._sure_at: FieldId | None = None
        """Where the next press shows a bottom hint."""
        self._asked_in: FieldRow | None = None
        """Where it is said that the key is to be pressed once more."""

    def can_open(self, field: FieldId) -> bool:
        """Whether there is a field or a step to open a hint for.

        Of a tree that is whole no node is asked for, and a question with numbers of its own has no hints.
        """
        if self._walking.is_on:
            return self._walking.hinted is not None
        return self._page().row_of(field) is not None

    async def open(self, field: FieldId) -> Widget | None:
        """One more hint for a place: what it is shown in; None where it is asked for again, or all are open."""
        field = self._walking.hinted or field
        row, page = self._walking.row or self._page().row_of(field), self._page()
        facts = self._desk.open_hint(field, sure=self._sure_at == field)
        self.ask_no_more()
        if facts:
            page.sitting = self._desk.sitting
            if row is not None:
                row.note_mark()
            return self._walking.show_hints() or await page.show_hints(field)
        hint_level = self._desk.sitting.next_hint_level(field)
        if hint_level:
            self._sure_at, self._asked_in = field, row
        if row is not None:
            row.note(self._naming.say(f"hint.ask_{hint_level}" if hint_level else "hint.no_more"))
        return None

    @property
    def is_asking(self) -> bool:
        """Whether a second press is asked for."""
        return self._sure_at is not None

    def forget(self) -> None:
        """Something was typed: what was asked is left."""
        self._sure_at = self._asked_in = None

    def ask_no_more(self) -> None:
        """What a second press was asked for is left: it is not said any more, either."""
        row = self._asked_in
        self.forget()
        if row is not None and row.is_attached:
            row.note_mark()
