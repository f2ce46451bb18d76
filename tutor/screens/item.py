"""An item: the problem on one side, its questions on the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from tutor.lessons.markdown import parse
from tutor.practice.item import Item
from tutor.screens.base import CHOOSING
from tutor.screens.drill_flow import DrillBar, DrillFlow
from tutor.screens.items.item_strip import ItemStrip
from tutor.screens.items.item_work import ItemWork
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.screens.two_pane import ReadingPane, TwoPane, TwoPaneScreen
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.item_desk import ItemDesk
from tutor.widgets.command import HINT, PRIMER, Command, never
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose

if TYPE_CHECKING:
    from tutor.widgets.item_band import ItemBand
    from tutor.widgets.options import Options


class ItemScreen(TwoPaneScreen):
    """Lays out the problem and the work, and passes the learner's commands to the work."""

    HELP_PAGE = "drill"
    DEFAULT_CSS = """
    ItemScreen {
        & #work { padding: 0 1; }
        &.-tall #work { padding: 1 2; }
        &.-tall ReadingPane { padding: 2 2 0 3; }
    }
    """

    def __init__(self, shared: Shared, desk: DrillDesk, drill: Drill, item: Item) -> None:
        super().__init__(shared)
        self.flow = DrillFlow(shared, desk, drill)
        self.item = item

    @property
    def work(self) -> ItemWork | None:
        """The work; None before it is there, and while the language changes."""
        return next(iter(self.query(ItemWork)), None)

    def compose(self) -> ComposeResult:
        yield self.flow.head()
        yield self.flow.bar()
        statement = Prose(parse(self.flow.statement(self.item.problem)), self.naming)
        yield TwoPane(ReadingPane(statement), Vertical(id="work"), self.app.size.width)
        yield KeyBar()

    def on_mount(self) -> None:
        if self.query_one(TwoPane).is_narrow:
            self.call_later(self._begin)
        else:  # the problem is painted first
            self.after_paint(self._begin)

    async def _begin(self, place: tuple[int | None, bool] = (None, False)) -> None:
        """Bring in the work, at a place if the learner was there before."""
        if self.work is not None:  # the language changed, and with it the work came
            return
        desk = ItemDesk(self.item, self.shared.journal, self.shared.now, self.shared.language)
        work = ItemWork(desk, self.shared, is_example=self.flow.drill.is_example)
        await self.query_one("#work").mount(work)
        await work.go_to(place)
        panes = self.query_one(TwoPane)
        await self.mount(ItemStrip(work, self.naming.of(self.item.problem)), before=panes)
        if panes.is_reading:
            panes.left.focus()
        else:
            work.take_cursor()
        self.refresh_keys()
        if self.item.is_drawn:
            self.call_after_refresh(while_there(self, self._draw))

    async def _draw(self) -> None:
        """Draw the computation above the item, where there is room; not before what is asked was painted."""
        from tutor.session.item_picture import ItemPicture
        from tutor.widgets.item_band import ItemBand

        panes, problem = self.panes, self.item.problem
        if panes is None or self.work is None or self.query(ItemBand):
            return
        told = [
            one.says
            for question, _ in self.item.solved(self.work.words)
            for one in question.options
            if one.says is not None
        ]
        picture = ItemPicture(problem, self.naming.of(problem), told)
        await self.mount(ItemBand(picture, self.naming), before=panes)
        self._show_drawing()
        self.refresh_keys()

    @property
    def _band(self) -> ItemBand | None:
        return next((band for band in self.children if band.id == "drawing"), None)  # type: ignore[return-value]

    def _show_drawing(self) -> None:
        if self._band is not None and self.work is not None:
            self._band.look_at(self.work.options, self.work.place[0])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The quantity of the option is looked at on the drawing."""
        event.stop()
        self._show_drawing()

    async def on_item_band_pointed(self, event: ItemBand.Pointed) -> None:
        """A node of the drawing was clicked: its line is looked at."""
        event.stop()
        await self._look_at(event.index)

    async def _look_at(self, index: int | None) -> None:
        if index is not None and self.work is not None:
            await self.work.go_to((index, self.work.place[1]))

    def on_resize(self, event: events.Resize) -> None:
        if self._band is not None:
            self._band.fit(event.size)

    def refresh_keys(self) -> None:
        super().refresh_keys()
        for strip in self.query(ItemStrip):
            strip.follow(is_needed=self.is_narrow and not self.is_reading)

    async def say_again(self) -> None:
        self.keep()
        place = self.work.place if self.work is not None else (None, False)
        panes = self.query_one(TwoPane)
        was_reading, line = panes.is_reading, panes.left.scroll_offset.y
        await self.recompose()
        panes = self.query_one(TwoPane)
        if was_reading:
            panes.show_left()
        await self._begin(place)
        panes.left.scroll_to(y=line, animate=False)

    def keep(self) -> None:
        if self.work is not None:
            self.work.keep()
        self.flow.desk.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self._has(lambda work: work.has_cursor)

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self._has(lambda work: work.is_told or work.has_cursor)

    def on_item_work_changed(self, event: ItemWork.Changed) -> None:
        event.stop()
        bars = list(self.query(DrillBar))  # there is none while the language changes
        if self._has(lambda work: work.desk.is_done) and not self.flow.drill.is_example and not self.flow.is_finished:
            self.flow.finish()
            for bar in bars:
                bar.show()
        self.refresh_keys()
        for bar in bars:
            bar.answered()

    async def on_item_work_go_on(self, event: ItemWork.GoOn) -> None:
        event.stop()
        await self.next_drill()

    # Commands

    def take_cursor(self) -> None:
        if self.work is not None:
            self.work.take_cursor()

    async def action_step_focus(self, by: int) -> None:
        """From the value that is being worked out to the one below or above."""
        if self.work is not None:
            await self.work.step(by)

    @property
    def options(self) -> Options | None:
        return super().options if self._is_asked() else None

    def to_node(self, by: int) -> Awaitable[None]:
        """To the line of the next node of the drawing, or of the one before."""
        return self._look_at(self._band.beside(by) if self._band is not None else None)

    def show_primer(self) -> Awaitable[None]:
        """Show the lesson of a minute about what the drill is made of."""
        return self.shared.navigator.show_primer(self.item.problem, self.item.about(self.item.asks[0]).stage)

    async def next_drill(self) -> None:
        if self.flow.drill.is_example:
            self.flow.read()
        await self.flow.go_on()

    async def skip_drill(self) -> None:
        """Past this drill to the next."""
        self.keep()
        await self.flow.skip()

    def leave(self) -> None:
        """A question is cancelled; from the problem back to the answer, and from there home, the sitting kept."""
        if self.work is not None and self.work.is_asking:
            self.work.ask_no_more()
            return
        if self.is_reading:
            self.turn_page()
            return
        self.keep()
        self.flow.leave()

    def _has(self, holds: Callable[[ItemWork], bool]) -> bool:
        """Whether the work is there, and something holds of it."""
        return self.work is not None and holds(self.work)

    def _is_told(self) -> bool:
        return self._has(lambda work: work.is_told)

    def _is_asked(self) -> bool:
        """Whether something is asked, and in view."""
        return self._has(lambda work: not work.is_told) and not self.is_reading

    def _has_cursor(self) -> bool:
        return self._has(lambda work: work.has_cursor)

    def _has_nodes(self) -> bool:
        return self._is_asked() and not self._has_cursor() and self._band is not None and self._band.has_nodes

    COMMAND_LIST = (
        Command("next_drill", "enter", next_drill, applies=_is_told, stays=True),
        Command("check", "enter", applies=lambda s: s._is_asked() and s._has_cursor()),
        *CHOOSING,
        Command("hint", HINT, lambda s: s.work.open_hint(), applies=_is_asked),
        Command("work_out", "f3", lambda s: s.work.work_out(), applies=lambda s: s._is_asked() and s.work.can_work_out),
        Command(
            "type_own",
            "f3",
            lambda s: s.work.type_own(),
            applies=lambda s: s._is_asked() and s.work.own_line is not None,
        ),
        Command("node_next", "right", lambda s: s.to_node(1), applies=_has_nodes),
        Command("node_before", "left", lambda s: s.to_node(-1), applies=_has_nodes, at_foot=never),
        Command("primer", PRIMER, show_primer, at_foot=never),
        Command("turn_page", "f6", TwoPaneScreen.turn_page, applies=lambda s: s.work is not None and s.is_narrow),
        Command("skip_drill", "f5", skip_drill, applies=lambda s: s._has(lambda work: not work.is_told)),
        Command(
            "home",
            "escape",
            leave,
            words=lambda s: "cancel" if s._has(lambda work: work.is_asking) else s.way_out,
            stays=True,
        ),
    )
