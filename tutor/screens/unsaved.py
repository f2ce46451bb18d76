"""Leaving while what was done is in memory only: try again, another folder, or leave it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from tutor.screens.base import TutorScreen
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page

CHOICES = ("again", "elsewhere", "leave")


class UnsavedScreen(TutorScreen):
    """Asks what is to become of the records that could not be saved."""

    COMMAND_LIST = (Command("choose", "enter"), Command("stay", "escape", "stay", always=True))
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(number), f"choose({number})") for number in range(1, len(CHOICES) + 1)),
    ]
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
        say = self.voice.say
        with Page(can_focus=False):
            yield Static(say("unsaved.heading"), id="heading", markup=False)
            yield Static(self._why(), id="why", markup=False)
            yield ChoiceList(*(f"{number} {say(f'unsaved.{name}')}" for number, name in enumerate(CHOICES, 1)))
            yield Input(str(Path.home() / "backprop-tutor-records"), select_on_focus=False)
            yield Static("", id="said", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        choices = self.query_one(OptionList)
        choices.highlighted = 0
        choices.focus()
        self.refresh_keys()

    async def retell(self) -> None:
        await self.recompose()
        self.on_mount()

    def applies(self, name: str) -> bool:
        return name not in ("help", "quit")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose(event.option_index + 1)

    def action_choose(self, number: int) -> None:
        """Try again, ask for another folder, or leave."""
        match CHOICES[number - 1]:
            case "again":
                self._leave_if(self.tutor.journal.save(), self._why())
            case "elsewhere":
                field = self.query_one(Input)
                field.add_class("-asked")
                field.focus()
            case "leave":
                self.tutor.exit(0)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if not text:
            return
        folder = Path(text).expanduser()
        saved = self.tutor.journal.save_elsewhere(folder)
        self._leave_if(saved, self.voice.say("unsaved.not_there", folder=str(folder)))

    def action_stay(self) -> None:
        """Back to where the learner was."""
        self.dismiss()

    def _leave_if(self, saved: bool, why_not: str) -> None:
        if saved:
            self.tutor.exit(0)
        else:
            self.query_one("#said", Static).update(f"{self.voice.say('unsaved.still')} {why_not}")

    def _why(self) -> str:
        fault = self.tutor.journal.fault
        return self.voice.say(f"journal.{fault.key}", **fault.params) if fault else ""
