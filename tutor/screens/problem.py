"""A problem on the screen: its statement on one side, the work on the other.

The statement is painted first; the work, and all that it needs, comes a moment later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from tutor.lessons.blocks import Blocks
from tutor.lessons.breakdown import Asked
from tutor.lessons.errors import ContentError
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_stages
from tutor.screens.base import TutorScreen
from tutor.screens.gone import is_there, while_there
from tutor.session.records import record_name
from tutor.session.rereading import Stamp, has_file, reread, stamp
from tutor.session.status import Status
from tutor.widgets.command import Command, bindings
from tutor.widgets.fitting import cut
from tutor.widgets.key_bar import KeyBar, KeyHint
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from tutor.screens.walking import Kept
    from tutor.screens.work import Work

FIRST_BLOCKS = 12
WIDE = 110
"""From so many columns on, problem and work stand side by side."""
LOOK_SECONDS = 1.0
"""How often it is looked whether a problem's file was changed."""
FAULT_LINES, WORD = 2, 12
"""In how many lines it is told at most what is wrong with the file, and the cells that a line may lack at its end."""
SHORT = 14
"""With fewer lines there is room for the work alone."""


LEAVE_TREE = Command("leave_tree", "enter", "leave_tree", always=True)


class ReadingPane(VerticalScroll):
    """Something to read, scrolling by itself; Enter opens what is folded in it."""

    DEFAULT_CSS = """
    ReadingPane { padding: 1 2 0 2; width: 1fr; height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter,space", "toggle_asides")]

    def action_toggle_asides(self) -> None:
        """Open what is folded, or fold it again."""
        for prose in self.query(Prose):
            prose.toggle_asides()


class ProblemScreen(TutorScreen):
    """Lays out a problem and the work on it, and passes the learner's commands to the work."""

    HELP_PAGE = "problem"
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = (
        LEAVE_TREE,
        Command("check", "enter"),
        Command("hint", "f2", "hint"),
        Command("break_down", "f3", "break_down"),
        Command("where", "f4", "where"),
        Command("turn_page", "f6", "turn_page"),
        Command("reread", "f5", "reread"),
        Command("next_stage", "f8", "stage(1)"),
        Command("previous_stage", "f7", "stage(-1)"),
        Command("home", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    ProblemScreen {
        & #panes { height: 1fr; }
        & #fault { height: auto; padding: 0 1; color: $text-warning; background: $boost; display: none; }
        & ReadingPane { width: 5fr; }
        & #desk { width: 6fr; height: 1fr; border-left: vkey $panel; }
        &.-narrow #desk { border-left: none; width: 1fr; }
        &.-narrow Crib { display: block; }
        &.-short Crib { display: none; }
        &.-narrow TreeView.-tall { display: none; }
        &.-narrow ReadingPane { width: 1fr; display: none; }
        &.-narrow.-reading ReadingPane { display: block; }
        &.-narrow.-reading #desk { display: none; }
    }
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self._work: Work | None = None
        self._left_at: FieldId | None = None
        """Where the cursor was when the page was turned to the problem."""
        self._statement: Blocks = ()
        self._has_file = has_file(problem)
        """Whether the problem stands in a file, and is read again when that is changed."""
        self._fault: ContentError | None = None
        """What is wrong with the file since the problem was read."""
        self._stamp: Stamp | None = None
        self._is_looking = False
        """Whether it is being looked whether the file was changed."""

    def compose(self) -> ComposeResult:
        voice = self.voice
        yield StageBar(self.heading(), plain=voice.plain)
        yield from self.under_heading()
        yield Static("", id="fault", markup=False)
        with Horizontal(id="panes"):
            with ReadingPane():
                self._statement = parse(self.tutor.wordings.statement(self.problem))
                # The first paint lays out what it shows; the rest follows.
                yield Prose(self._statement[:FIRST_BLOCKS], plain=voice.plain, labels=self.labels)
            yield Vertical(id="desk")
        yield KeyBar()

    def heading(self) -> str:
        """What stands at the head."""
        return f"{self.problem.id} {self.problem.wording(self.voice.words.language).title}"

    def under_heading(self) -> ComposeResult:
        """What stands between the head and the problem: nothing."""
        yield from ()

    def make_work(self, work: type[Work], place: FieldId | None, walk: Kept | None, *, cursor: bool) -> Work:
        """The work, at a field if one is given, with the walk back that stood there."""
        return work(self.problem, self.tutor, self.labels, place, cursor=cursor, walk=walk)

    def on_mount(self) -> None:
        self._fit(self.app.size)
        self.query_one(StageBar).statuses = dict.fromkeys(asked_stages(self.problem), Status.OPEN)
        self.refresh_keys()
        if self._has_file:
            self._stamp = stamp(self.problem)
            self.set_interval(LOOK_SECONDS, self._look_at_file)
        if self.has_class("-narrow"):
            self.call_later(self._bring_in)
        else:
            self.tutor.after_paint(self, self._bring_in)

    async def _bring_in(self) -> None:
        if self._work is None:  # else the language changed, and with it the work came
            await self._begin()

    async def _begin(self, place: FieldId | None = None, walk: Kept | None = None, *, cursor: bool = True) -> None:
        """Bring in the work, at a field if one is given; the first paint does not wait for it."""
        from tutor.screens.work import Work

        self.query_one(Prose).update(self._statement)
        self._work = self.make_work(Work, place, walk, cursor=cursor)
        await self.query_one("#desk").mount(self._work)

    def on_work_changed(self) -> None:
        """Something was answered, or the learner went to another stage: the head and the foot show it."""
        if self._work is not None:
            for bar in self.query(StageBar):  # there is none while the language changes
                bar.statuses, bar.here = self._work.statuses(), self._work.stage
            self.refresh_keys()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)
        self._show_fault()

    def _fit(self, size: Size) -> None:
        was_narrow, narrow = self.has_class("-narrow"), size.width < WIDE
        self.set_class(narrow, "-narrow")
        self.set_class(size.height < SHORT, "-short")
        if self._work is not None:
            if narrow is not was_narrow:  # whatever was in sight, the cursor is
                self._show_work(self._work)
            self._work.keep_in_sight()
            self.refresh_keys()

    def _look_at_file(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self.run_worker(self._read_if_changed(), group="file")

    async def _read_if_changed(self) -> None:
        try:
            found = await asyncio.to_thread(stamp, self.problem)
            if found != self._stamp and found[0] is not None:  # while it is being written, it may not be there
                await self._read_again(found)
        finally:
            self._is_looking = False

    async def action_reread(self) -> None:
        """Read the problem's file again, as after each change of it."""
        if self._has_file:
            self.run_worker(self._read_again(await asyncio.to_thread(stamp, self.problem), tells=True), group="file")

    async def _read_again(self, found: Stamp, *, tells: bool = False) -> None:
        """Take the problem from its file. As long as something is wrong there, that is said, and all stays as it is."""
        self._stamp = found
        try:
            fresh, fault = await asyncio.to_thread(reread, self.problem, self.tutor.read), None
        except ContentError as error:
            fresh, fault = self.problem, error
        if not is_there(self):
            return
        same = record_name(fresh) == record_name(self.problem)
        if fault is None:
            self.call_later(while_there(self, lambda: self._take(fresh)))
            if tells or not same:
                self.notify(self.voice.say("reread.same" if same else "reread.other"), markup=False)
        self._fault = fault
        self._show_fault()

    async def _take(self, fresh: Problem) -> None:
        """Show the problem as it is in its file now. Answers stay where its numbers are the same."""
        place = self._work.place if self._work else None
        self.keep()
        self.problem = fresh
        await self._show_again(place if place in Asked(fresh) else None, None)
        self.query_one(StageBar).statuses = dict.fromkeys(asked_stages(fresh), Status.OPEN)
        self.on_work_changed()

    def _show_fault(self) -> None:
        fault = self._fault
        for line in self.query("#fault").results(Static):
            where = f"{fault.path.name}:{fault.line or 1}: " if fault else ""
            words = where + self.voice.say(fault.words_key, **fault.params) if fault else ""
            room = FAULT_LINES * (self.size.width - 2 - WORD)  # lines end between words
            line.update(self.voice.say("reread.fault", fault=cut(words, room)) if fault else "")
            line.display = fault is not None
        if self._work is not None:  # the line takes room from it
            self._work.keep_in_sight()

    async def retell(self) -> None:
        place, walk = (self._work.place, self._work.kept_walk) if self._work else (None, None)
        self.keep()
        await self._show_again(place, walk)

    async def _show_again(self, place: FieldId | None, walk: Kept | None) -> None:
        """Show all of the screen anew, the work at a place and with a walk back that stood there."""
        page = self.query_one(ReadingPane)
        was_reading, line = self.focused is page, page.scroll_offset.y
        self._work = None
        await self.recompose()
        await self._begin(place, walk, cursor=not was_reading)
        page = self.query_one(ReadingPane)
        page.scroll_to(y=line, animate=False)
        if was_reading:
            page.focus()
        self._show_fault()

    def keep(self) -> None:
        if self._work is not None:
            self._work.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self._work is not None and self._work.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self._work is not None and self._work.has_cursor

    def applies(self, name: str) -> bool:
        if name == "reread":
            return self._has_file
        if self.has_class("-reading") and self.has_class("-narrow"):
            return name in ("turn_page", "home", "help")
        if name == "turn_page":
            return self.has_class("-narrow")
        work = self._work
        if work is None:
            return name in ("home", "help")
        asked: dict[str, Callable[[], bool]] = {
            "leave_tree": work.can_leave_tree,
            "check": lambda: not work.can_leave_tree(),
            "hint": work.can_open_hint,
            "break_down": work.can_break_down,
            "where": work.can_walk,
            "previous_stage": lambda: work.stage != asked_stages(self.problem)[0],
            "next_stage": lambda: work.stage != asked_stages(self.problem)[-1],
        }
        return asked[name]() if name in asked else True

    async def _at_work(self, do: Callable[[Work], Awaitable[None]]) -> None:
        """Do something at the work, if it is there."""
        work = self._work
        if work is not None:
            await while_there(work, lambda: do(work))()

    async def action_hint(self) -> None:
        """One more hint for the field."""
        await self._at_work(lambda work: work.open_hint())

    async def action_break_down(self) -> None:
        """Open the field into its sub-steps, or fold it again."""
        await self._at_work(lambda work: work.break_down())

    async def action_where(self) -> None:
        """Go to the step that decides what the mistake was, or back to the first step that is wrong."""
        await self._at_work(lambda work: work.walk())

    async def action_leave_tree(self) -> None:
        """From the whole tree, on to the next open field."""
        await self._at_work(lambda work: work.leave_tree())

    async def action_stage(self, by: int) -> None:
        """Go to the next stage, or the one before."""
        await self._at_work(lambda work: work.go_stages(by))

    async def action_step_focus(self, by: int) -> None:
        """Go to the field, or the row of sub-steps, below or above."""
        await self._at_work(lambda work: work.step_focus(by))

    def action_turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the work, or the work again."""
        if self._work is None:
            return
        if self.has_class("-reading"):
            self._show_work(self._work)
        else:
            self._left_at = self._work.place
            self.add_class("-reading")
            self.query_one(ReadingPane).focus()
        self.refresh_keys()

    def _show_work(self, work: Work) -> None:
        self.remove_class("-reading")
        work.focus_place(self._left_at or work.place)
        self._left_at = None

    def is_at_foot(self, name: str) -> bool:
        if name == "reread":  # who writes a problem has it in a file of their own
            return self.tutor.content.resolve() not in self.problem.path.resolve().parents
        # The key that always shows leaves the walk back, too.
        return not (name == "where" and self._work is not None and self._work.is_walking)

    def _hint(self, command: Command) -> KeyHint:
        if self._work is not None and self._work.is_walking and command.name == "home":
            return KeyHint(command.key, self.voice.say("command.leave_walk"), "screen.where", command.always)
        if self._work is not None and self._work.is_broken_down and command.name == "break_down":
            return KeyHint(command.key, self.voice.say("command.fold"), f"screen.{command.action}", command.always)
        return super()._hint(command)

    async def action_leave(self) -> None:
        """Back to the list of problems."""
        self.keep()
        self.tutor.go_home()
