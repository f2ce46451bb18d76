"""A problem on the screen: its statement on one side, the work on the other.

The statement is painted first; the work, and all that it needs, comes a moment later.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from tutor.lessons.blocks import Blocks
from tutor.lessons.breakdown import Asked
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem, heading
from tutor.lessons.stages import FieldId, asked_stages
from tutor.screens.file_watch import FileWatch
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.screens.two_pane import ReadingPane, TwoPane, TwoPaneScreen
from tutor.session.file_stamps import has_file
from tutor.session.status import Status
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.opening import Opening
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from tutor.screens.work.start import Start
    from tutor.screens.work.walking import Kept
    from tutor.screens.work.work import Work
    from tutor.session.sitting import Sitting
    from tutor.widgets.given_strip import GivenStrip
    from tutor.widgets.picture_band import PictureBand

FIRST_BLOCKS = 12
SHORT = 14
"""With fewer lines there is room for the work alone."""
LOW = 22
"""With fewer lines there is no room for the beginning of the statement above it."""


class ProblemPage(TwoPaneScreen):
    """Lays out a problem and the work on it."""

    DEFAULT_CSS = """
    ProblemPage {
        & .-narrow .right GivenStrip, & .-narrow Opening { display: block; }
        & .left > GivenStrip { dock: top; padding: 0 1 0 0; background: $background; border-bottom: hkey $panel; }
        & .left.-long > GivenStrip { display: block; }
        & .-narrow .left > GivenStrip { display: none; }
        &.-short .right GivenStrip, &.-short PrimerOffer, &.-short .stage--title, &.-low Opening { display: none; }
        & .-narrow TreeView.-tall, &.-tree-above StageView > TreeView { display: none; }
    }
    """

    def __init__(self, shared: Shared, problem: Problem) -> None:
        super().__init__(shared)
        self.problem = problem
        self._work: Work | None = None
        self._band: PictureBand | None = None
        self._strip: GivenStrip | None = None
        self._left_at: FieldId | None = None
        """Where the cursor was when the page was turned to the problem."""
        self._left_with: Sitting | None = None
        """How the sitting stood when the learner went to the sheet."""
        self._statement: Blocks = ()
        self._has_file = has_file(problem)
        """Whether the problem stands in a file, and is read again when that is changed."""

    def compose(self) -> ComposeResult:
        naming = self.naming
        yield self.head()
        yield from self.under_heading()
        yield FileWatch(self.problem, self.shared.read, naming, watches=self._has_file)
        self._statement = parse(self.shared.wordings.statement(self.problem))
        # The first paint lays out what it shows; the rest follows.
        first = Prose(self._statement[:FIRST_BLOCKS], naming)
        panes = TwoPane(ReadingPane(first), Vertical(id="desk"), self.app.size.width)
        if panes.is_narrow:
            panes.right.compose_add_child(self._opening())
        yield panes
        yield KeyBar()

    def _opening(self) -> Opening:
        """The beginning of the problem above the work, where the problem itself is out of sight."""
        return Opening(self.shared.wordings.statement(self.problem), self.naming)

    def head(self) -> StageBar:
        return StageBar(heading(self.problem, self.shared.language), plain=self.naming.plain)

    def under_heading(self) -> ComposeResult:
        """What stands between the head and the problem: nothing."""
        yield from ()

    def make_work(self, work: type[Work], start: Start) -> Work:
        """The work as it begins here."""
        return work(self.problem, self.shared, start)

    def on_mount(self) -> None:
        self._fit(self.app.size)
        self.query_one(StageBar).statuses = dict.fromkeys(asked_stages(self.problem), Status.OPEN)
        self.after_paint(self._bring_in)

    async def _bring_in(self) -> None:
        if self._work is None:  # else the language changed, and with it the work came
            await self._begin()

    async def _begin(self, field: FieldId | None = None, walk: Kept | None = None, *, cursor: bool = True) -> None:
        """Bring in the work, at a field if one is given; the first paint does not wait for it."""
        from tutor.screens.work.start import Start
        from tutor.screens.work.work import Work

        self._work = self.make_work(Work, Start(field, cursor=cursor, walk=walk))
        await self.query_one("#desk").mount(self._work)
        self.call_after_refresh(self._show_the_rest)

    async def _show_the_rest(self) -> None:
        """What the first paint and the field did not wait for: the rest of the statement, and the drawing."""
        self.shared.host.end_start()
        self._show_whole_statement()
        if not self.query(Opening):
            await self.query_one("#desk").mount(self._opening(), before=0)
        self._make_room()
        await self._keep_given()
        await self._draw()
        self.call_after_refresh(self._use_free_lines)

    async def _keep_given(self) -> None:
        """Beside the work, what a stage needs of the problem stays in sight above a statement that is scrolled."""
        from tutor.widgets.given_strip import GivenStrip

        panes, work = self.panes, self._work
        if panes is not None and work is not None and isinstance(panes.left, ReadingPane):
            self._strip = GivenStrip(self.problem, self.naming.of(self.problem))
            self._strip.show(work.stage)
            await panes.left.keep(self._strip)

    async def _draw(self) -> None:
        """Draw the computation above the problem, where there is room."""
        from tutor.session.picture import Picture
        from tutor.widgets.picture_band import PictureBand

        naming, work = self.naming.of(self.problem), self._work
        if work is None or self._band is not None:
            return
        picture = Picture(self.problem, naming)
        band = PictureBand(picture, naming, work.sitting, work.field)
        for panes in self.walk_children(TwoPane):  # there are none while the language changes
            self._band = band
            await self.mount(band, before=panes)
            self._show_tree_once()
            self.refresh_keys()  # there may be something to count on now

    @property
    def band(self) -> PictureBand | None:
        """The drawing above the problem, where it is to be seen."""
        return self._band if self._band is not None and self._band.is_there else None

    def _show_tree_once(self) -> None:
        """The tree stands on the page, unless it stands above it, beside the drawing."""
        self.set_class(self._band is not None and self._band.has_tree, "-tree-above")

    def _show_whole_statement(self) -> None:
        for prose in self.query(".left Prose").results(Prose):  # there is none while the language changes
            prose.update(self._statement)

    async def on_stage_bar_chosen(self, event: StageBar.Chosen) -> None:
        """A stage was clicked."""
        event.stop()
        if self._work is not None:
            self.show_work()
            stages = asked_stages(self.problem)
            await self._work.go_stages(stages.index(event.stage) - stages.index(self._work.stage))

    def on_work_changed(self) -> None:
        """Something was answered, or the learner went to another stage: the head and the foot show it."""
        if self._work is not None:
            for bar in self.walk_children(StageBar):  # there is none while the language changes
                bar.statuses, bar.here = self._work.statuses(), self._work.stage
            if self._strip is not None:
                self._strip.show(self._work.stage)
            if self._band is not None:
                self._band.follow(self._work.sitting, self._work.field)
                self._show_tree_once()
            self._make_room()
            self.refresh_keys()

    def on_stage_view_grown(self) -> None:
        """The page of the work, or the room for it, has another height."""
        self._make_room()
        self._use_free_lines()

    def _use_free_lines(self) -> None:
        """Where one page stands at a time, the drawing stands on what is free of it."""
        work, band = self.work, self._band
        if work is not None and band is not None and self.is_narrow and work.view.stage == work.stage:
            band.use_free_lines(work.view.free_lines)

    def _make_room(self) -> None:
        """The beginning of the problem stands above the first stage alone, as long as all of that is to be seen."""
        work = self._work
        if work is not None and (work.stage != asked_stages(self.problem)[0] or work.view.max_scroll_y):
            for opening in self.walk_children(Opening):
                opening.display = False

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)
        if self._band is not None:
            self._band.fit(event.size)
            self._show_tree_once()

    def _fit(self, size: Size) -> None:
        self.set_class(size.height < SHORT, "-short")
        self.set_class(size.height < LOW, "-low")

    @on(TwoPane.Fitted)
    def _keep_in_sight(self) -> None:
        if self._work is not None:
            self._work.keep_in_sight()

    def on_file_watch_read(self, event: FileWatch.Read) -> None:
        event.stop()
        self.call_later(while_there(self, lambda: self._take(event.problem)))

    def on_file_watch_told(self) -> None:
        if self._work is not None:  # the line takes room from it
            self._work.keep_in_sight()

    async def _take(self, fresh: Problem) -> None:
        """Show the problem as it is in its file now. Answers stay where its numbers are the same."""
        place = self._work.field if self._work else None
        self.keep()
        self.problem = fresh
        await self._show_again(place if place in Asked(fresh) else None, None)
        self.query_one(StageBar).statuses = dict.fromkeys(asked_stages(fresh), Status.OPEN)
        self.on_work_changed()

    async def say_again(self) -> None:
        place, walk = (self._work.field, self._work.kept_walk) if self._work else (None, None)
        self.keep()
        await self._show_again(place, walk)

    async def _show_found(self) -> None:
        """Show the work anew, with what was found elsewhere: at the field where the learner was, or on from there."""
        work = self._work
        if work is not None:
            here, sitting = work.field, work.sitting
            is_found = sitting.status(here) is Status.RIGHT
            await self._show_again((sitting.next_open(here) if is_found else None) or here, work.kept_walk)

    async def _show_again(self, field: FieldId | None, walk: Kept | None) -> None:
        """Show all of the screen anew, the work at a place and with a walk back that stood there."""
        panes, watch = self.query_one(TwoPane), self.query_one(FileWatch)
        was_reading, line = panes.left.has_focus, panes.left.scroll_offset.y
        self._work = self._band = self._strip = None
        await self.recompose()
        panes = self.query_one(TwoPane)
        if was_reading:
            panes.show_left()
        await self._begin(field, walk, cursor=not was_reading)
        await self._show_the_rest()
        panes.left.scroll_to(y=line, animate=False)
        self.query_one(FileWatch).follow(watch)

    def keep(self) -> None:
        if self._work is not None:
            self._work.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self._work is not None and self._work.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self._work is not None and self._work.has_cursor

    @property
    def work(self) -> Work | None:
        """The work, if it is in view."""
        return None if self.panes is None or self.is_reading else self._work

    @property
    def open_work(self) -> Work | None:
        """The work, if it is in view and there is something to be done in it."""
        return self.work

    async def _at_work(self, do: Callable[[Work], Awaitable[None]]) -> None:
        """Do something at the work, if it is there."""
        work = self._work
        if work is not None:
            await while_there(work, lambda: do(work))()

    def take_cursor(self) -> None:
        if self._work is not None:
            self._work.focus_place(self._left_at or self._work.field)
        self._left_at = None
