"""Computations to draw, and their painters."""

from random import Random

from tutor.drawing.figure import figure_of
from tutor.drawing.marks import Marks
from tutor.drawing.painting import Painter
from tutor.drawing.placing import Placed, Placing
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.network.graph import Graph, computation
from tutor.network.layered_graph import graph_of

from tests.support.course import lesson_at

SHELF = sorted(path for folder in ("day13", "classics") for path in (content_folder() / folder).glob("*.md"))
PROBLEMS = [found for path in SHELF if path.stem.count(".en") == 0 and isinstance(found := lesson_at(path), Problem)]


def painter(graph: Graph, room: int = 4, *, plain: bool = False) -> Painter:
    figure = figure_of(graph)
    arrives = {box.name for box in figure.boxes if box.operation}
    return Painter(figure, lambda one: one.name, lambda box: box.operation[:3], room, arrives=arrives, plain=plain)


def texts(painter: Painter, marks: Marks) -> list[str]:
    return ["".join(piece.text for piece in line) for line in painter.paint(marks)]


def layered(widths: list[int]) -> Graph:
    return graph_of(Network(tuple(widths), ("relu",) * (len(widths) - 1)))


def drawn(random: Random, count: int) -> Graph:
    """A computation of so many nodes, each made of two that were there before, all of them leading to the last."""
    names, steps = ["p1", "p2", "p3"], []
    unused = list(names)
    for k in range(count):
        first = unused.pop(random.randrange(len(unused)))
        second = unused.pop(random.randrange(len(unused))) if unused and (k > count - 4) else random.choice(names)
        steps.append((f"n{k}", random.choice("+-*"), (first, second)))
        names.append(f"n{k}")
        unused.append(f"n{k}")
    while len(unused) > 1:
        steps.append((f"m{len(steps)}", "+", (unused.pop(), unused.pop())))
        unused.append(steps[-1][0])
    return computation(steps, ["p1", "p2", "p3"])


def placed(placing: Placing, name: str) -> Placed:
    """Where a box is."""
    return next(one for one in placing.boxes if one.box.name == name)
