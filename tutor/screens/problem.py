"""The commands of a problem's screen, which it passes to the work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar

from tutor.lessons.slopes import slopes_of
from tutor.lessons.stages import asked_stages
from tutor.screens.file_watch import FileWatch
from tutor.screens.problem_page import ProblemPage
from tutor.screens.terminal.gone import while_there
from tutor.widgets.command import HINT, PRIMER, SHEET_KEY, SLOPES_KEY, Command

if TYPE_CHECKING:
    from tutor.screens.work.work import Work

STAGES_OF_SHEET = ("c", "chain", "d", "e")
"""The stages whose answers are worked out on paper."""


class ProblemScreen(ProblemPage):
    """A problem with its keys."""

    HELP_PAGE = "problem"

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
        """Go to the field, or the row of sub-steps, below or above; above the first, to the drawing at (a)."""
        if by < 0 and self._can_count() and self.band is not None:
            self.band.take_hand()
            self.refresh_keys()
            return
        await self._at_work(lambda work: work.step_focus(by))

    def unfold(self) -> None:
        """Unfold what is told of the answer in the field; Enter does it, too, while that answer stands there."""
        if self._work is not None:
            self._work.unfold()

    def show_flow(self) -> Awaitable[None]:
        """Show the flow through the computation, as far as its values are the learner's own."""
        return self._at_work(lambda work: self.shared.navigator.show_flow(work.sitting))

    async def compare_runs(self) -> None:
        """Show where the mistake that explains the answer parts from the right run."""
        told = self.work.explained_by() if self.work is not None else None
        if told is not None and not await self.shared.navigator.show_parting(self.problem, told):
            self.notify(self.naming.say("parting.nothing"), markup=False)

    async def laboratory(self) -> None:
        """To the laboratory of this problem, and back again."""
        self.keep()
        await self.shared.navigator.show_laboratory(self.problem)

    async def open_sheet(self) -> None:
        """To a free page for the learner's own working, and back again."""
        self.keep()
        if self._work is not None:
            self._left_with = self._work.sitting
            await self.shared.navigator.show_sheet(self.problem, self._work.desk)

    def on_screen_resume(self) -> None:
        """Back from the sheet: what was found there stands in the fields."""
        before, self._left_with = self._left_with, None
        if self._work is not None and before is not None and self._work.sitting is not before:
            self.call_later(while_there(self, self._show_found))

    def _has_sheet(self) -> bool:
        return self.work is not None and self.work.stage in STAGES_OF_SHEET

    def _has_laboratory(self) -> bool:
        """Whether all is found, so that nothing there gives it away."""
        return self._work is not None and self._work.is_done

    def action_leave_hand(self) -> None:
        """From the drawing back to the field."""
        if self.band is not None and self._work is not None:
            self.band.leave_hand()
            self._work.focus_place(self._work.field)
            self.refresh_keys()

    def _can_count(self) -> bool:
        return self.work is not None and self.work.stage == "a" and self.band is not None and not self._is_counting()

    def _is_counting(self) -> bool:
        return self.band is not None and self.band.is_counting

    async def show_slopes(self) -> None:
        """Show how the derivatives come about that the problem needs."""
        await self.shared.navigator.show_slopes(slopes_of(self.problem), self.problem)

    def _has_hint(self) -> bool:
        return self.work is not None and self.work.field in self.work.sitting.hint_levels

    def _is_at_gradient(self) -> bool:
        return self.work is not None and self.work.stage == "d"

    def show_primer(self) -> Awaitable[None]:
        """Show the lesson of a minute about the stage, or the skill."""
        return self._at_work(lambda work: work.show_primer())

    def turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the work, or the work again."""
        panes = self._panes
        if self._work is None or panes is None:
            return
        if panes.is_reading:
            self._show_work(self._work)
        else:
            self._left_at = self._work.field
            panes.show_left()
        self.refresh_keys()

    async def reread(self) -> None:
        """Read the problem's file again, as after each change of it."""
        await self.query_one(FileWatch).read_now()

    async def leave(self) -> None:
        """Back to the list of problems."""
        self.keep()
        self.shared.navigator.go_home()

    @property
    def is_over(self) -> bool:
        """Whether all is right, and the last stage in view: going on leads to what is suggested next."""
        return not self._has_stage(1) and self._can(lambda work: work.is_done)

    def _has_more_to_do(self) -> bool:
        """Whether the keys of the work belong at the foot: at the end, those that lead on take the room."""
        return not self.is_over

    def go_on(self) -> Awaitable[None]:
        """To the next stage; from the end to what is suggested next."""
        if self.is_over:
            self.keep()
            self.shared.navigator.follow(self.shared.suggested(self.problem))
        return self._at_work(lambda work: work.go_stages(1))

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

    def _is_asking_why(self) -> bool:
        return self.work is not None and self.work.is_asking_why

    def _is_asking(self) -> bool:
        return self.work is not None and self.work.is_asking

    async def _back(self) -> None:
        """A question is cancelled or left, then a walk, then the problem."""
        if self._is_asking_why():
            await self._at_work(lambda work: work.leave_why())
        elif self._is_asking() and self.work is not None:
            self.work.ask_no_more()
        else:
            await (self.walk() if self._is_walking() else self.leave())

    def _back_words(self) -> str:
        if self._is_asking_why():
            return "why_leave"
        return "cancel" if self._is_asking() else "leave_walk" if self._is_walking() else "home"

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command(
            "leave_tree", "enter", leave_tree, applies=lambda s: s._can(lambda work: work.can_leave_tree()), stays=True
        ),
        Command("choose_line", "enter", applies=lambda s: s._can(lambda work: work.is_choosing)),
        Command(
            "check",
            "enter",
            applies=lambda s: s._can(lambda work: not work.can_leave_tree() and not work.is_choosing),
            words=lambda s: "unfold" if s._can(lambda work: work.can_unfold()) else "check",
            at_foot=_has_more_to_do,
        ),
        Command("unfold", "", unfold, applies=lambda s: s._can(lambda work: work.can_unfold())),
        Command(
            "hint", HINT, hint, applies=lambda s: s._can(lambda work: work.can_open_hint()), at_foot=_has_more_to_do
        ),
        Command(
            "break_down",
            "f3",
            break_down,
            applies=lambda s: s._can(lambda work: work.can_break_down()),
            words=lambda s: "fold" if s._steps_are_open() else "break_down",
            at_foot=_has_more_to_do,
        ),
        # While one walks back, the key that always shows leaves the walk.
        Command(
            "where",
            "f4",
            walk,
            applies=lambda s: s._can(lambda work: work.can_walk()),
            at_foot=lambda s: not s._is_walking(),
        ),
        Command("hand", "up", applies=_can_count),
        Command("hand_next", "right", applies=_is_counting, stays=True),
        Command("hand_before", "left", applies=_is_counting, at_foot=lambda _: False),
        Command("hand_count", "space", applies=_is_counting, stays=True),
        Command("hand_back", "down", applies=_is_counting, stays=True),
        Command(
            "parting",
            "ctrl+g",
            compare_runs,
            applies=lambda s: s._can(lambda work: work.explained_by() is not None),
        ),
        Command("flow", "f12", show_flow, applies=lambda s: s._can(lambda work: work.can_flow())),
        Command("slopes", SLOPES_KEY, show_slopes, applies=_is_at_gradient, at_foot=_has_hint),
        Command("primer", PRIMER, show_primer, applies=lambda s: s._can(lambda _: True), at_foot=lambda _: False),
        Command("turn_page", "f6", turn_page, applies=_can_turn),
        Command("sheet", SHEET_KEY, open_sheet, applies=_has_sheet, at_foot=_has_more_to_do),
        Command("laboratory", "ctrl+l", laboratory, applies=_has_laboratory),
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
            go_on,
            applies=lambda s: s.is_over or s._has_stage(1),
            words=lambda s: s.shared.following(s.problem) if s.is_over else "next_stage",
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
            _back,
            words=_back_words,
            stays=True,
        ),
    )
