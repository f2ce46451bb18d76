"""Objects of a learner's class in the other process: what they hold, and the gradients that a call on one gives."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tutor.code_check.arguments import arguments
from tutor.code_check.cases import RATE, Cases
from tutor.code_check.held import Block, Held, Leaf, blocks_of, held, held_numbers, leaves_of, sorted_out, with_bias
from tutor.code_check.layouts import BATCHES, Layout, layouts, object_layouts
from tutor.code_check.leaves import Key
from tutor.code_check.process import Failed, Process, failed_of
from tutor.code_check.returned import RANKS, Reading, Wanted, cut_up, keys_of, of_leaves, readings
from tutor.code_check.roles import HOLDING
from tutor.code_check.scalars import Scalars, scalars_among
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source
from tutor.network.architecture import Network
from tutor.network.products import Array

STATE, MOVED, MOVED_BY = "attributes", "moved parameters", "moved parameters, by a rate of its own"
"""How gradients are read that no call returns: from the object's attributes, or from how its parameters have moved."""
PROBED_POINTS = 5
STILL = 1e-6
"""What moved by less than this, over the rate, did not: floats of 32 bits."""


class Objects:
    """Objects of the class that a signature's method belongs to."""

    def __init__(self, process: Process, signature: Signature, source: Source) -> None:
        self._process, self._signature, self._source = process, signature, source
        self._known: dict[tuple[tuple[int, ...], Layout], list[Held]] = {}
        making = signature._replace(roles=signature.subject.making.roles if signature.subject is not None else ())
        self._made_of = making if any(making.has(kind) for kind in HOLDING) else None
        """How an object is made, where it is made of the arrays themselves."""

    def held(self, widths: tuple[int, ...]) -> list[Held]:
        """The ways to see the parameters of an object that is made for such widths; none where it has no such.

        Raises Failed where none can be made.
        """
        found: list[Held] | None = None
        failure = Failed("parameters")
        for layout in self._makings(_probed(widths)):
            try:
                found = found or self._held(widths, layout)
            except Failed as failed:
                failure = failure if failure.key == "error" else failed
            if found:
                break
        if found is None:
            raise failure
        return found

    def layouts(self, network: Network, *, labels: bool) -> Iterator[Layout]:
        """The layouts to try of a call on an object. Raises Failed where none can be made."""
        if self._made_of is not None:
            for layout in layouts(self._made_of, network, self._source, labels=labels):
                if self._holds(network, layout):
                    yield layout
            return
        for one in self.held(network.widths):
            if one.widths == network.widths and one.bias == network.bias:
                yield from object_layouts(one, network, self._source.kinds, labels=labels)

    def of(self, widths: tuple[int, ...], layout: Layout) -> Held:
        """What an object of these widths holds, as a layout has it. Raises Failed."""
        every = self.held(widths) if self._made_of is None else self._held(widths, _for_making(layout))
        for one in every:
            if (one.widths, one.transposed, one.fused) == (widths, layout.transposed, layout.fused):
                return one
        raise Failed("other")

    def own_names(self, network: Network, layout: Layout) -> dict[str, str]:
        """The attributes in which the network's parameters stand, each in one of its own. Raises Failed."""
        places, found = cut_up(network, np.arange(network.parameter_count)), {}
        for key, block in self.of(network.widths, layout).blocks.items():
            for place, leaf in zip(places[key].reshape(-1).tolist(), block.leaves, strict=True):
                found[network.parameters[place].name] = str(leaf.path[-1][1])
        return found

    def _holds(self, network: Network, layout: Layout) -> bool:
        """Whether an object that is made of arrays in a layout keeps them as they are."""
        try:
            return self.of(network.widths, layout).bias == network.bias
        except Failed:
            return False

    def _makings(self, network: Network) -> Iterator[Layout]:
        """The layouts in which an object may be handed what it is made of."""
        if self._made_of is None:
            yield from (Layout(False, batch, "flat") for batch in BATCHES[:2])
        else:
            yield from dict.fromkeys(map(_for_making, layouts(self._made_of, network, self._source, labels=False)))

    def _held(self, widths: tuple[int, ...], layout: Layout) -> list[Held]:
        """The same of one that is made in a layout. Raises Failed."""
        if (widths, layout) not in self._known:
            leaves = leaves_of(self._state(_probed(widths), layout))
            numbers = self._numbers(leaves)
            self._known[widths, layout] = list(held_numbers(leaves, numbers)) if numbers else held(leaves, widths)
            weights, biases = (len(blocks_of(one)) for one in sorted_out(leaves)[0].values())
            if not self._known[widths, layout] and 0 < weights < biases:
                raise Failed("tied")
        return self._known[widths, layout]

    def _numbers(self, leaves: list[Leaf]) -> Scalars | None:
        """The attributes that are the parameters, where each is a number of its own."""
        subject = self._signature.subject
        names = [str(leaf.path[-1][1]) for leaf in leaves if leaf.of == "number" and len(leaf.path) == 1]
        methods = () if subject is None else subject.of.methods
        return scalars_among(names, (self._signature.function, *methods, *self._source.functions))

    def _state(self, network: Network, layout: Layout) -> Any:
        x, y = (np.zeros((1, PROBED_POINTS, network.widths[k])) for k in (0, -1))
        cases = Cases(network, np.zeros((1, network.parameter_count)), x, y)
        call = arguments(self._signature, layout, cases)
        answer = self._process.ask({"groups": [[{"object": call["object"]}]]})
        result = answer["results"][0][0]
        if "error" in result:
            raise failed_of(result["error"])
        return result.get("state")

    def read(self, result: Mapping[str, Any], layout: Layout, cases: Cases) -> Iterator[Reading]:
        """The ways in which a result can be gradients: as returned, in attributes, or by how parameters moved."""
        one = self.of(cases.network.widths, layout)
        wanted = Wanted(cases.network, layout, cases.points)
        leaves = leaves_of(result.get("state"))
        moved = self._moved(leaves, one, wanted, cases)
        returned = self._signature.function.returned
        found = [r for r in readings(result.get("value"), returned, *wanted) if r.form != "misfit"]
        if moved is not None and has_moved(moved):  # what came back may be the parameters themselves
            found = [r for r in found if not _are_moved(r, moved, cases)]
        yield from found
        if not found:
            kept = [r for r in _in_attributes(leaves, one, wanted) if r.form != "misfit"]
            yield from kept
            if moved is not None and not kept:
                yield moved

    def _moved(self, leaves: list[Leaf], one: Held, wanted: Wanted, cases: Cases) -> Reading | None:
        """How far each parameter moved, as gradients; None where they are not there any more as they were."""
        at = {leaf.path: leaf.values for leaf in leaves}
        after = {}
        for key, block in one.blocks.items():
            there = [leaf for leaf in block.leaves if leaf.path in at and at[leaf.path].size == leaf.values.size]
            places = [leaf._replace(values=at[leaf.path]) for leaf in there]
            if len(places) != len(block.leaves):
                return None
            after[key] = block._replace(leaves=tuple(places)).values
        before = _laid_out(cases, one)
        if any(after[key].shape != before[key].shape for key in after):
            return None
        known = one.has_rate or any(role.kind == "rate" for roles in self._roles() for _, role, _ in roles)
        rate = RATE if known else 1.0
        moved = {key: (before[key] - after[key]) / rate for key in after}
        return of_leaves(moved, wanted, MOVED if known else MOVED_BY)

    def _roles(self) -> Iterator[tuple[Any, ...]]:
        subject = self._signature.subject
        yield self._signature.roles
        if subject is not None:
            yield subject.making.roles
            yield from (step.roles for step in subject.steps)
            yield subject.optimizer.roles if subject.optimizer is not None else ()


