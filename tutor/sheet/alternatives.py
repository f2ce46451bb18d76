"""Other ways to read a line, tried where it is not right as it stands: units counted from 0, or without their layer."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import product

from tutor.answers.characters import Typed
from tutor.lessons.problem import Problem
from tutor.sheet.page import Page
from tutor.sheet.tracing import replaced

_PROGRAM = re.compile(r"(?<![A-Za-z])(?:np|numpy|math|torch)\.|\[0\]|\[0\s*,|,\s*0\]")
"""What programs have, whose counting begins with 0."""
_ENTRY = re.compile(r"(?<=[A-Za-z0-9_])\[\s*([0-9]{1,2})(?:\s*,\s*([0-9]{1,2}))?\s*\]")
_OF_UNITS = re.compile(r"(?<![A-Za-z0-9])(d?[wW])_?\{?([1-9])([1-9])\}?(?![A-Za-z0-9])")
"""A weight between two units, whose layer is not said."""
_DEEPEST = 3
_LAYER = re.compile(r"(?<![A-Za-z0-9])([zaδ]|delta)(\^?\{?[(\[])?([1-9])(?(2)[)\]]\}?)(?![0-9])")
"""A layer's values: who writes Θ for the weights, with the biases among them, counts the input as the first layer."""
_DELTA = re.compile(
    r"(?<![A-Za-z0-9/])(?:(?:δ|delta|\\delta)(?:_?\{?[0-9]\}?|\^\{?[(\[]?[0-9][)\]]?\}?|[⁰¹²³⁴-⁹]|⁽[⁰¹²³⁴-⁹]⁾|\([0-9]\))?|d[zZ][0-9]?(?!\w|\s?/))"
)
"""The shorthands for derivatives by what goes into units."""
_WITH_ONE = re.compile(
    r"(?:Theta|Θ|θ)\s?[_^]?\{?[(\[]?([1-9])[)\]]?\}?\s?[·*×@]?\s?\[\s?1\s?[;,]\s?([^\[\];,=]{1,12})\]"
)
"""Such a matrix times a layer's values with a 1 before them."""
_LAYER_BELOW = re.compile(r"(?<![A-Za-z])([zaδ])_?\{?([1-9])\}?\s?\^\{?\(([1-9])\)\}?")
"""A layer's number below, and that of a data point above: `z_1^{(2)}`."""
_SLICE = re.compile(
    r"[\[(]\s*(?:([0-9])\s*,\s*:|:\s*,\s*([0-9]))\s*[\])]|(?<![A-Za-z])(d?[zaxpy]|scores|dscores)\[([0-9])\]"
)
"""A row or a column of a matrix; units beside it are counted as it is."""
_LEADS = re.compile(r"^\s*(?:→|⇒|=>|->)\s*(?=[-−(]?[0-9.][^=→]*=)")
_SIDE_BY_SIDE = re.compile(r"(?<=[0-9)])\s+(?=[A-Za-z][A-Za-z0-9_]{0,6}\s*=)")
"""Where one statement ends and another begins with nothing between them: `z1=8 z2=9`."""
_ADDED = re.compile(r"(?<![0-9.(\[,])(?<![,(\[] )((?:[0-9.]+\s*,\s*)+[0-9.]+)\s*(?:→|⇒|=>|->)\s*(?=[0-9.]+\s*$)")
"""Values, and behind an arrow what they come to together."""
_REPEATED = re.compile(r"\[([^\[\],;=]{1,40})\]\s*\*\s*([2-9])(?![0-9.])")
"""A list of the same again and again, as Python makes it: `[182] * 2`."""
_LABEL = re.compile(r"^\s*[A-Za-z]\s*:\s*(?=[-−]?[0-9.]+\s*(?:→|->))")
"""A letter before numbers with arrows between them."""
_ROW_OR_COLUMN = re.compile(r"(?<=[A-Za-z0-9])\((?:([0-9])\s*,\s*:|:\s*,\s*([0-9]))\)")
_TURNED = re.compile(r"(?<![A-Za-z])([A-Z][0-9]?|d[A-Z]?[0-9])'(?=\s*(?:[*@);,=]|$))")
_PRODUCT = re.compile(r"(?<![A-Za-z])([A-Zd][A-Za-z]?[0-9]?(?:\^T|'|\.T)?)\s*\*\s*(?=[A-Z])")
"""Octave's slices, its sign of a transpose, and its products of matrices."""
_NUMBERED = re.compile(r"^\s*(?:\(?([1-9])\)|([①-⑨])|([1-9])\.(?=\s))\s*")
"""A number before a line, which may count the data points."""


