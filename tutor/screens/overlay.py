"""Screens that lie over another: something to read, which scrolls, and a way back to the screen underneath."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tutor.lessons.blocks import Blocks
from tutor.screens.base import TutorScreen
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.network_view import NetworkView
from tutor.widgets.prose import Prose


class OverlayScreen(TutorScreen):
    """Has the keys in what scrolls, and is said again where it stands."""

    HAS_KEYS = "VerticalScroll"

    def begin(self) -> None:
        super().begin()
        self._show()

    def on_resize(self) -> None:
        for drawing in self.query(NetworkView):
            drawing.fit()

    def close(self) -> None:
        """Back to the screen underneath."""
        self.dismiss()

    def _show(self) -> None:
        """Show what is to be seen now."""


class PageScreen(OverlayScreen):
    """A page of text in the middle."""

    DEFAULT_CSS = """
    PageScreen {
        & VerticalScroll { padding: 1 1 1 2; height: 1fr; align-horizontal: center; scrollbar-size-vertical: 1; }
        & Prose { max-width: 91; padding: 0 1 0 0; }
    }
    """

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(self.page(), self.naming)
        yield KeyBar()

    def page(self) -> Blocks:
        """What is on the page."""
        return ()