def _probed(widths: tuple[int, ...]) -> Network:
    """A network by which an object is looked at."""
    return Network(widths, ("identity",) * (len(widths) - 1))


def _for_making(layout: Layout) -> Layout:
    """What of a layout matters to the arrays that an object is made of."""
    return layout._replace(batch="rows", x="full", y="full")


def has_moved(reading: Reading) -> bool:
    """Whether any parameter is somewhere else than before."""
    return any(np.abs(values).max(initial=0) > STILL for values in reading.arrays.values())


def _are_moved(reading: Reading, moved: Reading, cases: Cases) -> bool:
    """Whether what was read are the parameters after they moved."""
    if reading.form not in RANKS[:2]:  # arrays of other shapes
        return False
    after = cases.theta[0] - (RATE if moved.by == MOVED else 1.0) * moved.flat(cases.network)
    given = reading.flat(cases.network)
    return bool(np.allclose(np.where(np.isnan(given), after, given), after, rtol=1e-6, atol=1e-9))


def _laid_out(cases: Cases, one: Held) -> dict[Key, Array]:
    """The parameters of the first case in the shapes that the object has."""
    found: dict[Key, Array] = {}
    arrays = cut_up(cases.network, cases.theta[0])
    for (kind, layer), values in arrays.items():
        if kind == "weight":
            values = with_bias(values, arrays.get(("bias", layer), values[:, 0]), one.fused)  # noqa: PLW2901
        elif one.fused:
            continue
        is_turned = kind == "weight" and one.transposed and len(one.blocks[kind, layer].leaves) == 1
        found[kind, layer] = values.T if is_turned else values
    return {key: found[key].reshape(block.values.shape) for key, block in one.blocks.items()}


