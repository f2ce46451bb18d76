"""How a function may want its arrays: which way W lies, where points lie, the shape of a bias, and of what kind.

A layout says how a case is turned into arguments (`arguments`), and which shape each gradient has.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from tutor.code_check.called import kind_of
from tutor.code_check.held import Fused, Held
from tutor.code_check.roles import is_of_layer, layer_names
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source
from tutor.network.architecture import Network

Batch: TypeAlias = Literal[
    "rows", "columns", "stacked-columns", "stacked-rows", "column", "vector", "row", "stacked-column", "stacked-row"
]
"""All points in rows or in columns, or an array of columns, or of rows; or one point at a time, in such a shape."""
Holder: TypeAlias = Literal[
    "W", "w", "pairs", "flat", "W0", "nested", "record", "vector", "vector-weights-first", "neurons", "space",
    "layers", "layers-w", "layers-weight", "layers-weights", "layers-kernel"
]  # fmt: skip
"""What holds all parameters: a dict by `W1`, `w1` or `W0`, pairs (W, b), one list, or `{"W": […], "b": […]}`.

`layers` are dicts, one for each layer, with the keys that `OF_LAYERS` has.

A `vector` has all numbers, layer by layer or the weights first. `neurons` are dicts with their `weights`, in a list for
each layer; a `space` has what a dict has as attributes.

