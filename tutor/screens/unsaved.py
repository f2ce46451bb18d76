"""Leaving while what was done is in memory only: try again, another folder, or leave it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from tutor.screens.base import TutorScreen, number_or
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page

CHOICES = ("again", "elsewhere", "leave")


class UnsavedScreen(TutorScreen):
    """Asks what is to become of the records that could not be saved."""

    IS_LEFT_BY_QUIT = False
    HAS_KEYS = "OptionList"
    DEFAULT_CSS = """
    UnsavedScreen {
        & Page > Static { margin: 0 0 1 0; }
        & #heading { text-style: bold; color: $text-warning; }
        & #said { color: $text-warning; }
        & Input { margin: 1 0; display: none; }
        & Input.-asked { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        say = self.naming.say
        with Page(can_focus=False):
            yield Static(say("unsaved.heading"), id="heading", markup=False)
            yield Static(self._why(), id="why", markup=False)
            yield ChoiceList(*(f"{number} {say(f'unsaved.{name}')}" for number, name in enumerate(CHOICES, 1)))
            yield Input(str(Path.home() / "backprop-tutor-records"), select_on_focus=False)
            yield Static("", id="said", markup=False)
        yield KeyBar()

    def begin(self) -> None:
        super().begin()
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose(event.option_index + 1)

    def action_choose(self, number: int) -> None:
        """Try again, ask for another folder, or leave."""
        match CHOICES[number - 1]:
            case "again":
                self._leave_if(self.shared.journal.save(), self._why())
            case "elsewhere":
                field = self.query_one(Input)
                field.add_class("-asked")
                field.focus()
            case "leave":
                self.shared.navigator.leave()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if not text:
            return
        folder = Path(text).expanduser()
        saved = self.shared.journal.save_elsewhere(folder)
        self._leave_if(saved, self.naming.say("unsaved.not_there", folder=str(folder)))

    def stay(self) -> None:
        """Back to where the learner was."""
        self.dismiss()

    def _leave_if(self, saved: bool, why_not: str) -> None:
        if saved:
            self.shared.navigator.leave()
        else:
            self.query_one("#said", Static).update(f"{self.naming.say('unsaved.still')} {why_not}")

    def _why(self) -> str:
        fault = self.shared.journal.fault
        return self.naming.say(f"journal.{fault.key}", **fault.params) if fault else ""

    COMMAND_LIST = (
        Command("choose", "enter", key_shown=number_or("choose", lambda _: len(CHOICES))),
        Command("stay", "escape", stay, stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        (str(number), f"choose({number})") for number in range(1, len(CHOICES) + 1)
    ]
