"""Help laid out for the terminal, with Hangul two cells wide."""

import shutil
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

WIDEST = 100
WIDEST_TERM = 24
INDENT = 2


def line_width() -> int:
    """How wide a line may be: as the terminal, but never so wide that it is hard to read."""
    return max(min(shutil.get_terminal_size().columns, WIDEST), 20)


def paragraph(text: str, indent: int = 0) -> str:
    """A paragraph; lines that are indented in the source (examples) stay as they are."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith("  "):
            lines.append(" " * indent + line)
        else:
            lines += [" " * indent + part for part in _wrapped(line.split(), line_width() - indent)]
    return "\n".join(lines)


def definitions(pairs: Sequence[tuple[str, str]]) -> str:
    """Terms with what they mean beside them, in two columns."""
    column = min(max((cell_len(term) for term, _ in pairs), default=0), WIDEST_TERM) + 2 * INDENT
    lines: list[str] = []
    for term, meaning in pairs:
        parts = _wrapped(meaning.split(), line_width() - column)
        start = " " * INDENT + term
        if cell_len(start) > column - INDENT:
            lines.append(start)
            start = ""
        lines.append(start + " " * (column - cell_len(start)) + parts[0])
        lines += [" " * column + part for part in parts[1:]]
    return "\n".join(lines)


def _wrapped(words: Iterable[str], width: int) -> list[str]:
    lines, used = [""], 0
    for word in words:
        cells = cell_len(word)
        if used and used + 1 + cells > width:
            lines.append(word)
            used = cells
        else:
            lines[-1] += f" {word}" if used else word
            used += cells + (1 if used else 0)
    return lines
