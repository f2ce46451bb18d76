"""A canvas of terminal cells: text, frames, and straight wires in braille dots."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a cell, by its row and column."""


class Piece(NamedTuple):
    """A run of a line with one look."""

    text: str
    role: str


class Canvas:
    """Cells by row and column, each with a character and a role. What is drawn later covers what was there."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells: list[list[tuple[str, str]]] = [[(" ", "")] * width for _ in range(height)]
        self._dots: dict[tuple[int, int], int] = {}

    def text(self, x: int, y: int, text: str, role: str = "") -> None:
        """Put text at a cell; what does not fit on the canvas is left out."""
        for character in text:
            wide = cell_len(character)
            if wide and 0 <= y < self.height and x >= 0 and x + wide <= self.width:
                self._cells[y][x] = (character, role)
                for k in range(1, wide):
                    self._cells[y][x + k] = ("", role)
            x += wide

    def is_free(self, x: int, y: int, width: int) -> bool:
        """Whether so many cells have nothing on them but dots of wires, or nothing at all."""
        inside = 0 <= y < self.height and x >= 0 and x + width <= self.width
        return inside and all(self._cells[y][x + k][0] == " " or (x + k, y) in self._dots for k in range(width))

    def clear(self, x: int, y: int, width: int) -> None:
        """Empty cells."""
        for k in range(width):
            self._dots.pop((x + k, y), None)
        self.text(x, y, " " * width)

    def wire(self, start: tuple[int, int], end: tuple[int, int], role: str, *, heavy: bool = False) -> None:
        """A straight wire of dots from the middle of a cell to the middle of another; a heavy one is two dots thick."""
        for shift in (0, 1) if heavy else (0,):
            for x, y in _between((2 * start[0], 4 * start[1] + 1 + shift), (2 * end[0] + 1, 4 * end[1] + 1 + shift)):
                self._dot(x, y, role)

    def _dot(self, x: int, y: int, role: str) -> None:
        cell = (x // 2, y // 4)
        if 0 <= cell[0] < self.width and 0 <= cell[1] < self.height:
            self._dots[cell] = self._dots.get(cell, 0) | _DOTS[y % 4][x % 2]
            self._cells[cell[1]][cell[0]] = (chr(BRAILLE + self._dots[cell]), role)

    def plain_wire(self, start: tuple[int, int], end: tuple[int, int], role: str) -> None:
        """The same in characters that every terminal has."""
        before: tuple[int, int] | None = None
        for x, y in _between(start, end):
            rise = 0 if before is None else y - before[1]
            character = "-" if not rise else "|" if before is not None and x == before[0] else "\\" if rise > 0 else "/"
            if self.is_free(x, y, 1):
                self._dots[x, y] = 0
                self.text(x, y, character, role)
            before = (x, y)

    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """What was drawn, line by line in runs; empty ends are left out."""
        return tuple(tuple(_runs(row)) for row in self._cells)


def _runs(row: list[tuple[str, str]]) -> Iterator[Piece]:
    end = len(row)
    while end and row[end - 1][0] == " ":
        end -= 1
    text, role = "", ""
    for character, look in row[:end]:
        if look != role and text:
            yield Piece(text, role)
            text = ""
        text, role = text + character, look
    if text:
        yield Piece(text, role)


def _between(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The dots of a straight line, each a step from the one before."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    for k in range(steps + 1):
        yield (
            start[0] + round(k * (end[0] - start[0]) / steps),
            start[1] + round(k * (end[1] - start[1]) / steps),
        )
