"""What stands beside a list on a broad screen: at Home, what the line with the cursor leads to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tutor.drawing.marks import Marks
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Lesson, Problem, heading
from tutor.session.picture import Picture
from tutor.widgets.network_view import NetworkView
from tutor.widgets.opening import told_first
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming


class LessonPreview(VerticalScroll, can_focus=False):
    """The network of a problem and how its statement begins; or lines on something else."""

    DEFAULT_CSS = """
    LessonPreview {
        height: 1fr; padding: 4 3 1 3; scrollbar-size-vertical: 1;
        & > .preview--title { text-style: bold; color: $text-primary; height: auto; }
        & > NetworkView { height: auto; margin: 1 0 0 0; align-horizontal: left; }
        & > Prose { margin: 1 0 0 0; }
        & > Static.preview--part { height: auto; margin: 1 0 0 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._of: object = None
        self._page = asyncio.Lock()
        """Held while what is shown changes."""

    def compose(self) -> ComposeResult:
        yield Static("", classes="preview--title", markup=False)

    async def show_lesson(self, lesson: Lesson, statement: str, naming: ScreenNaming) -> None:
        """Show a lesson, whose statement is Markdown; the drawing is laid out aside."""
        self._of = lesson
        parts: list[NetworkView | Prose] = [Prose(parse(told_first(statement)), naming)]
        if isinstance(lesson, Problem):
            picture = Picture(lesson, naming.of(lesson))
            painter = await asyncio.to_thread(lambda: picture.painter)
            parts.insert(0, NetworkView(painter, Marks()))
        await self._show(lesson, heading(lesson, naming.words.language), *parts)

    async def show_lines(self, title: str, lines: Sequence[str]) -> None:
        """Show lines below a title."""
        self._of = title
        await self._show(title, title, Static("\n".join(lines), markup=False))

    async def _show(self, of: object, title: str, *parts: NetworkView | Prose | Static) -> None:
        async with self._page:
            if self._of is not of or not self.is_attached:  # the cursor went on, or the screen was left
                return
            with self.app.batch_update():
                await self.remove_children(".preview--part")
                for line in self.query(".preview--title").results(Static):
                    line.update(title)
                for part in parts:
                    part.add_class("preview--part")
                await self.mount(*parts)
        self.scroll_home(animate=False)
