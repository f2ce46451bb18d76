"""A sheet beside its problem: the learner's own working, line by line, each read back, marked, and kept."""

from __future__ import annotations

import asyncio
from threading import Thread

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem, heading
from tutor.lessons.stages import asked_stages
from tutor.screens.base import DRAFT_SECONDS
from tutor.screens.shared import Shared
from tutor.screens.sheet_work import SheetWork
from tutor.screens.two_pane import ReadingPane, TwoPane, TwoPaneScreen
from tutor.session.desk import Desk
from tutor.session.sheet_desk import SheetDesk
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

SHORT = 16
"""With fewer lines there is room for the sheet alone."""


class SheetPage(TwoPaneScreen):
    """Lays out the problem and the sheet."""

    DEFAULT_CSS = """
    SheetPage {
        & .-narrow GivenStrip { display: block; }
        & .-narrow .given { padding: 0 2; }
        & TwoPane > .left { width: 4fr; }
        & TwoPane > .right { width: 7fr; }
        &.-short GivenStrip, &.-short .given { display: none; }
    }
    """

    def __init__(self, shared: Shared, problem: Problem, desk: Desk | None = None) -> None:
        """`desk` is the problem's, where a screen underneath has one."""
        super().__init__(shared)
        self.problem = problem
        self._desk = desk
        self.sheet: SheetDesk | None = None
        """What the sheet holds, once it was read."""

    def compose(self) -> ComposeResult:
        yield StageBar(self.heading, plain=self.naming.plain)
        statement = parse(self.shared.wordings.statement(self.problem))
        reading = ReadingPane(Prose(statement, self.naming))
        yield TwoPane(reading, SheetWork(self.problem, self.shared), self.app.size.width)
        yield KeyBar()

    @property
    def heading(self) -> str:
        """What stands at the head, and in a file that is written."""
        return self.naming.say("sheet.title", title=heading(self.problem, self.shared.language))

    @property
    def work(self) -> SheetWork | None:
        """The work; none while the language changes."""
        return next(iter(self.query(SheetWork)), None)

    def on_mount(self) -> None:
        self._fit(self.app.size)
        self.set_interval(DRAFT_SECONDS, self.keep)
        self.after_paint(self._bring_in)

    async def _bring_in(self) -> None:
        """The first paint does not wait for what reads and marks."""
        if self.sheet is None:
            from tutor.sheet.marking import Sheet

            problem, shared = self.problem, self.shared
            desk = self._desk or Desk(problem, shared.journal, shared.now, shared.language)
            marks = await asyncio.to_thread(Sheet, problem)
            sheet = SheetDesk(desk, shared.journal, shared.now, marks.mark, at_once=False)
            sheet.show(await asyncio.to_thread(sheet.marking()))
            self.sheet = sheet
            shared.explainer.prepare(problem)
            # A daemon: whoever leaves the program does not wait for what no line will ask for.
            Thread(target=marks.prepare, name="sheet", daemon=True).start()
        await self._begin(None)

    async def _begin(self, cursor: int | None) -> None:
        if self.sheet is not None and (work := self.work) is not None:
            await work.begin(self.sheet, cursor)

    def on_sheet_work_changed(self) -> None:
        """Lines changed: the head and the foot show it."""
        if self.sheet is not None:
            sitting = self.sheet.desk.sitting
            for bar in self.query(StageBar):  # there is none while the language changes
                bar.statuses = {stage: sitting.stage_status(stage) for stage in asked_stages(self.problem)}
                bar.here = None
        self.refresh_keys()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.height < SHORT, "-short")

    def take_cursor(self) -> None:
        if (work := self.work) is not None:
            work.back_to_line()

    async def settled(self) -> None:
        """Wait until no line is being marked."""
        if (work := self.work) is not None:
            await work.settled()

    async def say_again(self) -> None:
        await self.settled()
        self.keep()
        was_at, was_reading = self.work.was_at if self.work else None, self.query_one(TwoPane).left.has_focus
        if self.sheet is not None:
            self.sheet.desk.language = self.shared.language
        await self.recompose()
        await self._begin(was_at)
        if was_reading:
            self.query_one(TwoPane).show_left()
        self.refresh_keys()

    def keep(self) -> None:
        for work in self.query(SheetWork):
            work.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and isinstance(self.focused, AnswerField)

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and isinstance(self.focused, AnswerField)
