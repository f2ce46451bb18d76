"""Displayed formulas broken into lines that a page holds: at equals signs first, then between the terms of a sum."""

import re
from collections.abc import Iterator

LONGEST = 60
"""So many signs a line of a page holds, roughly."""
_DISPLAYED = re.compile(r"\$\$(?P<formula>.+?)\$\$", re.DOTALL)
_NO_WIDTH = re.compile(r"\\(?:left|right|[,;!])|[{}^_\s]")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_DEEPER, _HIGHER = frozenset("{(["), frozenset("})]")


def broken(markdown: str) -> str:
    """Markdown in which each displayed formula that is too long is broken into lines."""
    return _DISPLAYED.sub(lambda found: f"$$ {_in_lines(found['formula'].strip())} $$", markdown)


def _in_lines(formula: str) -> str:
    if "\\begin" in formula or _width(formula) <= LONGEST:
        return formula
    first, *others = _split(formula, "=")
    lines = list(_filled(first, others))
    if len(lines) < 2:
        return formula
    return "\\begin{aligned} " + " \\\\ ".join(lines) + " \\end{aligned}"


def _filled(first: str, others: list[str]) -> Iterator[str]:
    """A line for each side of the equation, a long one in several, terms below each other."""
    line = f"{first} &"
    for side in others or [""]:
        head, *terms = _split(side, "+")
        line += f"= {head}" if others else head
        for term in terms:
            if _width(line) + _width(term) > LONGEST:
                yield line
                line = f"&\\quad + {term}"
            else:
                line += f" + {term}"
        yield line
        line = "&"


def _split(formula: str, sign: str) -> list[str]:
    """The parts of a formula between the signs that stand in no brackets."""
    parts, depth = [""], 0
    for character in formula:
        depth += (character in _DEEPER) - (character in _HIGHER)
        if character == sign and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _width(formula: str) -> int:
    """How many signs a formula shows, roughly."""
    return len(_COMMAND.sub("x", _NO_WIDTH.sub("", formula)))
