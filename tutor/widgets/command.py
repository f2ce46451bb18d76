"""A command is the only source of its key, its footer text, its palette entry and its line in the help."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

_KEY_NAMES = {"enter": "Enter", "escape": "Esc", "tab": "Tab", "up": "↑", "down": "↓", "space": "Space"}


class Command(NamedTuple):
    """Something a learner can do. Its words are `command.NAME` (a word or two) and `command_help.NAME` (a line).

    `keys` are Textual's, the first one shown; without `action` the key belongs to the widget in focus and is only told
    of. `priority` reaches the screen before the widget in focus.
    """

    name: str
    keys: str
    action: str = ""
    priority: bool = False
    always: bool = False
    """Whether the foot of the screen shows it even where not all fit."""

    @property
    def key(self) -> str:
        """The key as a learner finds it on the keyboard."""
        first = self.keys.split(",")[0]
        if not first:
            return ""
        if first in _KEY_NAMES:
            return _KEY_NAMES[first]
        return "+".join(part.capitalize() for part in first.split("+"))


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings of commands that have an action."""
    return [
        Binding(command.keys, command.action, command.name, show=False, priority=command.priority)
        for command in commands
        if command.action and command.keys
    ]
