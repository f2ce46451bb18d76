"""F1: what the screen underneath is, and the keys that belong to it."""

from __future__ import annotations

from typing import Any

from tutor.lessons.blocks import Block, Blocks, Table, Text
from tutor.lessons.markdown import parse
from tutor.screens.overlay import PageScreen
from tutor.screens.shared import Shared
from tutor.widgets.command import Command


class HelpScreen(PageScreen):
    """A page of help with a table of keys, made from the commands themselves."""

    def __init__(self, shared: Shared, page: str, commands: list[Command[Any]]) -> None:
        super().__init__(shared)
        self._page = page
        self._commands = commands

    def page(self) -> Blocks:
        blocks = (
            *parse(self.naming.with_keys(self.shared.wordings.page(self._page))),
            *parse(f"### {self.naming.say('help.keys')}"),
        )
        return (*blocks, self._keys())

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

    COMMAND_LIST = (Command("close", "escape,enter,f1,q,ㅂ", PageScreen.close),)
