"""The drawing of a primer's example: its values, and behind those that the nudge has reached which way they went."""

from collections.abc import Iterable
from functools import cached_property

from tutor.drawing.marks import Marks
from tutor.drawing.painting import Painter
from tutor.lessons.figure_marks import cell_text
from tutor.lessons.primer_example import Change, Example
from tutor.lessons.primer_plans import FALLS, RISES, STAYS, Way
from tutor.lessons.symbols import written
from tutor.session.naming import Naming
from tutor.session.picture import Picture

SIGNS: dict[Way, tuple[str, str]] = {RISES: ("↑", "^"), FALLS: ("↓", "v"), STAYS: ("=", "=")}
"""The sign of each way, and the same in characters that every terminal has."""


class NudgePicture(Picture):
    """The figure of an example."""

    def __init__(self, example: Example, naming: Naming) -> None:
        super().__init__(example.problem, naming)
        self._example = example

    @cached_property
    def painter(self) -> Painter:
        """What paints it, with room for the longest value and its sign."""
        graph = self.problem.graph
        names = {one: self._naming.math(written(self.problem, one.name)) for one in graph.named.values()}
        return Painter(
            self.figure,
            names.__getitem__,
            self._operation,
            self._room(one.name for one in graph.named.values()),
            parameter_room=self._room(one.name for one in graph.parameters),
            given_room=self._room(one.name for one in graph.inputs),
            plain=self._naming.plain,
        )

    def _room(self, names: Iterable[str]) -> int:
        """The cells of the longest value of some quantities, and its sign."""
        every = self._values(()), self._values(self._every())
        return max((len(values[name]) for name in names for values in every if name in values), default=0)

    def of_nudge(self, reached: Iterable[Change], *, is_made: bool = True) -> Marks:
        """What the nudge has reached, the last of it looked at; before it `is_made`, the parameter to be nudged."""
        reached = list(reached)
        example, graph = self._example, self.problem.graph
        last = reached[-1].quantity if reached else example.parameter
        layer = [one.quantity for one in reached if (one.quantity.layer, one.quantity.kind) == (last.layer, last.kind)]
        here = layer if reached and last.layer else [last]
        boxes = self.figure.boxes_of(one for one in here if not one.is_given)
        changed = {one.quantity for one in reached if one.before != one.after} | {example.parameter}
        lit = self.figure.boxes_of(one for one in changed if not one.is_given)
        parents = {parent for one in here for parent in graph.parents(one)} & changed
        sources = self.figure.boxes_of(parents)
        wires = {(one.source, one.target) for one in self.figure.wires if one.source in sources and one.target in boxes}
        own = self.figure.wire_of(example.parameter.name)
        if own is not None and own.target in boxes and example.parameter in parents:
            wires |= {(own.source, own.target)}
        every = (example.change(example.parameter), *reached) if is_made else ()
        return Marks(self._values(every), here={one.name for one in here} | boxes, lit=lit, wires=wires)

    def of_count(self, number: int) -> Marks:
        """The first so many of the parameters counted, the last of them looked at."""
        names = [one.name for one in self.problem.graph.asked][:number]
        return Marks(self._values(()), here=names[-1:], lit=names, found=names)

    def _every(self) -> Iterable[Change]:
        changes = (change for step in self._example.steps for change in step)
        return (self._example.change(self._example.parameter), *changes)

    def _values(self, changes: Iterable[Change]) -> dict[str, str]:
        problem, graph = self.problem, self.problem.graph
        values = self.given(1)
        values |= {node.quantity.name: cell_text(problem.trace.at(node.quantity.name, 1)) for node in graph.nodes[:-1]}
        values[graph.objective.name] = cell_text(problem.trace.cost)
        for one in changes:
            sign = SIGNS[one.way][self._naming.plain]
            values[one.quantity.name] = f"{cell_text(one.after)}{sign}"
        return values
