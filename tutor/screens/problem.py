"""The commands of a problem's screen, which it passes to the work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from tutor.lessons.stages import StageId, asked_stages
from tutor.screens.base import CHOOSING
from tutor.screens.file_watch import FileWatch
from tutor.screens.problem_page import ProblemPage
from tutor.screens.terminal.gone import while_there
from tutor.widgets.command import HINT, PRIMER, SHEET_KEY, SLOPES_KEY, Command, never

if TYPE_CHECKING:
    from tutor.screens.work.work import Work

STAGES_OF_SHEET: tuple[StageId, ...] = ("c", "chain", "d", "e")
"""The stages whose answers are worked out on paper."""


def passed(do: Callable[[Work], Awaitable[None]]) -> Callable[[ProblemScreen], Awaitable[None]]:
    """What a command does that is passed to the work, if that is there."""
    return lambda screen: screen._at_work(do)


def can(asked: Callable[[Work], bool]) -> Callable[[ProblemScreen], bool]:
    """Whether there is something to be done in the work, and something holds of it."""
    return lambda screen: screen._can(asked)


class ProblemScreen(ProblemPage):
    """A problem with its keys."""

    HELP_PAGE = "problem"

    def walk(self) -> Awaitable[None]:
        """Go to the step that decides what the mistake was, or back to the first step that is wrong."""
        return self._at_work(lambda work: work.walk())

    async def action_step_focus(self, by: int) -> None:
        """Go to the field, or the row of sub-steps, below or above; above the first, to the drawing at (a)."""
        if by < 0 and self._can_count() and self._band is not None:
            self._band.take_hand()
            self.refresh_keys()
            return
        await self._at_work(lambda work: work.step_focus(by))

    async def compare_runs(self) -> None:
        """Show where the mistake that explains the answer parts from the right run."""
        told = self.work.explained_by() if self.work is not None else None
        if told is not None and not await self.shared.navigator.show_parting(self.problem, told):
            self.notify(self.naming.say("parting.nothing"), markup=False)

    async def laboratory(self) -> None:
        """To the laboratory of this problem, and back again; before all is found, why it is closed."""
        if not self._has_laboratory():
            self.notify(self.naming.say("laboratory.not_yet"), markup=False)
            return
        self.keep()
        await self.shared.navigator.show_laboratory(self.problem)

    async def show_slopes(self) -> None:
        """To the pages on derivatives that the problem needs, and back again."""
        from tutor.lessons.slopes import slopes_of

        await self.shared.navigator.show_slopes(slopes_of(self.problem), self.problem)

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

    def _has_laboratory(self) -> bool:
        """Whether all is found, so that nothing there gives it away."""
        return self._work is not None and self._work.is_done

    def action_leave_hand(self) -> None:
        """From the drawing back to the field."""
        if self.band is not None and self._work is not None:
            self.band.leave_hand()
            self._work.focus_place(self._work.field)
            self.refresh_keys()

    def action_take_count(self) -> None:
        """What was counted stands in the field, to be checked there; nothing where nothing was."""
        counted = self.band.counted if self.band is not None else 0
        self.action_leave_hand()
        if self._work is not None and counted:
            self._work.write(self._work.field, str(counted))

    def _can_count(self) -> bool:
        return self._is_at("a") and self._band is not None and self._band.can_count and not self._is_counting()

    def _is_counting(self) -> bool:
        return self.band is not None and self.band.is_counting

    def _is_at_field(self) -> bool:
        return isinstance(self.focused, Input)

    def _reads(self) -> bool:
        """Whether the problem has the keys: Enter opens what is folded there."""
        return self.panes is not None and self.panes.left.has_focus

    @on(events.DescendantFocus, "ReadingPane")
    @on(events.DescendantBlur, "ReadingPane")
    def _read_or_left(self) -> None:
        self.refresh_keys()

    def _has_hint(self) -> bool:
        return self.work is not None and self.work.field in self.work.sitting.hint_levels

    def turn_page(self) -> None:
        """As on any screen of two; back again, the cursor is where it was."""
        if self._work is not None and not self.is_reading:
            self._left_at = self._work.field
        super().turn_page()

    def read(self, by: int) -> None:
        """A page down or up in what is read beside the work; where nothing is beside it, in the work's page."""
        above = self.focused.ancestors if self.focused is not None and self.is_narrow else ()
        scrolled = (one for one in above if isinstance(one, Widget) and one.allow_vertical_scroll)
        pane = next(scrolled, None) or (self.panes.left if self.panes is not None else None)
        if pane is not None:
            pane.scroll_relative(y=by * max(1, pane.scrollable_content_region.height - 1), animate=False)

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

    def _is_at(self, *stages: StageId) -> bool:
        return self.work is not None and self.work.stage in stages

    def _can(self, asked: Callable[[Work], bool]) -> bool:
        return self.open_work is not None and asked(self.open_work)

    def _has_stage(self, by: int) -> bool:
        stages = asked_stages(self.problem)
        return self.work is not None and 0 <= stages.index(self.work.stage) + by < len(stages)

    def _is_walking(self) -> bool:
        return self._work is not None and self._work.is_walking

    def _is_asking_why(self) -> bool:
        return self.work is not None and self.work.is_asking_why

    def _is_asking(self) -> bool:
        return self.work is not None and self.work.is_asking

    async def _back(self) -> None:
        """A question is cancelled or left, then a walk, then what hides the answer, then the problem."""
        if self._is_asking_why():
            await self._at_work(lambda work: work.leave_why())
        elif self._is_asking() and self.work is not None:
            self.work.ask_no_more()
        elif self._is_walking():
            await self.walk()
        elif self.is_reading:
            self.turn_page()
        else:
            await self.leave()

    def _back_words(self) -> str:
        if self._is_asking_why():
            return "why_leave"
        return "cancel" if self._is_asking() else "leave_walk" if self._is_walking() else self.way_out

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command(
            "leave_tree",
            "enter",
            passed(lambda work: work.leave_tree()),
            applies=can(lambda work: work.can_leave_tree()),
            stays=True,
        ),
        *CHOOSING,
        Command(
            "check",
            "enter",
            applies=lambda s: (
                s._can(lambda work: not work.can_leave_tree())
                and not (s.is_choosing() or s._reads() or s._is_counting())
            ),
            words=lambda s: "unfold" if s._can(lambda work: work.can_unfold()) else "check",
            at_foot=_has_more_to_do,
        ),
        Command("unfold", "", lambda s: s._work.unfold(), applies=can(lambda work: work.can_unfold())),
        Command(
            "hint",
            HINT,
            passed(lambda work: work.open_hint()),
            applies=can(lambda work: work.can_open_hint()),
            at_foot=_has_more_to_do,
        ),
        Command(
            "break_down",
            "f3",
            passed(lambda work: work.break_down()),
            applies=can(lambda work: work.can_break_down()),
            words=lambda s: "fold" if s._can(lambda work: work.is_broken_down) else "break_down",
            at_foot=_has_more_to_do,
        ),
        # While one walks back, the key that always shows leaves the walk.
        Command("where", "f4", walk, applies=can(lambda work: work.can_walk()), at_foot=lambda s: not s._is_walking()),
        Command("hand", "up", applies=_can_count),
        Command("hand_next", "right", applies=_is_counting, stays=True),
        Command("hand_before", "left", applies=_is_counting, at_foot=never),
        Command("hand_count", "space", applies=_is_counting, stays=True),
        Command("hand_take", "enter", applies=_is_counting, stays=True),
        Command("hand_back", "down", applies=_is_counting, stays=True),
        Command("parting", "ctrl+g", compare_runs, applies=can(lambda work: work.explained_by() is not None)),
        Command(
            "flow",
            "f12",
            lambda s: s._at_work(lambda work: s.shared.navigator.show_flow(work.sitting)),
            applies=can(lambda work: work.can_flow()),
        ),
        Command(
            "slopes",
            SLOPES_KEY,
            show_slopes,
            applies=lambda s: s._is_at("d"),
            at_foot=_has_hint,
        ),
        Command(
            "primer",
            PRIMER,
            passed(lambda work: work.show_primer()),
            applies=can(lambda _: True),
            at_foot=never,
        ),
        Command("turn_page", "f6", turn_page, applies=lambda s: s._work is not None and s.is_narrow),
        Command("read_on", "pagedown", lambda s: s.read(1), applies=_is_at_field, at_foot=never),
        Command("read_back", "pageup", lambda s: s.read(-1), applies=_is_at_field, at_foot=never),
        Command("sheet", SHEET_KEY, open_sheet, applies=lambda s: s._is_at(*STAGES_OF_SHEET), at_foot=_has_more_to_do),
        Command("laboratory", "ctrl+l", laboratory, at_foot=_has_laboratory, stays=lambda s: not s.is_choosing()),
        # Who writes a problem has it in a file of their own.
        Command(
            "reread",
            "f5",
            lambda s: s.query_one(FileWatch).read_now(),
            applies=lambda s: s._has_file,
            at_foot=lambda s: not s.shared.comes_along(s.problem),
        ),
        Command(
            "next_stage",
            "f8",
            go_on,
            applies=lambda s: s.is_over or s._has_stage(1),
            words=lambda s: s.shared.following(s.problem) if s.is_over else "next_stage",
            stays=lambda s: s.is_over,
        ),
        Command("previous_stage", "f7", passed(lambda work: work.go_stages(-1)), applies=lambda s: s._has_stage(-1)),
        Command("home", "escape", _back, words=_back_words, stays=True),
    )
