"""Networks whose parameters are numbers of their own: w1, …, w8, b1, b2, as in Mazur's example, or in one list.

How many there are, and how many inputs and outputs, tells the widths. The weights of a layer come unit by unit, or
input by input: both are tried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tutor.code_check.definitions import Function
from tutor.code_check.leaves import Key
from tutor.code_check.roles import HOLDING, Role, plain, role_of
from tutor.network.architecture import Bias
from tutor.network.products import Array

_WEIGHT, _BIAS = re.compile(r"(?:w|v|u|weight|theta)\d{1,3}"), re.compile(r"(?:b|c|bias)(?:h|o)?\d{0,2}")
_INPUT, _TARGET = re.compile(r"(?:x|i|in|input)\d"), re.compile(r"(?:y|t|target|label)\d")
FEWEST = 3
"""So few weights are those of a chain, or of one unit."""
WIDEST, MOST_OUTPUTS = 6, 3


class Scalars(NamedTuple):
    """The numbers that a function takes, by their names in order, and of how many inputs and outputs."""

    names: tuple[str, ...]
    inputs: int = 0
    """How many inputs there are; 0 where nothing says so."""
    outputs: int = 0
    listed: frozenset[str] = frozenset()
    """The names of parameters that hold several numbers."""
    first: int = 1
    """From which number on inputs and targets are counted, where they are taken one by one."""

    @property
    def weights(self) -> list[str]:
        """The names of the weights."""
        return [name for name in self.names if not is_bias(name)]

    @property
    def biases(self) -> list[str]:
        """The names of the biases."""
        return [name for name in self.names if is_bias(name)]

    def networks(self) -> Iterator[tuple[tuple[int, ...], Bias]]:
        """The widths and biases that there may be, a hidden layer first."""
        count, biases = len(self.weights), len(self.biases)
        for widths in sorted(set(self._widths(count)), key=lambda one: (abs(len(one) - 3), one)):
            of_units: dict[int, Bias] = {0: "none", len(widths) - 1: "shared", sum(widths[1:]): "unit"}
            if biases in of_units:
                yield widths, of_units[biases]

    def _widths(self, count: int) -> Iterator[tuple[int, ...]]:
        for inputs in [self.inputs] if self.inputs else range(1, WIDEST):
            for outputs in [self.outputs] if self.outputs else range(1, MOST_OUTPUTS + 1):
                if inputs * outputs == count:
                    yield inputs, outputs
                if count % (inputs + outputs) == 0:
                    yield inputs, count // (inputs + outputs), outputs
                for first in range(1, WIDEST):
                    rest, each = count - inputs * first, first + outputs
                    if rest > 0 and rest % each == 0:
                        yield inputs, first, rest // each, outputs


def is_bias(name: str) -> bool:
    """Whether a number's name is that of a bias."""
    return _BIAS.fullmatch(plain(name)) is not None


def _is_number(name: str) -> bool:
    return is_bias(name) or _WEIGHT.fullmatch(plain(name)) is not None


def _is_listed(name: str, counts: Mapping[str, int]) -> bool:
    """Whether a name is that of all weights, all biases or all parameters, in a list or a dict."""
    role = role_of(name)
    return role is not None and role.kind in HOLDING and (name in counts or not _is_number(name))


def _counts(functions: Iterable[Function]) -> dict[str, int]:
    """How many entries what goes by a name has at least in any of some functions."""
    counts: dict[str, int] = {}
    for one in functions:
        for name, count in one.entries.items():
            counts[name] = max(count, counts.get(name, 0))
    return counts


