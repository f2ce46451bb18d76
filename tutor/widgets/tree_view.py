"""The tree diagram on the screen, and what of a problem's is drawn in a sitting."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from tutor.lessons.stages import FieldId, asked_stages
from tutor.network.graph import dependencies
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.tree_drawing import Growth, Line, draw, path_to


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
        lines = [self._styled(line) for line in self._lines(self.content_size.width)]
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the drawing has."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Line]:
        return draw(self.growth, self._name_of, width, self._plain) if self.growth.tree else []

    def _styled(self, line: Line) -> Content:
        return Content.assemble(*((piece.text, f".tree-view--{piece.role}" if piece.role else "") for piece in line))


ANY_WIDTH = 10_000
"""Cells that no tree needs."""


def growth_of(sitting: Sitting, field: FieldId | None = None) -> Growth:
    """The tree as far as it was found; lit is the node that a field of (b) asks for, or the path to that of (d)."""
    problem = sitting.problem
    tree = dependencies(problem.graph)
    is_grown = "b" in asked_stages(problem)  # where nobody is asked for it, it stands there whole
    grown = [node for node in tree if not is_grown or sitting.status(FieldId("b", node)) is Status.RIGHT]
    if not grown and (field is None or field.stage == "d"):
        return Growth({}, ())  # the root alone tells nothing
    if field is None or field.stage not in ("b", "d"):
        return Growth(tree, grown)
    if field.stage == "d":
        return Growth(tree, grown, path_to(tree, field.name))
    return Growth(tree, grown, (field.name,) if field.name in tree and field.name not in grown else ())


def lines_of(sitting: Sitting, naming: ScreenNaming) -> int:
    """How many lines the tree takes as far as it was found."""
    growth = growth_of(sitting)
    return len(draw(growth, naming.name, ANY_WIDTH, naming.plain)) if growth.tree else 0


def tree_of(sitting: Sitting, naming: ScreenNaming) -> TreeView:
    """The tree for the page of a stage. Where it is wide, and nobody is asked for it, it has more room."""
    problem = sitting.problem
    is_wide = any(len(nodes) > 1 for nodes in problem.graph.uses.values())
    is_tall = is_wide and "b" not in asked_stages(problem)
    return TreeView(growth_of(sitting), naming.name, plain=naming.plain, classes="-tall" if is_tall else "")


def whole(sitting: Sitting) -> Growth:
    """The tree as it will be."""
    tree = dependencies(sitting.problem.graph)
    return Growth(tree, tuple(tree))
