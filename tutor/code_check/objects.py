"""Objects of a learner's class in the other process: what they hold, and the gradients that a call on one gives."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tutor.code_check.arguments import arguments
from tutor.code_check.cases import RATE, Cases
from tutor.code_check.held import Block, Held, Leaf, blocks_of, held, leaves_of, sorted_out
from tutor.code_check.layouts import BATCHES, Layout
from tutor.code_check.process import Failed, Process, failed_of
from tutor.code_check.returned import RANKS, Key, Reading, Wanted, keys_of, of_leaves, readings
from tutor.code_check.signature import Signature
from tutor.network.architecture import Network
from tutor.network.products import Array

STATE, MOVED, MOVED_BY = "attributes", "moved parameters", "moved parameters, by a rate of its own"
"""How gradients are read that no call returns: from the object's attributes, or from how its parameters have moved."""
PROBED_POINTS = 5
STILL = 1e-6
"""What moved by less than this, over the rate, did not: floats of 32 bits."""


class Objects:
    """Objects of the class that a signature's method belongs to."""

    def __init__(self, process: Process, signature: Signature) -> None:
        self._process, self._signature = process, signature
        self._known: dict[tuple[int, ...], list[Held]] = {}

    def held(self, widths: tuple[int, ...]) -> list[Held]:
        """The ways to see the parameters of an object that is made for such widths; none where it has no such.

        Raises Failed where none can be made.
        """
        if widths not in self._known:
            failures = []
            for batch in BATCHES[:2]:
                try:
                    self._known[widths] = held(leaves_of(self._state(widths, batch)), widths)
                except Failed as failed:
                    failures.append(failed)
                else:
                    break
            else:
                raise failures[0]
        return self._known[widths]

    def of(self, widths: tuple[int, ...], layout: Layout) -> Held:
        """What an object of these widths holds, as a layout has it. Raises Failed."""
        for one in self.held(widths):
            if one.widths == widths and one.transposed == layout.transposed:
                return one
        raise Failed("other")

    def _state(self, widths: tuple[int, ...], batch: Any) -> Any:
        network = Network(widths, ("identity",) * (len(widths) - 1))
        points = PROBED_POINTS
        x, y = np.zeros((1, points, widths[0])), np.zeros((1, points, widths[-1]))
        cases = Cases(network, np.zeros((1, network.parameter_count)), x, y)
        call = arguments(self._signature, Layout(False, batch, "flat"), cases)[0]
        answer = self._process.ask({"groups": [[{"object": call["object"]}]]})
        result = answer["results"][0][0]
        if "error" in result:
            raise failed_of(result["error"])
        return result.get("state")

    def read(self, result: Mapping[str, Any], layout: Layout, cases: Cases) -> Iterator[Reading]:
        """The ways in which a result can be gradients: as returned, in attributes, or by how parameters moved."""
        one = self.of(cases.network.widths, layout)
        wanted = Wanted(cases.network, layout, 1 if layout.point_by_point else cases.points)
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
        """How far each parameter moved, as gradients; None where they are not there any more."""
        at = {leaf.path: leaf.values for leaf in leaves}
        after = {}
        for key, block in one.blocks.items():
            places = [leaf._replace(values=at[leaf.path]) for leaf in block.leaves if leaf.path in at]
            if len(places) != len(block.leaves):
                return None
            after[key] = Block(tuple(places)).values
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
    for layer, (weights, biases, shape) in enumerate(cases.network.places, 1):
        W = cases.theta[0][weights].reshape(shape)
        found["weight", layer] = W.T if one.transposed and len(one.blocks["weight", layer].leaves) == 1 else W
        if cases.network.bias != "none":
            found["bias", layer] = cases.theta[0][biases]
    return {key: found[key].reshape(block.values.shape) for key, block in one.blocks.items()}


def _in_attributes(leaves: list[Leaf], one: Held, wanted: Wanted) -> Iterator[Reading]:
    """Gradients in attributes such as `dW1` or `grads["W1"]`, for each parameter or for those that have one."""
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


def _by_numbers(blocks: list[Block], keys: list[Key], one: Held) -> dict[Key, Array]:
    """Gradients of some layers, by the numbers that they share with the parameters."""
    layers = {one.blocks[key].leaves[0].numbers: key for key in keys if one.blocks[key].leaves[0].numbers}
    return {layers[block.leaves[0].numbers]: block.values for block in blocks if block.leaves[0].numbers in layers}
