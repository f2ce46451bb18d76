"""What an object of a learner's class holds: its weights and biases with their places, and gradients beside them.

All is seen on an object that was made with sizes that differ: which way W lies, and the shapes of biases.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from tutor.code_check.roles import MEMORY, letter_of, role_of
from tutor.code_check.scalars import Scalars
from tutor.network.architecture import Bias
from tutor.network.products import Array

Key: TypeAlias = tuple[str, int]
Fused: TypeAlias = Literal["", "first", "last"]
"""Where among the weights of a unit its bias stands, as the weight of an input that is 1; else nothing."""
Path: TypeAlias = tuple[tuple[str, Any], ...]
_NEURONS = ("neurons", "units", "nodes", "perceptrons")
"""What a layer holds its neurons by."""
_SLOPES = re.compile(r"grad|nabla|delta")


class Leaf(NamedTuple):
    """Numbers at one place of an object."""

    path: Path
    values: Array
    of: str
    """`tensor`, `array`, `list` or `number`."""
    dtype: str

    @property
    def words(self) -> list[str]:
        """The names that lead to it."""
        return [part for kind, name in self.path if kind != "i" for part in re.split(r"[.]", str(name))]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers on the way to it: those of its layer, and of what is within that."""
        return _numbers(self.path)


@lru_cache(maxsize=4096)
def _numbers(path: Path) -> tuple[int, ...]:
    """The numbers in a path, which is the same call after call."""
    text = ".".join(str(name) for _, name in path)
    return tuple(int(one) for one in re.findall(r"\d+", text))


class Block(NamedTuple):
    """The numbers of one layer's weights or biases: one array, or a place for each row, or for each number."""

    leaves: tuple[Leaf, ...]
    shape: tuple[int, ...] = ()
    """The shape that they have together, where each is a number of its own."""

    @property
    def values(self) -> Array:
        """All of them as one array."""
        if self.shape:
            return np.concatenate([leaf.values.reshape(-1) for leaf in self.leaves]).reshape(self.shape)
        if len(self.leaves) == 1:
            return self.leaves[0].values
        rows: dict[tuple[int, ...], list[Array]] = {}
        for leaf in self.leaves:
            rows.setdefault(leaf.numbers[:2], []).append(leaf.values)
        stacked = [np.concatenate([one.reshape(-1) for one in row]) for row in rows.values()]
        if len({row.size for row in stacked}) > 1:
            return np.empty((0, 0))
        return np.array(stacked)


class Held(NamedTuple):
    """The parameters of an object."""

    widths: tuple[int, ...]
    transposed: bool
    """Whether W stands as x·W wants it."""
    bias: Bias
    bias_form: str
    """`flat`, `row` or `column`."""
    blocks: Mapping[Key, Block]
    settings: tuple[tuple[Path, float], ...]
    """Numbers beside them that are set as well: the learning rate, and how many times to go over the data."""
    scalars: bool = False
    """Whether each parameter is a number of its own; `transposed` where those of one input stand together."""
    fused: Fused = ""

    @property
    def first(self) -> Leaf:
        """A place of the first weights."""
        return self.blocks["weight", 1].leaves[0]

    @property
    def has_rate(self) -> bool:
        """Whether the learning rate is an attribute that can be set."""
        return any(role_is(path, "rate") for path, _ in self.settings)


def role_is(path: Path, kind: str) -> bool:
    """Whether the name at the end of a path stands for a role."""
    role = role_of(str(path[-1][1]))
    return role is not None and role.kind == kind


def leaves_of(state: Any) -> list[Leaf]:
    """What the other process tells of an object, as arrays; what is no such thing is left out."""
    found = []
    for one in state if isinstance(state, list) else ():
        try:
            path, value = one
            values = np.array(value.get("array", value.get("number")), dtype=float)
            steps = tuple((str(kind), name) for kind, name in path)
        except (ValueError, TypeError, AttributeError, OverflowError):
            continue
        if steps:
            found.append(Leaf(steps, values, str(value.get("of", "")), str(value.get("dtype", ""))))
    return found