Of a `record`, an object of a class of the file with a field for each, the layout knows the class.
"""
BATCHES: tuple[Batch, ...] = (
    *("rows", "columns", "column", "vector", "row"),
    *("stacked-columns", "stacked-rows", "stacked-column", "stacked-row"),
)
OF_LAYERS: Mapping[Holder, tuple[str, str]] = {
    "layers": ("W", "b"),
    "layers-w": ("w", "b"),
    "layers-weight": ("weight", "bias"),
    "layers-weights": ("weights", "biases"),
    "layers-kernel": ("kernel", "bias"),
}
HOLDERS: tuple[Holder, ...] = ("W", "pairs", "flat", "w", "W0", "nested")


class Record(NamedTuple):
    """A class of the file that holds parameters: all of them, or those of a layer, in a list."""

    name: str
    fields: tuple[str, ...]
    around: tuple[str, str] = ("", "")
    """The class that such a list stands in, and the name of its field."""

    @property
    def is_of_layer(self) -> bool:
        """Whether it holds what belongs to one layer."""
        return is_of_layer(self.fields)


class Layout(NamedTuple):
    """One way to hand the arrays over."""

    transposed: bool
    """Whether W stands as x·W wants it, (n_{l−1}, n_l); else as W·x does."""
    batch: Batch
    bias: Literal["flat", "row", "column"]
    y: Literal["full", "flat", "labels"] = "full"
    x: Literal["full", "flat"] = "full"
    numbers: bool = False
    """Whether parameters are plain numbers: all widths are 1."""
    kind: Literal["array", "list", "tensor", "grad"] = "array"
    holder: Holder = "W"
    single: bool = False
    """Whether tensors have 32 bits."""
    record: Record | None = None
    """What holds all parameters, where that is a class of the file."""
    one_unit: bool = False
    """Whether the last layer is one unit, whose w is a vector and b a number."""
    fused: Fused = ""
    layers: tuple[str, ...] = ()
    """The keys of the dicts for the layers, where they stand in a dict."""
    scalars: bool = False
    """Whether each parameter is a number of its own; `transposed` where those of one input stand together."""

    @property
    def point_by_point(self) -> bool:
        """Whether the function is called for each point."""
        return self.batch in ("column", "vector", "row", "stacked-column", "stacked-row")


_OF_NUMBERS: tuple[Batch, ...] = ("rows", "vector")
_OF_FUSED: tuple[tuple[bool, Batch], ...] = (
    *((True, "rows"), (False, "rows"), (False, "columns"), (True, "columns")),
    *((False, "vector"), (True, "vector"), (False, "column"), (True, "row")),
)
_OF_ONE_UNIT: tuple[tuple[bool, Batch], ...] = ((True, "rows"), (False, "rows"), (False, "columns"), (False, "vector"))
_FORMS: tuple[tuple[bool, Batch, Literal["flat", "row", "column"]], ...] = (
    (True, "rows", "row"),
    (True, "rows", "flat"),
    (False, "columns", "column"),
    (False, "rows", "flat"),
    (False, "rows", "row"),
    (True, "columns", "column"),
    (False, "vector", "flat"),
    (True, "vector", "flat"),
    (False, "column", "column"),
    (True, "column", "column"),
)


def holders_of(strings: Set[str], words: Collection[str] = (), *, keyed: bool = False) -> tuple[Holder, ...]:
    """What may hold all parameters where a file has these words in quotation marks, and these names.

    With `keyed` it is gone into by words.
    """
    if "simplenamespace" in words:
        return ("space",)
    vectors: tuple[Holder, ...] = ("vector", "vector-weights-first") if "reshape" in words else ()
    of_layers = (holder for holder, keys in OF_LAYERS.items() if strings >= {*keys})
    first: tuple[Holder, ...] = ("neurons",) if "weights" in strings else _named_holders(strings)
    others = () if keyed and first else (*of_layers, *vectors, *HOLDERS)  # words may speak of something else
    return tuple(dict.fromkeys((*first, *others)))


def _named_holders(strings: Collection[str]) -> tuple[Holder, ...]:
    letters = {one[:1] for one in strings if re.fullmatch(r"[wW]\d?", one)}
    named: tuple[Holder, ...] = ("W", "W0", "nested") if "W" in letters else ()
    return (*named, "w") if "w" in letters else named


def layouts(signature: Signature, network: Network, source: Source, *, labels: bool) -> Iterator[Layout]:
    """The layouts to try, the likeliest first."""
    if signature.scalars is not None:
        yield from _of_scalars(signature, network, source)
        return
    if signature.record is not None:
        record = Record(signature.record.name, signature.record.fields, signature.around)
        bare = layouts(signature._replace(record=None, roles=()), network, source, labels=labels)
        yield from (layout._replace(holder="record", record=record) for layout in bare)
        return
    holders = _holders(signature, source) if signature.has("parameters") else HOLDERS[:1]
    single_output, single_input = network.widths[-1] == 1, network.widths[0] == 1
    targets: list[Literal["full", "flat", "labels"]] = ["full"]
    targets += ["flat"] if single_output else ["labels"] if labels else []
    inputs: list[Literal["full", "flat"]] = ["full", "flat"] if single_input else ["full"]
    fused = _fused(signature) if network.bias != "none" else ()
    has_biases_apart = network.bias == "none" or not has_weights_alone(signature)
    named = layer_names(source.strings)[: network.depth]
    keys = named if len(named) == network.depth and {*holders} & {*OF_LAYERS} else ()
    for kind, holder in product(source.kinds, holders):
        own = Layout(False, "rows", "flat", kind=kind, holder=holder, layers=keys if holder in OF_LAYERS else ())
        is_apart = has_biases_apart and holder != "neurons"
        if set(network.widths) == {1} and holder != "neurons":
            yield from (own._replace(batch=batch, y="flat", x="flat", numbers=True) for batch in _OF_NUMBERS)
        for transposed, batch, bias in _FORMS if is_apart else ():
            if network.bias != "none" or bias != "row":
                form = own._replace(transposed=transposed, batch=batch, bias=bias)
                yield from (form._replace(y=y, x=x) for y, x in product(targets, inputs))
        for transposed, batch in _OF_FUSED:
            form = own._replace(transposed=transposed, batch=batch)
            own_places = fused[1:] if holder == "neurons" else fused
            yield from (form._replace(y=y, fused=place) for y, place in product(targets, own_places))
        for transposed, batch in _OF_ONE_UNIT if _may_be_one_unit(signature, network, source) else ():
            of_unit = own._replace(transposed=transposed, batch=batch, y="flat", one_unit=True)
            yield of_unit
            of_vector = of_unit._replace(holder="vector")
            yield from (of_vector._replace(fused=place) for place in (fused if network.depth == 1 else ()))


def _holders(signature: Signature, source: Source) -> tuple[Holder, ...]:
    names = {name for name, role, _ in signature.roles if role.kind == "parameters"}
    own = signature.function
    if any(own.pairs.get(name) for name in names):
        return ("pairs",)
    if any(kind_of(one) == "bias" for name in names for one in own.unpacked.get(name, ())):
        return ("flat",)
    keyed = any(names & one.keyed for one in (own, *source.functions))
    return holders_of(source.strings, source.words, keyed=keyed)


def _of_scalars(signature: Signature, network: Network, source: Source) -> Iterator[Layout]:
    """The layouts to try where parameters are numbers of their own."""
    holders: tuple[Holder, ...] = ("flat", "w") if signature.has("scalar-all") else ("flat",)
    batches: tuple[Batch, ...] = ("vector",) if signature.has("scalar-x") else ("vector", "rows")
    for kind, holder, batch in product(source.kinds, holders, batches):
        for transposed in (False, True):
            x: Literal["full", "flat"] = "flat" if network.widths[0] == 1 else "full"
            own = Layout(transposed, batch, "flat", x=x, kind=kind, holder=holder, scalars=True)
            yield from (own._replace(y="flat"), own) if network.widths[-1] == 1 else (own,)


def has_weights_alone(signature: Signature) -> bool:
    """Whether a function takes weights and no biases: they may stand among the weights."""
    return not any(map(signature.has, ("bias", "biases", "parameters"))) and signature.holds and not signature.record


def _fused(signature: Signature) -> tuple[Fused, ...]:
    return ("first", "last") if has_weights_alone(signature) or signature.has("parameters") else ()


def _may_be_one_unit(signature: Signature, network: Network, source: Source) -> bool:
    """Whether the last layer's w may be a vector: where it is alone, it has to be called w, for W is a matrix."""
    names = {name for name, role, _ in signature.roles if role.kind == "weight"} | (source.strings & {"W", "W1"})
    is_one = network.widths[-1] == 1 and set(network.widths) != {1}
    return is_one and (network.depth > 1 or not any(name[:1].isupper() for name in names))