def scalars_of(function: Function, functions: Iterable[Function], strings: Iterable[str]) -> Scalars | None:
    """The numbers that a function takes, if it does: then it goes into its inputs by number, or has them one by one."""
    taken = [one.name for one in function.parameters]
    counts = _counts((function, *functions))
    inputs, outputs = (_sizes(taken, pattern, kind, counts) for pattern, kind in ((_INPUT, "x"), (_TARGET, "y")))
    listed = frozenset(name for name in taken if _is_listed(name, counts))
    names = tuple(_numbers(function, listed, counts, strings))
    first = min((int(one[-1]) for name in taken if _INPUT.fullmatch(one := plain(name))), default=1)
    found = Scalars(names, inputs, outputs or 1, listed, first)
    weights, biases = len(found.weights), len(found.biases)
    is_apart = inputs > 1 or (inputs == 1 and biases not in (0, weights))
    return found if weights >= FEWEST and is_apart and any(found.networks()) else None


def scalars_among(names: Sequence[str], functions: Sequence[Function]) -> Scalars | None:
    """The numbers among an object's attributes, where it has some; `functions` work with it."""
    own, counts = tuple(name for name in names if _is_number(name)), _counts(functions)
    inputs, outputs = (
        max((_sizes([one.name for one in f.parameters], pattern, kind, counts) for f in functions), default=0)
        for pattern, kind in ((_INPUT, "x"), (_TARGET, "y"))
    )
    found = Scalars(own, inputs, outputs or 1)
    return found if len(found.weights) >= FEWEST and inputs > 1 and any(found.networks()) else None


def _sizes(taken: Sequence[str], pattern: re.Pattern[str], kind: str, counts: Mapping[str, int]) -> int:
    """How many inputs, or targets, there are: those that are taken one by one, or the places that are gone into."""
    if alone := sum(pattern.fullmatch(plain(name)) is not None for name in taken):
        return alone
    roles = {name: role.kind for name in taken if (role := role_of(name)) is not None}
    others = [counts[name] for name in counts if (role := role_of(name)) is not None and role.kind == kind]
    return max([*others, *(1 for one in roles.values() if one == kind)], default=0)


def _numbers(
    function: Function, listed: frozenset[str], counts: Mapping[str, int], strings: Iterable[str]
) -> Iterator[str]:
    """The names of the numbers: of parameters, of what is unpacked, of a dict's keys, or of places in lists."""
    for name in (one.name for one in function.parameters):
        if name not in listed:
            yield from [name] if _is_number(name) else []
        elif name in function.unpacked and all(map(_is_number, function.unpacked[name])):
            yield from function.unpacked[name]
        elif name in counts:
            letter = "b" if plain(name).startswith("b") else "w"
            yield from (f"{letter}{k}" for k in range(1, counts[name] + 1))
        else:
            yield from sorted(one for one in strings if _is_number(one) and one == plain(one) and one[-1:].isdigit())


def role_of_number(name: str, found: Scalars) -> Role | None:
    """What a parameter stands for where parameters are numbers."""
    short = plain(name)
    for kind, pattern in (("scalar-x", _INPUT), ("scalar-y", _TARGET)):
        if pattern.fullmatch(short):
            return Role(kind, int(short[-1]) - found.first)
    if name in found.names and name not in found.listed:
        return Role("scalar", found.names.index(name))
    if name in found.listed:
        kind = {"w": "scalar-weights", "b": "scalar-biases"}.get(short[:1], "scalar-all")
        return Role(kind)
    return None


def in_order(arrays: Mapping[Key, Array], *, transposed: bool) -> tuple[list[float], list[float]]:
    """The weights and the biases as numbers, layer by layer: unit by unit, or input by input (`transposed`)."""
    weights, biases = [], []
    for (kind, _), values in arrays.items():
        if kind == "weight":
            weights += (values.T if transposed else values).reshape(-1).tolist()
        else:
            biases += values.reshape(-1).tolist()
    return weights, biases


def by_name(found: Scalars, weights: Sequence[float], biases: Sequence[float]) -> list[float]:
    """The numbers in the order in which they are taken."""
    of_weights, of_biases = iter(weights), iter(biases)
    return [next(of_biases) if is_bias(name) else next(of_weights) for name in found.names]
