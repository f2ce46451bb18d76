"""What a problem gives, put together for its page: all of it, or what the problem's own text has not shown yet."""

import re
from collections.abc import Callable, Collection, Iterator

from tutor.lessons import definitions, whole
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import made, symbols_pen
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Names, Table, Value
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_problem, of_setting
from tutor.network.architecture import ACTIVATIONS

GIVEN = "given"
"""The placeholder that stands for all of it, and the file of shared wording about it."""
GIVEN_NAMES = frozenset({"activation", "cost", "data", "eta", "fixed", "given", "theta", "tied", "widths"})
"""The placeholders that show a part of it."""
GIVEN_SECTIONS = ("heading", "network", "graph", "origin")
_MARKUP = re.compile(r"([\\`*_\[\]<>$|~])")
_FOLDED = re.compile(r"^>[ \t]*\[!ASIDE\].*\n(?:^>.*(?:\n|\Z))*", re.MULTILINE | re.IGNORECASE)


def given_section(problem: Problem) -> str:
    """The section of the shared wording that says what a problem gives."""
    return "network" if problem.is_layered else "graph"


class Watched:
    """Names that remember which of them were asked for."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.seen: set[str] = set()

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        self.seen.add(name)
        return self._names.lookup(name)


def names_of_statement(problem: Problem, given: Offer = lambda: "") -> Names:
    """What a problem's statement can name; `given` puts together all that the problem gives."""
    return Vocabulary({GIVEN: given}, of_problem(problem))


def unfolded(text: str) -> str:
    """The text without what is folded until a reader opens it."""
    return _FOLDED.sub("", text)


def names_of_given(problem: Problem, seen: Collection[str] = ()) -> Names:
    """The names for the words about what is given, where the placeholders `seen` have shown their part of it."""
    shown = _SHOWN if problem.is_layered else _SHOWN_OF_GRAPHS
    shows = {f"show_{part}": constant(not is_shown(problem, seen)) for part, is_shown in shown.items()}
    offers = _offers(problem) if problem.is_layered else _offers_of_graph(problem)
    return Vocabulary({**shows, **offers}, of_setting(problem))


def names_of_origin(problem: Problem) -> Names:
    """The names for the words about where a problem is from, each as plain text."""
    parts = {"source": problem.source, "author": problem.author}
    return Table({name: _MARKUP.sub(r"\\\1", text or "") for name, text in parts.items()})


def _offers(problem: Problem) -> dict[str, Offer]:
    return {
        "activations": lambda: list(_activations(problem)),
        "given_points": lambda: list(_points(problem)),
        "given_layers": lambda: list(_layers(problem)),
        "letters": lambda: Latex(definitions.letters(problem)),
        "l2": constant(problem.network.penalty.l2 if problem.network.penalty else 0),
    }


def _offers_of_graph(problem: Problem) -> dict[str, Offer]:
    graph, pen = problem.graph, symbols_pen(problem)
    each = zip(graph.parameters, problem.theta, strict=True)
    values = [f"{written(problem, one.name)} = {as_latex(value)}" for one, value in each]
    columns = list(zip(graph.inputs, zip(*(x for x, _ in problem.data), strict=True), strict=True))
    differing = [(one, column) for one, column in columns if len(set(column)) > 1]
    alike = [(one, column[0]) for one, column in columns if len(set(column)) == 1]
    values += [f"{written(problem, one.name)} = {as_latex(value)}" for one, value in alike]

    def nodes() -> list[Names]:
        lines = (f"{written(problem, node.quantity.name)} = {made(problem, node, pen)}" for node in graph.nodes)
        return [Table({"formula": Latex(line)}) for line in lines]

    def points() -> list[Names]:
        numbers = range(1, len(problem.data) + 1)
        rows = [[(one, column[i - 1]) for one, column in differing] for i in numbers]
        lines = (",\\ ".join(f"{written(problem, one.name)} = {as_latex(value)}" for one, value in row) for row in rows)
        return [Table({"i": i, "values": Latex(line)}) for i, line in enumerate(lines, 1)]

    return {
        "nodes": nodes,
        "values": lambda: Latex(",\\quad ".join(values)),
        "given_points": points,
    }


def _activations(problem: Problem) -> Iterator[Names]:
    for kind, layers, formula in definitions.activations(problem.network):
        flags = {other.replace("-", "_"): other == kind for other in ACTIVATIONS}
        values: dict[str, Value] = {**flags, "every_layer": len(layers) == problem.network.depth}
        yield Table({**values, "in_layers": ", ".join(map(str, layers)), "formula": Latex(formula)})


def _points(problem: Problem) -> Iterator[Names]:
    for i, (x, y) in enumerate(problem.data, 1):
        yield Table({"i": i, "x": Latex(as_tuple(x)), "y": Latex(as_tuple(y))})


def _layers(problem: Problem) -> Iterator[Names]:
    """W and b of each layer."""
    lines = list(whole.theta_by_layer(problem))
    for layer, line in enumerate(lines, 1):
        yield Table({"formula": Latex(line), "last": layer == len(lines)})


def _theta_shown(problem: Problem, seen: Collection[str]) -> bool:
    network = problem.network
    matrices = {name for name in whole.names(network) if re.fullmatch(r"[Wb]\d+", name)}
    each = {parameter.name for parameter in network.parameters}
    return bool({"theta", "same_value"} & set(seen)) or matrices <= set(seen) or each <= set(seen)


_SHOWN: dict[str, Callable[[Problem, Collection[str]], bool]] = {
    "widths": lambda _problem, seen: "widths" in seen,
    "activation": lambda _problem, seen: "activation" in seen,
    "cost": lambda problem, seen: "cost" in seen and problem.network.penalty is None,
    "data": lambda _problem, seen: "data" in seen or "points" in seen,
    "theta": _theta_shown,
    "fixed": lambda problem, seen: not problem.network.fixed or "fixed" in seen,
    "letters": lambda problem, _seen: not definitions.letters(problem),
    "tied": lambda problem, seen: not problem.network.tied or "tied" in seen,
    "eta": lambda problem, seen: not problem.makes_step or "eta" in seen,
}
"""Whether a part of what is given needs no place any more."""
_SHOWN_OF_GRAPHS: dict[str, Callable[[Problem, Collection[str]], bool]] = {
    "nodes": lambda _problem, _seen: False,
    "theta": lambda problem, seen: {one.name for one in problem.graph.parameters} <= set(seen),
    "data": lambda problem, seen: len(problem.data) == 1 or "data" in seen,
    "eta": _SHOWN["eta"],
}
