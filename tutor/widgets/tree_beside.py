"""The tree diagram and the network side by side: how the one is read off the other."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from tutor.lessons.stages import FieldId
from tutor.session.naming import Naming
from tutor.session.sitting import Sitting
from tutor.session.tree_picture import TreePicture
from tutor.widgets.network_view import NetworkView
from tutor.widgets.tree_drawing import draw
from tutor.widgets.tree_view import ANY_WIDTH, TreeView, growth_of, whole

BETWEEN = 4
"""Cells between the two."""
SIGNS = 4
"""Cells for what stands behind a node that is asked for."""


class TreeBeside(Horizontal):
    """It has the room of the whole tree from the beginning, so that nothing moves while that grows.

    It is as high as the higher of the two.
    """

    DEFAULT_CSS = """
    TreeBeside {
        height: auto; padding: 0 2;
        & > TreeView { width: auto; padding: 0; }
        & > NetworkView { width: 1fr; }
    }
    """

    def __init__(self, picture: TreePicture, naming: Naming, sitting: Sitting, field: FieldId) -> None:
        super().__init__(id="tree")
        self._picture, self._naming = picture, naming
        self._sitting, self._field = sitting, field
        lines = draw(whole(sitting), naming.name, ANY_WIDTH, naming.plain)
        self._height = 0
        """How high the network may be, as was last asked."""
        self._tree = Size(max(sum(cell_len(piece.text) for piece in line) for line in lines) + SIGNS, len(lines))

    def fits(self, room: Size) -> bool:
        """Whether both are whole in so much room."""
        left = Size(room.width - self._tree.width - BETWEEN, room.height)
        placing = self._picture.painter.fitted(*left)
        self._height = left.height
        return self._tree.height <= room.height and placing.width <= left.width and placing.height <= left.height

    def compose(self) -> ComposeResult:
        tree = TreeView(growth_of(self._sitting, self._field), self._naming.name, plain=self._naming.plain)
        tree.styles.width = self._tree.width
        tree.styles.min_height = self._tree.height
        yield tree
        network = NetworkView(self._picture.painter, self._picture.of_tree(self._sitting, self._field))
        network.styles.max_height = self._height  # as high as it is by rows, not as the tree beside it
        yield network

    def show(self, sitting: Sitting, field: FieldId) -> None:
        """Show what was found, and what is asked for now."""
        self._sitting, self._field = sitting, field
        for tree in self.walk_children(TreeView):
            tree.growth = growth_of(sitting, field)
        for view in self.walk_children(NetworkView):
            view.show(self._picture.of_tree(sitting, field))
