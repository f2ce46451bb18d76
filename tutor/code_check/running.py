"""A learner's function run on cases in one layout, and what it gave for each as a gradient."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from tutor.code_check.arguments import arguments
from tutor.code_check.cases import RATE, Cases
from tutor.code_check.held import Held
from tutor.code_check.layouts import Layout, layouts
from tutor.code_check.leaves import Key, leaves
from tutor.code_check.objects import MOVED, MOVED_BY, Objects, has_moved
from tutor.code_check.process import Failed, Process, failed_of
from tutor.code_check.returned import RANKS, Reading, cut_up, readings
from tutor.code_check.roles import HOLDING
from tutor.code_check.scalar_readings import own_names, scalar_readings
from tutor.code_check.shaping import weights_of_neurons
from tutor.code_check.signature import Signature
from tutor.code_check.source import Source
from tutor.network.architecture import Network
from tutor.network.products import Array

FEW_AT_ONCE, MOST_AT_ONCE = 4, 1.0
"""How many layouts are tried in the first request, and for how many seconds more of them are tried in any."""


@dataclass
class Given:
    """What a function gave for some cases, each of one point where it takes one at a time."""

    cases: Cases
    readings: list[Reading]
    """What was read of the call for each case."""
    after: list[Any] = field(default_factory=list)
    """What the arguments of the first call were after it."""
    fixed: frozenset[str] = frozenset()
    """The parameters that are given and not learned: nothing is asked of their partials."""

    @property
    def form(self) -> str:
        """The worst form of an array in them."""
        return max((one.form for one in self.readings), key=RANKS.index)

    @property
    def by(self) -> str:
        """How they were read."""
        return self.readings[0].by

    @property
    def losses(self) -> Array | None:
        """What was returned beside the gradients for each case (K,)."""
        found = [one.loss for one in self.readings]
        return None if None in found else np.array(found)

    def flat(self) -> Array:
        """The gradients (K, P), NaN where none was given or asked. Raises ValueError for arrays of other forms."""
        return self.masked(np.array([one.flat(self.cases.network) for one in self.readings]))

    def masked(self, flat: Array) -> Array:
        """Gradients (K, P) with NaN in the places of what is fixed."""
        if self.fixed:
            flat[:, [k for k, one in enumerate(self.cases.network.parameters) if one.name in self.fixed]] = np.nan
        return flat

    def arrays(self, key: Key) -> list[Array]:
        """What was given for one parameter array, case by case."""
        return [one.arrays[key] for one in self.readings]


def stepped(given: Given) -> Given:
    """Parameters after a step, read as gradients: (θ − θ′)/η."""
    found = []
    for theta, one in zip(given.cases.theta, given.readings, strict=True):
        before = cut_up(given.cases.network, theta)
        arrays = {key: (before[key] - values.reshape(before[key].shape)) / RATE for key, values in one.arrays.items()}
        found.append(one._replace(arrays=arrays))
    return replace(given, readings=found)


def scaled(given: Given, rate: float) -> Given:
    """How far parameters moved, over a rate."""
    found = [one._replace(arrays={key: values / rate for key, values in one.arrays.items()}) for one in given.readings]
    return replace(given, readings=found)


class Runner:
    """Runs one function of a process."""

    def __init__(
        self,
        process: Process,
        signature: Signature,
        source: Source,
        fixed: frozenset[str] = frozenset(),
    ) -> None:
        self._process, self.signature, self._source, self._fixed = process, signature, source, fixed
        self._objects = Objects(process, signature, source)
        self.shapes = ""
        """The shapes of the arrays that were returned when a layout was last tried."""

    def held(self, widths: tuple[int, ...]) -> list[Held]:
        """What an object that is made with these widths holds, in each way to see it. Raises Failed."""
        return self._objects.held(widths)

    def layouts(self, network: Network, *, labels: bool) -> Iterator[Layout]:
        """The layouts to try on such networks. Raises Failed where no object can be made for them."""
        if self.signature.subject is not None:
            return self._objects.layouts(network, labels=labels)
        return layouts(self.signature, network, self._source, labels=labels)

    def own_names(self, network: Network, layout: Layout) -> Mapping[str, str]:
        """The program's own names of the network's parameters, where each is a number of its own."""
        scalars = self.signature.scalars
        if scalars is not None:
            return own_names(scalars, network, transposed=layout.transposed)
        return self._objects.own_names(network, layout) if layout.scalars else {}

    def tries(self, layouts: Sequence[Layout], cases: Cases) -> Iterator[tuple[Layout, "list[Given] | Failed"]]:
        """What the function gives for the first case in each layout, in each way in which that can be read.

        Nothing is given where it returns something else than gradients. Many layouts are tried in one request, a few at
        first. Raises Failed where nothing more can be asked.
        """
        waiting, at_once = list(layouts), FEW_AT_ONCE
        while waiting:
            groups = [self._calls(layout, _as_called(cases.one(0), layout)) for layout in waiting[:at_once]]
            results = self._process.ask({"groups": groups, "within": MOST_AT_ONCE}).get("results")
            if not isinstance(results, list) or not results:
                raise Failed("output")
            for layout, group in zip(waiting, results, strict=False):
                yield layout, self._tried(layout, _as_called(cases.one(0), layout), group)
            waiting, at_once = waiting[len(results) :], 4 * at_once

    def _tried(self, layout: Layout, cases: Cases, results: Any) -> "list[Given] | Failed":
        try:
            results = _checked(results, len(cases))
        except Failed as failed:
            return failed
        ways = [self._read(result, layout, cases.one(k)) for k, result in enumerate(results)]
        self.shapes = ", ".join(
            "×".join(map(str, leaf.values.shape)) or "1" for leaf in leaves(results[0].get("value"))
        )
        by = [reading.by for reading in ways[0]] if ways else []
        found = []
        for name in by:
            of_name = [next((r for r in way if r.by == name), None) for way in ways]
            still = name in (MOVED, MOVED_BY) and not any(call is not None and has_moved(call) for call in of_name)
            if all(call is not None for call in of_name) and not still:
                calls = [call for call in of_name if call is not None]
                found.append(Given(cases, calls, results[0].get("after", []), self._fixed))
        return found

    def run(self, layout: Layout, cases: Cases, by: str, times: int = 1) -> Given:
        """What the function gives for all cases, read as it was before; the last of so many times on the same object.

        Raises Failed.
        """
        cases = _as_called(cases, layout)
        groups = [[{**call, "times": times}] for call in self._calls(layout, cases)]
        every = self._process.ask({"groups": groups, "stop": True}).get("results")
        found = []
        after: list[Any] = []
        for k, results in enumerate(every[: len(cases)] if isinstance(every, list) else ()):
            (result,) = _checked(results, 1)
            reading = next((one for one in self._read(result, layout, cases.one(k)) if one.by == by), None)
            if reading is None:
                raise Failed("other")
            found.append(reading)
            after = after or result.get("after", [])
        if len(found) != len(cases):
            raise Failed("output")
        return Given(cases, found, after, self._fixed)

    def _calls(self, layout: Layout, cases: Cases) -> list[dict[str, Any]]:
        """A call for each case. Raises Failed where an object can't be made of its widths."""
        one = None if self.signature.subject is None else self._objects.of(cases.network.widths, layout)
        asked = layout.kind == "grad" or (one is not None and one.first.of == "tensor")
        calls = (arguments(self.signature, layout, cases.one(k), one) for k in range(len(cases)))
        return [{**call, "after": True, "gradients": asked} for call in calls]

    def _read(self, result: Mapping[str, Any], layout: Layout, cases: Cases) -> list[Reading]:
        value = result.get("value")
        if self.signature.subject is not None:
            return list(self._objects.read(result, layout, cases))
        if (scalars := self.signature.scalars) is not None:
            of = self.signature.function.returned
            return list(scalar_readings(value, of, scalars, cases.network, transposed=layout.transposed))
        if layout.kind == "grad" and isinstance(result.get("gradients"), list):
            found = self._of_arguments(result["gradients"], cases, layout)
            if any(has_moved(one) for one in found):  # else they were set to zero again
                return found
        if value == {"none": True} and self.signature.has("rate") and isinstance(result.get("after"), list):
            return self._of_arguments(result["after"], cases, layout)
        return list(readings(value, self.signature.function.returned, cases.network, layout, cases.points))

    def _of_arguments(self, values: list[Any], cases: Cases, layout: Layout) -> list[Reading]:
        """What stands at the arguments that hold parameters: their gradients, or what became of them."""
        kinds = {name: role.kind for name, role, _ in self.signature.roles}
        held = {name: value for name, value in zip(self._names(), values, strict=False) if kinds[name] in HOLDING}
        if layout.holder == "neurons":
            held = {name: weights_of_neurons(value) for name, value in held.items()}
        return list(readings({"entries": held}, (), cases.network, layout, cases.points))

    def _names(self) -> list[str]:
        roles = self.signature.roles
        by_place = [name for name, _, place in roles if place]
        return by_place + [name for name, _, place in roles if not place]


