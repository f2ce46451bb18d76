"""The line at the foot of a screen: the keys that apply now."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget


_ACTION = "key_bar_action"


@dataclass(frozen=True)
class KeyHint:
    """A key, what it does, and the action to run when it is clicked."""

    key: str
    label: str
    action: str = ""


class KeyBar(Widget):
    """Shows as many hints as fit, in order; what is left out is told by a sign, and stands in the help."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; width: 100%; height: 1; padding: 0 1;
        background: $panel; color: $foreground;
        & > .key-bar--key { color: $text-accent; text-style: bold; }
        & > .key-bar--label { color: $foreground 80%; }
    }
    """
    COMPONENT_CLASSES = {"key-bar--key", "key-bar--label"}  # noqa: RUF012  # Textual's own way to declare them

    hints: reactive[Sequence[KeyHint]] = reactive(tuple)
    more: reactive[str] = reactive("…")

    def render(self) -> Content:
        """The hints in one line."""
        room = self.content_size.width
        parts: list[Content] = []
        used = 0
        for place, hint in enumerate(self.hints):
            needed = cell_len(hint.key) + 1 + cell_len(hint.label) + (2 if parts else 0)
            rest = len(self.hints) - place - 1
            if used + needed + (2 + cell_len(self.more) if rest else 0) > room:
                parts.append(Content.styled(self.more, ".key-bar--label"))
                break
            used += needed
            parts.append(self._drawn(hint))
        return Content("  ").join(parts)

    def _drawn(self, hint: KeyHint) -> Content:
        click = Style.from_meta({_ACTION: hint.action}) if hint.action else Style()
        return Content.assemble((hint.key, ".key-bar--key"), " ", (hint.label, ".key-bar--label")).stylize(click)

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        action = event.style.meta.get(_ACTION)
        if action:
            await self.run_action(str(action))
