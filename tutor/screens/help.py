"""F1: what the screen underneath is, and the keys that belong to it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from tutor.lessons.blocks import Block, Table, Text
from tutor.lessons.markdown import parse
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose


class HelpScreen(TutorScreen):
    """A page of help with a table of keys, made from the commands themselves."""

    DEFAULT_CSS = """
    HelpScreen {
        & VerticalScroll { padding: 1 2; height: 1fr; align-horizontal: center; }
        & Prose { max-width: 90; }
    }
    """

    def __init__(self, shared: Shared, page: str, commands: list[Command[Any]]) -> None:
        super().__init__(shared)
        self._page = page
        self._commands = commands

    def compose(self) -> ComposeResult:
        blocks = (
            *parse(self.naming.with_keys(self.shared.wordings.page(self._page))),
            *parse(f"### {self.naming.say('help.keys')}"),
        )
        with VerticalScroll():
            yield Prose((*blocks, self._keys()), plain=self.naming.plain, labels=self.shared.labels)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.refresh_keys()

    async def say_again(self) -> None:
        await self.recompose()
        self.on_mount()

    def close(self) -> None:
        """Back to the screen underneath."""
        self.dismiss()

    def _keys(self) -> Block:
        say = self.naming.say
        rows = tuple(
            (
                (Text(self.shared.key_of(command) or "-", strong=True),),
                (Text(say(f"command.{command.name}")),),
                (Text(say(f"command_help.{command.name}")),),
            )
            for command in self._commands
        )
        header = tuple((Text(say(f"help.{column}")),) for column in ("key", "name", "what"))
        return Table(header, rows, ("left", "left", "left"))

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (Command("close", "escape,enter,f1,q,ㅂ", close),)
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
