"""The work on a sheet: passes the lines that the learner writes to the desk, and shows how they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from tutor.lessons.problem import Problem
from tutor.screens.shared import Shared
from tutor.screens.sheet_shown import SheetShown
from tutor.session.facts import Answered, Fact
from tutor.session.sheet_desk import SheetDesk
from tutor.session.sheet_lines import MOST_LINES
from tutor.sheet.verdict import LineMark
from tutor.widgets.sheet_row import SheetRow

MOST_NAMES = 6


class SheetWork(SheetShown):
    """Takes lines, and takes them away."""

    def __init__(self, problem: Problem, shared: Shared) -> None:
        super().__init__(problem, shared)
        self._away: dict[int, tuple[str, int]] = {}
        """What stood in lines that were taken away here, and the line below each then, by their numbers."""
        self.has_removed = False
        """Whether a line was taken away here, and is not there again."""

    async def begin(self, sheet: SheetDesk, cursor: int | None) -> None:
        """Show all lines, the cursor in one of them, by its number, else behind the last."""
        self._sheet = sheet
        async with self._page:
            drafts, lines = sheet.drafts, sheet.lines
            written = {line.number for line in lines}
            begun = [number for number in sorted(drafts) if number not in written]
            texts = {line.number: line.text for line in lines} | {number: drafts[number] for number in begun}
            rows = [self._row(number, drafts.get(number, text)) for number, text in texts.items()]
            if not begun and not sheet.is_full:
                rows.append(self._row(sheet.new_number(), ""))
            await self.query_one("#lines").mount(*rows)
            await self._show_marks(sheet)
            next((row for row in rows if row.number == cursor), rows[-1]).focus_line()
        self.post_message(self.Changed())

    async def settled(self) -> None:
        """Wait until no line is being marked."""
        async with self._page:
            return

    # What the learner does

    async def on_sheet_row_submitted(self, event: SheetRow.Submitted) -> None:
        event.stop()
        async with self._page:
            if self._sheet is not None and event.row in self.rows:
                await self._submit(self._sheet, event.row, event.row.text.strip())
        self._shared.host.key_is_done("enter")

    async def _submit(self, sheet: SheetDesk, row: SheetRow, text: str) -> None:
        if not text and row.verdict is None:
            self.say(self._naming.say("mark.empty"))
        elif not text:
            await self._take_away(sheet, row)
        elif row.is_marked:
            self._look_again(row)
        elif row.verdict is None and sheet.is_full:
            self.say(self._naming.say("sheet.full", most=MOST_LINES))
        else:
            await self._mark(sheet, row, text)

    async def _mark(self, sheet: SheetDesk, row: SheetRow, text: str) -> None:
        rows = self.rows
        facts = await self._write(sheet, row, text, self._below(sheet, row))
        if not self.is_attached:  # left in the meantime
            return
        with self.app.batch_update():
            if row is rows[-1] and not sheet.is_full:
                await self.query_one("#lines").mount(self._row(sheet.new_number(), ""))
            await self._show_marks(sheet)
            found = self._named(sheet, facts)
            self.say(self._naming.say("sheet.found", fields=found) if found else "")
        if sheet.marked.verdicts[row.number].mark is LineMark.UNREAD:
            row.focus_line()
        else:  # as on paper: what is wrong stays as it is, until the learner goes back to it
            self.step(row, 1)
        self.post_message(self.Changed())

    def _below(self, sheet: SheetDesk, row: SheetRow) -> int | None:
        """The number of the next line below that was submitted."""
        rows, written = self.rows, {line.number for line in sheet.lines}
        return next((one.number for one in rows[rows.index(row) + 1 :] if one.number in written), None)

    @staticmethod
    async def _write(sheet: SheetDesk, row: SheetRow, text: str, before: int | None = None) -> tuple[Fact, ...]:
        """Write a line down, and have it marked aside, while the screen goes on."""
        marking = sheet.begin(row.number, text, before)
        row.kept = row.text
        return sheet.end(row.number, await asyncio.to_thread(marking))

    def _named(self, sheet: SheetDesk, facts: Iterable[Fact]) -> str:
        """The fields that are answered, by name; of many the first."""
        names = [self._naming.field(one.field, sheet.desk.sitting) for one in facts if isinstance(one, Answered)]
        return ", ".join([*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])])

    async def take_away(self, row: SheetRow) -> None:
        """Take a line away; the one below, where there is one, gets the cursor."""
        if self._sheet is not None:
            async with self._page:
                await self._take_away(self._sheet, row)

    async def _take_away(self, sheet: SheetDesk, row: SheetRow) -> None:
        rows, place, typed = self.rows, self.rows.index(row), row.text.strip()
        if row.verdict is not None:
            await self._write(sheet, row, "")
        elif typed:
            sheet.put_away(row.number, self._below(sheet, row))
        if row is rows[-1]:
            rows.append(self._row(sheet.new_number(), ""))
            await self.query_one("#lines").mount(rows[-1])
        rows[place + 1].focus_line()
        self._away[row.number] = row.text, rows[place + 1].number
        await row.remove()
        is_lost = row.verdict is not None or bool(typed)
        self.has_removed = self.has_removed or is_lost
        self.say(self._naming.say("sheet.removed", number=place + 1) if is_lost else "")
        await self._show_marks(sheet)
        self.post_message(self.Changed())

    async def bring_back(self) -> None:
        """The line that was taken away last stands again where it stood, with the cursor."""
        sheet = self._sheet
        if sheet is None:
            return
        async with self._page:
            last = sheet.last_removed
            if last is None or (last.text and sheet.is_full):
                self.say(self._naming.say("sheet.full", most=MOST_LINES) if last is not None else "")
                return
            typed, stood = self._away.pop(last.number, ("", None))
            row, rows = self._row(last.number, typed if typed.strip() else last.text), self.rows
            below = next((one for number in (stood, last.before) for one in rows if one.number == number), None)
            is_last = below is None and bool(rows[-1].text)
            await self.query_one("#lines").mount(row, before=None if is_last else below or rows[-1])
            if last.text:
                await self._write(sheet, row, last.text, last.before)
            else:
                sheet.begin_again()
            row.kept = last.text  # what was typed after that is kept again
            self.has_removed = sheet.last_removed is not None
            self.say("")
            await self._show_marks(sheet)
            row.focus_line()
        self.post_message(self.Changed())

    async def insert_above(self, row: SheetRow) -> None:
        """Begin a line above another."""
        sheet = self._sheet
        if sheet is not None and not sheet.is_full:
            async with self._page:
                new = self._row(sheet.new_number(), "")
                await self.query_one("#lines").mount(new, before=row)
                await self._show_marks(sheet)
                new.focus_line()
            self.post_message(self.Changed())

    def _look_again(self, row: SheetRow) -> None:
        """Enter in a line that was marked: unfold what is told of it, else go on."""
        if row.told is not None and row.told.is_folded:
            self.turn(row)
        else:
            self.step(row, 1)

    def turn(self, row: SheetRow) -> None:
        """Unfold what is told of a line, or fold it again."""
        if row.told is not None:
            row.told.turn()
            self._bring_soon(row)
            self.post_message(self.Changed())

    def step(self, row: SheetRow, by: int) -> None:
        """From a line to another, so many below."""
        rows = self.rows
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].focus_line()

    def back_to_line(self) -> None:
        """The cursor goes back to the line that had it last, or behind the last one."""
        rows = self.rows
        row = next((one for one in rows if one.number == self.was_at), None) or (rows[-1] if rows else None)
        if row is not None:
            row.focus_line()

    def on_sheet_row_typed(self, event: SheetRow.Typed) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_sheet_row_entered(self, event: SheetRow.Entered) -> None:
        event.stop()
        self.was_at = event.row.number
        self.post_message(self.Changed())

    def keep(self) -> None:
        """Keep what stands in the lines unsubmitted; called twice a second, and when a signal ends the program."""
        for row in self.rows if self._sheet is not None else ():
            if self._sheet is not None and row.text != row.kept:
                row.kept = row.text
                self._sheet.keep_draft(row.number, row.text)
