"""Whole matrices and vectors by name: `W1`, `b1`, `W1'`, `dC/dW1`, and at a data point `x@1`, `a1@2`, `dC/dz1@2`."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from tutor.lessons import symbols
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.template import Latex
from tutor.network.architecture import Network

Number = Fraction | float
_PARAMETER = re.compile(r"(?P<by>dC/d)?(?P<letter>[Wb])(?P<layer>\d{1,2})(?P<prime>'?)\Z")
_AT_POINT = re.compile(r"(?P<by>dC/d)?(?P<letter>[xyraz])(?P<layer>\d{0,2})\Z")


def matrix(problem: Problem, name: str) -> Latex:
    """The matrix or vector of θ, of ∇C (`dC/dW1`) or of θ′ (`W1'`) in LaTeX. Raises KeyError for another name."""
    found = _PARAMETER.match(name)
    if found is None or (found["by"] and found["prime"]):
        raise KeyError(name)
    layer = _layer(problem.network, found["layer"], name)
    if found["by"]:
        return Latex(of_layer(problem.network, found["letter"], layer, problem.trace.gradient.__getitem__))
    if found["prime"]:
        return Latex(of_layer(problem.network, found["letter"], layer, problem.trace.updated.__getitem__))
    theta = dict(zip((one.name for one in problem.network.parameters), problem.theta, strict=True))
    return Latex(of_layer(problem.network, found["letter"], layer, theta.__getitem__))


def vector(problem: Problem, name: str, point: int) -> Latex:
    """The values of a layer's units at a data point, as a tuple. Raises KeyError for another name."""
    found = _AT_POINT.match(name)
    network = problem.network
    if found is None or (found["letter"] in "xyr") == bool(found["layer"]):
        raise KeyError(name)
    by, letter = found["by"] or "", found["letter"]
    if letter in "az":
        layer = _layer(network, found["layer"], name)
        names = [network.unit(letter, layer, unit) for unit in range(1, network.widths[layer] + 1)]
    elif letter == "x":
        names = [network.unit("a", 0, unit) for unit in range(1, network.widths[0] + 1)]
    else:
        called = network.target if letter == "y" else network.residual
        names = [called(unit) for unit in range(1, network.widths[-1] + 1)]
    return Latex(as_tuple([problem.trace.at(f"{by}{one}", point) for one in names]))


def of_layer(network: Network, letter: str, layer: int, value: Callable[[str], Number]) -> str:
    """The W or b of a layer in LaTeX: a matrix, a column, or a number where there is one. Raises KeyError for no b."""
    return _rows(_table(network, letter, layer, lambda name: as_latex(value(name))))


def _table(network: Network, letter: str, layer: int, entry: Callable[[str], str]) -> list[list[str]]:
    """The entries of a layer's W or b, row by row. Raises KeyError for no b."""
    units, sources = range(1, network.widths[layer] + 1), range(1, network.widths[layer - 1] + 1)
    if letter == "W":
        return [[entry(network.weight(layer, unit, source)) for source in sources] for unit in units]
    if network.bias == "none":
        raise KeyError(f"b{layer}")
    called = [network.bias_name(layer, unit) for unit in units]
    return [[entry(name)] for name in (called[:1] if network.bias == "shared" else called)]


def theta_by_layer(problem: Problem) -> Iterator[str]:
    """W and b of each layer with their values, as an equation each."""
    network = problem.network
    theta = dict(zip((one.name for one in network.parameters), problem.theta, strict=True))
    for layer in range(1, network.depth + 1):
        shared = network.bias == "shared" or network.widths[layer] == 1
        single = network.widths[layer] == network.widths[layer - 1] == 1
        parts = []
        for letter in "W" if network.bias == "none" else "Wb":
            is_one = single if letter == "W" else shared
            called = _by_one(problem, letter, layer) if is_one else _as_whole(problem, letter, layer)
            parts.append(f"{called} = {of_layer(network, letter, layer, theta.__getitem__)}")
        yield ",\\quad ".join(parts)


def _by_one(problem: Problem, letter: str, layer: int) -> str:
    """The symbol of what stands alone in its layer."""
    network = problem.network
    return symbols.written(problem, network.weight(layer) if letter == "W" else network.bias_name(layer))


def _as_whole(problem: Problem, letter: str, layer: int) -> str:
    """The symbol of a matrix or a vector, with the source's letters for its entries where it has them."""
    network = problem.network
    symbol = f"W^{{({layer})}}" if letter == "W" else f"\\mathbf{{b}}^{{({layer})}}"
    kind = "weight" if letter == "W" else "bias"
    own = (one.name for one in network.parameters if (one.kind, one.layer) == (kind, layer))
    if problem.names.keys().isdisjoint(own):
        return symbol
    return f"{symbol} = {_rows(_table(network, letter, layer, lambda name: symbols.written(problem, name)))}"


def _rows(rows: Sequence[Sequence[str]]) -> str:
    """A matrix in LaTeX; its entry alone where it has one."""
    if len(rows) == len(rows[0]) == 1:
        return rows[0][0]
    body = " \\\\ ".join(" & ".join(row) for row in rows)
    return f"\\begin{{pmatrix}} {body} \\end{{pmatrix}}"


def names(network: Network) -> Iterator[str]:
    """The names of all matrices of θ, of ∇C and of θ′."""
    for layer in range(1, network.depth + 1):
        for letter in "W" if network.bias == "none" else "Wb":
            yield from (f"{letter}{layer}", f"dC/d{letter}{layer}", f"{letter}{layer}'")


def names_at_points(network: Network) -> Iterator[str]:
    """The names of all vectors at a data point."""
    yield "x"
    if network.cost_function.has_target:
        yield "y"
    for layer in range(1, network.depth + 1):
        for letter in "za":
            yield from (f"{letter}{layer}", f"dC/d{letter}{layer}")


def _layer(network: Network, digits: str, name: str) -> int:
    if not digits or not 1 <= int(digits) <= network.depth:
        raise KeyError(name)
    return int(digits)
