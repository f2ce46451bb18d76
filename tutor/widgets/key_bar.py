"""The line at the foot of a screen: the keys that apply now."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

_ACTION = "key_bar_action"
GAP = "  "
PALETTE = "+".join(part.capitalize() for part in App.COMMAND_PALETTE_BINDING.split("+"))
"""The key of the palette, which has what the line leaves out: it is named beside the sign that there is more, unless
what always shows takes all the room."""
KEY, LABEL, WARNING = "bold $text-accent", "$foreground 80%", "bold $text-warning reverse"
"""How the parts look, in Textual's own notation."""


class KeyHint(NamedTuple):
    """A key, what it does, and the action to run when it is clicked."""

    key: str
    label: str
    action: str = ""
    always: bool = False


class KeyBar(Widget):
    """Shows the hints that always show, and of the others, in order, each that fits; a sign tells of all the rest."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; width: 100%; height: 1; padding: 0 1;
        background: $panel; color: $foreground;
    }
    """
    more: reactive[str] = reactive("…")
    warning: reactive[str] = reactive("")
    """What stands before the hints as long as it holds."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: Callable[[], Sequence[KeyHint]] = tuple
        self._has_more: Callable[[], bool] = bool

    def show(self, hints: Callable[[], Sequence[KeyHint]], has_more: Callable[[], bool]) -> None:
        """Show these as they are now; `has_more` tells whether there are keys beside them that the line never shows.

        They are asked for as the line is painted: much may change before, in turn.
        """
        self._hints, self._has_more = hints, has_more
        self.refresh()

    def render(self) -> Content:
        """The hints in one line."""
        hints = self._hints()
        room = self.content_size.width - (cell_len(self.warning) + len(GAP) if self.warning else 0)
        shown = list(hints)
        if self._length(shown) > room or self._has_more():
            rest = KeyHint(PALETTE, self.more)
            kept = [hint for hint in hints if hint.always]
            named = [] if self._length([*kept, rest]) > room else [rest]
            room -= 0 if named else len(GAP) + cell_len(self.more)
            shown = kept
            for hint in hints:
                more = [one for one in hints if one in shown or one is hint]
                if self._length([*more, *named]) <= room:
                    shown = more
            parts = [self._drawn(hint) for hint in (*shown, *named)]
            if not named:
                parts.append(Content.styled(self.more, LABEL))
        else:
            parts = [self._drawn(hint) for hint in shown]
        if self.warning:
            parts.insert(0, Content.styled(self.warning, WARNING))
        return Content(GAP).join(parts)

    @staticmethod
    def _length(hints: Sequence[KeyHint]) -> int:
        return sum(cell_len(hint.key) + 1 + cell_len(hint.label) for hint in hints) + len(GAP) * (len(hints) - 1)

    def _drawn(self, hint: KeyHint) -> Content:
        click = Style.from_meta({_ACTION: hint.action}) if hint.action else Style()
        return Content.assemble((hint.key, KEY), " ", (hint.label, LABEL)).stylize(click)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does, where the key does it: between two keys."""
        action = event.style.meta.get(_ACTION)
        if action:
            self.app.call_later(self.run_action, str(action))
