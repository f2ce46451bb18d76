"""What paper needs beside words: pages, room to work in, lines that a page holds, names that stay as they are.

Markdown as pandoc reads it.

Everything but a page's end is plain Markdown, so that a sheet also reads well where nothing converts it. LaTeX drops
the HTML and HTML drops the LaTeX.
"""

import re
from collections.abc import Iterable, Iterator
from math import ceil

from tutor.lessons.problem import Problem
from tutor.lessons.stages import StageId, asked_fields

PAGE_END = '\\newpage\n\n<div style="break-after: page"></div>'
MAY_END = "\\filbreak"
"""For LaTeX: the page may end here, and does where what follows up to the next of these has no room left on it."""
TOGETHER, TOGETHER_END = '<div style="break-inside: avoid">', "</div>"
"""For HTML: what stands between is kept on a page where it has room."""
EMPTY_LINE = "&nbsp;"
MOST_ROOM, LEAST_ROOM = 14, 2
PAGE_LINES, LINE_CELLS = 36, 90
"""About how many lines of text a printed page holds, and how much of the Markdown a line of it."""
HEADING_LINES, FORMULA_LINES, EMPTY_LINES, GAP_LINES = 2.5, 3.0, 1.7, 0.7
"""How many lines of text headings, formulas, empty lines to write on, and the gaps between paragraphs take."""
_SIGNS = re.compile("[∇θρ∂C′()]*[∇θρ∂′][∇θρ∂C′()]*")
_IN_LATEX = {"∇": "\\nabla ", "θ": "{\\theta}", "ρ": "{\\rho}", "∂": "\\partial ", "′": "'"}
_BEYOND_LATEX = (("\\coloneqq", ":="), ("\\eqqcolon", "=:"), ("\N{MINUS SIGN}", "-"))
"""What LaTeX does not know without further packages or fonts, and what stands for it."""
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def together(parts: Iterable[str]) -> str:
    """Parts that are kept on one page where it has room for them."""
    return "\n\n".join([MAY_END, TOGETHER, *(part.strip("\n") for part in parts), TOGETHER_END])


def room(lines: int) -> str:
    """Empty lines to write on."""
    return "\n\n".join([EMPTY_LINE] * lines)


def fitted(text: str) -> str:
    """A text without so much of the room at its end that its page would not hold it."""
    parts = text.split("\n\n")
    lines = next((k for k, part in enumerate(reversed(parts)) if part != EMPTY_LINE), len(parts))
    if not lines:
        return text
    body = parts[:-lines]
    left = int((PAGE_LINES - sum(map(_height, body))) / EMPTY_LINES)
    return "\n\n".join([*body, room(max(LEAST_ROOM, min(lines, left)))])


def _height(part: str) -> float:
    """About how many lines of text a paragraph, heading, formula, picture or list takes on a page."""
    if part.startswith("#"):
        return HEADING_LINES
    if part.startswith("$$"):
        return FORMULA_LINES
    cells = [len(line) + sum(not character.isascii() for character in line) for line in part.split("\n")]
    return GAP_LINES + sum(max(1, ceil(count / LINE_CELLS)) for count in cells)


def room_for(problem: Problem, stage: StageId) -> int:
    """How many lines the work of a stage may take, by hand."""
    fields, points = len(asked_fields(problem, stage)), len(problem.data)
    wanted = {"a": 2, "b": 10, "c": 2 + 2 * points, "chain": 2 * fields, "d": fields + 2 * points, "e": fields}
    wanted["e"] += 2 * points * bool(problem.after)
    return min(wanted[stage], MOST_ROOM)


def as_typed(text: str) -> str:
    """Text from outside that comes out of Markdown as it went in."""
    return _MARKS.sub(r"\\\1", text)


def in_plain_latex(markdown: str) -> str:
    """Markdown that needs no more than LaTeX with amsmath has."""
    for command, instead in _BEYOND_LATEX:
        markdown = markdown.replace(command, instead)
    return markdown


def in_formulas(title: str) -> str:
    """A title whose signs of formulas stand in dollars: fonts for text lack some of them."""
    return _SIGNS.sub(lambda found: f"${''.join(_IN_LATEX.get(sign, sign) for sign in found[0]).strip()}$", title)


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
