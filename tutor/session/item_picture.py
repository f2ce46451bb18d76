"""The drawing of an item's problem: what its options say of each quantity, and which belong to a place."""

from collections.abc import Collection, Iterator, Sequence

from tutor.drawing.figure import BELONGS_TO_A_WIRE
from tutor.drawing.marks import Marks, Spot
from tutor.lessons.figure_marks import cell_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME
from tutor.network.numbers import Number
from tutor.network.quantity import Quantity
from tutor.practice.item import Option
from tutor.session.naming import Naming
from tutor.session.picture import Picture


class ItemPicture(Picture):
    """The figure with the values that options tell, true or not. Data points count from 1, options from 0."""

    def __init__(self, problem: Problem, naming: Naming, told: Sequence[Number] = ()) -> None:
        """`told` are the values that its options may ever tell."""
        super().__init__(problem, naming)
        self._told = told

    def all_values(self) -> Iterator[Number]:
        """Those, and what the options tell."""
        yield from super().all_values()
        yield from self._told

    def of_options(self, options: Sequence[Option], here: int | None, point: int) -> Marks:
        """What options tell of a data point; `here` is the one that is looked at."""
        values, arrived = self.given(point), dict[str, str]()
        looked_at = () if here is None or here >= len(options) else (options[here],)
        for option in (*options, *looked_at):  # where two tell of one place, it shows what is looked at
            quantity, is_back = self._about(option)
            if quantity is None or option.says is None or not _is_at(option, point):
                continue
            box = self._box(quantity)
            if is_back and box is not None and option.point is not None:
                arrived[box.name] = cell_text(option.says)
            elif option.about == quantity.name:
                values[quantity.name] = cell_text(option.says)
        found = [quantity for option in looked_at if (quantity := self._about(option)[0]) is not None]
        return Marks(values, arrived, here={name for one in found for name in (one.name, self._thing(one))})

    def options_at(self, options: Sequence[Option], box: str, spot: Spot | None, point: int) -> list[int]:
        """The options about what stands at a place: in a box, or more closely at a spot of it."""
        if spot is None:
            return self._of_things(options, {box}, point)
        home = self.figure.box_of(spot.name)
        names = {one.name for one in home.quantities} if spot.is_back and home is not None else {spot.name}
        return [
            number
            for number, quantity, is_back in self._told_of(options, point)
            if quantity.name in names and (quantity in self.problem.graph.asked or is_back == spot.is_back)
        ]

    def beside(self, options: Sequence[Option], here: int | None, by: int, point: int) -> int | None:
        """The first option about the next thing of the drawing, or the one before; None where none is about any."""
        things = [thing for thing in self.things if self._of_things(options, {thing}, point)]
        if not things:
            return None
        quantity = self._about(options[here])[0] if here is not None and here < len(options) else None
        thing = self._thing(quantity) if quantity is not None else ""
        following = (things.index(thing) + by) % len(things) if thing in things else 0
        return self._of_things(options, {things[following]}, point)[0]

    def _of_things(self, options: Sequence[Option], things: Collection[str], point: int) -> list[int]:
        return [number for number, quantity, _ in self._told_of(options, point) if self._thing(quantity) in things]

    def _told_of(self, options: Sequence[Option], point: int) -> Iterator[tuple[int, Quantity, bool]]:
        """The options about a data point or about all of them, with its quantity, and whether that is a derivative."""
        for number, option in enumerate(options):
            quantity, is_back = self._about(option)
            if quantity is not None and _is_at(option, point):
                yield number, quantity, is_back

    def _thing(self, quantity: Quantity) -> str:
        """What is pointed at for a quantity: its box, or the weight or bias itself."""
        box = None if quantity.kind in BELONGS_TO_A_WIRE else self._box(quantity)
        return quantity.name if box is None else box.name

    def _about(self, option: Option) -> tuple[Quantity | None, bool]:
        """What an option is about, and whether that is a derivative; a residual stands where its target does."""
        graph = self.problem.graph
        derivative = f"d{graph.objective}/d"
        if option.about.startswith(derivative):
            return graph.named.get(option.about.removeprefix(derivative)), True
        target = next((y for name, _, y in graph.residuals if name == option.about), None)
        return target or graph.named.get(option.about.removesuffix(PRIME)), False


def _is_at(option: Option, point: int) -> bool:
    return option.point in (None, point)
