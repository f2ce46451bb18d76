"""How a function may want its arrays: which way W lies, where points lie, the shape of a bias, and of what kind.

A layout says how a case is turned into arguments (`arguments`), and which shape each gradient has.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from tutor.code_check.held import Held
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source
from tutor.network.architecture import Network

Batch: TypeAlias = Literal[
    "rows", "columns", "stacked-columns", "stacked-rows", "column", "vector", "row", "stacked-column", "stacked-row"
]
"""All points in rows or in columns, or an array of columns, or of rows; or one point at a time, in such a shape."""
Holder: TypeAlias = Literal["W", "w", "pairs", "flat", "W0", "nested", "record"]
"""What holds all parameters: a dict by `W1`, `w1` or `W0`, pairs (W, b), one list, or `{"W": […], "b": […]}`.

Of a `record`, an object of a class of the file with a field for each, the layout knows the class.
"""
BATCHES: tuple[Batch, ...] = (
    *("rows", "columns", "column", "vector", "row"),
    *("stacked-columns", "stacked-rows", "stacked-column", "stacked-row"),
)
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
        return not any(any(sign.isdigit() for sign in field) for field in self.fields)


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

    @property
    def point_by_point(self) -> bool:
        """Whether the function is called for each point."""
        return self.batch in ("column", "vector", "row", "stacked-column", "stacked-row")


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


def holders_of(strings: Collection[str]) -> tuple[Holder, ...]:
    """What may hold all parameters where a file has these words in quotation marks."""
    letters = {one[:1] for one in strings if re.fullmatch(r"[wW]\d?", one)}
    if not letters:
        return HOLDERS
    named: tuple[Holder, ...] = ("W", "W0", "nested") if "W" in letters else ()
    return (*named, "w") if "w" in letters else named


def layouts(signature: Signature, network: Network, source: Source, *, labels: bool) -> Iterator[Layout]:
    """The layouts to try, the likeliest first."""
    if signature.record is not None:
        record = Record(signature.record.name, signature.record.fields, signature.around)
        bare = layouts(signature._replace(record=None, roles=()), network, source, labels=labels)
        yield from (layout._replace(holder="record", record=record) for layout in bare)
        return
    holders = holders_of(source.strings) if signature.has("parameters") else HOLDERS[:1]
    single_output, single_input = network.widths[-1] == 1, network.widths[0] == 1
    targets = ["full", *(["flat"] if single_output else []), *(["labels"] if labels and not single_output else [])]
    inputs = ["full", *(["flat"] if single_input else [])]
    for kind in source.kinds:
        for holder in holders:
            if set(network.widths) == {1}:
                for batch in ("rows", "vector"):
                    yield Layout(False, batch, "flat", "flat", "flat", True, kind, holder)  # type: ignore[arg-type]
            for transposed, batch, bias in _FORMS:
                if network.bias == "none" and bias == "row":
                    continue
                for y in targets:
                    for x in inputs:
                        yield Layout(transposed, batch, bias, y, x, False, kind, holder)  # type: ignore[arg-type]


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
                    yield Layout(one.transposed, batch, one.bias_form, y, x, numbers, kind, "W", single)  # type: ignore[arg-type]


def shape_of(layout: Layout, network: Network, kind: str, layer: int) -> tuple[int, ...]:
    """The shape that a parameter has in a layout."""
    after, before = network.widths[layer], network.widths[layer - 1]
    if layout.numbers:
        return ()
    if kind == "weight":
        return (before, after) if layout.transposed else (after, before)
    return {"flat": (after,), "row": (1, after), "column": (after, 1)}[layout.bias]
