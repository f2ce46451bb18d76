"""The drawing of a problem's computation: what a learner has found of it so far, or what a step of the flow shows."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from tutor.drawing.figure import BELONGS_TO_A_WIRE, Box, Figure
from tutor.drawing.marks import UNKNOWN, Marks
from tutor.drawing.painting import Painter
from tutor.lessons.figure_marks import NAMELESS, FigureMarks, cell_text, gate_of, is_unit
from tutor.lessons.flow import FlowStep
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import function_letter
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.network.quantity import Quantity
from tutor.session.naming import Naming
from tutor.session.parting import Change, Parting
from tutor.session.sitting import Sitting
from tutor.session.status import Status

_OPERATIONS = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}
CHANGES: Mapping[Change, str] = {"same": "=", "larger": "↑", "smaller": "↓", "turned": "±", "gone": "0", "new": "≠"}
PLAIN_CHANGES: Mapping[Change, str] = {**CHANGES, "larger": ">", "smaller": "<", "turned": "+-", "new": "!="}
"""The signs of how a mistaken value compares with the right one."""
MOST_PAINTERS = 16
"""So many drawings are kept."""


class Picture(FigureMarks):
    """A problem's figure with the values that may be shown of it."""

    def __init__(self, problem: Problem, naming: Naming) -> None:
        super().__init__(problem)
        self._naming = naming

    @cached_property
    def things(self) -> tuple[str, ...]:
        """All that can be pointed at, column by column: boxes, then the weights that lead from them, and biases."""
        found: list[str] = []
        for column in self.figure.columns:
            for box in column:
                found += [box.name, *((box.bias.name,) if box.bias is not None else ())]
            names = {box.name for box in column}
            found += [one.weight.name for one in self.figure.wires if one.source in names and one.weight is not None]
        return tuple(found)

    @cached_property
    def painter(self) -> Painter:
        """What paints it. Its room is that of the longest value at any data point."""
        graph, trace = self.problem.graph, self.problem.trace
        room = max(len(cell_text(value)) for value in self.all_values())
        given = [trace.at(one.name, point) for one in graph.inputs for point in range(1, trace.points + 1)]
        parameter_room = max((len(cell_text(value)) for value in trace.theta.values()), default=0)
        return _painter(
            self.figure,
            tuple((one, self._naming.math(written(self.problem, one.name))) for one in graph.named.values()),
            tuple((box.name, self._operation(box)) for box in self.figure.boxes),
            (
                room if not self.leaves else max(room, parameter_room),
                parameter_room,
                max((len(cell_text(value)) for value in given), default=0),
            ),
            frozenset(self.figure.boxes_of((*graph.backwards, *self.leaves))),
            self._naming.plain,
        )

    def of_sitting(self, sitting: Sitting, field: FieldId, point: int) -> Marks:
        """What the learner has found, with the way to what a field asks for lit. `point` counts from 1."""
        problem, trace = self.problem, self.problem.trace
        values = self.given(point)
        knows_all = sitting.stage_status("c") is Status.RIGHT
        for node in problem.graph.nodes[:-1]:
            name = node.quantity.name
            if knows_all or sitting.status(FieldId("c", "", f"{name}@{point}")) is Status.RIGHT:
                values[name] = cell_text(trace.at(name, point))
            elif field.stage == "c":
                values[name] = UNKNOWN
        if knows_all:
            values[problem.graph.objective.name] = cell_text(trace.cost)
        is_solved = sitting.stage_status("d") is Status.RIGHT
        known = self._arrived_in(sitting, point) if not is_solved else set(problem.graph.backwards)
        here, boxes, wires = self._way(field)
        return Marks(
            values,
            self.arrived(known, point),
            here=here,
            lit=boxes,
            wires=wires,
            shut=self.shut(point) if is_solved else self.shut(point) & self._gates_found(sitting, point),
            found={one.name for one in problem.graph.asked if sitting.status(FieldId("d", one.name)) is Status.RIGHT},
            is_backward=field.stage in ("d", "e"),
        )

    def of_flow(self, steps: Sequence[FlowStep], index: int, point: int) -> Marks:
        """What the steps up to an index, from 0, have shown."""
        done, step = steps[: index + 1], steps[index]
        values = self.given(point)
        values |= {one.quantity.name: cell_text(one.value) for one in done if one.phase == "forward"}
        back = {one.quantity for one in done if one.phase == "back" or one.quantity in self.leaves}
        found = {one.quantity.name for one in done if one.phase == "parameter"}
        box, ends = self._box(step.quantity), [self._box(one) for one in step.uses]
        pairs = [(box, end) for end in ends if box is not None and end is not None and end != box]
        if step.phase == "forward":
            pairs = [(end, start) for start, end in pairs]
        wire = self.figure.wire_of(step.quantity.name)
        wires = [(wire.source, wire.target)] if wire is not None else [(one.name, other.name) for one, other in pairs]
        own = {step.quantity.name} | ({box.name} if box is not None and step.phase in ("forward", "back") else set())
        return Marks(
            values,
            self.arrived({one for one in back if one.kind != "cost"}, point),
            here=own,
            lit=[end.name for end in ends if end is not None],
            wires=wires,
            shut=self.shut(point) & self.figure.boxes_of(back),
            found=found,
            is_backward=step.phase != "forward",
        )

    def of_parting(self, parting: Parting) -> Marks:
        """How the values of a mistaken run compare with the right ones, with the place where they part in sight."""
        signs = PLAIN_CHANGES if self._naming.plain else CHANGES
        changes = {**parting.values, **parting.cost, **parting.totals}
        if parting.first is not None and parting.first[0] == "steps":
            changes |= parting.steps
        arrived: dict[str, str] = {}
        named = map(self.problem.graph.named.__getitem__, parting.slopes)
        for one in sorted(named, key=lambda quantity: quantity.kind != "activation"):
            box = self._box(one)
            if box is not None and one.kind not in BELONGS_TO_A_WIRE:
                arrived[box.name] = signs[parting.slopes[one.name]]
        here, wires = self._parted(parting)
        values = {name: signs[change] for name, change in changes.items()}
        goes_back = parting.first is not None and parting.first[0] != "values"
        return Marks(values, arrived, here=here, wires=wires, is_backward=goes_back)

    def _parted(self, parting: Parting) -> tuple[set[str], set[tuple[str, str]]]:
        """Where two runs part: the box or parameter, and the wires along which what differs came."""
        if parting.first is None:
            return set(), set()
        kind, name = parting.first
        box, wire = self.figure.box_of(name), self.figure.wire_of(name)
        if wire is not None:
            return {name}, {(wire.source, wire.target)}
        if box is None:
            return {name}, set()
        ends = [one for one in self.figure.wires if box.name == (one.target if kind == "values" else one.source)]
        return {name, box.name}, {(one.source, one.target) for one in ends}

    def _arrived_in(self, sitting: Sitting, point: int) -> set[Quantity]:
        graph, right = self.problem.graph, _right_steps(sitting)
        return {one for name, one in graph.named.items() if f"d{graph.objective}/d{name}@{point}" in right}

    def _gates_found(self, sitting: Sitting, point: int) -> set[str]:
        steps = (step.partition("@") for step in _right_steps(sitting))
        names = {name for name, _, place in steps if place.split(".")[0] == str(point)}
        return {box.name for box in self.figure.boxes if is_unit(box) and gate_of(box) in names}

    def _way(self, field: FieldId) -> tuple[set[str], set[str], set[tuple[str, str]]]:
        """What a field asks about, and the boxes and wires from there to the objective."""
        name = field.name.removesuffix("'")
        if field.stage not in ("b", "chain", "d", "e") or name not in self.problem.graph.named:
            return set(), set(), set()
        if field.stage != "d":
            return {name}, set(), set()
        wire = self.figure.wire_of(name)
        start = self.figure.box_of(name) if wire is None else self._named(wire.target)
        boxes, wires = set[str](), {(wire.source, wire.target)} if wire is not None else set[tuple[str, str]]()
        waiting = [start] if start is not None else []
        while waiting:
            box = waiting.pop()
            if box.name not in boxes:
                boxes.add(box.name)
                wires |= {(one.source, one.target) for one in self.figure.wires if one.source == box.name}
                waiting += [self._named(one.target) for one in self.figure.wires if one.source == box.name]
        return {name}, boxes, wires

    def _named(self, name: str) -> Box:
        return next(box for box in self.figure.boxes if box.name == name)

    def _box(self, quantity: Quantity) -> Box | None:
        return self.figure.box_of(quantity.name)

    def _operation(self, box: Box) -> str:
        if box.operation in NAMELESS or not box.operation:
            return ""
        if box.operation in _OPERATIONS:
            sign = _OPERATIONS[box.operation]
            return box.operation if self._naming.plain else sign
        node = self.problem.graph.node_of[box.quantities[-1]]
        return self._naming.math(function_letter(self.problem, node))


@lru_cache(maxsize=MOST_PAINTERS)
def _painter(
    figure: Figure,
    names: tuple[tuple[Quantity, str], ...],
    operations: tuple[tuple[str, str], ...],
    rooms: tuple[int, int, int],
    arrives: frozenset[str],
    plain: bool,
) -> Painter:
    """What paints a figure in these words; it keeps where all goes, for the next screen that has the same drawing."""
    done = dict(operations)
    room, parameter_room, given_room = rooms
    return Painter(
        figure,
        dict(names).__getitem__,
        lambda box: done[box.name],
        room,
        parameter_room=parameter_room,
        given_room=given_room,
        arrives=arrives,
        plain=plain,
    )


def _right_steps(sitting: Sitting) -> set[str]:
    """The sub-steps of (d) that are right."""
    answered = (field for field in sitting.answers if field.stage == "d" and field.step)
    return {field.step for field in answered if sitting.status(field) is Status.RIGHT}