def _as_called(cases: Cases, layout: Layout) -> Cases:
    """Cases as a layout has them called: with one point each, where it hands over one at a time."""
    return cases.by_point() if layout.point_by_point else cases


def _checked(results: Any, calls: int) -> list[Mapping[str, Any]]:
    """The results of a group of calls. Raises Failed where one of them failed."""
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise Failed("output")
    for result in results:
        if "error" in result:
            raise failed_of(result["error"])
    if len(results) != calls:
        raise Failed("output")
    return results


def is_finite(given: Given) -> bool:
    """Whether all numbers that came back are finite."""
    return all(map(_is_finite, given.readings))


def _is_finite(reading: Reading) -> bool:
    return all(np.isfinite(values).all() for values in reading.arrays.values())


def not_finite(givens: Sequence[Given]) -> int:
    """On how many networks some of what came back is not finite."""
    places = ([k for k, reading in enumerate(given.readings) if not _is_finite(reading)] for given in givens)
    return sum(given.cases.at(at).networks for given, at in zip(givens, places, strict=True))


def finite(givens: Sequence[Given]) -> list[Given]:
    """What was given on the networks where all of it is finite; all of it where that is on none.

    Right programs divide by 0, too, where a sigmoid is so flat that its output is 1 in floats.
    """
    found = []
    for given in givens:
        places = [k for k, reading in enumerate(given.readings) if _is_finite(reading)]
        if places:
            found.append(replace(given, cases=given.cases.at(places), readings=[given.readings[k] for k in places]))
    return found or list(givens)
