"""Where in a file something stands that was found in its text once filled."""

import re

from tutor.lessons.front_matter import read_source
from tutor.lessons.problem import Problem, Section

_TAG = re.compile(r"\{\{[^{}\n]*\}\}")
_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$((?:\\.|[^$\\])+)\$", re.DOTALL)


def line_of_formula(latex: str, section: Section) -> int:
    """The line of the formula that this one was filled from; the section's first where none fits."""
    wanted = "".join(latex.split())
    for found in _FORMULA.finditer(section.text):
        pieces = _TAG.split(found[1] or found[2])
        pattern = ".*".join(re.escape("".join(piece.split())) for piece in pieces)
        if re.fullmatch(pattern, wanted, re.DOTALL):
            return section.line + section.text.count("\n", 0, found.start())
    return section.line


def line_of_text(text: str, section: Section) -> int:
    """The last line on which this text stands; the section's first where it stands nowhere."""
    place = section.text.rfind(text)
    return section.line + section.text.count("\n", 0, place) if place >= 0 else section.line


def line_of_numbers(problem: Problem) -> int:
    """The line of a problem's front matter where its numbers begin: θ, or what stands in its place."""
    lines = {name: field.line for name, field in read_source(problem.path).front.items()}
    return next(lines[key] for key in ("theta", "network", "inputs", "graph") if key in lines)
