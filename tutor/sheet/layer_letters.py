"""The letters of a network's quantities: of whole layers, shorthands such as δ3, and those that leave the layer out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from tutor.answers.quantity import Quantity
from tutor.answers.spelling import Spelling, spellings
from tutor.lessons.problem import Problem
from tutor.sheet.terms import Group, Named, Number, Power, Product, Term
from tutor.sheet.tidying import OUTPUT

POWER = re.compile(r"\^\{?[0-9]+\}?\Z|[⁰¹²³⁴-⁹]\Z")
_DEFINED = re.compile(r"\s*:?=")
DELTA = ("d", "delta", "δ")
GATE = ("g", "gamma", "γ")
_OUTPUTS, _TARGETS = frozenset(("output", "out", "pred")), frozenset(("target", "label"))
_DEFINED_OFTEN = frozenset((*"aot", *_OUTPUTS, *_TARGETS))
_WORD = re.compile(r"(target|output|out|net|input)_?\{?([A-Za-z]{1,3}_?[0-9]{1,2})\}?(?![A-Za-z0-9_])")
_BARE_UNIT = re.compile(r"[ho][0-9](?![A-Za-z0-9_])")
_OF_LAYER = re.compile(r"(net|out|[zabwW])_\{?(out(?:put)?|hid(?:den)?|[oh])\}?(?![A-Za-z0-9_])")
"""A layer by a word for it."""
_DELTA_OF_UNIT = re.compile(r"(?:δ|delta)_?\{?(?:out_?|net_?)?([a-z]_?[0-9]{1,2}|o|h)\}?(?![A-Za-z0-9_])")
_ADDS_UP = re.compile(r"\s*=\s*(?:Σ\S*\s*|(?:np\.)?sum\(\s*)?(?:e\s?(?:\^|[⁻⁰¹²³⁴-⁹])|(?:np\.)?exp)")
_SHARE = re.compile(r"[ECLJ]_?\{?([A-Za-z]?)([0-9])\}?(?![A-Za-z0-9_])")
FOR_OTHERS = frozenset("abmnNoptwz")
"""Letters that books have for what has another name here."""


class LayerLetters:
    """The letters of one problem; a computation graph has no layers, and only the shorthands."""

    def __init__(self, problem: Problem) -> None:
        self._problem, self._graph = problem, problem.graph
        self._residuals = [r for r, _, _ in problem.graph.residuals]
        self._depth = problem.network.depth if problem.is_layered else 0

    def meant(self, text: str, start: int) -> Iterator[Spelling]:
        """What letters without a layer's number, or with it where a power stands, are: a of the last layer, W²."""
        if (by_word := _OF_LAYER.match(text, start)) and self._depth > 1:
            layer = self._depth if by_word[2].startswith("o") else 1 if self._depth == 2 else 0
            yield Spelling(by_word.end(), {"net": "z", "out": "a"}.get(by_word[1], by_word[1]), (str(layer),))
        for cut in spellings(text, start, loose=True) if self._depth else ():
            base, is_power = cut.base.lower(), POWER.search(text[start : cut.end])
            if is_power and self._depth > 1 and len(base) == 1:
                yield cut
            elif base in _DEFINED_OFTEN and self._depth > 1 and is_defined(text, start, cut.end):
                return
            elif base == "a" and self._depth > 1 and cut.numbers:
                continue
            elif (not is_power and base in self._outputs) or (not is_power and cut.numbers and base in _OUTPUTS):
                yield Spelling(cut.end, "a", (str(self._depth), *cut.numbers), cut.primes)
            elif not is_power and (base == "t" or (cut.numbers and base in _TARGETS)):
                yield Spelling(cut.end, "y", cut.numbers, cut.primes)
            elif not is_power and self.stands_alone(base):
                yield Spelling(cut.end, base, ("1", *cut.numbers), cut.primes)

    def of_unit(self, text: str, start: int) -> tuple[str, int] | None:
        """A word before the letters that the source has for a unit: `target_o1`, `net_h2`; and where it ends."""
        bare = _BARE_UNIT.match(text, start)
        if bare and (name := self._units.get(f"out{bare[0]}")):  # h1 for out_h1
            return name, bare.end()
        word = _WORD.match(text, start)
        unit = self._units.get(word[2].replace("_", "")) if word and not is_defined(text, start, word.end()) else None
        if word is None or unit is None:
            return None
        name = {"net": f"z{unit[1:]}", "input": f"z{unit[1:]}"}.get(word[1], unit)
        if word[1] == "target":
            name = f"y{unit[2:]}" if unit.startswith(f"a{self._depth}") else ""
        return (name, word.end()) if name in self._graph.named else None

    def delta_of_unit(self, text: str, start: int) -> tuple[str, int] | None:
        """The preactivation by which δ of a unit is the derivative, by the source's letters or by h and o: `δ_o1`."""
        found = _DELTA_OF_UNIT.match(text, start)
        unit = found[1].replace("_", "") if found else ""
        name = self._units_of_deltas.get(unit, "")
        return (name, found.end()) if found and name else None

    @cached_property
    def _units_of_deltas(self) -> Mapping[str, str]:
        """The preactivations by what their units are called."""
        if self._depth < 2:
            return {}
        named: dict[str, str] = {}
        for layer, letter in ((self._depth, "o"), *(((1, "h"),) if self._depth == 2 else ())):
            width = self._problem.network.widths[layer]
            named |= {f"{letter}{k}": f"z{layer}[{k}]" if width > 1 else f"z{layer}" for k in range(1, width + 1)}
            named |= {letter: f"z{layer}"}
        of_source = {letters.removeprefix("out"): f"z{name[1:]}" for letters, name in self._units.items()}
        return named | of_source

    def share(self, text: str, start: int) -> tuple[Term, int] | None:
        """One output's share of a cost of squares, `E_o1`, where it is not defined there; and where it ends."""
        found = _SHARE.match(text, start)
        if found is None or not self._depth or len(self._problem.data) > 1 or len(self._residuals) < 2:
            return None
        if self._problem.network.cost_function.is_cross_entropy or found[1] not in ("", "o"):
            return None
        r = f"r[{found[2]}]"
        if r not in self._residuals or (not found[1] and is_defined(text, start, found.end())):
            return None
        scale, two = (Number(Quantity.of(n)) for n in (self._problem.network.cost_scale(1), 2))
        return Product(((1, scale), (1, Power(Named(r), two)))), found.end()

    @cached_property
    def _units(self) -> Mapping[str, str]:
        """The activations by the source's letters for them."""
        activations = {one.quantity.name for one in self._graph.nodes if one.quantity.kind == "activation"}
        return {letters.replace("_", ""): name for name, letters in self._problem.names.items() if name in activations}

    def stands_alone(self, letter: str) -> bool:
        """Whether a letter needs no layer's number."""
        return self._depth == 1 and letter.lower() in ("w", "b", "z", "a")

    @cached_property
    def _outputs(self) -> frozenset[str]:
        """The letters of the last layer's values."""
        gives_chances = self._problem.network.cost_function.is_cross_entropy
        return frozenset((OUTPUT, "a", "o", *(("p", "probs") if gives_chances else ())))

    def short_cuts(self, text: str, start: int) -> Iterator[Spelling]:
        """The ways to cut a shorthand: δ3, δ³, and without a number where there is one layer."""
        cuts = spellings(text, start, loose=True)
        yield from (cut for cut in cuts if not POWER.search(text[start : cut.end]))
        yield from (cut for cut in cuts if self._depth > 1 and POWER.search(text[start : cut.end]))
        if self._depth == 1:
            yield from (cut._replace(numbers=("1", *cut.numbers)) for cut in cuts)

    @cached_property
    def shorthands(self) -> Mapping[str, tuple[str, ...]]:
        """The letters of the quantities that a shorthand is about."""
        if not self._problem.is_layered:
            return {f"d{name}": (name,) for name in self._graph.named if name.isalpha()}
        of_layers: dict[str, tuple[str, ...]] = dict.fromkeys((*DELTA, *GATE), ("z",))
        return (
            of_layers | {f"d{letter}": (letter,) for letter in "wbazr"} | {f"∂{letter}": (letter,) for letter in "wbaz"}
        )

    @cached_property
    def layers(self) -> dict[str, Group]:
        """What belongs to a whole layer, `z1`, `w2`, where it has several units: a column, or the matrix of weights."""
        found: dict[str, list[str]] = {}
        for name in (*self._graph.named, *self._residuals):
            if "[" in name:
                found.setdefault(name.partition("[")[0], []).append(name)
        groups = {name: Group(_latex(name), tuple(names), _shape(names)) for name, names in found.items()}
        return {name: one for name, one in groups.items() if len(one.names) > 1} if self._problem.is_layered else {}

    @cached_property
    def gates(self) -> dict[str, str]:
        """The derivative of each unit's activation by its z."""
        return {
            node.parents[0].name: f"d{node.quantity}/d{node.parents[0]}"
            for node in self._graph.nodes
            if node.quantity.kind == "activation"
        }


def is_defined(text: str, start: int, end: int) -> bool:
    """Whether a letter that begins a statement stands before a sign of equality."""
    before = text[:start].rstrip()
    return bool(_DEFINED.match(text, end)) and (not before or before[-1] in ",;:" or before[-1] >= "\ue000")


def is_normalizer(text: str, start: int) -> bool:
    """Whether Z is what exponentials add up to, and is defined there: the sum below a softmax."""
    return text[start] == "Z" and bool(_ADDS_UP.match(text, start + 1)) and is_defined(text, start, start + 1)


def _latex(layer: str) -> str:
    """A layer's letter in LaTeX: `z1` is z⁽¹⁾."""
    letter = layer[0].upper() if layer[0] == "w" else layer[0]
    return f"{letter}^{{({layer[1:]})}}" if layer[1:] else letter


def _shape(names: Sequence[str]) -> tuple[int, int] | None:
    """The rows and columns of what is called so, `w1[2,1]` in row 2 and column 1; None where some are missing."""
    last = names[-1].partition("[")[2].rstrip("]").split(",")
    rows, columns = int(last[0]), int(last[1]) if len(last) > 1 else 1
    return (rows, columns) if rows * columns == len(names) else None
