"""The states of an essay's answer with their dates, and what changed from each to the next, word by word."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.session.essay_text import Change, State
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar

LOOKS = {Change.KEPT: "", Change.ADDED: "bold $text-success", Change.REMOVED: "$text-warning strike"}
WIDE = 100
"""From how many cells on the text stands beside the dates, else below them."""


class HistoryScreen(TutorScreen):
    """The latest state first; the arrows go from one to the next."""

    HELP_PAGE = "history"
    HAS_KEYS = "OptionList"
    DEFAULT_CSS = """
    HistoryScreen {
        & #heading { height: 1; padding: 0 1; background: $panel; text-style: bold; text-wrap: nowrap; }
        & #history { height: 1fr; layout: vertical; }
        & #history.-wide { layout: horizontal; }
        & #dates { width: 1fr; height: auto; max-height: 8; padding: 1 1 0 1; }
        & .-wide > #dates { width: 44; height: 1fr; max-height: 100%; }
        & #text { width: 1fr; height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; border-top: solid $panel; }
        & .-wide > #text { border-top: none; border-left: solid $panel; }
        & #changes { width: 1fr; max-width: 96; height: auto; }
    }
    """

    def __init__(self, shared: Shared, heading: str, states: list[State]) -> None:
        """`states` are those of the answer, the latest first."""
        super().__init__(shared)
        self._heading, self._states = heading, states

    def compose(self) -> ComposeResult:
        yield Static(self.naming.say("essay.history", name=self._heading), id="heading", markup=False)
        with Horizontal(id="history"):
            yield ChoiceList(*(Option(self._line(state)) for state in self._states), id="dates")
            with VerticalScroll(id="text", can_focus=False):
                yield Static("", id="changes")
        yield KeyBar()

    def begin(self) -> None:
        super().begin()
        self._fit(self.app.size.width)
        self.query_one(OptionList).highlighted = 0
        self._show(0)

    async def say_again(self) -> None:
        row = self.query_one(OptionList).highlighted or 0
        await super().say_again()
        self.query_one(OptionList).highlighted = row

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        for part in self.query("#history"):
            part.set_class(width >= WIDE, "-wide")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()

    def _line(self, state: State) -> str:
        """A state's date, and how much it has that is new, and lost."""
        say = self.naming.say
        when = say("essay.now") if state.at is None else f"{state.at.astimezone():%Y-%m-%d %H:%M}"
        return say("essay.state", when=when, **{one.name.lower(): state.words(one) for one in Change})

    def _show(self, row: int) -> None:
        parts = [Content.styled(one.marked, LOOKS[one.change]) for one in self._states[row].changes]
        for text in self.query("#changes").results(Static):  # there is none while the language changes
            text.update(Content("").join(parts))
        for page in self.query("#text").results(VerticalScroll):
            page.scroll_home(animate=False)

    def scroll(self, by: int) -> None:
        """Move the text by most of a page."""
        page = self.query_one("#text", VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)

    def close(self) -> None:
        """Back to the essay."""
        self.dismiss()

    COMMAND_LIST = (
        Command("other_version", "up"),
        Command("text_on", "right,space", lambda s: s.scroll(1)),
        Command("text_back", "left", lambda s: s.scroll(-1)),
        Command("close", "escape,f4", close, stays=True),
    )
