"""The drawing beside the tree diagram: names without values, and which of them the tree has already."""

from functools import cached_property

from tutor.drawing.marks import Marks
from tutor.drawing.painting import Painter
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.network.graph import dependencies
from tutor.session.picture import Picture
from tutor.session.sitting import Sitting
from tutor.session.status import Status

HERE, PLAIN_HERE, FOUND, PLAIN_FOUND = "◀", "<", "✓", "*"
"""What stands behind the name of the node that is asked for, and behind those whose branches are found."""


class TreePicture(Picture):
    """The figure in as little room as its names take."""

    @cached_property
    def painter(self) -> Painter:
        """What paints it, with room for a sign behind each name."""
        names = {one: self._naming.math(written(self.problem, one.name)) for one in self.problem.graph.named.values()}
        return Painter(self.figure, names.__getitem__, self._operation, 1, plain=self._naming.plain)

    def of_tree(self, sitting: Sitting, field: FieldId) -> Marks:
        """What the tree has of it; looked at is the node that a field of (b) asks for, with its box."""
        here, found = (PLAIN_HERE, PLAIN_FOUND) if self._naming.plain else (HERE, FOUND)
        nodes = dependencies(self.problem.graph)
        values = {node: found for node in nodes if sitting.status(FieldId("b", node)) is Status.RIGHT}
        if field.stage != "b" or field.name not in nodes or field.name in values:
            return Marks(values)
        box = self.figure.box_of(field.name)
        names = {field.name} | ({box.name} if box is not None else set())
        return Marks({**values, field.name: here}, here=names)
