"""Screens, and the app, as places where commands are given: by a key, at the foot, in the palette."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.binding import BindingType
from textual.message_pump import MessagePump

from tutor.screens.terminal.gone import while_there
from tutor.widgets.command import Command, bindings

if TYPE_CHECKING:
    from textual.dom import DOMNode


class Commanded(MessagePump):
    """Where commands are given. It is no `DOMNode`: Textual would take styles from it in place of the screen's own."""

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = []
    """Keys of no command. Those of the commands are added to them."""

    def __init_subclass__(cls, **options: Any) -> None:
        own = vars(cls)
        cls.BINDINGS = [*bindings(own.get("COMMAND_LIST", ())), *own.get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of commands that do not apply do nothing; all other actions are done."""
        if action != "command":
            return True
        return any(command.applies(self) for command in self.COMMAND_LIST if (command.name,) == parameters)

    async def action_command(self, name: str) -> None:
        """Do what a command does."""
        for command in self.COMMAND_LIST:
            if command.name == name and command.do is not None:
                done = command.do(self)
                if isawaitable(done):
                    await done


class Offer(NamedTuple):
    """A command that can be given now, and where."""

    command: Command[Any]
    place: Commanded
    is_screen: bool

    @property
    def action(self) -> str:
        """The action for a click at the foot."""
        return f"{'screen' if self.is_screen else 'app'}.{self.command.action}" if self.command.action else ""

    @property
    def words(self) -> str:
        """The name of the words at the foot."""
        return self.command.words(self.place) if self.command.words else self.command.name

    async def give(self) -> None:
        """Do what it does, if it still can be done."""
        if self.is_screen:
            await while_there(cast("DOMNode", self.place), self._give)()
        else:
            await self._give()

    async def _give(self) -> None:
        if self.command.applies(self.place):
            await self.place.action_command(self.command.name)
