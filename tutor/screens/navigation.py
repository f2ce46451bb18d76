"""The way from one screen to another: the one place that knows them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.stages import StageId
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.screens.terminal import tidying

if TYPE_CHECKING:
    from tutor.practice.summary import Summary
    from tutor.screens.type_ahead import TypeAhead
    from tutor.session.desk import Desk
    from tutor.session.drill import Drill
    from tutor.session.drill_desk import DrillDesk
    from tutor.session.essay_text import State
    from tutor.session.sitting import Sitting
    from tutor.session.suggestion import Suggestion
    from tutor.session.told import Told


class Navigation:
    """The ways that `Navigator` names. What a screen needs is imported when it is shown."""

    def __init__(self, app: TypeAhead, shared: Callable[[], Shared]) -> None:
        self._app = app
        self._shared_now = shared

    @property
    def _shared(self) -> Shared:
        return self._shared_now()

    # The ways

    def go_home(self) -> None:
        self.show(self.home)

    def open_lesson(self, lesson: Lesson) -> None:
        self.show(lambda: self.lesson(lesson))

    def open_drills(self, code: str = "", *, goes_on: bool = False) -> None:
        self.show(lambda: self.drills(code, goes_on=goes_on))

    def follow(self, suggestion: Suggestion) -> None:
        if suggestion.lesson is None:
            self.open_drills(suggestion.code, goes_on=suggestion.goes_on)
            return
        try:
            self._shared.check(suggestion.lesson)
        except ContentError:
            self.go_home()
        else:
            self.open_lesson(suggestion.lesson)

    def show_drill(self, desk: DrillDesk, drill: Drill) -> None:
        self.show(lambda: self.drill(desk, drill))

    def show_summary(self, summary: Summary) -> None:
        from tutor.screens.drill_end import DrillEndScreen

        self.show(lambda: DrillEndScreen(self._shared, summary))

    def show_progress(self) -> None:
        from tutor.screens.progress import ProgressScreen

        self.show(lambda: ProgressScreen(self._shared))

    async def show_history(self, heading: str, states: list[State]) -> None:
        from tutor.screens.history import HistoryScreen

        await self._app.push_screen(HistoryScreen(self._shared, heading, states))

    async def show_parting(self, problem: Problem, told: Told) -> bool:
        from tutor.screens.parting import PartingScreen
        from tutor.session.parting import partings

        rules = told.rules()
        found = partings(problem, rules) if rules is not None else ()
        if found:
            title = ", ".join(self._shared.naming.say(f"mistake.{one.id}") for one in told.explanations)
            await self._app.push_screen(PartingScreen(self._shared, problem, title, found))
        return bool(found)

    async def show_flow(self, sitting: Sitting) -> None:
        from tutor.screens.flow import FlowScreen

        await self._app.push_screen(FlowScreen(self._shared, sitting))

    async def show_laboratory(self, problem: Problem) -> None:
        await self._app.push_screen(self.laboratory(problem))

    async def show_theorem(self) -> None:
        await self._app.push_screen(self.theorem())

    def leave_laboratory(self, screen: Screen[None]) -> None:
        if self._lies_over_another(screen):
            screen.dismiss()
        else:
            self.go_home()

    def _lies_over_another(self, screen: Screen[None]) -> bool:
        return any(isinstance(below, TutorScreen) for below in self._app.screen_stack if below is not screen)

    async def show_sheet(self, problem: Problem, desk: Desk) -> None:
        await self._app.push_screen(self.sheet(problem, desk))

    def leave_sheet(self, screen: Screen[None], problem: Problem) -> None:
        from tutor.practice.code_form import is_code

        if self._lies_over_another(screen):
            screen.dismiss()
        elif is_code(problem.id):
            self.go_home()
        else:
            self.open_lesson(problem)

    async def show_slopes(self, names: Sequence[str], problem: Problem) -> None:
        from tutor.screens.slopes import SlopesScreen

        await self._app.push_screen(SlopesScreen(self._shared, names, problem))

    async def show_primer(self, problem: Problem, stage: StageId, *, solved: StageId | None = None) -> None:
        from tutor.screens.primer import PrimerScreen
        from tutor.session.primers import primer_of

        await self._app.push_screen(PrimerScreen(self._shared, problem, primer_of(problem, stage), solved))

    async def quit(self) -> None:
        from tutor.screens.unsaved import UnsavedScreen

        app, journal = self._app, self._shared.journal
        app.keep_all()
        if not journal.waits or journal.save():
            self.leave()
        elif not any(isinstance(screen, UnsavedScreen) for screen in app.screen_stack):
            app.clear_notifications()  # the screen says the same, and there is little room
            await app.push_screen(UnsavedScreen(self._shared))

    def leave(self) -> None:
        self._app.exit(0)

    # The screens

    def home(self) -> TutorScreen:
        """The list of problems."""
        from tutor.screens.home import HomeScreen

        return HomeScreen(self._shared)

    def lesson(self, lesson: Lesson) -> TutorScreen:
        """A problem or an essay."""
        if isinstance(lesson, Essay):
            from tutor.screens.essay import EssayScreen

            return EssayScreen(self._shared, lesson)
        from tutor.screens.problem import ProblemScreen

        return ProblemScreen(self._shared, lesson)

    def laboratory(self, problem: Problem) -> TutorScreen:
        from tutor.screens.laboratory.screen import LaboratoryScreen

        return LaboratoryScreen(self._shared, problem)

    def sheet(self, problem: Problem, desk: Desk | None = None) -> TutorScreen:
        from tutor.screens.sheet import SheetScreen

        return SheetScreen(self._shared, problem, desk)

    def theorem(self) -> TutorScreen:
        """The universal approximation theorem at work."""
        from tutor.screens.laboratory.theorem import TheoremScreen

        return TheoremScreen(self._shared)

    def drills(self, code: str, *, goes_on: bool = False) -> TutorScreen:
        """One drill by its code; else the choice of drills."""
        from tutor.session.drill_desk import DrillDesk

        shared = self._shared
        desk = DrillDesk(shared.journal, shared.now, shared.content, shared.random)
        if code:
            return self.drill(desk, desk.open(code))
        from tutor.screens.drill_choice import DrillChoiceScreen

        return DrillChoiceScreen(shared, desk, goes_on=goes_on)

    def drill(self, desk: DrillDesk, drill: Drill) -> TutorScreen:
        """A drill, which is at hand from now on."""
        from tutor.screens.drill import DrillScreen
        from tutor.screens.example import ExampleScreen
        from tutor.screens.item import ItemScreen  # here, so that the first one need not wait for it

        desk.show(drill)
        if drill.item is not None:
            return ItemScreen(self._shared, desk, drill, drill.item)
        return ExampleScreen(self._shared, desk, drill) if drill.is_example else DrillScreen(self._shared, desk, drill)

    # How one takes the place of another

    def show(self, make: Callable[[], TutorScreen]) -> None:
        """Show a screen in place of the one shown; called later, for no screen can wait for its own end."""
        self._app.call_later(self._show, make)

    async def _show(self, make: Callable[[], TutorScreen]) -> None:
        app = self._app
        left = [app.screen, *app.screen.walk_children()]
        await app.switch_screen(make())
        await app.screen_came()
        app.screen.call_after_refresh(_forget, app, left)


def _forget(app: TypeAhead, left: list[Widget]) -> None:
    tidying.forget(left)
    app.set_timer(tidying.NEW_PAGE, lambda: tidying.tidy_page(app.quiet))
