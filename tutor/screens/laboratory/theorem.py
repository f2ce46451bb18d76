"""The universal approximation theorem at work: that a network is there, beside whether one is found."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from tutor.laboratory.approximation import NARROWEST, WIDEST
from tutor.laboratory.entry import EntryError
from tutor.laboratory.theorem import Theorem, typed
from tutor.screens.base import TutorScreen
from tutor.screens.laboratory.screen import SEEDS, Bench
from tutor.screens.shared import Shared
from tutor.session.theorem_words import status
from tutor.widgets import theorem_pictures as pictures
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.note import Note
from tutor.widgets.plot import Plot
from tutor.widgets.slider import Slider
from tutor.widgets.stage_bar import StageBar

FRAME = 1 / 15
STEPS = 40
"""Of training in a frame."""
FAR = 10


class TheoremScreen(TutorScreen):
    """Shows a function, the networks, and the errors; over the screen that it was opened from."""

    HELP_PAGE = "theorem"
    DEFAULT_CSS = """
    TheoremScreen {
        & > Slider { padding: 0 1; }
        & > Note { height: auto; width: 1fr; padding: 0 1; }
        & > Bench { height: 1fr; padding: 0 1; }
        & > AnswerField { display: none; margin: 0 1; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.now = Theorem()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        naming, plain = self.naming, self.naming.plain
        yield StageBar(naming.say("theorem.title"), plain=plain)
        yield Slider(naming.say("theorem.slider"), WIDEST - NARROWEST + 1, plain=plain)
        yield Note("theorem--status")
        with Bench(), Horizontal():
            yield Plot(plain=plain, id="functions")
            yield Plot(plain=plain, id="errors")
        yield AnswerField(id="entry")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(AnswerField).placeholder = self.naming.say("theorem.entry_hint")
        self.query_one(Bench).focus()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._show(self.now))
        self._show(self.now)

    async def say_again(self) -> None:
        self._pause()
        await self.recompose()
        self.on_mount()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and isinstance(self.focused, AnswerField)

    def on_descendant_focus(self) -> None:
        self.refresh_keys()

    def _show(self, now: Theorem, said: str = "") -> None:
        """Show it as it is now; `said` stands until something else is done."""
        self.now = now
        if not self.query("#functions"):  # the language changes
            return
        naming = self.naming
        with self.app.batch_update():
            self.query_one(Slider).show(now.width - NARROWEST, str(now.width), {})
            self.query_one(Note).say(said or "\n".join(status(now, naming)))
            self.query_one("#functions", Plot).show(pictures.functions(now, naming))
            self.query_one("#errors", Plot).show(pictures.errors_by_width(now, naming))
            self.refresh_keys()

    def turn(self, by: int) -> None:
        """Another width."""
        self._pause()
        self._show(self.now.with_width(self.now.width + by))

    def on_slider_moved(self, event: Slider.Moved) -> None:
        event.stop()
        self._pause()
        self._show(self.now.with_width(NARROWEST + event.place))

    def next_function(self) -> None:
        """The next function on offer."""
        self._pause()
        self._show(self.now.following())

    def train(self) -> None:
        """Train a network of the same width, or pause."""
        if not self.shared.moves:
            self._show(self.now.train(STEPS * FAR))
        elif self._timer is not None:
            self._pause()
        else:
            self._timer = self.set_interval(FRAME, self._tick)
        self.refresh_keys()

    def _tick(self) -> None:
        self._show(self.now.train(STEPS))
        if not self.now.can_train:
            self._pause()

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.refresh_keys()

    def draw(self) -> None:
        """Another start of the training."""
        self._pause()
        self._show(self.now.with_seed(self.shared.random.randrange(SEEDS)))

    def edit(self) -> None:
        """Type a function."""
        self._pause()
        field = self.query_one("#entry", AnswerField)
        field.display = True
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self._stop_editing()
            return
        try:
            now = typed(self.now, event.value)
        except EntryError as error:
            self._show(self.now, self.naming.message(error.message))
            return
        self._stop_editing()
        self._show(now)

    def _stop_editing(self) -> None:
        field = self.query_one("#entry", AnswerField)
        field.display = False
        field.clear()
        self.query_one(Bench).focus()
        self._show(self.now)

    def leave(self) -> None:
        """What is typed is left; then back to where one came from."""
        if self.query_one("#entry").display:
            self._stop_editing()
        else:
            self._pause()
            self.shared.navigator.leave_laboratory(self)

    def _is_free(self) -> bool:
        return not self.is_mounted or isinstance(self.focused, Bench)

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("check", "enter", applies=lambda s: isinstance(s.focused, AnswerField)),
        Command(
            "uat_train",
            "space,enter",
            train,
            applies=_is_free,
            words=lambda s: "lab_pause" if s._timer is not None else "uat_train",
        ),
        Command("uat_function", "f6", next_function),
        Command("uat_edit", "f3", edit),
        Command("uat_draw", "f4", draw),
        Command("uat_narrower", "left", lambda s: s.turn(-1), applies=_is_free, at_foot=lambda _: False),
        Command("uat_wider", "right", lambda s: s.turn(1), applies=_is_free, at_foot=lambda _: False),
        Command("uat_far_narrower", "pagedown", lambda s: s.turn(-FAR), applies=_is_free, at_foot=lambda _: False),
        Command("uat_far_wider", "pageup", lambda s: s.turn(FAR), applies=_is_free, at_foot=lambda _: False),
        Command("lab_leave", "escape", leave, stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
