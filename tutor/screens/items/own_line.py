"""A line under the options of an open question, to type an answer of one's own into."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tutor.screens.base import DRAFT_SECONDS
from tutor.screens.terminal.gone import Leavable
from tutor.session.item_desk import ItemDesk
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.note import Note
from tutor.widgets.screen_naming import ScreenNaming


class OwnLine(Leavable, Vertical):
    """Tells what is submitted, and keeps what is not."""

    DEFAULT_CSS = """
    OwnLine {
        height: auto; width: 1fr; padding: 0 1; margin: 1 0 0 0;
        & > Horizontal { height: 1; width: 1fr; }
        & .own--label { width: auto; padding: 0 1 0 0; text-style: bold; }
        & AnswerField { width: 1fr; max-width: 60; }
        & .own--note { height: auto; width: 1fr; padding: 0 0 0 2; color: $foreground 75%; }
        & .own--note.-empty { display: none; }
    }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed in the line."""

        text: str

    def __init__(self, naming: ScreenNaming, desk: ItemDesk) -> None:
        super().__init__()
        self._keep, self._kept = desk.keep_typed, desk.draft
        self._label, self._field = naming.say("drill.own_answer"), AnswerField(self._kept)
        self._note = Note("own--note")

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self._label, classes="own--label", markup=False)
            yield self._field
        yield self._note

    def on_mount(self) -> None:
        self.set_interval(DRAFT_SECONDS, self.keep)

    @property
    def has_cursor(self) -> bool:
        return self._field.has_focus

    def take_cursor(self) -> None:
        """Put the cursor in the line."""
        self._field.focus()

    def keep(self) -> None:
        """Keep what is typed but not submitted."""
        if self._field.value != self._kept:
            self._kept = self._field.value
            self._keep(self._kept)

    def say(self, text: str) -> None:
        """Say something of what stands in the line."""
        self._note.say(text)

    def submitted(self) -> None:
        """What stands there is in the records: it is no draft any more."""
        self._kept = self._field.value

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._note.say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(event.value))
