"""The factors of a chain as a learner types them: `2r g3 w3 g2 w2 g1 x`, and the many other ways to write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from tutor.answers.characters import Typed, fold
from tutor.answers.letters import vocabulary_of
from tutor.answers.names import MAX_LENGTH, MAX_NAMES, NUMBER, name_at
from tutor.answers.spelling import spellings
from tutor.lessons.chain import Product, begins_at_delta, has_residual_slopes, union
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import canonical_name
from tutor.network.graph import Graph, Node
from tutor.network.paths import edges

_LABEL = re.compile(r"[^=]{0,60}=")
_SKIPPED = re.compile(r"(?:[\s,;*(){}\[\]]|[∑Σ](?:_\{?i\}?)?)+")
_POINTS = re.compile(r"[mMnN](?![A-Za-z0-9_(\[])")
_DERIVED = re.compile(
    r"(?:[ρσφf]|rho|sigma|relu|sigmoid|tanh)(?:_?\{?[0-9]{1,2}\}?)?\s*'\s*(?=\(?\s*[A-Za-z])", re.IGNORECASE
)
_RATIO = re.compile(r"[d∂][^\s,;*+/-]{1,30}/[d∂][^\s,;*+/-]{1,30}")
_SQUARED = re.compile(r"[rR](?:_?\{?i\}?|ᵢ)?(?:²|\^\{?2\}?)")
_GATES = ("g", "gamma", "γ")
_ONE = "1"


@dataclass
class _Factors:
    """The factors of one product while they are read."""

    names: list[str] = field(default_factory=list)
    scale: Fraction = Fraction(1)

    def product(self) -> Product:
        return Product(tuple(self.names), self.scale)


def read_factors(text: str, problem: Problem) -> tuple[Product, ...]:
    """The products that were typed, more than one where there is a `+`; names that are no factor at all are kept.

    A gate is `g3`, `γ3`, `ρ'(z3)` or `∂a3/∂z3`; a weight also `∂z3/∂a2`, the last factor also `∂z3/∂w3`; the slope of
    the cost is the residual with its number, `2r`, `2(a3 - y)`, or `∂C/∂a3`. Raises Unreadable.
    """
    typed = fold(text, MAX_LENGTH)
    found = [factors.product() for factors in _Reading(typed, problem).products()]
    if not any(product.names for product in found):
        start = len(typed.text) - len(typed.text.lstrip())
        number = NUMBER.match(typed.text, start)
        raise typed.unreadable("number" if number else "unexpected", start, number and number.end())
    return tuple(product for product in found if product.names)


def starts_at_delta(problem: Problem, text: str) -> bool:
    """Whether a chain that could be read begins at the ∂C/∂z of a layer and not at the objective."""
    return begins_at_delta(problem, union(read_factors(text, problem)))


class _Reading:
    """One reading of a typed chain."""

    def __init__(self, typed: Typed, problem: Problem) -> None:
        self._typed = typed
        self._problem, self._graph = problem, problem.graph
        self._points = len(problem.data)
        self._slope = problem.network.slope_scale(self._points) if problem.is_layered else Fraction(1)
        self._known = _known(problem.graph, has_residual_slopes(problem))
        self._vocabulary = vocabulary_of(problem, self._known)
        self._seen: dict[str, tuple[str, int]] = {}

    def products(self) -> Iterator[_Factors]:
        """Each product between two `+`."""
        text, count, current, minus = self._typed.text, 0, _Factors(), False
        label = _LABEL.match(text)
        position = label.end() if label else 0
        while position < len(text):
            if skipped := _SKIPPED.match(text, position):
                position = skipped.end()
            elif text[position] == "+":
                yield current
                position, current, minus = position + 1, _Factors(), False
            elif text[position] == "-":
                if minus or not current.names:
                    raise self._typed.unreadable("unexpected", position)
                position, minus = position + 1, True
            elif text[position] == "/":
                divisor, position = self._divisor(position)
                current.scale /= divisor
            elif number := NUMBER.match(text, position):
                current.scale *= Fraction(number.group())
                position = number.end()
            else:
                count += 1
                if count > MAX_NAMES:
                    raise self._typed.unreadable("too_complex", position)
                name, end = self._factor(position)
                if minus:
                    self._subtract(current, name, position)
                    minus = False
                else:
                    self._add(current, name)
                position = end
        yield current

    def _divisor(self, position: int) -> tuple[Fraction, int]:
        """What stands after a slash: a number, or m, the number of data points."""
        start = position + 1
        while start < len(self._typed.text) and self._typed.text[start] in " (":
            start += 1
        if points := _POINTS.match(self._typed.text, start):
            return Fraction(self._points), points.end()
        number = NUMBER.match(self._typed.text, start)
        if number is None:
            raise self._typed.unreadable("unexpected", position)
        if not Fraction(number.group()):
            raise self._typed.unreadable("division_by_zero", start)
        return Fraction(number.group()), number.end()

    def _factor(self, position: int) -> tuple[str, int]:
        """The factor at a position, by the trace's name, and where it ends."""
        if squared := _SQUARED.match(self._typed.text, position):
            return "r²", squared.end()
        return (
            self._derived(position)
            or self._ratio(position)
            or self._numbered(position)
            or self._known_as(*name_at(self._typed, position, self._vocabulary, self._seen))
        )

    def _known_as(self, name: str, end: int) -> tuple[str, int]:
        return self._known.get(name, name), end

    def _derived(self, position: int) -> tuple[str, int] | None:
        """A gate as the derivative of the activation function, `ρ'(z3)`."""
        text, derived = self._typed.text, _DERIVED.match(self._typed.text, position)
        if derived is None:
            return None
        start = derived.end() + (text[derived.end()] == "(")
        start += len(text[start:]) - len(text[start:].lstrip())
        name, end = name_at(self._typed, start, self._vocabulary, self._seen)
        return self._known.get(f"d{name.replace('z', 'a', 1)}/d{name}", f"ρ'({name})"), end

    def _ratio(self, position: int) -> tuple[str, int] | None:
        """A derivative, `∂a3/∂z3`; one that is no factor of any chain here is taken as it is."""
        text = self._typed.text
        if text[position] not in "d∂":
            return None
        partial = self._vocabulary.partial(text, position)
        if partial:
            return self._known[partial[0]], partial[1]
        ratio = _RATIO.match(text, position)
        if ratio is None:
            return None
        return self._known.get(canonical_name(self._problem, f"d{ratio.group()[1:]}"), ratio.group()), ratio.end()

    def _numbered(self, position: int) -> tuple[str, int] | None:
        """A gate of a unit that is not here, `g7`; or a residual with the number of its layer."""
        cuts, outputs = spellings(self._typed.text, position, loose=True), self._graph.residuals
        if not self._problem.is_layered or not cuts or not cuts[0].numbers:
            return None
        letter, (layer, *unit) = cuts[0].base.lower(), cuts[0].numbers
        if letter in _GATES and not any(map(self._vocabulary.find, cuts)):
            return f"g{layer}", cuts[0].end
        if letter == "r" and layer == str(self._problem.network.depth) and (unit or len(outputs) == 1):
            return f"r[{unit[0]}]" if unit else "r", cuts[0].end
        return None

    def _add(self, current: _Factors, name: str) -> None:
        if name.startswith(_SLOPE):
            current.scale *= self._slope
            name = name.removeprefix(_SLOPE)
        if name != _ONE:
            current.names.append(name)

    def _subtract(self, current: _Factors, name: str, position: int) -> None:
        """`a3 - y` is the residual, `y - a3` the opposite; nothing else is subtracted in a product."""
        before = current.names[-1]
        for residual, a, y in self._graph.residuals:
            if {before, name} == {a.name, y.name}:
                current.names[-1] = residual
                current.scale *= 1 if before == a.name else -1
                return
        raise self._typed.unreadable("unexpected", position)


