"""The universal approximation theorem at work: that a network is there, beside whether one is found."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from tutor.laboratory.approximation import NARROWEST, WIDEST
from tutor.laboratory.theorem import Theorem, typed
from tutor.screens.laboratory.bench import FAR, SEEDS, Bench, BenchScreen
from tutor.screens.shared import Shared
from tutor.session.theorem_words import status
from tutor.widgets import theorem_pictures as pictures
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.command import Command, never
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.note import Note
from tutor.widgets.plot import Plot
from tutor.widgets.slider import Slider
from tutor.widgets.stage_bar import StageBar

STEPS = 40
"""Of training in a frame."""


class TheoremScreen(BenchScreen):
    """Shows a function, the networks, and the errors; over the screen that it was opened from."""

    HELP_PAGE = "theorem"
    DEFAULT_CSS = """
    TheoremScreen {
        & > Bench { padding: 0 1; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.now = Theorem()

    def compose(self) -> ComposeResult:
        naming, plain = self.naming, self.naming.plain
        yield StageBar(naming.say("theorem.title"), plain=plain)
        yield Slider(naming.say("theorem.slider"), WIDEST - NARROWEST + 1, plain=plain)
        yield AnswerField(id="entry")
        yield Note("theorem--status")
        with Bench(), Horizontal():
            yield Plot(plain=plain, id="functions")
            yield Plot(plain=plain, id="errors")
        yield KeyBar()

    def entry_hint(self) -> str:
        return self.naming.say("theorem.entry_hint")

    def _show(self, now: Theorem) -> None:
        self.now = now
        self.redraw()

    def redraw(self, said: str = "") -> None:
        now = self.now
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
        self._pause()
        self._show(self.now.following())

    def train(self) -> None:
        """Train a network of the same width, or pause; where nothing moves, for a while at once."""
        if self.shared.moves:
            super().train()
        else:
            self._show(self.now.train(STEPS * FAR))

    def tick(self) -> None:
        self._show(self.now.train(STEPS))
        if not self.now.can_train:
            self._pause()

    def draw(self) -> None:
        """Another start of the training."""
        self._pause()
        self._show(self.now.with_seed(self.shared.random.randrange(SEEDS)))

    def enter(self, text: str) -> None:
        self.now = typed(self.now, text)

    def leave(self) -> None:
        """What is typed is left; then back to where one came from."""
        if self._is_editing:
            self._stop_editing()
        else:
            self._pause()
            self.shared.navigator.leave_laboratory(self)

    COMMAND_LIST = (
        Command("check", "enter", applies=lambda s: isinstance(s.focused, AnswerField)),
        Command(
            "uat_train",
            "space,enter",
            train,
            applies=BenchScreen.is_free,
            words=lambda s: "lab_pause" if s._timer is not None else "uat_train",
        ),
        Command("uat_function", "f6", next_function),
        Command("uat_edit", "f3", BenchScreen.edit),
        Command("uat_draw", "f4", draw),
        Command("uat_narrower", "left", lambda s: s.turn(-1), applies=BenchScreen.is_free, at_foot=never),
        Command("uat_wider", "right", lambda s: s.turn(1), applies=BenchScreen.is_free, at_foot=never),
        Command(
            "uat_far_narrower",
            "pagedown",
            lambda s: s.turn(-FAR),
            applies=BenchScreen.is_free,
            at_foot=never,
        ),
        Command("uat_far_wider", "pageup", lambda s: s.turn(FAR), applies=BenchScreen.is_free, at_foot=never),
        Command("lab_leave", "escape", leave, stays=True),
    )
