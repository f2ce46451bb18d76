"""Mistakes in counting the parameters, as formulas of the widths n_0 … n_L and of the number of points m."""

from collections.abc import Callable
from dataclasses import dataclass

from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Stages
from tutor.network.architecture import Network


@dataclass(frozen=True)
class CountMistake:
    """A wrong count and what it gives."""

    id: str
    gives: Callable[[Network, int], int]
    point: None = None
    component: Component = Component.COUNT
    shows_in: Stages = ("a",)


def _learned(network: Network, kind: str, layer: int | None = None) -> int:
    """How many weights or biases are learned, in one layer or in all."""
    return sum(p.kind == kind and layer in (None, p.layer) for p in network.learned)


def _counted(network: Network) -> int:
    return len(network.learned)


def _without(network: Network, layer: int) -> int:
    return sum(p.layer != layer for p in network.learned)


def _with_biases(biases: Callable[[Network], int]) -> Callable[[Network, int], int]:
    """The weights, and so many biases; the right count where none are to be counted."""

    def gives(network: Network, _points: int) -> int:
        right = _learned(network, "bias")
        return _learned(network, "weight") + (biases(network) if right else 0)

    return gives


def _input_layer(network: Network) -> int:
    """A weight and a bias for each input; a weight alone where no biases are to be counted."""
    each = 2 if _learned(network, "bias") else 1
    return _counted(network) + each * network.widths[0]


def _data_counted(network: Network) -> int:
    return _counted(network) + network.widths[0] + network.widths[-1] * network.cost_function.has_target


COUNT = (
    CountMistake("count.no-biases", lambda net, _m: _learned(net, "weight")),
    CountMistake("count.one-bias-per-layer", _with_biases(lambda net: net.depth)),
    CountMistake("count.bias-on-inputs", _with_biases(lambda net: _learned(net, "bias") + net.widths[0])),
    CountMistake("count.no-output-bias", lambda net, _m: _counted(net) - _learned(net, "bias", net.depth)),
    CountMistake("count.bias-per-input", _with_biases(lambda net: sum(net.widths[:-1]))),
    CountMistake("count.neurons", lambda net, _m: sum(net.widths[1:])),
    CountMistake("count.all-neurons", lambda net, _m: sum(net.widths)),
    CountMistake("count.layers", lambda net, _m: net.depth),
    CountMistake("count.last-layer-missing", lambda net, _m: _without(net, net.depth)),
    CountMistake("count.first-layer-missing", lambda net, _m: _without(net, 1)),
    CountMistake("count.input-layer", lambda net, _m: _input_layer(net)),
    CountMistake("count.data-counted", lambda net, _m: _data_counted(net)),
    CountMistake("count.times-data", lambda net, m: _counted(net) * m),
)
