"""Rectangles of text with a baseline. Every line of a box is as wide as the box, in terminal cells."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len

Side: TypeAlias = Literal["l", "c", "r"]


class Box(NamedTuple):
    """`lines` from the top; `baseline` is the index of the line that stands level with its neighbours."""

    lines: tuple[str, ...]
    baseline: int
    width: int

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.lines)

    @property
    def below(self) -> int:
        """The number of lines under the baseline."""
        return len(self.lines) - 1 - self.baseline


def line(text: str) -> Box:
    """One line."""
    return Box((text,), 0, cell_len(text))


def column(lines: Sequence[str], baseline: int) -> Box:
    """Lines of one thing, which start together."""
    width = max(map(cell_len, lines))
    return Box(tuple(text + " " * (width - cell_len(text)) for text in lines), baseline, width)


def beside(parts: Sequence[tuple[int, Box]]) -> Box:
    """Boxes side by side, level by their baselines, each after so many cells of space."""
    if not parts:
        return line("")
    above = max(box.baseline for _, box in parts)
    below = max(box.below for _, box in parts)
    lines = []
    for row in range(-above, below + 1):
        pieces = []
        for space, box in parts:
            index = box.baseline + row
            inside = 0 <= index < len(box.lines)
            pieces.append(" " * space + (box.lines[index] if inside else " " * box.width))
        lines.append("".join(pieces))
    return Box(tuple(lines), above, sum(space + box.width for space, box in parts))


def fitted(box: Box, width: int, side: Side = "c") -> Box:
    """The box, at least `width` cells wide; what it holds goes to one side or the middle."""
    room = width - box.width
    if room <= 0:
        return box
    left = {"l": 0, "c": room // 2, "r": room}[side]
    return Box(tuple(" " * left + text + " " * (room - left) for text in box.lines), box.baseline, width)


def piled(boxes: Sequence[Box], level: int, side: Side = "c") -> Box:
    """Boxes one under another; the baseline is that of the box number `level`."""
    width = max(box.width for box in boxes)
    lines = tuple(text for box in boxes for text in fitted(box, width, side).lines)
    return Box(lines, sum(box.height for box in boxes[:level]) + boxes[level].baseline, width)


def levelled(box: Box, above: int, below: int) -> Box:
    """The box with empty lines added, so that so many stand above and below its baseline."""
    empty = (" " * box.width,)
    return Box(empty * (above - box.baseline) + box.lines + empty * (below - box.below), above, box.width)


def spread(boxes: Sequence[Box]) -> list[Box]:
    """Boxes to pile, with an empty line between two of which one reaches down and the other up."""
    out: list[Box] = []
    for box in boxes:
        if out and out[-1].below and box.baseline:
            out.append(line(""))
        out.append(box)
    return out