def others(line: Typed, page: Page, problem: Problem) -> Iterator[Typed]:
    """The other ways to read it."""
    depth, points = problem.network.depth if problem.is_layered else 0, len(problem.data)
    number = _NUMBERED.match(line.text)
    if number and points > 1 and _number_of(number) <= points:
        yield replaced(line, _NUMBERED, f"point {_number_of(number)}: ")
    if _PROGRAM.search(line.text) and _ENTRY.search(line.text):
        yield replaced(line, _ENTRY, _from_one)
    if ":" in line.text and _SLICE.search(line.text):
        for is_turned, first in product((False, True), (1, 0)):
            yield replaced(line, _SLICE, partial(_cut_otherwise, is_turned=is_turned, first=first))
    if _LEADS.match(line.text):  # what numbers behind an arrow come to has to be a value of the problem
        yield replaced(line, _LEADS, "값: ")
    if _SIDE_BY_SIDE.search(line.text):
        yield replaced(line, _SIDE_BY_SIDE, "; ")
    if _ADDED.search(line.text):
        yield replaced(line, _ADDED, lambda found: f"{found[1].replace(',', ' +')} = ")
    if _REPEATED.search(line.text):
        yield replaced(line, _REPEATED, lambda found: f"[{', '.join([found[1]] * int(found[2]))}]")
    yield replaced(line, _LABEL, "")
    plain = replaced(replaced(line, _ROW_OR_COLUMN, _as_slice), _TURNED, r"\1^T")
    yield plain
    yield replaced(plain, _PRODUCT, r"\1 @ ")
    if page.counts_units and _OF_UNITS.search(line.text):
        for layer in range(1, min(depth, _DEEPEST) + 1):
            yield replaced(line, _OF_UNITS, rf"\g<1>{layer}[\2,\3]")
    if points > 1 and _LAYER_BELOW.search(line.text):
        yield replaced(line, _LAYER_BELOW, r"\1\2(\3)")


def from_input(line: Typed, problem: Problem) -> Typed:
    """With the layers counted as the tutor does, where the source counts the input as the first of them."""
    if not any(letters.startswith("Theta") for letters in problem.names.values()):
        return line
    return replaced(replaced(line, _LAYER, _one_less), _WITH_ONE, r"(W\1 \2 + b\1)")


def of_each_cost(line: Typed, problem: Problem) -> Typed:
    """With δ and dz as the derivatives of each data point's own cost, where the cost is the mean of them.

    Who has δ = a − y behind a cross-entropy has 1/m only before the sums that are the partials.
    """
    cost = problem.network.cost if problem.is_layered and len(problem.data) > 1 else ""
    is_mean = cost.startswith("mean") and problem.network.cost_function.is_cross_entropy
    return replaced(line, _DELTA, r"(m \g<0>)") if is_mean else line


def _as_slice(found: re.Match[str]) -> str:
    return f"[{found[1]},:]" if found[1] else f"[:,{found[2]}]"


def _one_less(layer: re.Match[str]) -> str:
    number = int(layer[3]) - 1
    return f"{layer[1]}^{{({number})}}" if number else "x" if layer[1] == "a" else layer[0]


def _cut_otherwise(found: re.Match[str], *, is_turned: bool, first: int) -> str:
    number = int(found[1] or found[2] or 0) + 1 - first
    if found[3]:
        return f"{found[3]}[{int(found[4]) + 1 - first}]"
    return f"[{number},:]" if bool(found[1]) != is_turned else f"[:,{number}]"


def _number_of(found: re.Match[str]) -> int:
    return int(found[1] or found[3] or 0) or "①②③④⑤⑥⑦⑧⑨".index(found[2]) + 1


def _from_one(entry: re.Match[str]) -> str:
    return f"[{','.join(str(int(place) + 1) for place in entry.groups() if place)}]"
