"""How a file names the quantities of its computation: as here, by the source's letters, or a layer at once."""

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from tutor.lessons.errors import ContentError, Faults
from tutor.lessons.front_matter import Field
from tutor.lessons.nearest import nearest
from tutor.network.architecture import Network
from tutor.network.graph import Graph

LONGEST_NAME = 24
MOST_LISTED = 24
"""How many names an error lists."""
_SHOWN = re.compile(r"[^\W\d_][\w'.]*(?:\[[\w,]+\])?\Z")
_INDICES = re.compile(r"\[.*\]\Z")


class QuantityNames(NamedTuple):
    """The names of a computation's quantities; `shown` are the source's letters by the names here."""

    known: tuple[str, ...]
    """Every name, in the order of the computation."""
    of_parameters: tuple[str, ...]
    learned: tuple[str, ...]
    """Of the parameters, those that are learned."""
    inputs: tuple[str, ...]
    computed: tuple[str, ...]
    """What is computed at each point on the way to the objective."""
    objective: str
    outputs: tuple[str, ...]
    """The last layer's activations; of a computation graph the objective."""
    shown: Mapping[str, str] = MappingProxyType({})

    def shown_as(self, shown: Mapping[str, str]) -> "QuantityNames":
        """The same, with the source's letters."""
        return self._replace(shown=shown)

    def parameters(self, field: Field) -> tuple[str, ...]:
        """The parameters that a name stands for: `w1[2,1]`, `b2`, or all of a layer's (`w1`). Raises ContentError."""
        return self.named(field, self.of_parameters)

    def named(
        self,
        field: Field,
        allowed: tuple[str, ...] | None = None,
        text: str | None = None,
        beside: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """The quantities that a name stands for, those of a layer in order.

        Raises ContentError, which lists what is allowed; `beside` are further words that are allowed there.
        """
        known = self.known if allowed is None else allowed
        written = (field.text(LONGEST_NAME * 2) if text is None else text).replace(" ", "")
        for name in (self._of_letters.get(written, ""), written, _usual(written)):
            if name in known:
                return (name,)
            layer = tuple(one for one in known if _INDICES.sub("", one) == name and one != name)
            if layer:
                return layer
        raise self.unknown(field, written, known, beside)

    def unknown(self, field: Field, written: str, known: tuple[str, ...], beside: tuple[str, ...] = ()) -> ContentError:
        """The error about a name that stands for nothing."""
        letters = tuple(self.shown[name] for name in known if name in self.shown)
        listed = [*beside, *letters, *(name for name in known if name not in self.shown)]
        more = [*listed[:MOST_LISTED], "…"] if len(listed) > MOST_LISTED else listed
        near = nearest(_usual(written), listed) or nearest(written, listed)
        return field.error("unknown_quantity", value=written, near=near, allowed=", ".join(more))

    @property
    def _of_letters(self) -> dict[str, str]:
        return {shown.replace(" ", ""): name for name, shown in self.shown.items()}


def read_names(field: Field, names: QuantityNames, faults: Faults) -> dict[str, str]:
    """The source's letters of `{"w1[1,1]": w1, C: E}` by the names here."""
    found: dict[str, str] = {}
    for written, value in field.items():
        canonical = faults.read(lambda value=value, written=written: names.named(value, text=written))  # type: ignore[misc]
        shown = faults.read(lambda value=value: _letters(value))  # type: ignore[misc]
        if canonical is None or shown is None:
            continue
        if len(canonical) > 1:
            faults.add(names.unknown(value, written, names.known))
        elif canonical[0] in found:
            faults.add(value.error("twice", name=written))
        else:
            found[canonical[0]] = shown
    taken: dict[str, str] = {}
    fields = {_usual(key.replace(" ", "")): value for key, value in field.items()}
    for name, shown in found.items():
        other = taken.setdefault(shown, name)
        if shown in names.known and shown not in found:
            other = shown
        if other != name:
            place = fields.get(name, field)
            faults.add(place.error("name_taken", value=shown, other=other))
    return found


def _letters(field: Field) -> str:
    shown = field.text(LONGEST_NAME)
    if not _SHOWN.match(shown) or not shown[0].isalpha():
        raise field.error("not_letters", value=shown)
    return shown


def _usual(written: str) -> str:
    """`W1[2,1]` is w1[2,1], `a0[1]` is x[1], `w1_2_1` is no name."""
    name = re.sub(r"^a0(?=\[|$)", "x", written)
    return name[:1].lower() + name[1:] if name[:1] in "WBAZXY" else name


def names_of_network(network: Network) -> QuantityNames:
    """The names of a network of layers."""
    depth = network.depth
    targeted = network.widths[-1] if network.cost != "none" else 0
    inputs, targets = (
        tuple(name(unit) for unit in range(1, width + 1))
        for name, width in ((partial(network.unit, "a", 0), network.widths[0]), (network.target, targeted))
    )
    computed = tuple(
        network.unit(kind, layer, unit)
        for layer in range(1, depth + 1)
        for kind in "za"
        for unit in range(1, network.widths[layer] + 1)
    )
    parameters = tuple(parameter.name for parameter in network.parameters)
    learned = tuple(parameter.name for parameter in network.learned)
    known, outputs = (*inputs, *parameters, *computed, *targets, "C"), computed[-network.widths[-1] :]
    return QuantityNames(known, parameters, learned, inputs, computed, "C", outputs)


def names_of_graph(graph: Graph) -> QuantityNames:
    """The names of a computation graph."""
    parameters, inputs = (tuple(one.name for one in given) for given in (graph.parameters, graph.inputs))
    learned, nodes = tuple(one.name for one in graph.asked), tuple(node.quantity.name for node in graph.nodes)
    known, objective = (*parameters, *inputs, *nodes), graph.objective.name
    return QuantityNames(known, parameters, learned, inputs, nodes, objective, (objective,))
