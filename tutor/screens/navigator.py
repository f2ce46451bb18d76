"""What screens ask of the app they are shown in, and of who knows the way to other screens: they import neither."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from textual.screen import Screen

from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.stages import StageId
from tutor.practice.summary import Summary
from tutor.session.desk import Desk
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.essay_text import State
from tutor.session.sitting import Sitting
from tutor.session.suggestion import Suggestion
from tutor.session.told import Told
from tutor.widgets.command import Command


class Host(Protocol):
    """The app."""

    @property
    def commands(self) -> Iterable[Command[Any]]:
        """What can be done everywhere."""

    @property
    def quiet(self) -> float:
        """Seconds since the last key."""

    @property
    def keys_wait(self) -> bool:
        """Whether keys were typed that nobody took yet."""

    def end_start(self) -> None:
        """The first page stands."""

    async def go_on(self) -> None:
        """A screen is there that keys wait for."""

    def key_is_done(self, key: str) -> None:
        """What a key led to is done."""


class Navigator(Protocol):
    """The ways from one screen to another."""

    def go_home(self) -> None:
        """To the list of problems."""

    def open_lesson(self, lesson: Lesson) -> None:
        """To a problem or an essay."""

    def open_drills(self, code: str = "", *, goes_on: bool = False) -> None:
        """To one drill by its code; else to the choice of drills, or the sitting that was left, if there is one."""

    def follow(self, suggestion: Suggestion) -> None:
        """To what was suggested; home, where it is a problem of somebody's own that is not sound."""

    def show_drill(self, desk: DrillDesk, drill: Drill) -> None:
        """To a drill, which is at hand from now on."""

    def show_summary(self, summary: Summary) -> None:
        """To the end of a sitting."""

    def show_progress(self) -> None:
        """To what was learnt so far."""

    async def show_history(self, heading: str, states: list[State]) -> None:
        """The states of an answer, over the screen that is there."""

    async def show_parting(self, problem: Problem, told: Told) -> bool:
        """A mistaken run beside the right one, over the screen that is there; False where the two never part."""

    async def show_flow(self, sitting: Sitting) -> None:
        """The flow through a problem's computation, over the screen that is there."""

    async def show_laboratory(self, problem: Problem) -> None:
        """To the laboratory of a problem, over the screen that is shown."""

    async def show_theorem(self) -> None:
        """To the universal approximation theorem at work, over the screen that is shown."""

    def leave_laboratory(self, screen: Screen[None]) -> None:
        """From the laboratory back to the screen underneath; home, where there is none."""

    async def show_sheet(self, problem: Problem, desk: Desk) -> None:
        """To the sheet of a problem that is on a desk, over the screen that is shown."""

    def leave_sheet(self, screen: Screen[None], problem: Problem) -> None:
        """From the sheet back to the screen underneath; where there is none, to its problem, or home from a drill's."""

    async def show_slopes(self, names: Sequence[str], problem: Problem) -> None:
        """The pages on derivatives with these names, with the functions of a problem, over the screen that is there."""

    async def show_primer(self, problem: Problem, stage: StageId, *, solved: StageId | None = None) -> None:
        """The primer of a stage, or of a drill's skill, over the screen that is there.

        `solved` is the stage that was done a moment ago: the primer says so, as it lies over what does.
        """

    async def quit(self) -> None:
        """Out of the tutor; everything is kept. Where it is in memory only, that is asked about first."""

    def leave(self) -> None:
        """Out of the tutor at once."""
