"""The drawing of an item's problem above it: what the options tell, and the quantity of the one that is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from tutor.drawing.marks import Marks
from tutor.practice.item import Option
from tutor.session.item_picture import ItemPicture
from tutor.session.naming import Naming
from tutor.widgets.drawing_band import PointBand
from tutor.widgets.network_view import NetworkDrawing


class ItemBand(PointBand):
    """A click on a node, a weight or a value looks at the next option about it."""

    @dataclass
    class Pointed(Message):
        """An option was pointed at."""

        index: int

    def __init__(self, picture: ItemPicture, naming: Naming) -> None:
        super().__init__(picture, naming)
        self._drawn = picture
        self._options: Sequence[Option] = ()
        self._here: int | None = None

    def look_at(self, options: Sequence[Option], here: int | None) -> None:
        """Show what options tell, at the data point of the one that is looked at; questions about none leave it."""
        if any(option.about for option in options):
            self._options, self._here = options, here
            point = options[here].point if here is not None and here < len(options) else None
            self._point = point or self._point
            self.show()

    @property
    def has_nodes(self) -> bool:
        """Whether there is a node to go to."""
        return self.is_there and self.beside(1) is not None

    def beside(self, by: int) -> int | None:
        """The option about the next node of the drawing, or the one before."""
        return self._drawn.beside(self._options, self._here, by, self._point)

    def marks(self) -> Marks:
        """What the options tell."""
        return self._drawn.of_options(self._options, self._here, self._point)

    def on_network_drawing_clicked(self, event: NetworkDrawing.Clicked) -> None:
        event.stop()
        found = self._drawn.options_at(self._options, event.box, event.spot, self._point)
        if found:
            after = found.index(self._here) + 1 if self._here in found else 0
            self.post_message(self.Pointed(found[after % len(found)]))
