"""A worked example: what the skill is, a problem, and its solution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tutor.lessons.markdown import parse
from tutor.lessons.stages import StageId, asked_stages
from tutor.lessons.template import fill
from tutor.practice.texts import intro
from tutor.screens.base import TutorScreen
from tutor.screens.drill_flow import DrillFlow
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.screens.two_pane import WIDE
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.primers import has_met, is_new_in_drill, primer_of
from tutor.widgets.command import PRIMER, Command, never
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.primer_offer import PrimerOffer
from tutor.widgets.prose import Prose

if TYPE_CHECKING:
    from tutor.widgets.solved_band import SolvedBand


class ExampleScreen(TutorScreen):
    """Is read; Enter goes on to a problem of the same kind."""

    HELP_PAGE = "drill"
    HAS_KEYS = "#example"
    DEFAULT_CSS = """
    ExampleScreen {
        & #example { height: 1fr; layout: horizontal; scrollbar-size-vertical: 1; }
        & #example > Prose { padding: 1 2 0 2; width: 5fr; height: auto; }
        & #example > #solution { width: 6fr; }
        &.-narrow #example { layout: vertical; }
        &.-narrow #example > Prose, &.-narrow #example > #solution { width: 100%; }
    }
    """

    def __init__(self, shared: Shared, desk: DrillDesk, drill: Drill) -> None:
        super().__init__(shared)
        self.flow = DrillFlow(shared, desk, drill)

    def compose(self) -> ComposeResult:
        yield self.flow.head()
        yield self.flow.bar()
        yield self._offer()
        with VerticalScroll(id="example"):
            yield Prose(parse(self.shared.wordings.statement(self.flow.drill.problem)), self.naming, id="statement")
            yield Prose(parse(self._worked()), self.naming, id="solution")
        yield KeyBar()

    @property
    def _stage(self) -> StageId:
        return asked_stages(self.flow.drill.problem)[0]

    def _offer(self) -> PrimerOffer:
        is_new = not has_met(self.shared.journal, primer_of(self.flow.drill.problem, self._stage))
        return PrimerOffer(self.naming.say("primer.offer"), is_offered=is_new)

    def _worked(self) -> str:
        from tutor.lessons.vocabulary_problem import of_problem

        drill, say, shared = self.flow.drill, self.naming.say, self.shared
        section = intro(shared.content, drill.at_hand.skill, shared.language)
        solutions = (shared.wordings.solution(drill.problem, stage) for stage in asked_stages(drill.problem))
        about = fill(section.text, of_problem(drill.problem))
        return "\n\n".join((say("practice.worked"), about, f"**{say('solution.heading')}**", *solutions))

    def begin(self) -> None:
        super().begin()
        self._fit(self.app.size.width)
        self.after_paint(self._open_primer)
        self.call_after_refresh(while_there(self, self._draw))

    async def _draw(self) -> None:
        """Draw the computation above the example, where there is room; not before the example was painted."""
        from tutor.session.picture import Picture
        from tutor.widgets.solved_band import SolvedBand

        problem, naming = self.flow.drill.problem, self.naming
        for page in self.query("#example") if self._band is None else ():  # said again meanwhile
            await self.mount(SolvedBand(Picture(problem, naming.of(problem)), naming), before=page)
        self.refresh_keys()

    @property
    def _band(self) -> SolvedBand | None:
        return next((band for band in self.children if band.id == "drawing"), None)  # type: ignore[return-value]

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)
        if self._band is not None:
            self._band.fit(event.size)

    def _fit(self, width: int) -> None:
        self.set_class(width < WIDE, "-narrow")

    def keep(self) -> None:
        self.flow.desk.keep()

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter"

    async def next_drill(self) -> None:
        """The example was read: on to a problem of the same kind."""
        self.flow.read()
        await self.flow.go_on()

    async def _open_primer(self) -> None:
        """The first time that the skill comes, its lesson lies over the example, unless the learner types already."""
        shared = self.shared
        is_new = shared.opens_lessons and is_new_in_drill(shared.journal, self.flow.drill.problem)
        if is_new and self.is_current and not shared.host.keys_wait:
            await self.show_primer()

    async def show_primer(self) -> None:
        """Show the lesson of a minute about the skill; it is not offered any more."""
        await self.shared.navigator.show_primer(self.flow.drill.problem, self._stage)
        self.query_one(PrimerOffer).offer(is_offered=False)

    def next_point(self) -> None:
        """Show another data point on the drawing."""
        if self._band is not None:
            self._band.next_point()

    def _has_points(self) -> bool:
        return self._band is not None and self._band.has_points

    def leave(self) -> None:
        """Home; the sitting is kept as it stands."""
        self.keep()
        self.flow.leave()

    COMMAND_LIST = (
        Command("next_drill", "enter", next_drill, stays=True),
        Command("drawn_point", "right", next_point, applies=_has_points),
        Command("primer", PRIMER, show_primer, at_foot=never),
        Command("home", "escape", leave, stays=True),
    )
