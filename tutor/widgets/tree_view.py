"""The tree diagram on the screen."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tutor.widgets.tree_drawing import Growth, Line, draw


class TreeView(Widget):
    """Draws a tree as far as it has grown, with the path that is asked about lit along it."""

    COMPONENT_CLASSES = {  # noqa: RUF012
        "tree-view--node",
        "tree-view--open",
        "tree-view--lit",
        "tree-view--here",
        "tree-view--seen",
    }
    DEFAULT_CSS = """
    TreeView {
        width: 1fr; height: auto; text-wrap: nowrap; padding: 0 0 1 0;
        &.-empty { display: none; }
        & > .tree-view--node { color: $foreground 80%; }
        & > .tree-view--open { color: $text-accent; text-style: bold; }
        & > .tree-view--lit { color: $text-primary; text-style: bold; }
        & > .tree-view--here { color: $text-accent; text-style: bold reverse; }
        & > .tree-view--seen { color: $foreground 70%; }
    }
    """

    growth: reactive[Growth] = reactive(Growth({}, ()))

    def __init__(self, growth: Growth, name: Callable[[str], str], *, plain: bool, classes: str = "") -> None:
        super().__init__(markup=False, classes=classes)
        self._name_of = name
        self._plain = plain
        self.set_reactive(TreeView.growth, growth)
        self.set_class(not growth.tree, "-empty")

    def watch_growth(self) -> None:
        """A tree in which another path is lit needs no more room than before."""
        self.set_class(not self.growth.tree, "-empty")
        if self.is_mounted and len(self._lines(self.content_size.width)) != self.content_size.height:
            self.refresh(layout=True)

    def render(self) -> Content:
        """The drawing."""
        lines = [self._styled(line) for line in self._lines(self.content_size.width)]
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the drawing has."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Line]:
        return draw(self.growth, self._name_of, width, self._plain) if self.growth.tree else []

    def _styled(self, line: Line) -> Content:
        return Content.assemble(*((piece.text, f".tree-view--{piece.role}" if piece.role else "") for piece in line))
