"""A page of lesson text as one widget: static, quick to lay out again, never clipped, free of markup."""

from collections.abc import Iterator

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tutor.lessons.blocks import Blocks
from tutor.widgets.prose_layout import Page
from tutor.widgets.prose_signs import Labels, signs_for
from tutor.widgets.prose_text import Line, width_of
from tutor.widgets.screen_naming import ScreenNaming

# Styles in Textual's own notation. As component classes, each would be resolved anew for every page that is mounted.
LOOKS = {
    "heading1": "bold $text-primary",
    "heading2": "bold $text-primary",
    "heading3": "bold $text-primary",
    "strong": "bold",
    "emphasis": "italic",
    "code": "on $foreground 10%",
    "math": "$text-primary",
    "link": "underline $text-primary",
    "url": "$foreground 75%",
    "marker": "bold $text-primary",
    "note": "bold $text-primary",
    "aside": "bold $text-primary",
    "tip": "bold $text-success",
    "warning": "bold $text-warning",
    "quote": "$foreground 75%",
    "rule": "$foreground 75%",
    "key": "$foreground 75%",
}
"""How each role of a piece of text looks."""


class Prose(Widget):
    """Shows blocks of Markdown, wrapped to its width; its height follows.

    `plain` draws for terminals where characters of ambiguous width take two cells. `open_asides` unfolds the asides.
    It posts no messages; a click on an aside's title opens or folds all of them, one on a link opens it.
    """

    DEFAULT_CSS = """
    Prose {
        width: 1fr;
        max-width: 92;
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    blocks: reactive[Blocks] = reactive(tuple, layout=True)
    labels: reactive[Labels] = reactive(Labels, layout=True)
    plain: reactive[bool] = reactive(False, layout=True)
    open_asides: reactive[bool] = reactive(False, layout=True)

    def __init__(
        self,
        blocks: Blocks = (),
        naming: ScreenNaming | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`naming` has the glyphs, and what notes are called; without it, both are as anywhere."""
        super().__init__(id=id, classes=classes, markup=False)
        self.set_reactive(Prose.blocks, blocks)
        if naming is not None:
            self.set_reactive(Prose.plain, naming.plain)
            self.set_reactive(Prose.labels, naming.labels)
        self._page: Page | None = None
        self._laid_out: tuple[tuple[int, bool], tuple[Line, ...]] | None = None

    def update(self, blocks: Blocks) -> None:
        """Show `blocks` instead, asides folded."""
        self.open_asides = False
        self.blocks = blocks

    def toggle_asides(self) -> None:
        """Open all asides, or fold them."""
        self.open_asides = not self.open_asides

    def render(self) -> Content:
        """All the words, as a selection takes them; `render_line` paints."""
        return Content(
            "\n".join("".join(piece.text for piece in line) for line in self._lines(self.content_size.width))
        )

    def render_line(self, y: int) -> Strip:
        """Line `y` of the page: only what is in sight is painted, however long the page."""
        lines = self._lines(self.content_size.width)
        if y >= len(lines):
            return Strip.blank(self.content_size.width, self.visual_style.rich_style)
        span = self.text_selection.get_span(y) if self.text_selection else None
        segments: list[Segment] = []
        base, here = self.visual_style, 0
        for piece in lines[y]:
            style = sum((Style.parse(LOOKS[role]) for role in piece.roles), base)
            if piece.url:
                style += Style(link=piece.url)
            for start, end, selected in _parts(here, here + len(piece.text), span):
                shown = style + self._selection_style() if selected else style
                segments.append(Segment(piece.text[start - here : end - here], shown.rich_style_with_offset(start, y)))
            here += len(piece.text)
        return Strip(segments, width_of(lines[y])).extend_cell_length(
            self.content_size.width, self.visual_style.rich_style
        )

    def _selection_style(self) -> Style:
        return Style.from_styles(self.screen.get_component_styles("screen--selection"))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is: the text wraps."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the page has at `width`."""
        return len(self._lines(width))

    def _lines(self, width: int) -> tuple[Line, ...]:
        page = self._page
        if page is None or page.blocks is not self.blocks or (page.plain, page.labels) != (self.plain, self.labels):
            page = self._page = Page(self.blocks, self.plain, self.labels)
            self._laid_out = None
        key = (width, self.open_asides)
        if self._laid_out is None or self._laid_out[0] != key:
            self._laid_out = key, page.lay_out(*key) if width else ()
        return self._laid_out[1]

    def on_click(self, event: events.Click) -> None:
        """A mouse does on the text itself what keys do from afar."""
        place = event.get_content_offset(self)
        if event.style.link:
            self.app.open_url(event.style.link)
        elif place is not None and self.text_selection is None and self._heads_aside(place.y):
            self.toggle_asides()

    def _heads_aside(self, y: int) -> bool:
        lines = self._lines(self.content_size.width)
        line = lines[y] if y < len(lines) else ()
        signs = signs_for(self.plain)
        return any("aside" in piece.roles and piece.text[:1] in (signs.folded, signs.opened) for piece in line)


def _parts(start: int, end: int, span: tuple[int, int] | None) -> Iterator[tuple[int, int, bool]]:
    """From `start` to `end` in parts that lie outside or inside `span`, whose end may be -1 for the end of the line."""
    first, last = span or (end, end)
    first = min(max(first, start), end)
    last = end if last == -1 else min(max(last, first), end)
    yield from (
        (a, b, inside) for a, b, inside in ((start, first, False), (first, last, True), (last, end, False)) if a < b
    )
