"""The work on a sheet: passes the lines that the learner writes to the desk, and shows how they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.screens.shared import Shared
from tutor.session.facts import Answered, Fact
from tutor.session.sheet_desk import SheetDesk
from tutor.session.sheet_lines import MOST_LINES
from tutor.session.sheet_words import explanation, headline, said_below
from tutor.sheet.verdict import LineMark
from tutor.widgets.folded import Said
from tutor.widgets.given_strip import GivenStrip
from tutor.widgets.note import Note
from tutor.widgets.sheet_row import SheetRow

MOST_NAMES = 6
EXAMPLE = "z1 = w1 x + b1"
MOST_GIVEN = 4
"""Lines for what was found in the fields."""


class SheetWork(Vertical):
    """The lines, below what was found in the fields."""

    DEFAULT_CSS = """
    SheetWork {
        & #lines { height: 1fr; padding: 1 1 0 0; scrollbar-size-vertical: 1; }
        & .given, & .said { height: auto; width: 1fr; padding: 0 2; display: none; }
        & .given { padding: 1 2 0 2; color: $foreground 85%; }
    }
    """

    @dataclass
    class Changed(Message):
        """Lines changed, or the cursor went to another."""

    def __init__(self, problem: Problem, shared: Shared) -> None:
        super().__init__()
        self._problem, self._shared = problem, shared
        self._naming = shared.naming.of(problem)
        self._sheet: SheetDesk | None = None
        self._page = asyncio.Lock()
        """Held while the lines change."""
        self.was_at: int | None = None
        """The line that had the cursor last."""

    def compose(self) -> ComposeResult:
        yield GivenStrip(self._problem, self._naming)
        yield Note("given", MOST_GIVEN)
        yield VerticalScroll(id="lines", can_focus=False)
        yield Note("said")

    def on_mount(self) -> None:
        self.query_one(GivenStrip).show("d")

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

    def _row(self, number: int, text: str) -> SheetRow:
        return SheetRow(number, self._naming, text)

    @property
    def rows(self) -> list[SheetRow]:
        """The lines on the screen."""
        return list(self.query(SheetRow))

    @property
    def row(self) -> SheetRow | None:
        """The line with the cursor."""
        return next((row for row in self.rows if row.has_cursor), None)

    @property
    def lit(self) -> SheetRow | None:
        """The first line that is wrong, where the rule is known that makes it."""
        return next((row for row in self.rows if row.has_class("-lit") and row.told is not None), None)

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
        rows, written = self.rows, {line.number for line in sheet.lines}
        below = (one.number for one in rows[rows.index(row) + 1 :] if one.number in written)
        facts = await self._write(sheet, row, text, next(below, None))
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
        rows = self.rows
        if row.verdict is not None:
            await self._write(sheet, row, "")
        if row is not rows[-1]:
            rows[rows.index(row) + 1].focus_line()
            await row.remove()
        else:
            row.empty()
        self.say("")
        await self._show_marks(sheet)
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

    # What is shown

    def say(self, text: str) -> None:
        """Say something at the foot of the sheet."""
        self._note("said", text)

    def _note(self, name: str, text: str) -> None:
        for note in self.query(f".{name}").results(Note):
            note.display = bool(text)
            note.say(text)

    def _bring_soon(self, row: SheetRow) -> None:
        self.call_after_refresh(row.scroll_visible, animate=False)

    async def _show_marks(self, sheet: SheetDesk) -> None:
        marked, naming, rows = sheet.marked, self._naming, self.rows
        first = marked.first_wrong
        below = dict(zip(marked.verdicts, said_below(marked.verdicts.values(), naming), strict=True))
        for place, row in enumerate(rows, 1):
            is_lit = first is not None and row.number == first.number
            row.show(place, marked.verdicts.get(row.number), below.get(row.number, ""), is_lit=is_lit)
            if not is_lit:
                await row.tell(None)
        rows[-1].invite(naming.say("sheet.placeholder", example=EXAMPLE) if not sheet.lines else "")
        given = ", ".join(naming.math(one.latex) for one in marked.given)
        self._note("given", f"{naming.say('sheet.given')} {given}" if given else "")
        if first is not None:
            self.call_after_refresh(self._explain, sheet)

    async def _explain(self, sheet: SheetDesk) -> None:
        """Tell what makes the first wrong line."""
        first, shared = sheet.marked.first_wrong, self._shared
        row = next((one for one in self.rows if first is not None and one.number == first.number), None)
        if row is None or row.verdict is None:
            return
        verdict, line = row.verdict, headline(row.verdict, self._naming)
        if not line:
            await row.tell(None)
            return
        if not shared.explainer.is_ready(self._problem):  # the rule is named at once
            await row.tell(Said(parse(explanation(verdict, None, self._naming)), line))
            await asyncio.to_thread(shared.explainer.wait, self._problem)
        told = shared.explainer.explain_line(self._problem, verdict, shared.language)
        async with self._page:
            if row.is_attached and row.verdict is verdict:
                await row.tell(Said(parse(explanation(verdict, told, self._naming)), line))
                self._bring_soon(self.row or row)  # the line with the cursor may have been pushed out of sight
        self.post_message(self.Changed())
