"""A drill to be worked as every problem is; when all is right, Enter takes the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from tutor.screens.drill_flow import DrillBar, DrillFlow
from tutor.screens.problem import ProblemScreen
from tutor.screens.shared import Shared
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.given import first_open, given_facts
from tutor.session.primers import is_new_in_drill
from tutor.widgets.command import Command
from tutor.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from tutor.screens.work.start import Start
    from tutor.screens.work.work import Work


class DrillScreen(ProblemScreen):
    """The screen of a problem, with the sitting's bar and the way on."""

    HELP_PAGE = "drill"

    def __init__(self, shared: Shared, desk: DrillDesk, drill: Drill) -> None:
        super().__init__(shared, drill.problem)
        self.flow = DrillFlow(shared, desk, drill)
        self._begun = desk.now()

    def head(self) -> StageBar:
        return self.flow.head()

    def under_heading(self) -> ComposeResult:
        yield self.flow.bar()

    def make_work(self, work: type[Work], start: Start) -> Work:
        fading = self.flow.drill.at_hand.fading
        given = given_facts(self.problem, fading, self._begun)
        made = work(self.problem, self.shared, start._replace(given=given, ending=""))
        if start.field is None and given and not made.was_begun:
            made.begin_at(first_open(self.problem, fading))
        return made

    async def _show_the_rest(self) -> None:
        """The first time that the skill comes, its lesson lies over it."""
        await super()._show_the_rest()
        if self._work is not None and is_new_in_drill(self.shared.journal, self.problem):
            await self._work.open_primer()

    def on_work_changed(self) -> None:
        """Beside what every problem's screen does: the last right answer ends the drill."""
        work, bars = self._work, list(self.query(DrillBar))  # there is none while the language changes
        if work is not None and work.is_done and not self.flow.is_finished:
            self.flow.finish()
            for bar in bars:
                bar.show()
            work.rest()
            self.refresh_keys()
        for bar in bars:
            bar.answered()

    @property
    def open_work(self) -> Work | None:
        return None if self.flow.is_finished else self.work

    @property
    def is_over(self) -> bool:
        """Never: the sitting goes on, or tells how it went."""
        return False

    def keep(self) -> None:
        super().keep()
        self.flow.desk.keep()

    def leads_on(self, key: events.Key) -> bool:
        return super().leads_on(key) or (key.key == "enter" and self.flow.is_finished)

    async def next_drill(self) -> None:
        super().keep()  # the sitting was kept when the drill was done
        await self.flow.go_on()

    async def skip_drill(self) -> None:
        """Past this drill to the next."""
        self.keep()
        await self.flow.skip()

    async def leave(self) -> None:
        """Home; the sitting is kept as it stands."""
        self.keep()
        self.flow.leave()

    def _can_skip(self) -> bool:
        return self._work is not None and not self.flow.is_finished

    # The keys of one class take the place of another's, so those of all problems' screens stand here again.
    COMMAND_LIST = (
        Command("next_drill", "enter", next_drill, applies=lambda s: s.flow.is_finished, stays=True),
        *(command for command in ProblemScreen.COMMAND_LIST if command.name not in ("reread", "home")),
        Command("skip_drill", "f5", skip_drill, applies=_can_skip),
        *(command for command in ProblemScreen.COMMAND_LIST if command.name == "home"),
    )