def sorted_out(leaves: Sequence[Leaf]) -> tuple[dict[str, list[Leaf]], dict[str, list[Leaf]]]:
    """The weights and biases among some places, and the gradients of such, in their order."""
    parameters: dict[str, list[Leaf]] = {"weight": [], "bias": []}
    slopes: dict[str, list[Leaf]] = {"weight": [], "bias": []}
    for leaf in leaves:
        words = [word for word in leaf.words if word not in ("data", "p") and not word.isdigit()]
        of_tensor = words[-1:] == ["grad"]
        words = words[:-1] if of_tensor else words
        letter = letter_of(words[-1]) or _of_pair(leaf, words) if words else None
        if letter is None or any(MEMORY.fullmatch(word.lower()) for word in words[:-1]):
            continue
        kind, is_slope = letter
        is_slope = is_slope or of_tensor or any(_SLOPES.search(word.lower()) for word in words[:-1])
        (slopes if is_slope else parameters)[kind].append(leaf)
    return (
        {kind: _in_order(one) for kind, one in parameters.items()},
        {kind: _in_order(one) for kind, one in slopes.items()},
    )


def _of_pair(leaf: Leaf, words: list[str]) -> tuple[str, bool] | None:
    """The same of what stands in pairs, `params[k][0]` and `params[k][1]`, by its place."""
    role = role_of(words[-1])
    in_pairs = [kind for kind, _ in leaf.path[-2:]] == ["i", "i"] and role is not None and role.kind == "parameters"
    return ("weight" if leaf.path[-1][1] == 0 else "bias", False) if in_pairs and leaf.values.ndim else None


def _in_order(leaves: list[Leaf]) -> list[Leaf]:
    numbers = [leaf.numbers for leaf in leaves]
    distinct = all(numbers) and len(set(numbers)) == len(numbers)
    return sorted(leaves, key=lambda leaf: leaf.numbers) if distinct else leaves


def blocks_of(leaves: Sequence[Leaf]) -> list[Block]:
    """The blocks of some places of one kind, layer by layer: neurons of a layer have places of their own."""
    found: dict[Any, list[Leaf]] = {}
    for place, leaf in enumerate(leaves):
        of_neuron = leaf.values.ndim < 2 and sum(kind == "i" for kind, _ in leaf.path) >= 2
        named = next((k for k, (_, name) in enumerate(leaf.path) if str(name) in _NEURONS), None)
        of_layer = leaf.path[:named] if named is not None else leaf.numbers[:1] if of_neuron else (place, None)
        found.setdefault(of_layer, []).append(leaf)
    return [Block(tuple(one)) for one in found.values()]


def held(leaves: Sequence[Leaf], asked: tuple[int, ...]) -> list[Held]:
    """The ways in which places can be the parameters of a network; those of the widths that were asked for, if any."""
    parameters, _ = sorted_out(leaves)
    weights = blocks_of(parameters["weight"])
    settings = tuple(_settings(leaves))
    found = []
    for transposed in (False, True):
        widths = _widths([_matrix(block.values, transposed=transposed) for block in weights])
        for biases in _biases(parameters["bias"], len(weights)) if widths else ():
            sizes = [block.values.size for block in biases]
            if sizes in ([], list(widths[1:])):
                blocks = {("weight", layer): block for layer, block in enumerate(weights, 1)}
                blocks |= {("bias", layer): block for layer, block in enumerate(biases, 1)}
                form = _bias_form([block.values for block in biases])
                found.append(Held(widths, transposed, "unit" if sizes else "none", form, blocks, settings))
                break
    if not found and not parameters["bias"]:
        found = [*_fused(weights, settings)]
    return [one for one in found if one.widths == asked] or found


def _fused(weights: Sequence[Block], settings: tuple[tuple[Path, float], ...]) -> Iterator[Held]:
    """The ways in which weights can have the biases among them: each unit has one for an input that is 1."""
    blocks = {("weight", layer): block for layer, block in enumerate(weights, 1)}
    for transposed in (False, True):
        shapes = [_matrix(block.values, transposed=transposed) for block in weights]
        widths = _widths([(after, before - 1) for after, before in shapes])
        places: tuple[Fused, ...] = ("first", "last") if widths else ()
        yield from (Held(widths, transposed, "unit", "flat", blocks, settings, fused=place) for place in places)


