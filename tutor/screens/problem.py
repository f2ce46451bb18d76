"""A problem on the screen: its statement on one side, the work on the other.

The statement is painted first; the work, and all that it needs, comes a moment later.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size

from tutor.lessons.blocks import Blocks
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_stages
from tutor.screens.base import TutorScreen
from tutor.screens.gone import while_there
from tutor.session.status import Status
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar, KeyHint
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from tutor.screens.walking import Kept
    from tutor.screens.work import Work

FIRST_BLOCKS = 12
WIDE = 110
"""From so many columns on, problem and work stand side by side."""
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
        Command("next_stage", "f8", "stage(1)"),
        Command("previous_stage", "f7", "stage(-1)"),
        Command("home", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    ProblemScreen {
        & #panes { height: 1fr; }
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

    def compose(self) -> ComposeResult:
        voice = self.voice
        yield StageBar(self.heading(), plain=voice.plain)
        yield from self.under_heading()
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

    def _fit(self, size: Size) -> None:
        was_narrow, narrow = self.has_class("-narrow"), size.width < WIDE
        self.set_class(narrow, "-narrow")
        self.set_class(size.height < SHORT, "-short")
        if self._work is not None:
            if narrow is not was_narrow:  # whatever was in sight, the cursor is
                self._show_work(self._work)
            self._work.keep_in_sight()
            self.refresh_keys()

    async def retell(self) -> None:
        place, walk = (self._work.place, self._work.kept_walk) if self._work else (None, None)
        page = self.query_one(ReadingPane)
        was_reading, line = self.focused is page, page.scroll_offset.y
        self.keep()
        self._work = None
        await self.recompose()
        await self._begin(place, walk, cursor=not was_reading)
        page = self.query_one(ReadingPane)
        page.scroll_to(y=line, animate=False)
        if was_reading:
            page.focus()

    def keep(self) -> None:
        if self._work is not None:
            self._work.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self._work is not None and self._work.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self._work is not None and self._work.has_cursor

    def applies(self, name: str) -> bool:
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
