"""A problem on the screen: its statement on one side, the work on the other.

The statement is painted first; the work, and all that it needs, comes a moment later.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Size

from tutor.lessons.blocks import Blocks
from tutor.lessons.breakdown import Asked
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_stages
from tutor.screens.base import TutorScreen
from tutor.screens.file_watch import FileWatch
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.screens.two_pane import ReadingPane, TwoPane
from tutor.session.rereading import has_file
from tutor.session.status import Status
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from tutor.screens.work.walking import Kept
    from tutor.screens.work.work import Work

FIRST_BLOCKS = 12
SHORT = 14
"""With fewer lines there is room for the work alone."""


class ProblemScreen(TutorScreen):
    """Lays out a problem and the work on it, and passes the learner's commands to the work."""

    HELP_PAGE = "problem"
    DEFAULT_CSS = """
    ProblemScreen {
        & .-narrow Crib { display: block; }
        &.-short Crib { display: none; }
        & .-narrow TreeView.-tall { display: none; }
    }
    """

    def __init__(self, shared: Shared, problem: Problem) -> None:
        super().__init__(shared)
        self.problem = problem
        self._work: Work | None = None
        self._left_at: FieldId | None = None
        """Where the cursor was when the page was turned to the problem."""
        self._statement: Blocks = ()
        self._has_file = has_file(problem)
        """Whether the problem stands in a file, and is read again when that is changed."""

    def compose(self) -> ComposeResult:
        voice = self.voice
        yield StageBar(self.heading(), plain=voice.plain)
        yield from self.under_heading()
        yield FileWatch(self.problem, self.shared.read, voice, watches=self._has_file)
        self._statement = parse(self.shared.wordings.statement(self.problem))
        # The first paint lays out what it shows; the rest follows.
        first = Prose(self._statement[:FIRST_BLOCKS], plain=voice.plain, labels=self.shared.labels)
        yield TwoPane(ReadingPane(first), Vertical(id="desk"), self.app.size.width)
        yield KeyBar()

    def heading(self) -> str:
        """What stands at the head."""
        return f"{self.problem.id} {self.problem.wording(self.shared.language).title}"

    def under_heading(self) -> ComposeResult:
        """What stands between the head and the problem: nothing."""
        yield from ()

    def make_work(self, work: type[Work], place: FieldId | None, walk: Kept | None, *, cursor: bool) -> Work:
        """The work, at a field if one is given, with the walk back that stood there."""
        return work(self.problem, self.shared, place, cursor=cursor, walk=walk)

    @property
    def _panes(self) -> TwoPane | None:
        return next(iter(self.query(TwoPane)), None)  # there are none while the language changes

    def on_mount(self) -> None:
        self._fit(self.app.size)
        self.query_one(StageBar).statuses = dict.fromkeys(asked_stages(self.problem), Status.OPEN)
        self.refresh_keys()
        if self.query_one(TwoPane).is_narrow:
            self.call_later(self._bring_in)
        else:
            self.shared.host.after_paint(self, self._bring_in)

    async def _bring_in(self) -> None:
        if self._work is None:  # else the language changed, and with it the work came
            await self._begin()

    async def _begin(self, place: FieldId | None = None, walk: Kept | None = None, *, cursor: bool = True) -> None:
        """Bring in the work, at a field if one is given; the first paint does not wait for it."""
        from tutor.screens.work.work import Work

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

    def _fit(self, size: Size) -> None:
        self.set_class(size.height < SHORT, "-short")

    def on_two_pane_fitted(self, event: TwoPane.Fitted) -> None:
        event.stop()
        if self._work is not None:
            if event.turned:  # whatever was in sight, the cursor is
                self._show_work(self._work)
            self._work.keep_in_sight()
        self.refresh_keys()

    def on_file_watch_read(self, event: FileWatch.Read) -> None:
        event.stop()
        self.call_later(while_there(self, lambda: self._take(event.problem)))

    def on_file_watch_told(self) -> None:
        if self._work is not None:  # the line takes room from it
            self._work.keep_in_sight()

    async def _take(self, fresh: Problem) -> None:
        """Show the problem as it is in its file now. Answers stay where its numbers are the same."""
        place = self._work.place if self._work else None
        self.keep()
        self.problem = fresh
        await self._show_again(place if place in Asked(fresh) else None, None)
        self.query_one(StageBar).statuses = dict.fromkeys(asked_stages(fresh), Status.OPEN)
        self.on_work_changed()

    async def say_again(self) -> None:
        place, walk = (self._work.place, self._work.kept_walk) if self._work else (None, None)
        self.keep()
        await self._show_again(place, walk)

    async def _show_again(self, place: FieldId | None, walk: Kept | None) -> None:
        """Show all of the screen anew, the work at a place and with a walk back that stood there."""
        panes, watch = self.query_one(TwoPane), self.query_one(FileWatch)
        was_reading, line = panes.left.has_focus, panes.left.scroll_offset.y
        self._work = None
        await self.recompose()
        panes = self.query_one(TwoPane)
        if was_reading:
            panes.show_left()
        await self._begin(place, walk, cursor=not was_reading)
        panes.left.scroll_to(y=line, animate=False)
        self.query_one(FileWatch).follow(watch)

    def keep(self) -> None:
        if self._work is not None:
            self._work.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self._work is not None and self._work.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self._work is not None and self._work.has_cursor

    # Commands

    @property
    def work(self) -> Work | None:
        """The work, if it is in view."""
        return None if self._panes is None or self._panes.is_reading else self._work

    @property
    def open_work(self) -> Work | None:
        """The work, if it is in view and there is something to be done in it."""
        return self.work

    def _at_work(self, do: Callable[[Work], Awaitable[None]]) -> Awaitable[None]:
        """Do something at the work, if it is there."""
        work = self._work

        async def nothing() -> None:
            """There is no work."""

        return while_there(work, lambda: do(work))() if work is not None else nothing()

    def hint(self) -> Awaitable[None]:
        """One more hint for the field."""
        return self._at_work(lambda work: work.open_hint())

    def break_down(self) -> Awaitable[None]:
        """Open the field into its sub-steps, or fold it again."""
        return self._at_work(lambda work: work.break_down())

    def walk(self) -> Awaitable[None]:
        """Go to the step that decides what the mistake was, or back to the first step that is wrong."""
        return self._at_work(lambda work: work.walk())

    def leave_tree(self) -> Awaitable[None]:
        """From the whole tree, on to the next open field."""
        return self._at_work(lambda work: work.leave_tree())

    async def action_step_focus(self, by: int) -> None:
        """Go to the field, or the row of sub-steps, below or above."""
        await self._at_work(lambda work: work.step_focus(by))

    def turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the work, or the work again."""
        panes = self._panes
        if self._work is None or panes is None:
            return
        if panes.is_reading:
            self._show_work(self._work)
        else:
            self._left_at = self._work.place
            panes.show_left()
        self.refresh_keys()

    def _show_work(self, work: Work) -> None:
        if self._panes is not None:
            self._panes.show_right()
        work.focus_place(self._left_at or work.place)
        self._left_at = None

    async def reread(self) -> None:
        """Read the problem's file again, as after each change of it."""
        await self.query_one(FileWatch).read_now()

    async def leave(self) -> None:
        """Back to the list of problems."""
        self.keep()
        self.shared.navigator.go_home()

    def _can(self, asked: Callable[[Work], bool]) -> bool:
        return self.open_work is not None and asked(self.open_work)

    def _can_turn(self) -> bool:
        return self._work is not None and self._panes is not None and self._panes.is_narrow

    def _has_stage(self, by: int) -> bool:
        stages = asked_stages(self.problem)
        return self.work is not None and 0 <= stages.index(self.work.stage) + by < len(stages)

    def _is_walking(self) -> bool:
        return self._work is not None and self._work.is_walking

    def _steps_are_open(self) -> bool:
        return self._work is not None and self._work.is_broken_down

    def _home_or_field(self) -> Awaitable[None]:
        return self.walk() if self._is_walking() else self.leave()

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command(
            "leave_tree", "enter", leave_tree, applies=lambda s: s._can(lambda work: work.can_leave_tree()), stays=True
        ),
        Command("check", "enter", applies=lambda s: s._can(lambda work: not work.can_leave_tree())),
        Command("hint", "f2", hint, applies=lambda s: s._can(lambda work: work.can_open_hint())),
        Command(
            "break_down",
            "f3",
            break_down,
            applies=lambda s: s._can(lambda work: work.can_break_down()),
            words=lambda s: "fold" if s._steps_are_open() else "break_down",
        ),
        # While one walks back, the key that always shows leaves the walk.
        Command(
            "where",
            "f4",
            walk,
            applies=lambda s: s._can(lambda work: work.can_walk()),
            at_foot=lambda s: not s._is_walking(),
        ),
        Command("turn_page", "f6", turn_page, applies=_can_turn),
        # Who writes a problem has it in a file of their own.
        Command(
            "reread",
            "f5",
            reread,
            applies=lambda s: s._has_file,
            at_foot=lambda s: not s.shared.comes_along(s.problem),
        ),
        Command(
            "next_stage",
            "f8",
            lambda s: s._at_work(lambda work: work.go_stages(1)),
            applies=lambda s: s._has_stage(1),
        ),
        Command(
            "previous_stage",
            "f7",
            lambda s: s._at_work(lambda work: work.go_stages(-1)),
            applies=lambda s: s._has_stage(-1),
        ),
        Command(
            "home",
            "escape",
            _home_or_field,
            words=lambda s: "leave_walk" if s._is_walking() else "home",
            stays=True,
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
