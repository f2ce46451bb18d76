"""What a sheet shows: the lines below what was found in the fields, each with how it stands."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.screens.shared import Shared
from tutor.session.sheet_desk import SheetDesk
from tutor.session.sheet_words import explanation, headline, said_below
from tutor.widgets.folded import Said
from tutor.widgets.given_strip import GivenStrip
from tutor.widgets.note import Note
from tutor.widgets.sheet_row import SheetRow

EXAMPLE = "z1 = w1 x + b1"
MOST_GIVEN = 4
"""Lines for what was found in the fields."""


class SheetShown(Vertical):
    """The lines, below what was found in the fields."""

    DEFAULT_CSS = """
    SheetShown {
        & #lines { height: 1fr; padding: 1 1 0 0; scrollbar-size-vertical: 1; }
        & .given, & .said { height: auto; width: 1fr; padding: 0 2; display: none; }
        & .given { padding: 1 2 0 2; color: $foreground 85%; }
    }
    """

    @dataclass
    class Changed(Message, namespace="sheet_work"):
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