def object_layouts(one: Held, network: Network, kinds: Sequence[str], *, labels: bool) -> Iterator[Layout]:
    """The layouts to try of a call on an object, which says itself how its parameters lie and of what kind they are."""
    single = one.first.of == "tensor" and one.first.dtype == "float32"
    of = {"tensor": ("tensor",), "array": ("array",)}.get(one.first.of, (*kinds, "list"))
    targets = ["full", *(["flat"] if network.widths[-1] == 1 else [])]
    targets += ["labels"] if labels and network.widths[-1] > 1 else []
    inputs = ["full", *(["flat"] if network.widths[0] == 1 else [])]
    numbers = one.first.of == "number" and set(network.widths) == {1}
    for kind in dict.fromkeys(of):
        for batch in BATCHES:
            for y in targets:
                for x in inputs:
                    own = Layout(one.transposed, batch, one.bias_form, y, x, numbers, kind, "W", single)  # type: ignore[arg-type]
                    yield own._replace(scalars=one.scalars, fused=one.fused)


def shape_of(layout: Layout, network: Network, kind: str, layer: int) -> tuple[int, ...]:
    """The shape that a parameter has in a layout."""
    after, before = network.widths[layer], network.widths[layer - 1]
    if layout.numbers:
        return ()
    if layout.one_unit and layer == network.depth:
        return (before + bool(layout.fused),) if kind == "weight" else ()
    if layout.scalars:
        return (after, before) if kind == "weight" else (after if network.bias == "unit" else 1,)
    if kind == "weight":
        before += bool(layout.fused)
        return (before, after) if layout.transposed else (after, before)
    return {"flat": (after,), "row": (1, after), "column": (after, 1)}[layout.bias]
