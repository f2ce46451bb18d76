"""A learner's function run on cases in one layout, and what it gave for each as a gradient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tutor.code_check.cases import RATE, Cases
from tutor.code_check.layouts import Layout, arguments
from tutor.code_check.process import Failed, Process, failed_of
from tutor.code_check.returned import Key, Reading, keys_of, leaves, readings
from tutor.code_check.signature import Signature
from tutor.network.architecture import Network
from tutor.network.products import Array

HOLDING = ("weight", "bias", "weights", "biases", "parameters")
"""The roles of arguments that hold parameters."""


@dataclass
class Given:
    """What a function gave for some cases: readings a call, and the calls of each case."""

    cases: Cases
    calls: list[list[Reading]]
    """For each case its calls, one or as many as there are points."""
    after: list[Any] = field(default_factory=list)
    """What the arguments of the first call were after it."""

    @property
    def form(self) -> str:
        """The worst form of an array in them."""
        return max((one.form for calls in self.calls for one in calls), key=_rank)

    @property
    def losses(self) -> Array | None:
        """What was returned beside the gradients for each case (K,), as a sum over its calls."""
        found = [[one.loss for one in calls] for calls in self.calls]
        if any(loss is None for losses in found for loss in losses):
            return None
        return np.array([sum(loss or 0.0 for loss in losses) for losses in found])

    def flat(self) -> Array:
        """The gradients (K, P). Raises ValueError where an array has another form."""
        return np.array([sum(one.flat(self.cases.network) for one in calls) for calls in self.calls])

    def each_call(self) -> Array:
        """The gradients of every call (K·calls, P)."""
        return np.array([one.flat(self.cases.network) for calls in self.calls for one in calls])

    def arrays(self, key: Key) -> list[Array]:
        """What was given for one parameter array, call by call."""
        return [one.arrays[key] for calls in self.calls for one in calls]


def _rank(form: str) -> int:
    from tutor.code_check.returned import RANKS

    return [str(one) for one in RANKS].index(form)


def stepped(given: Given) -> Given:
    """Parameters after a step, read as gradients: (θ − θ′)/η."""
    calls = []
    for k, of_case in enumerate(given.calls):
        before = cut_up(given.cases.network, given.cases.theta[k])
        arrays = [
            {key: (before[key] - one.arrays[key].reshape(before[key].shape)) / RATE for key in before}
            for one in of_case
        ]
        calls.append([one._replace(arrays=found) for one, found in zip(of_case, arrays, strict=True)])
    return Given(given.cases, calls, given.after)


def cut_up(network: Network, theta: Array) -> dict[Key, Array]:
    """θ (P,) as W (n_l, n_{l−1}) and b (n_l,) by layer."""
    found: dict[Key, Array] = {}
    for layer, (weights, biases, shape) in enumerate(network.places, 1):
        found["weight", layer] = theta[weights].reshape(shape)
        if network.bias != "none":
            found["bias", layer] = theta[biases]
    return found


class Runner:
    """Runs one function of a process."""

    def __init__(self, process: Process, signature: Signature, forward: Signature | None) -> None:
        self._process, self.signature, self._forward = process, signature, forward
        self.shapes = ""
        """The shapes of the arrays that were returned when a layout was last tried."""

    def tried(self, layout: Layout, cases: Cases) -> list[Given]:
        """What the function gives for the first case in a layout, in each way in which that can be read.

        Raises Failed where the function fails; nothing is given where it returns something else than gradients.
        """
        results = self._results(layout, cases.one(0))[0]
        one = cases.one(0)
        ways = [self._read(result, layout, one) for result in results]
        self.shapes = ", ".join(
            "×".join(map(str, leaf.values.shape)) or "1" for leaf in leaves(results[0].get("value"))
        )
        by = [reading.by for reading in ways[0]] if ways else []
        found = []
        for name in by:
            calls = [next((r for r in way if r.by == name), None) for way in ways]
            if all(call is not None for call in calls):
                found.append(Given(one, [[call for call in calls if call is not None]], results[0].get("after", [])))
        return found

    def run(self, layout: Layout, cases: Cases, by: str) -> Given:
        """What the function gives for all cases, read as it was before. Raises Failed."""
        calls = []
        after: list[Any] = []
        for results in self._results(layout, cases):
            ways = [[one for one in self._read(result, layout, cases) if one.by == by] for result in results]
            if not all(ways):
                raise Failed("other")
            calls.append([way[0] for way in ways])
            after = after or results[0].get("after", [])
        return Given(cases, calls, after)

    def _results(self, layout: Layout, cases: Cases) -> list[list[Mapping[str, Any]]]:
        groups = [arguments(self.signature, layout, cases.one(k), self._forward) for k in range(len(cases))]
        calls = [{**call, "after": True, "gradients": layout.kind == "grad"} for group in groups for call in group]
        results = self._process.ask({"calls": calls, "stop": True}).get("results")
        if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
            raise Failed("output")
        for result in results:
            if "error" in result:
                raise failed_of(result["error"])
        if len(results) != len(calls):
            raise Failed("output")
        places = iter(results)
        return [[next(places) for _ in group] for group in groups]

    def _read(self, result: Mapping[str, Any], layout: Layout, cases: Cases) -> list[Reading]:
        value = result.get("value")
        if layout.kind == "grad" and isinstance(result.get("gradients"), list):
            return self._of_arguments(result["gradients"], cases, layout)
        if value == {"none": True} and self.signature.has("rate") and isinstance(result.get("after"), list):
            return self._of_arguments(result["after"], cases, layout)
        return list(readings(value, self.signature.function.returned, cases.network, layout, cases.points))

    def _of_arguments(self, values: list[Any], cases: Cases, layout: Layout) -> list[Reading]:
        """What stands at the arguments that hold parameters: their gradients, or what became of them."""
        kinds = {name: role.kind for name, role, _ in self.signature.roles}
        held = {name: value for name, value in zip(self._names(), values, strict=False) if kinds[name] in HOLDING}
        return list(readings({"entries": held}, (), cases.network, layout, cases.points))

    def _names(self) -> list[str]:
        roles = self.signature.roles
        by_place = [name for name, _, place in roles if place]
        return by_place + [name for name, _, place in roles if not place]


def is_finite(given: Given) -> bool:
    """Whether all numbers that came back are finite."""
    keys: Sequence[Key] = keys_of(given.cases.network)
    return all(np.isfinite(values).all() for key in keys for values in given.arrays(key))
