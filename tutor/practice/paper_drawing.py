"""The drawing of a problem in plain characters, for a code block on paper: names alone, or what is found."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tutor.drawing.marks import Marks
from tutor.drawing.painting import Painter
from tutor.lessons.figure_marks import NAMELESS, FigureMarks, cell_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import asked_stages
from tutor.lessons.symbols import typed_name
from tutor.network.graph import Graph
from tutor.network.numbers import Number

WIDEST, TALLEST = 84, 24
SPACIOUS = 6
"""Up to so many units in a layer stand with a line between them."""
_NO_JOINT = " " * len("--+-+->")


def picture(graph: Graph, names: Mapping[str, str]) -> str | None:
    """The units by name, layer by layer, with what leads where, and each layer's activation above it.

    A line that many units lead into, and that leads to many, stands for all the weights between them. `names` are
    shown instead of the quantities' own. None for what has no layers, or would not fit on a page.
    """
    layers = {0: [names.get(unit.name, unit.name) for unit in graph.inputs]}
    heads = {0: ""}
    for node in graph.nodes:
        unit = node.quantity
        if unit.kind == "activation":
            layers.setdefault(unit.layer, []).append(names.get(unit.name, unit.name))
            heads[unit.layer] = node.operation
    if len(layers) < 2:
        return None
    objective = graph.objective.name
    return _drawn([*layers.values(), [names.get(objective, objective)]], [*heads.values(), ""])


def _drawn(columns: Sequence[Sequence[str]], heads: Sequence[str]) -> str | None:
    step = 2 if max(map(len, columns)) <= SPACIOUS else 1
    height = max(step * (len(column) - 1) + 1 for column in columns)
    height += 1 - height % 2  # so that there is a middle
    sizes = [max(map(len, (*column, head))) + 1 for column, head in zip(columns, heads, strict=True)]
    if sum(sizes) + (len(columns) - 1) * (len(_NO_JOINT) + 1) > WIDEST or height > TALLEST:
        return None
    rows = [_rows(len(column), step, height) for column in columns]
    between = f"{_NO_JOINT} "
    lines = [between.join(head.ljust(size) for head, size in zip(heads, sizes, strict=True))]
    for row in range(height):
        parts = [_unit(column, there, row, size) for column, there, size in zip(columns, rows, sizes, strict=True)]
        joints = [_joint(left, right, row, height // 2) for left, right in pairwise(rows)]
        lines.append("".join(f"{part}{joint} " for part, joint in zip(parts, [*joints, ""], strict=True)))
    return "\n".join(line.rstrip(" -") for line in lines)


def _rows(units: int, step: int, height: int) -> list[int]:
    """The rows in which a layer's units stand, about the middle."""
    top = (height - (step * (units - 1) + 1)) // 2
    return [top + step * unit for unit in range(units)]


def _unit(names: Sequence[str], rows: Sequence[int], row: int, size: int) -> str:
    """A unit's name, and the line that leaves it as far as the longest name reaches."""
    return f"{names[rows.index(row)]} ".ljust(size, "-") if row in rows else " " * size


def _joint(left: Sequence[int], right: Sequence[int], row: int, middle: int) -> str:
    """What stands in a row between two layers: `--+-+->`."""
    before = "--" if row in left else "  "
    after = "->" if row in right else "  "
    return f"{before}{_bus(left, row, middle)}{'-' if row == middle else ' '}{_bus(right, row, middle)}{after}"


def _bus(rows: Sequence[int], row: int, middle: int) -> str:
    """The upright line that a layer's units meet at."""
    if len(rows) == 1:
        return "-" if row == middle else " "
    first, last = rows[0], rows[-1]
    if row in rows or row == middle:
        return "+"
    return "|" if first < row < last else " "


MOST_POINTS = 4
"""Of so many data points each has its drawing in a key; of more the first."""


def unsolved_drawing(problem: Problem) -> str | None:
    """What is given of the computation: a network's units; of any other its nodes, where nobody asks for its tree.

    None where it would not fit on a page, or would be an answer.
    """
    if problem.is_layered:
        return picture(problem.graph, problem.names)
    return _painted(problem, Marks(), is_bare=True) if "b" not in asked_stages(problem) else None


def solved_drawings(problem: Problem) -> Iterator[tuple[int, str]]:
    """Data points, from 1, each with what is found there; none where neither values nor derivatives are asked for."""
    if not {"c", "d"} & set(asked_stages(problem)):
        return
    points, figure = len(problem.data), FigureMarks(problem, _value)
    for point in range(1, points + 1 if points <= MOST_POINTS else 2):
        marks = figure.of_solved(point)
        if "c" not in asked_stages(problem):  # nobody worked it out
            marks = marks._replace(values={**marks.values, problem.graph.objective.name: ""})
        drawn = _painted(problem, marks, is_bare=False)
        if drawn is not None:
            yield point, drawn


def _painted(problem: Problem, marks: Marks, *, is_bare: bool) -> str | None:
    graph, shown = problem.graph, FigureMarks(problem, _value)
    names = {one: typed_name(problem, one.name) for one in graph.named.values()}
    back = () if is_bare else (*graph.backwards, *shown.leaves)
    painter = Painter(
        shown.figure,
        names.__getitem__,
        lambda box: "" if box.operation in NAMELESS else box.operation,
        0 if is_bare else max(len(_value(value)) for value in shown.all_values()),
        parameter_room=0 if is_bare else max((len(_value(one)) for one in problem.trace.theta.values()), default=0),
        arrives=shown.figure.boxes_of(back),
        plain=True,
    )
    placing = painter.fitted(WIDEST, TALLEST)
    if placing.width > WIDEST or placing.height > TALLEST:
        return None
    lines = painter.paint(marks, placing)
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def _value(value: Number) -> str:
    return cell_text(value).replace("−", "-")
