"""The beginning of a problem above its first question, where the problem itself is out of sight."""

from itertools import takewhile

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tutor.lessons.markdown import parse
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming

FIRST = 6
"""So many paragraphs are more than there is room for."""


class Opening(Vertical):
    """As much of the statement as there is room for, and where the rest is."""

    DEFAULT_CSS = """
    Opening {
        height: auto; max-height: 30%; padding: 0 2; display: none;
        & > Prose { max-height: 100%; }
        & > .opening--rest { dock: bottom; height: 1; width: 1fr; color: $foreground 75%; }
    }
    """

    def __init__(self, statement: str, naming: ScreenNaming) -> None:
        """`statement` is Markdown."""
        super().__init__()
        self._statement, self._naming = statement, naming

    def compose(self) -> ComposeResult:
        yield Prose(parse(told_first(self._statement)), self._naming)
        yield Static(self._naming.say("opening.rest"), classes="opening--rest", markup=False)


def told_first(statement: str) -> str:
    """The first paragraphs, from the first heading on: what stands above that tells where the problem is from.

    What is listed as given is left out: it stands below, above the work.
    """
    paragraphs = statement.split("\n\n")
    first = next((at for at, text in enumerate(paragraphs) if text.startswith("#")), 0)
    told = [*takewhile(lambda text: not text.startswith("**"), paragraphs[first : first + FIRST])]
    while told and told[-1].startswith("#"):  # a heading of what does not stand there any more
        told.pop()
    return "\n\n".join(told)
