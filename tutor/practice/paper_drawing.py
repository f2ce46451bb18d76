"""The drawing of a problem in plain characters, for a code block on paper: names alone, or what is found."""

from collections.abc import Iterator

from tutor.drawing.figure import Box
from tutor.drawing.marks import Marks
from tutor.drawing.painting import Painter
from tutor.lessons.figure_marks import NAMELESS, FigureMarks, cell_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import asked_stages
from tutor.lessons.symbols import typed_name
from tutor.network.numbers import Number
from tutor.practice.pictures import TALLEST, WIDEST, picture

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


def has_shut_gates(problem: Problem, point: int) -> bool:
    """Whether a gate lets nothing back at a data point."""
    return bool(FigureMarks(problem).shut(point))


def _painted(problem: Problem, marks: Marks, *, is_bare: bool) -> str | None:
    graph, shown = problem.graph, FigureMarks(problem, _value)
    names = {one: typed_name(problem, one.name) for one in graph.named.values()}
    back = () if is_bare else (*graph.backwards, *shown.leaves)
    boxes = (shown.figure.box_of(one.name) for one in back)
    painter = Painter(
        shown.figure,
        names.__getitem__,
        _operation,
        0 if is_bare else max(len(_value(value)) for value in shown.all_values()),
        parameter_room=0 if is_bare else max((len(_value(one)) for one in problem.trace.theta.values()), default=0),
        arrives={box.name for box in boxes if box is not None},
        plain=True,
    )
    placing = painter.fitted(WIDEST, TALLEST)
    if placing.width > WIDEST or placing.height > TALLEST:
        return None
    lines = painter.paint(marks, placing)
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def _operation(box: Box) -> str:
    return "" if box.operation in NAMELESS else box.operation


def _value(value: Number) -> str:
    return cell_text(value).replace("−", "-")
