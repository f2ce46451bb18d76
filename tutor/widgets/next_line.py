"""The one thing that is suggested next, with its key: the same on Home and where a sitting ends."""

from textual.content import Content
from textual.widgets import Static

from tutor.widgets.screen_naming import ScreenNaming


class NextLine(Static):
    """Says what the command does, by its name, that goes on with what is suggested."""

    DEFAULT_CSS = "NextLine.next { margin: 0 0 1 0; padding: 0 1; border-left: outer $accent 60%; }"

    def __init__(self, naming: ScreenNaming, command: str, what: str) -> None:
        self._heading = f"{naming.say('next.heading')}  {naming.key_of(command)}  "
        super().__init__(self._line(what), classes="next")

    def tell(self, what: str) -> None:
        """Say this in its place."""
        self.update(self._line(what))

    def _line(self, what: str) -> Content:
        return Content.assemble((self._heading, "bold $text-accent"), what)
