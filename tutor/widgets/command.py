"""A command is the only source of its key, its footer text, its palette entry and its line in the help."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from textual.binding import Binding, BindingType

NAMED_KEYS = (
    *("enter", "escape", "tab", "space", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "delete"),
    *("backspace", "insert", "digit"),
)
"""Keys whose names are words: `key.NAME`."""

HINT = "f2"
"""The key of a hint, which the welcome names before a screen that has it was ever imported."""
PRIMER = "ctrl+t"
"""The key of the lesson of a minute."""
SHEET_KEY = "ctrl+o,ctrl+ㅐ"
"""The key of the sheet, for the learner's own working; in Hangul mode some terminals tell Ctrl with the jamo."""
UNDO_KEY = "ctrl+z,ctrl+ㅋ"
"""The key that takes back what was taken away."""
SLOPES_KEY = "ctrl+r,f11"
"""The keys of the pages on derivatives; many terminals keep F11 for themselves."""
_KEYS: dict[str, str] = {"hint": HINT}
"""The keys of all commands that were bound so far: words name a command, and tell its key."""

Place = TypeVar("Place")
"""Where a command is given: a screen, or the app."""


def always(place: object) -> bool:  # noqa: ARG001  # the same everywhere
    """At any time."""
    return True


def never(place: object) -> bool:  # noqa: ARG001
    """At no time."""
    return False


class Command(NamedTuple, Generic[Place]):
    """Something a learner can do. Its words are `command.NAME` (a word or two) and `command_help.NAME` (a line).

    `keys` are Textual's, the first one shown; without `do` the key belongs to the widget in focus and is only told of.
    """

    name: str
    keys: str = ""
    do: Callable[[Place], object] | None = None
    """What it does; what can be waited for is waited for."""
    applies: Callable[[Place], bool] = always
    """Whether it can be given now."""
    at_foot: Callable[[Place], bool] = always
    """Whether the foot of the screen shows it, where it can be given."""
    words: Callable[[Place], str] | None = None
    """The name of the words at the foot, where they change with what it does."""
    key_shown: Callable[[Place], str] | None = None
    """The key as the foot has it, where that changes with what is there."""
    priority: bool = False
    """Whether its key reaches it before the widget in focus."""
    instead_of: str = ""
    """The app's command that it does the work of on its screen: one of the two is enough to be shown."""
    stays: bool | Callable[[Place], bool] = False
    """Whether the foot of the screen shows it even where not all fit."""

    @property
    def action(self) -> str:
        """Textual's action that gives it; empty where it is only told of."""
        return f"command('{self.name}')" if self.do is not None else ""


def shown_key(keys: str, say: Callable[[str], str]) -> str:
    """The first of Textual's keys as a learner finds it on the keyboard; `say` has the interface's words."""
    parts = keys.split(",", maxsplit=1)[0].split("+")
    return "+".join(say(f"key.{part}") if part in NAMED_KEYS else part.capitalize() for part in parts)


def shown_key_of(name: str, chosen: Mapping[str, str], say: Callable[[str], str]) -> str:
    """The key of a command that was made, by its name; `chosen` are those that the learner chose."""
    return shown_key(chosen.get(name, _KEYS.get(name, "")), say)


def kept_beside(commands: Iterable[Command[Any]], chosen: Mapping[str, str]) -> dict[str, str]:
    """The keys of those that share one with a command for which the learner chose another.

    Textual would take it from all of them.
    """
    commands = tuple(commands)
    freed = {key for command in commands if command.name in chosen for key in command.keys.split(",")}
    sharing = (command for command in commands if command.action and command.name not in chosen)
    return {command.name: command.keys for command in sharing if freed.intersection(command.keys.split(","))}


def bindings(commands: Iterable[Command[Any]]) -> list[BindingType]:
    """The key bindings of commands that do something. A key can be changed by the name of its command."""
    commands = tuple(commands)
    _KEYS.update((command.name, command.keys) for command in commands)
    return [
        Binding(command.keys, command.action, command.name, show=False, priority=command.priority, id=command.name)
        for command in commands
        if command.action and command.keys
    ]
