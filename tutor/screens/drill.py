"""Drills on the screen: a worked example to read, or a problem to work, and the way from one to the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId, asked_stages
from tutor.lessons.template import Value, fill
from tutor.practice.states import ALONE, LAST_STEPS, WORKED
from tutor.practice.texts import intro
from tutor.screens.base import TutorScreen
from tutor.screens.problem import LEAVE_TREE, WIDE, ProblemScreen
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.given import first_open, given_facts
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

if TYPE_CHECKING:
    from tutor.screens.walking import Kept
    from tutor.screens.work import Work

BAR = 10
SECOND = 1.0
MOMENT = 0.2


def screen_of(desk: DrillDesk, drill: Drill) -> TutorScreen:
    """The screen of a drill, which is at hand from now on."""
    desk.show(drill)
    if drill.found is not None:
        from tutor.screens.find_step import FindStepScreen

        return FindStepScreen(desk, drill, drill.found)
    return ExampleScreen(desk, drill) if drill.is_example else DrillScreen(desk, drill)


class DrillBar(Static):
    """How far the sitting is, and why this drill came."""

    DEFAULT_CSS = """
    DrillBar { height: auto; max-height: 3; width: 1fr; padding: 0 1; color: $foreground 85%; background: $boost; }
    """


class DrillFlow(TutorScreen):
    """What the screens of all drills share: the bar, the way on, and the way home."""

    desk: DrillDesk
    drill: Drill
    finished = False
    _goes_on = False
    _looks_ahead = False
    """Whether the next drill is being prepared: only once this one was painted."""
    _ahead: Timer | None = None

    def title_of_drill(self) -> str:
        """The skill, with the code that names the problem for good."""
        return f"{self.voice.say(f'skill.{self.drill.at_hand.skill}')} · {self.drill.at_hand.code}"

    def drill_bar(self) -> DrillBar:
        """The bar as it stands."""
        return DrillBar(self._bar_text(), markup=False)

    def done_words(self) -> str:
        """What is said when the drill is done."""
        return self.voice.say("drill.done" if self.desk.sitting is not None else "drill.done_single")

    def refresh_bar(self) -> None:
        """Show the bar as it stands now."""
        for bar in self.query(DrillBar):  # there is none while the language changes
            bar.update(self._bar_text())

    def begin_drill(self) -> None:
        """Once the screen is mounted: let the next drill be prepared, and a clock run if one was asked for."""
        self.call_after_refresh(self._look_ahead)
        if self.desk.sitting is not None and self.desk.sitting.is_timed:
            self.set_interval(SECOND, self.refresh_bar)

    def answered(self) -> None:
        """Something was answered: once what there is to say of it is painted, the next drill is prepared anew."""
        if self._looks_ahead:
            if self._ahead is not None:
                self._ahead.stop()
            self._ahead = self.set_timer(MOMENT, self._look_ahead)

    def _look_ahead(self) -> None:
        import tutor.screens.find_step  # noqa: F401  # so that the first search need not wait for it

        self._looks_ahead = True
        if not self.finished:
            self.desk.look_ahead(self.drill)

    async def go_on(self) -> None:
        """To the next drill, to the end of the sitting, or home after a single drill."""
        if self._goes_on:
            return
        self._goes_on = True
        desk, tutor = self.desk, self.tutor
        if desk.sitting is None:
            tutor.go_home()
        elif desk.is_over:
            from tutor.screens.drill_end import DrillEndScreen

            tutor.show(lambda: DrillEndScreen(desk.end()))
        else:
            drill = await asyncio.wrap_future(desk.coming())
            tutor.show(lambda: screen_of(desk, drill))

    async def action_skip_drill(self) -> None:
        """Past this drill to the next."""
        self.keep()
        if not self.finished:
            self.desk.skip(self.drill, self.voice.words.language)
        await self.go_on()

    async def action_leave(self) -> None:
        """Home; the sitting is kept as it stands."""
        self.keep()
        self.desk.leave()
        self.tutor.go_home()

    def keep(self) -> None:
        super().keep()
        self.desk.keep()

    def _bar_text(self) -> Content:
        say, at_hand, sitting = self.voice.say, self.drill.at_hand, self.desk.sitting
        parts: list[str | tuple[str, str]] = []
        if sitting is not None:
            full, empty = ("#", ".") if self.voice.plain else ("■", "·")
            filled = round(BAR * self.desk.share_done())
            spent, goal = self.desk.seconds_spent(), sitting.goal
            done = spent // 60 if goal.unit == "minutes" else sitting.worked
            state = say(f"practice.progress_{goal.unit}", done=min(done, goal.number), goal=goal.number)
            clock = f"  {spent // 60}:{spent % 60:02}" if sitting.is_timed else ""
            parts += [(full * filled + empty * (BAR - filled), "bold"), f" {state}{clock}  "]
        if self.finished and not self.drill.is_example:
            parts.append(self.done_words())
            return Content.assemble(*parts)
        parts.append(reason(self, at_hand.reason, dict(at_hand.params)))
        if WORKED < at_hand.fading < ALONE and self.drill.found is None:
            parts.append("\n" + say("practice.last_steps" if at_hand.fading == LAST_STEPS else "practice.more"))
        return Content.assemble(*parts)


def reason(screen: TutorScreen, key: str, params: dict[str, Value]) -> str:
    """Why a drill came, in words; mistakes are called by their titles."""
    say = screen.voice.say
    names: dict[str, Value] = {name: say(f"mistake.{params[name]}") for name in ("one", "other") if name in params}
    values = params | names
    return say(f"reason.{key}", **values)


DRILL_COMMANDS = (
    Command("next_drill", "enter", "next_drill", always=True),
    Command("skip_drill", "f5", "skip_drill"),
)


class DrillScreen(ProblemScreen, DrillFlow):  # in this order: styles come from the first
    """A drill to be worked as every problem is; when all is right, Enter takes the next one."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (
        DRILL_COMMANDS[0],
        *ProblemScreen.COMMAND_LIST[:-1],
        DRILL_COMMANDS[1],
        Command("home", "escape", "leave", always=True),
    )
    # The keys of one class take the place of another's, so what Enter does on all problems' screens stands here again.
    BINDINGS: ClassVar[list[BindingType]] = bindings((*DRILL_COMMANDS, LEAVE_TREE))

    def __init__(self, desk: DrillDesk, drill: Drill) -> None:
        super().__init__(drill.problem)
        self.desk, self.drill = desk, drill
        self._begun = desk.now()

    def heading(self) -> str:
        return self.title_of_drill()

    def under_heading(self) -> ComposeResult:
        yield self.drill_bar()

    def make_work(self, work: type[Work], place: FieldId | None, walk: Kept | None, *, cursor: bool) -> Work:
        fading = self.drill.at_hand.fading
        given = given_facts(self.problem, fading, self._begun)
        made = work(self.problem, self.tutor, self.labels, place, cursor=cursor, given=given, ending="", walk=walk)
        if place is None and given and not made.was_begun:
            made.begin_at(first_open(self.problem, fading))
        return made

    def on_mount(self) -> None:  # beside the one of every problem's screen, which Textual calls by itself
        self.begin_drill()

    def on_work_changed(self) -> None:
        """Beside what every problem's screen does: the last right answer ends the drill."""
        work = self._work
        if work is not None and work.is_done and not self.finished:
            self.finished = True
            self.desk.finish(self.drill, self.voice.words.language)
            self.refresh_bar()
            work.rest()
            self.refresh_keys()
        self.answered()

    def applies(self, name: str) -> bool:
        if name == "next_drill":
            return self.finished
        if name == "skip_drill":
            return not self.finished and self._work is not None
        if name in ("check", "hint", "break_down", "where") and self.finished:
            return False
        return super().applies(name)

    def keep(self) -> None:
        super().keep()
        self.desk.keep()

    async def action_leave(self) -> None:
        """Home; the sitting is kept as it stands."""
        await DrillFlow.action_leave(self)

    def leads_on(self, key: events.Key) -> bool:
        return super().leads_on(key) or (key.key == "enter" and self.finished)

    async def action_next_drill(self) -> None:
        """The next drill."""
        ProblemScreen.keep(self)  # the sitting was kept when the drill was done
        await self.go_on()