_SLOPE = "slope "
"""Before the residual, where the whole slope of the cost was typed."""


@lru_cache(maxsize=64)
def _known(graph: Graph, residual_slopes: bool) -> dict[str, str]:
    """Every name that can be typed for a factor, with the factor's own name."""
    known = {name: name for name, quantity in graph.named.items() if quantity.kind != "cost"}
    objective = graph.objective
    known |= {f"d{objective}/d{one}": f"d{objective}/d{one}" for one in graph.backwards}
    for node in graph.nodes:
        for edge in edges(graph, node.quantity):
            known[f"d{edge.above}/d{edge.below}"] = _ONE if edge.kind == "one" else edge.name
        if node.quantity.kind == "activation" and node.operation != "softmax":
            known |= _letters(node)
    for r, a, _ in graph.residuals:
        known |= {r: r, f"d{objective}/d{r}": f"{_SLOPE}{r}", f"d{r}/d{a}": _ONE}
    if residual_slopes:
        for edge in edges(graph, objective):
            known[edge.name] = f"{_SLOPE}{graph.residuals[edge.below.unit - 1][0]}"
    return known


def _letters(node: Node) -> dict[str, str]:
    """A unit's gate and its ∂C/∂z by their letters: g3, γ3, δ3."""
    a, z = node.quantity, node.parents[0]
    index = z.name[1:].replace("[", ",").rstrip("]")
    found = {f"{letter}[{index}]": f"d{a}/d{z}" for letter in _GATES}
    return found | {f"delta[{index}]": f"dC/d{z}"}
