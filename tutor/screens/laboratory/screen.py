"""The laboratory of a problem: every η, every θ, many steps; the engine draws each frame anew."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from tutor.laboratory.entry import taken
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.initial import initial, ways
from tutor.laboratory.questions import questions
from tutor.laboratory.state import Lab
from tutor.lessons.problem import Problem, heading
from tutor.screens.base import CHOOSING
from tutor.screens.laboratory.bench import FAR, SEEDS, Bench, BenchScreen
from tutor.screens.laboratory.question_panel import QuestionPanel
from tutor.screens.laboratory.views import LabViews
from tutor.screens.shared import Shared
from tutor.session.laboratory_desk import LaboratoryDesk
from tutor.session.last_laboratory import keep_laboratory
from tutor.session.naming import Naming
from tutor.session.numbers import short
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.command import Command, never
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.laboratory_pictures import signs
from tutor.widgets.note import Note
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.slider import Slider
from tutor.widgets.stage_bar import StageBar

MANY = 100
"""Steps at once."""


class LaboratoryScreen(BenchScreen):
    """The laboratory over whatever screen it was opened from, to which it goes back."""

    HELP_PAGE = "laboratory"

    def __init__(self, shared: Shared, problem: Problem) -> None:
        super().__init__(shared)
        self.problem = problem
        self.lab = Lab.begin(Experiment(problem))
        self._way = 0

    def compose(self) -> ComposeResult:
        naming = self.naming
        title = heading(self.problem, self.shared.language)
        yield StageBar(naming.say("laboratory.title", title=title), plain=naming.plain)
        yield Slider(naming.say("laboratory.rate"), len(self.lab.experiment.rates), plain=naming.plain)
        yield AnswerField(id="entry")
        yield Note("lab--status")
        with Bench():
            yield LabViews(self.lab, naming.of(self.problem), self.app.size)
        yield KeyBar()

    @property
    def letters(self) -> ScreenNaming:
        return self.naming.of(self.problem)

    def entry_hint(self) -> str:
        return self.naming.say("laboratory.entry_hint", name=self.lab.experiment.names[0])

    def on_resize(self, event: events.Resize) -> None:
        for views in self.query(LabViews):  # there are none while the language changes
            views.fit(event.size)

    # What is seen

    def _show(self, lab: Lab, said: str = "") -> None:
        self.lab = lab
        self.redraw(said)

    def redraw(self, said: str = "") -> None:
        lab = self.lab
        views = next(iter(self.query(LabViews)), None)
        if views is None:
            return
        with self.app.batch_update():
            views.show(lab)
            experiment = lab.experiment
            deaths = {experiment.notch(rate): signs(self.naming)["death"] for rate in views.along.deaths.values()}
            self.query_one(Slider).show(experiment.notch(lab.rate), short(lab.rate), deaths)
            for note in self.query(".lab--status").results(Note):
                note.say(said or status_words(lab, self.letters))
            self.refresh_keys()

    # The slider, and steps

    def turn(self, notches: int) -> None:
        """Another η."""
        self._show(self.lab.turned(notches))

    def on_slider_moved(self, event: Slider.Moved) -> None:
        event.stop()
        self._show(self.lab.with_rate(float(self.lab.experiment.rates[event.place])))

    def step(self) -> None:
        self._pause()
        self._show(self.lab.step())

    def many(self) -> None:
        """Many steps at once."""
        self._pause()
        self._show(self.lab.step(MANY))

    def back(self) -> None:
        self._pause()
        self._show(self.lab.back())

    def tick(self) -> None:
        before = self.lab.at
        self._show(self.lab.step())
        if self.lab.at == before or self.lab.is_still:
            self._pause()

    # θ

    def draw(self) -> None:
        """θ drawn in the next way."""
        self._pause()
        offered = ways(self.lab.experiment)
        self._way = (self._way + 1) % len(offered)
        way, seed = offered[self._way], self.shared.random.randrange(SEEDS)
        lab = self.lab.with_theta(initial(self.lab.experiment, way, seed))
        self._show(lab, self.naming.say(f"laboratory.drawn_{way}", seed=seed))

    def enter(self, text: str) -> None:
        self.lab = taken(self.lab, text)

    # Views and questions

    def turn_view(self) -> None:
        self.query_one(LabViews).turn()
        self.refresh_keys()

    def change_slice(self, place: int) -> None:
        """Another parameter of the slice."""
        self.query_one(LabViews).change_pair(place)

    async def ask(self) -> None:
        """Ask the laboratory's questions, or leave them."""
        self._pause()
        panels = self.query(QuestionPanel)
        if panels:
            await panels.remove()
            self.query_one(Bench).focus()
        else:
            desk = LaboratoryDesk(self.problem, self.shared.journal, self.shared.now, self.shared.language)
            asked = questions(Experiment(self.problem))
            await self.mount(QuestionPanel(desk, asked, self.letters), after=self.query_one(Bench))
        self.refresh_keys()

    def on_question_panel_turned(self, event: QuestionPanel.Turned) -> None:
        event.stop()
        self.refresh_keys()

    def _goes_on(self) -> bool:
        return any(panel.goes_on for panel in self.query(QuestionPanel)) and not self._is_editing

    def choose_words(self) -> str:
        return "next_prompt" if self._goes_on() else super().choose_words()

    async def on_question_panel_done(self, event: QuestionPanel.Done) -> None:
        event.stop()
        await self.ask()

    async def leave(self) -> None:
        """What is open is closed; then back to where one came from."""
        if self._is_editing:
            self._stop_editing()
        elif self.query(QuestionPanel):
            await self.ask()
        else:
            self._pause()
            self.keep()
            self.shared.navigator.leave_laboratory(self)

    def keep(self) -> None:
        keep_laboratory(self.shared.journal, self.problem, self.lab.costs.tolist())

    def _has_slice(self) -> bool:
        return any(views.has_slice for views in self.query(LabViews))

    COMMAND_LIST = (
        Command(
            "check",
            "enter",
            applies=lambda s: isinstance(s.focused, AnswerField),
            words=lambda s: "next_prompt" if s._goes_on() else "check",
        ),
        *CHOOSING,
        Command("lab_step", "enter", step, applies=BenchScreen.is_free),
        Command(
            "lab_train",
            "space",
            BenchScreen.train,
            applies=lambda s: s.shared.moves and s.is_free(),
            words=lambda s: "lab_pause" if s._timer is not None else "lab_train",
        ),
        Command("lab_lower", "left", lambda s: s.turn(-1), applies=BenchScreen.is_free, at_foot=never),
        Command("lab_higher", "right", lambda s: s.turn(1), applies=BenchScreen.is_free, at_foot=never),
        Command(
            "lab_questions",
            "f5",
            ask,
            words=lambda s: "close_question" if s.query(QuestionPanel) else "lab_questions",
        ),
        Command("lab_edit", "f3", BenchScreen.edit),
        Command("lab_view", "f6", turn_view),
        Command("lab_many", "f2", many),
        Command("lab_draw", "f4", draw),
        Command("lab_back", "backspace", back, applies=BenchScreen.is_free),
        Command("lab_across", "f7", lambda s: s.change_slice(0), applies=_has_slice),
        Command("lab_up", "f8", lambda s: s.change_slice(1), applies=_has_slice),
        Command("lab_far_lower", "pagedown", lambda s: s.turn(-FAR), applies=BenchScreen.is_free, at_foot=never),
        Command("lab_far_higher", "pageup", lambda s: s.turn(FAR), applies=BenchScreen.is_free, at_foot=never),
        Command("lab_leave", "escape", leave, stays=True),
    )


def status_words(lab: Lab, naming: Naming) -> str:
    """How far the laboratory has come: the steps, C now and after the next one, and which units live."""
    say = naming.say
    names = lab.experiment.landscape.gated
    living = [name for name, is_alive in zip(names, lab.alive[lab.at], strict=True) if is_alive]
    dead = [name for name in names if name not in living]
    listed = [", ".join(map(naming.name, some)) for some in (living, dead)]
    parts = [
        say(
            "laboratory.status",
            at=lab.at,
            all=len(lab.path) - 1,
            more=lab.at < len(lab.path) - 1,
            cost=short(lab.cost),
            next=short(lab.next_cost),
        ),
        say("laboratory.units", alive=listed[0] or say("laboratory.none"), dead=listed[1])
        if names
        else say("laboratory.no_units"),
    ]
    if not lab.can_go_on:
        parts.append(say("laboratory.ended"))
    elif lab.is_still:
        parts.append(say("laboratory.still"))
    return "\n".join((parts[0], " · ".join(parts[1:])))