class ExampleScreen(DrillFlow):
    """A worked example: what the skill is, a problem, and its solution."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (DRILL_COMMANDS[0], Command("home", "escape", "leave", always=True))
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    ExampleScreen {
        & #example { height: 1fr; layout: horizontal; }
        & #example > Prose { padding: 1 2 0 2; width: 5fr; height: auto; }
        & #example > #solution { width: 6fr; }
        &.-narrow #example { layout: vertical; }
        &.-narrow #example > Prose, &.-narrow #example > #solution { width: 100%; }
    }
    """

    def __init__(self, desk: DrillDesk, drill: Drill) -> None:
        super().__init__()
        self.desk, self.drill = desk, drill

    def compose(self) -> ComposeResult:
        problem, wordings = self.drill.problem, self.tutor.wordings
        yield StageBar(self.title_of_drill(), plain=self.voice.plain)
        yield self.drill_bar()
        with VerticalScroll(id="example"):
            yield self._prose(wordings.statement(problem), "statement")
            yield self._prose(self._worked(), "solution")
        yield KeyBar()

    def _worked(self) -> str:
        from tutor.lessons.vocabulary import of_problem

        problem, tutor = self.drill.problem, self.tutor
        section = intro(tutor.content, self.drill.at_hand.skill, self.voice.words.language)
        solutions = (tutor.wordings.solution(problem, stage) for stage in asked_stages(problem))
        heading = f"**{self.voice.say('solution.heading')}**"
        return "\n\n".join(
            (self.voice.say("practice.worked"), fill(section.text, of_problem(problem)), heading, *solutions)
        )

    def _prose(self, text: str, name: str) -> Prose:
        return Prose(parse(text), plain=self.voice.plain, labels=self.labels, id=name)

    def on_mount(self) -> None:
        self._mounted()
        self.begin_drill()

    def _mounted(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.query_one("#example").focus()
        self.refresh_keys()

    async def retell(self) -> None:
        await self.recompose()
        self._mounted()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter"

    async def action_next_drill(self) -> None:
        """The example was read: on to a problem of the same kind."""
        if not self.finished:
            self.finished = True
            self.desk.read(self.drill, self.voice.words.language)
        await self.go_on()
