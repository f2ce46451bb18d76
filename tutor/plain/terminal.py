"""Lines in and lines out: wrapped to a width, cleaned of whatever could move a cursor, and read one at a time."""

import re
import shutil
from collections.abc import Iterable
from typing import BinaryIO, TextIO

from rich.cells import cell_len, chop_cells

from tutor.lessons.clean import clean

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROWEST, WIDEST = 20, 100
_HANGING = re.compile(r"\s*(?:[-*]|\d+[.)])?\s*")


class Ended(Exception):
    """There is nothing more to read: the input ended, or the learner pressed Ctrl+C (`is_interrupted`)."""

    def __init__(self, *, is_interrupted: bool) -> None:
        super().__init__("interrupted" if is_interrupted else "end of input")
        self.is_interrupted = is_interrupted


class Terminal:
    """Where a learner reads and types. Nothing but whole lines is written, and a prompt."""

    def __init__(self, source: BinaryIO, out: TextIO, *, echoes: bool = False, width: int | None = None) -> None:
        """`echoes`: what is read is written, too, because nobody saw it typed. `width` in cells; None: as it is."""
        self._source, self._out = source, out
        self.echoes = echoes
        self._width = width

    @property
    def width(self) -> int:
        """Cells in a line: what COLUMNS or the terminal says, else 80; never so many that it is hard to read."""
        return max(NARROWEST, min(self._width or shutil.get_terminal_size((80, 24)).columns, WIDEST))

    def write(self, text: str = "") -> None:
        """Write lines, each wrapped; what is listed keeps its indentation."""
        for line in clean(text).expandtabs(4).split("\n"):
            self._put("\n".join(wrapped(line, self.width)) + "\n")
        self._out.flush()

    def ask(self, prompt: str) -> str:
        """The next line that is typed, without its end. Raises Ended."""
        shown = " ".join(clean(prompt).split())
        *above, last = wrapped(f"{shown}>", self.width)
        for line in above:
            self._put(f"{line}\n")
        self._put(f"{last} ")
        self._out.flush()
        try:
            read = self._source.readline()
        except KeyboardInterrupt:
            self._put("\n")
            raise Ended(is_interrupted=True) from None
        if not read:
            self._put("\n")
            self._out.flush()
            raise Ended(is_interrupted=False)
        line = clean(read.decode("utf-8", "replace")).rstrip("\n")
        if self.echoes:
            self._put(f"{line}\n")
        return line

    def _put(self, text: str) -> None:
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        text = text.replace(NO_BREAK, " ")  # it has held its line together
        self._out.write(text.encode(encoding, "replace").decode(encoding))


def wrapped(line: str, width: int) -> list[str]:
    """A line in lines of at most so many cells, broken between words; a word that is wider is cut."""
    found = _HANGING.match(line)
    indent = " " * cell_len(found[0]) if found is not None and cell_len(found[0]) < width // 2 else ""
    lines, used = [line[: len(line) - len(line.lstrip(" "))]], 0
    used = cell_len(lines[0])
    for number, word in enumerate(_pieces(line.split(" "), width - len(indent))):
        if not word:
            continue
        gap = 1 if number and lines[-1].strip() else 0
        if lines[-1].strip() and used + gap + cell_len(word) > width:
            lines.append(indent)
            used, gap = len(indent), 0
        lines[-1] += " " * gap + word
        used += gap + cell_len(word)
    return [text.rstrip() for text in lines]


def _pieces(words: Iterable[str], width: int) -> Iterable[str]:
    """The words, those that fit in no line cut."""
    for word in words:
        yield from [word] if cell_len(word) <= width else chop_cells(word, width)
