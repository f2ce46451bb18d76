"""The laboratory of a problem: every η, every θ, many steps; the engine draws each frame anew."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, OptionList

from tutor.laboratory.entry import EntryError, taken
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.initial import initial, ways
from tutor.laboratory.questions import questions
from tutor.laboratory.state import Lab
from tutor.lessons.problem import Problem
from tutor.screens.base import TutorScreen
from tutor.screens.laboratory.question_panel import QuestionPanel
from tutor.screens.laboratory.status import status_words
from tutor.screens.laboratory.views import LabViews
from tutor.screens.shared import Shared
from tutor.session.laboratory_desk import LaboratoryDesk
from tutor.session.last_laboratory import keep_laboratory
from tutor.session.numbers import short
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.laboratory_pictures import signs
from tutor.widgets.note import Note
from tutor.widgets.slider import Slider
from tutor.widgets.stage_bar import StageBar

MANY = 100
"""Steps at once."""
FRAME = 1 / 15
"""Seconds between two steps while it trains by itself."""
FAR = 10
"""Notches of a far turn of the slider: half a power of ten."""
SEEDS = 10_000


def _never(_screen: object) -> bool:
    """The slider tells of its keys itself."""
    return False


class Bench(Vertical, can_focus=True):
    """Has the keys while nothing is typed."""


class LaboratoryScreen(TutorScreen):
    """The laboratory over whatever screen it was opened from, to which it goes back."""

    HELP_PAGE = "laboratory"
    DEFAULT_CSS = """
    LaboratoryScreen {
        & > Slider { padding: 0 1; }
        & > .lab--status { height: auto; width: 1fr; padding: 0 1; }
        & > Bench { height: 1fr; }
        & > AnswerField { display: none; margin: 0 1; }
    }
    """

    def __init__(self, shared: Shared, problem: Problem) -> None:
        super().__init__(shared)
        self.problem = problem
        self.lab = Lab.begin(Experiment(problem))
        self._way = 0
        self._timer: Timer | None = None
        self._said = ""

    def compose(self) -> ComposeResult:
        naming = self.naming
        title = self.problem.wording(self.shared.language).title
        yield StageBar(naming.say("laboratory.title", id=self.problem.id, title=title), plain=naming.plain)
        yield Slider(naming.say("laboratory.rate"), len(self.lab.experiment.rates), plain=naming.plain)
        yield Note("lab--status")
        with Bench():
            yield LabViews(self.lab, naming.of(self.problem), self.app.size)
        yield AnswerField(id="entry")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(AnswerField).placeholder = self.naming.say(
            "laboratory.entry_hint", name=self.lab.experiment.names[0]
        )
        self.query_one(Bench).focus()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._show(self.lab))
        self._show(self.lab)

    async def say_again(self) -> None:
        self._pause()
        await self.recompose()
        self.on_mount()

    def on_resize(self, event: events.Resize) -> None:
        for views in self.query(LabViews):  # there are none while the language changes
            views.fit(event.size)

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and isinstance(self.focused, AnswerField)

    def on_descendant_focus(self) -> None:
        self.refresh_keys()

    # What is seen

    def _show(self, lab: Lab, said: str = "") -> None:
        """Show the laboratory as it is now; `said` stands until something else is done."""
        self.lab, self._said = lab, said
        views = next(iter(self.query(LabViews)), None)
        if views is None:
            return
        with self.app.batch_update():
            views.show(lab)
            experiment = lab.experiment
            deaths = {experiment.notch(rate): signs(self.naming)["death"] for rate in views.along.deaths.values()}
            self.query_one(Slider).show(experiment.notch(lab.rate), short(lab.rate), deaths)
            for note in self.query(".lab--status").results(Note):
                note.say(said or status_words(lab, self.naming.of(self.problem)))
            self.refresh_keys()

    # The slider, and steps

    def turn(self, notches: int) -> None:
        """Another η."""
        self._show(self.lab.turned(notches))

    def on_slider_moved(self, event: Slider.Moved) -> None:
        event.stop()
        self._show(self.lab.with_rate(float(self.lab.experiment.rates[event.place])))

    def step(self) -> None:
        """One step."""
        self._pause()
        self._show(self.lab.step())

    def many(self) -> None:
        """Many steps at once."""
        self._pause()
        self._show(self.lab.step(MANY))

    def back(self) -> None:
        """One step back."""
        self._pause()
        self._show(self.lab.back())

    def train(self) -> None:
        """Step after step by itself, or pause."""
        if self._timer is not None:
            self._pause()
        else:
            self._timer = self.set_interval(FRAME, self._tick)
        self.refresh_keys()

    def _tick(self) -> None:
        before = self.lab.at
        self._show(self.lab.step())
        if self.lab.at == before:
            self._pause()

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.refresh_keys()

    # θ

    def draw(self) -> None:
        """θ drawn in the next way."""
        self._pause()
        offered = ways(self.lab.experiment)
        self._way = (self._way + 1) % len(offered)
        way, seed = offered[self._way], self.shared.random.randrange(SEEDS)
        lab = self.lab.with_theta(initial(self.lab.experiment, way, seed))
        self._show(lab, self.naming.say(f"laboratory.drawn_{way}", seed=seed))

    def edit(self) -> None:
        """Type η or θ."""
        self._pause()
        field = self.query_one("#entry", AnswerField)
        field.display = True
        field.focus()
        self.refresh_keys()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id != "entry":
            return
        event.stop()
        if not event.value.strip():
            self._stop_editing()
            return
        try:
            lab = taken(self.lab, event.value)
        except EntryError as error:
            self._show(self.lab, self.naming.of(self.problem).message(error.message))
            return
        self._stop_editing()
        self._show(lab)

    def _stop_editing(self) -> None:
        field = self.query_one("#entry", AnswerField)
        field.display = False
        field.clear()
        self.query_one(Bench).focus()
        self._show(self.lab)

    # Views and questions

    def turn_view(self) -> None:
        """The next view."""
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
            await self.mount(QuestionPanel(desk, asked, self.naming.of(self.problem)), after=self.query_one(Bench))
        self.refresh_keys()

    async def on_question_panel_done(self, event: QuestionPanel.Done) -> None:
        event.stop()
        await self.ask()

    def action_digit(self, digit: int) -> None:
        """To the option with the number that is typed."""
        for panel in self.query(QuestionPanel):
            panel.digit(digit)

    async def leave(self) -> None:
        """What is open is closed; then back to where one came from."""
        if self.query_one("#entry").display:
            self._stop_editing()
        elif self.query(QuestionPanel):
            await self.ask()
        else:
            self._pause()
            self.keep()
            self.shared.navigator.leave_laboratory(self)

    def keep(self) -> None:
        keep_laboratory(self.shared.journal, self.problem, self.lab.costs.tolist())

    def _is_free(self) -> bool:
        return not self.is_mounted or isinstance(self.focused, Bench)

    def _has_slice(self) -> bool:
        return any(views.has_slice for views in self.query(LabViews))

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("check", "enter", applies=lambda s: isinstance(s.focused, AnswerField)),
        Command("choose_line", "enter", applies=lambda s: isinstance(s.focused, OptionList)),
        Command("lab_step", "enter", step, applies=_is_free),
        Command(
            "lab_train",
            "space",
            train,
            applies=lambda s: s.shared.moves and s._is_free(),
            words=lambda s: "lab_pause" if s._timer is not None else "lab_train",
        ),
        Command("lab_lower", "left", lambda s: s.turn(-1), applies=_is_free, at_foot=_never),
        Command("lab_higher", "right", lambda s: s.turn(1), applies=_is_free, at_foot=_never),
        Command(
            "lab_questions",
            "f5",
            ask,
            words=lambda s: "close_question" if s.query(QuestionPanel) else "lab_questions",
        ),
        Command("lab_edit", "f3", edit),
        Command("lab_view", "f6", turn_view),
        Command("lab_many", "f2", many),
        Command("lab_draw", "f4", draw),
        Command("lab_back", "backspace", back, applies=_is_free),
        Command("lab_across", "f7", lambda s: s.change_slice(0), applies=_has_slice),
        Command("lab_up", "f8", lambda s: s.change_slice(1), applies=_has_slice),
        Command("lab_far_lower", "pagedown", lambda s: s.turn(-FAR), applies=_is_free, at_foot=_never),
        Command("lab_far_higher", "pageup", lambda s: s.turn(FAR), applies=_is_free, at_foot=_never),
        Command("lab_leave", "escape", leave, stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(digit), f"digit({digit})") for digit in range(10)),
    ]
