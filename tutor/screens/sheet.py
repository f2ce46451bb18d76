"""The commands of a sheet's screen."""

from __future__ import annotations

from tutor.screens.sheet_page import SheetPage
from tutor.screens.two_pane import TwoPane
from tutor.session.sheet_export import export_sheet
from tutor.widgets.command import UNDO_KEY, Command, never
from tutor.widgets.sheet_row import SheetRow


class SheetScreen(SheetPage):
    """A sheet with its keys; Escape leads back to the problem."""

    HELP_PAGE = "sheet"

    def action_step_line(self, by: int) -> None:
        """Go to the line below or above."""
        if self.work is not None and (row := self.work.row) is not None:
            self.work.step(row, by)

    def why(self) -> None:
        """Unfold what is told of the first wrong line, or fold it again; the cursor goes there."""
        if self.work is not None and (row := self.work.lit) is not None:
            self.query_one(TwoPane).show_right()
            self.work.turn(row)
            row.focus_line()

    async def insert(self) -> None:
        """Begin a line above the one with the cursor."""
        if self.work is not None and (row := self.work.row) is not None:
            await self.work.insert_above(row)

    async def remove_line(self) -> None:
        """Take away the line with the cursor."""
        if self.work is not None and (row := self.work.row) is not None:
            await self.work.take_away(row)

    async def bring_back(self) -> None:
        """The line that was taken away last is there again."""
        if self.work is not None:
            await self.work.bring_back()

    async def export(self) -> None:
        """Write the sheet to a Markdown file."""
        await self.settled()
        if self.sheet is not None and self.work is not None:
            self.keep()
            told = export_sheet(self.sheet, self.heading, self.naming, self.shared.data_folder, self.shared.now())
            self.work.say(self.naming.say(told.key, **told.values))

    async def close(self) -> None:
        """Back to the lines, where they are out of sight; else to the problem.

        What was written last is marked before, for what it finds stands there.
        """
        if self.is_reading:
            self.turn_page()
            return
        await self.settled()
        self.keep()
        self.shared.navigator.leave_sheet(self, self.problem)

    @property
    def _row(self) -> SheetRow | None:
        return self.work.row if self.work is not None else None

    @property
    def _lit(self) -> SheetRow | None:
        return self.work.lit if self.work is not None else None

    def _is_unfolded(self) -> bool:
        lit = self._lit
        return lit is not None and lit.told is not None and not lit.told.is_folded

    def _can_unfold(self) -> bool:
        row = self._row
        return row is not None and row.is_marked and row.told is not None and row.told.is_folded

    COMMAND_LIST = (
        Command(
            "sheet_check",
            "enter",
            applies=lambda s: s._row is not None,
            words=lambda s: "unfold" if s._can_unfold() else "sheet_check",
        ),
        Command(
            "sheet_why",
            "f2",
            why,
            applies=lambda s: s._lit is not None,
            words=lambda s: "sheet_fold" if s._is_unfolded() else "sheet_why",
        ),
        Command(
            "sheet_undo",
            UNDO_KEY,
            bring_back,
            applies=lambda s: s.sheet is not None and s.sheet.last_removed is not None and s.work is not None,
            at_foot=lambda s: s.work.has_removed,
        ),
        Command("sheet_insert", "f3", insert, applies=lambda s: s._row is not None),
        Command("sheet_export", "f4", export, applies=lambda s: s.sheet is not None and bool(s.sheet.lines)),
        Command("sheet_turn", "f6", SheetPage.turn_page),
        Command("sheet_remove", "f8", remove_line, applies=lambda s: s._row is not None, at_foot=never),
        Command(
            "sheet_close",
            "escape",
            close,
            words=lambda s: "sheet_back" if s.is_reading else "sheet_close",
            stays=True,
        ),
    )
