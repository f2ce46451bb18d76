"""How the derivatives come about that a learner needs here: a short page for each, with a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from tutor.lessons.markdown import parse
from tutor.lessons.slopes import slope_page
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose


class SlopesScreen(TutorScreen):
    """The pages, one below the other, over the screen that is there."""

    DEFAULT_CSS = """
    SlopesScreen {
        & VerticalScroll { padding: 1 2; height: 1fr; align-horizontal: center; }
        & Prose { max-width: 90; }
    }
    """

    def __init__(self, shared: Shared, names: Sequence[str]) -> None:
        super().__init__(shared)
        self._names = names

    def compose(self) -> ComposeResult:
        text = "\n\n".join(self.shared.wordings.page(slope_page(name)) for name in self._names)
        with VerticalScroll():
            yield Prose(parse(text), plain=self.naming.plain, labels=self.shared.labels)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.refresh_keys()

    async def say_again(self) -> None:
        await self.recompose()
        self.on_mount()

    def close(self) -> None:
        """Back to the screen underneath."""
        self.dismiss()

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("close", "escape,enter,q,ㅂ", close, instead_of="help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
