"""What a learner is told of an answer: a line at once, and below it texts to read."""

import asyncio

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tutor.answers.verdicts import Verdict
from tutor.lessons.markdown import parse
from tutor.session.verdict_look import sign_of
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.verdict_colours import coloured


class ToldPane(VerticalScroll):
    """Takes no more room than there is to tell, and scrolls where that is too much."""

    DEFAULT_CSS = f"""
    ToldPane {{
        height: auto; max-height: 40%; width: 1fr; padding: 0 1; scrollbar-size-vertical: 1;
        & > #verdict {{ height: auto; width: 1fr; max-width: 92; color: $text-warning; text-style: bold; }}
        {coloured("& > #verdict.VERDICT")}
        & > #hints {{ border-left: outer $secondary 60%; padding: 0 1; }}
    }}
    """

    def __init__(self, naming: ScreenNaming) -> None:
        super().__init__()
        self._said = Static("", id="verdict", markup=False)
        self._said.display = False
        self._naming = naming
        self._page = asyncio.Lock()
        """Held while a text changes: a click may come in the middle of what a key did."""

    def compose(self) -> ComposeResult:
        yield self._said

    @property
    def is_telling(self) -> bool:
        """Whether there is anything here."""
        return any(part.display for part in self.children)

    def say(self, text: str, verdict: Verdict | None = None) -> None:
        """Say a line; a verdict has the sign and the colour that it has everywhere."""
        self._said.update(f"{sign_of(verdict, plain=self._naming.plain)} {text}" if verdict is not None else text)
        self._said.set_classes(f"-{verdict}" if verdict is not None else "")
        self._said.display = bool(text)
        self.scroll_home(animate=False)

    async def show(self, name: str, text: str) -> None:
        """Show Markdown under the line, in place of what was shown under that name; nothing for no text."""
        async with self._page:
            await self.query(f"#{name}").remove()
            if text:
                await self.mount(Prose(parse(text), self._naming, id=name))
        self.scroll_home(animate=False)
