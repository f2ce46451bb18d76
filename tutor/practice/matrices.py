"""θ as matrices and vectors, in LaTeX."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import symbol
from tutor.network.quantity import Quantity

Entry = tuple[Quantity, Fraction]


def theta_in_matrices(problem: Problem) -> str:
    """Each layer's W and b with their numbers, layer by layer; a parameter without neighbours by its own name."""
    entries = list(zip(problem.graph.parameters, problem.theta, strict=True))
    layers = groupby(entries, key=lambda entry: entry[0].layer)
    lines = [",\\quad ".join(_parts(layer)) for _, layer in layers]
    return "\n\n".join(f"$$ {line} $$" for line in lines)


def _parts(entries: Iterable[Entry]) -> Iterator[str]:
    for kind, group in groupby(entries, key=lambda entry: entry[0].kind):
        yield _matrix(list(group), "W" if kind == "weight" else "b")


def _matrix(entries: list[Entry], letter: str) -> str:
    """A matrix with a row a unit; where places share a parameter there is none, and each stands by itself."""
    rows: dict[int, list[str]] = {}
    for parameter, value in entries:
        rows.setdefault(parameter.unit, []).append(as_latex(value))
    columns = {len(row) for row in rows.values()}
    if len(entries) == 1 or len(columns) > 1:
        return ",\\quad ".join(f"{symbol(parameter.name)} = {as_latex(value)}" for parameter, value in entries)
    body = " \\\\ ".join(" & ".join(row) for row in rows.values())
    return f"{letter}^{{({entries[0][0].layer})}} = \\begin{{pmatrix}} {body} \\end{{pmatrix}}"
