"""What the screens of all drills share: the bar, the way on, and the way home."""

from __future__ import annotations

import asyncio

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tutor.lessons.problem import Problem
from tutor.lessons.template import fill
from tutor.practice.texts import intro
from tutor.screens.shared import Shared
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.drill_words import given_words, state_words
from tutor.session.reason_words import reason
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.stage_bar import StageBar

BAR = 10
SECOND = 1.0
MOMENT = 0.2


class DrillFlow:
    """A drill in its sitting, or a single one: how it ends, and what comes after it."""

    def __init__(self, shared: Shared, desk: DrillDesk, drill: Drill) -> None:
        self._shared = shared
        self.desk, self.drill = desk, drill
        self.is_finished = False
        self._goes_on = False

    @property
    def title(self) -> str:
        """The skill in words."""
        return self._shared.naming.say(f"skill.{self.drill.at_hand.skill}")

    def head(self) -> StageBar:
        """The head of the screen: the skill, with the code that names the problem for good."""
        return StageBar(self.title, code=self.drill.at_hand.code, plain=self._shared.naming.plain)

    def statement(self, problem: Problem) -> str:
        """What a problem of the drill says; with what its skill is about, where it is an example."""
        from tutor.lessons.vocabulary_problem import of_problem

        shared, said = self._shared, self._shared.wordings.statement(problem)
        if not self.drill.is_example:
            return said
        section = intro(shared.content, self.drill.at_hand.skill, shared.language)
        return f"{said}\n\n{fill(section.text, of_problem(problem))}"

    def finish(self) -> None:
        """The drill was solved: it counts, once."""
        if not self.is_finished:
            self.is_finished = True
            self.desk.finish(self.drill, self._shared.language)

    def read(self) -> None:
        """The worked example was read."""
        if not self.is_finished:
            self.is_finished = True
            self.desk.read(self.drill, self._shared.language)

    async def go_on(self) -> None:
        """To the next drill, to the end of the sitting, or home after a single drill."""
        if self._goes_on:
            return
        self._goes_on = True
        desk, navigator = self.desk, self._shared.navigator
        if desk.sitting is None:
            navigator.go_home()
        elif desk.is_over:
            navigator.show_summary(desk.end())
        else:
            navigator.show_drill(desk, await asyncio.wrap_future(desk.coming()))

    async def skip(self) -> None:
        """Past this drill to the next."""
        if not self.is_finished:
            self.desk.skip(self.drill, self._shared.language)
        await self.go_on()

    def leave(self) -> None:
        """Home; the sitting is kept as it stands."""
        self.desk.leave()
        self._shared.navigator.go_home()

    def bar(self) -> DrillBar:
        """The bar as it stands."""
        return DrillBar(self, self._shared.naming)


class DrillBar(Static):
    """How far the sitting is, and why this drill came. Once it is painted, the next drill is being prepared."""

    DEFAULT_CSS = """
    DrillBar { height: auto; max-height: 3; width: 1fr; padding: 0 1; color: $foreground 85%; background: $boost; }
    """

    def __init__(self, flow: DrillFlow, naming: ScreenNaming) -> None:
        super().__init__(_text(flow, naming), markup=False)
        self._flow, self._naming = flow, naming
        self._looks_ahead = False
        """Whether the next drill is being prepared: only once this one was painted."""
        self._ahead: Timer | None = None

    def on_mount(self) -> None:
        self.call_after_refresh(self._look_ahead)
        sitting = self._flow.desk.sitting
        if sitting is not None and sitting.is_timed:
            self.set_interval(SECOND, self.show)

    def show(self) -> None:
        """Show how far it is now."""
        self.update(_text(self._flow, self._naming))

    def answered(self) -> None:
        """Something was answered: once what there is to say of it is painted, the next drill is prepared anew."""
        if self._looks_ahead:
            if self._ahead is not None:
                self._ahead.stop()
            self._ahead = self.set_timer(MOMENT, self._look_ahead)

    def _look_ahead(self) -> None:
        self._looks_ahead = True
        if not self._flow.is_finished:
            self._flow.desk.look_ahead(self._flow.drill)


def _text(flow: DrillFlow, naming: ScreenNaming) -> Content:
    say, drill, sitting = naming.say, flow.drill, flow.desk.sitting
    parts: list[str | tuple[str, str]] = []
    if sitting is not None:
        full, empty = ("#", ".") if naming.plain else ("■", "·")
        filled = round(BAR * flow.desk.share_done())
        spent = flow.desk.seconds_spent()
        clock = f"  {spent // 60}:{spent % 60:02}" if sitting.is_timed else ""
        parts += [(full * filled + empty * (BAR - filled), "bold"), f" {state_words(naming, flow.desk)}{clock}  "]
    if flow.is_finished and not drill.is_example:
        found = "_found" if drill.item is not None else ""
        what_next = "_single" if sitting is None else "_last" if flow.desk.is_over else ""
        return Content.assemble(*parts, say(f"drill.done{found}{what_next}"))
    parts.append(reason(naming, drill.at_hand.reason, drill.at_hand.params))
    given = given_words(naming, drill)
    return Content.assemble(*parts, *([f"\n{given}"] if given else []))