def held_numbers(leaves: Sequence[Leaf], found: Scalars) -> Iterator[Held]:
    """The ways in which numbers, each in an attribute of its own, can be the parameters of a network."""
    by_name = {leaf.path[-1][1]: leaf for leaf in leaves}
    weights, biases = ([by_name[name] for name in names] for names in (found.weights, found.biases))
    for widths, bias in found.networks():
        for transposed in (False, True):
            blocks, rest, others = {}, weights, biases
            for layer, (before, after) in enumerate(pairwise(widths), 1):
                own, rest = rest[: before * after], rest[before * after :]
                turned = [own[source * after + to] for to in range(after) for source in range(before)]
                blocks["weight", layer] = Block(tuple(turned if transposed else own), (after, before))
                count = {"none": 0, "shared": 1}.get(bias, after)
                if count:
                    blocks["bias", layer] = Block(tuple(others[:count]), (count,))
                others = others[count:]
            yield Held(widths, transposed, bias, "flat", blocks, tuple(_settings(leaves)), True)


def _matrix(values: Array, *, transposed: bool) -> tuple[int, int]:
    """The shape (n_l, n_{l−1}) of an array of weights; nothing of what can be none."""
    if values.ndim == 2:
        rows, columns = values.shape
        return (columns, rows) if transposed else (rows, columns)
    return (1, values.size) if values.ndim < 2 else (0, 0)


def _widths(shapes: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    if not shapes or any(0 in shape for shape in shapes):
        return ()
    if any(below[0] != above[1] for below, above in pairwise(shapes)):
        return ()
    return (shapes[0][1], *(after for after, _ in shapes))


def _biases(leaves: list[Leaf], depth: int) -> Iterator[list[Block]]:
    """The biases by layer, as they stand; or the rows of one list of lists."""
    yield blocks_of(leaves)
    if len(leaves) == 1 and leaves[0].of == "list" and leaves[0].values.ndim == 2 and len(leaves[0].values) == depth:
        one = leaves[0]
        yield [Block((one._replace(path=(*one.path, ("i", k)), values=row),)) for k, row in enumerate(one.values)]


def _bias_form(arrays: Sequence[Array]) -> str:
    wide = next((one for one in arrays if one.size > 1), None)
    if wide is None or wide.ndim < 2:
        return "flat"
    return "row" if wide.shape[0] == 1 else "column"


def _settings(leaves: Sequence[Leaf]) -> Iterator[tuple[Path, float]]:
    from tutor.code_check.cases import RATE

    for leaf in leaves:
        if leaf.of == "number" and leaf.path[-1][0] == "a":
            for kind, value in (("rate", RATE), ("epochs", 1)):
                if role_is(leaf.path, kind):
                    yield leaf.path, value


def with_bias(W: Array, b: Array, fused: Fused) -> Array:
    """W (n_l, n_{l−1}), with b in a column of its own where it stands among the weights."""
    column = b.reshape(-1, 1)
    found: Array = np.concatenate([column, W] if fused == "first" else [W, column], axis=1) if fused else W
    return found


def put(one: Held, W: Mapping[int, Array], b: Mapping[int, Array]) -> list[list[Any]]:
    """The places of an object with the numbers that are to stand there: W (n_l, n_{l−1}) and b (n_l,) by layer."""
    found: list[list[Any]] = [[list(map(list, path)), {"number": value}] for path, value in one.settings]
    for (kind, layer), block in one.blocks.items():
        values = with_bias(W[layer], b[layer], one.fused) if kind == "weight" else b[layer]
        if len(block.leaves) == 1:
            turned = values.T if kind == "weight" and one.transposed else values
            found.append([list(map(list, block.leaves[0].path)), {"list": turned.tolist()}])
            continue
        places = values.reshape(-1) if all(leaf.values.size == 1 for leaf in block.leaves) else values
        for leaf, part in zip(block.leaves, places[: len(block.leaves)], strict=True):  # one bias may be all units'
            found.append([list(map(list, leaf.path)), {"list": np.reshape(part, -1).tolist()}])
    return found