def _in_attributes(leaves: list[Leaf], one: Held, wanted: Wanted) -> Iterator[Reading]:
    """Gradients in attributes such as `dW1` or `grads["W1"]`, for each parameter or for those that have one."""
    if one.first.of == "tensor" and (of_tensors := _of_tensors(leaves, one)):
        yield of_leaves(of_tensors, wanted, STATE)
        return
    _, slopes = sorted_out(leaves)
    blocks = {kind: blocks_of(of_kind) for kind, of_kind in slopes.items()}
    for by, step in ((STATE, 1), (f"{STATE}, backwards", -1)):
        found: dict[Key, Array] = {}
        for kind in ("weight", "bias"):
            keys = [key for key in keys_of(wanted.network) if key[0] == kind]
            if len(blocks[kind]) == len(keys):
                found |= {key: block.values for key, block in zip(keys, blocks[kind][::step], strict=True)}
            else:
                found |= _by_numbers(blocks[kind], keys, one)
        if found and any(np.abs(values).max(initial=0) > 0 for values in found.values()):
            yield of_leaves(found, wanted, by)


def _of_tensors(leaves: list[Leaf], one: Held) -> dict[Key, Array]:
    """The `.grad` of each parameter, 0 for what autograd did not come to; nothing where it came to none."""
    at = {leaf.path: leaf.values for leaf in leaves}
    paths = {key: (*block.leaves[0].path, ("a", "grad")) for key, block in one.blocks.items()}
    if not any(path in at and np.abs(at[path]).max(initial=0) > 0 for path in paths.values()):
        return {}
    return {key: at.get(path, np.zeros_like(one.blocks[key].values)) for key, path in paths.items()}


def _by_numbers(blocks: list[Block], keys: list[Key], one: Held) -> dict[Key, Array]:
    """Gradients of some layers, by the numbers that they share with the parameters."""
    first = {key: one.blocks[key].leaves[0].numbers for key in keys if key in one.blocks}  # biases may be among weights
    layers = {numbers: key for key, numbers in first.items() if numbers}
    return {layers[block.leaves[0].numbers]: block.values for block in blocks if block.leaves[0].numbers in layers}
