"""The flow through a problem's computation: values forward, derivatives back, step by step on the drawing."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from tutor.lessons.flow import FlowStep, flow
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem, heading
from tutor.screens.overlay import OverlayScreen
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.session.flowing import coming_words, flow_words, shown_steps
from tutor.session.picture import Picture
from tutor.session.sitting import Sitting
from tutor.widgets.command import Command, never
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.network_view import NetworkView
from tutor.widgets.prose import Prose

PAGE, MARGIN = 11, 2
"""Lines of the screen that are not the drawing's: the head, the foot, a step with the seven lines most take, and those
around the drawing, of which a tall screen has more."""
PACE = 1.5
"""Seconds from one step to the next while the flow plays."""
HEADING, FEWEST = 3, 2
"""Lines of the heading above the steps before, with those around it; fewer steps than that are not worth it."""


class FlowScreen(OverlayScreen):
    """The drawing, and below it the step that is looked at: in symbols, with numbers, and in words."""

    HELP_PAGE = "flow"
    DEFAULT_CSS = """
    FlowScreen {
        & #title { dock: top; padding: 0 1; background: $panel; text-style: bold; height: 1; text-wrap: nowrap; }
        align-horizontal: center;
        & #where { height: auto; padding: 0 1; max-width: 96; color: $foreground 80%; }
        & VerticalScroll { height: 1fr; padding: 1 1 0 1; max-width: 96; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, shared: Shared, sitting: Sitting) -> None:
        super().__init__(shared)
        self._sitting = sitting
        self._point = 1
        self._index = 0
        self._steps: tuple[FlowStep, ...] = ()
        self._playing: Timer | None = None

    @property
    def problem(self) -> Problem:
        """The problem whose computation is shown."""
        return self._sitting.problem

    def compose(self) -> ComposeResult:
        self._picture = Picture(self.problem, self.naming.of(self.problem))
        self._steps = shown_steps(self._sitting, flow(self.problem, self._point))
        title = heading(self.problem, self.shared.language)
        yield Static(self.naming.say("flow.title", title=title), id="title", markup=False)
        yield NetworkView(self._picture.painter, self._marks(), PAGE)
        yield Static("", id="where", markup=False)
        with VerticalScroll():
            yield Prose(naming=self.naming)
        yield KeyBar()

    async def say_again(self) -> None:
        self._stop()
        await super().say_again()

    # What the commands do

    def step(self, by: int) -> None:
        """To another step; the flow stops playing."""
        self._stop()
        self._go(self._index + by)

    def play(self) -> None:
        """Go on by itself from step to step, from the beginning where all was shown; or stop."""
        if self._playing is not None:
            self._stop()
        else:
            self._go(0 if self._is_last() else self._index)
            self._playing = self.set_interval(PACE, self._play_on)
        self.refresh_keys()

    def change_point(self, by: int) -> None:
        """The same step at another data point."""
        self._point = (self._point - 1 + by) % self.problem.trace.points + 1
        self._steps = shown_steps(self._sitting, flow(self.problem, self._point))
        self._show()

    def close(self) -> None:
        """Back to the screen underneath."""
        self._stop()
        super().close()

    def _play_on(self) -> None:
        self._go(self._index + 1)
        if self._is_last():
            self._stop()
            self.refresh_keys()

    def _stop(self) -> None:
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    def _go(self, index: int) -> None:
        self._index = max(0, min(index, len(self._steps) - 1))
        self._show()

    def _is_last(self) -> bool:
        return self._index == len(self._steps) - 1

    def _has_points(self) -> bool:
        return self.problem.trace.points > 1

    def _marks(self) -> Any:
        return self._picture.of_flow(self._steps, self._index, self._point)

    def _show(self) -> None:
        step, naming = self._steps[self._index], self.naming.of(self.problem)
        self.query_one(NetworkView).show(self._marks())
        where = naming.say(
            "flow.where" if self._has_points() and step.point is not None else "flow.where_all",
            number=self._index + 1,
            count=len(self._steps),
            point=self._point,
            points=self.problem.trace.points,
        )
        self.query_one("#where", Static).update(where)
        said = flow_words(self.problem, step, naming)
        if self._is_last():
            said = f"{said} {coming_words(self._sitting, naming)}"
        self.query_one(Prose).blocks = parse(f"$$ {step.equation} $$\n\n{said}{self._said_before()}")
        self.refresh_keys()

    def _said_before(self) -> str:
        """The steps that led here, as many as a tall screen has room for."""
        view = self.query_one(NetworkView)
        room = self.size.height - view.size.height - view.styles.margin.height - (PAGE - MARGIN) - HEADING
        before = self._steps[max(0, self._index - max(0, room)) : self._index]
        if len(before) < FEWEST:
            return ""
        lines = (f"- ${step.equation}$" for step in before)
        return "\n".join(("", "", f"**{self.naming.say('flow.before')}**", "", *lines))

    def on_resize(self) -> None:
        """There is other room for the steps before."""
        self.call_after_refresh(while_there(self, self._show))

    COMMAND_LIST = (
        Command("flow_next", "right,enter", lambda s: s.step(1), applies=lambda s: not s._is_last(), stays=True),
        Command("flow_before", "left", lambda s: s.step(-1), applies=lambda s: s._index > 0, stays=True),
        Command(
            "flow_play",
            "space",
            play,
            applies=lambda s: s.shared.moves,
            words=lambda s: "flow_pause" if s._playing is not None else "flow_play",
        ),
        Command("flow_point", "down", lambda s: s.change_point(1), applies=_has_points),
        Command("flow_point_before", "up", lambda s: s.change_point(-1), applies=_has_points, at_foot=never),
        Command("flow_first", "home", lambda s: s.step(-len(s._steps)), at_foot=never),
        Command("flow_last", "end", lambda s: s.step(len(s._steps)), at_foot=never),
        Command("close", "escape", close, instead_of="help", stays=True),
    )
