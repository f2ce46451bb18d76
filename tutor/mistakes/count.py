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

    @property
    def kind(self) -> str:
        """The stage's kind, as the id says."""
        return "count"


def _layers(network: Network) -> list[tuple[int, int]]:
    """(n_{l−1}, n_l) of each layer."""
    return list(zip(network.widths, network.widths[1:], strict=False))


def _without(network: Network, layer: int) -> int:
    before, width = network.widths[layer - 1 : layer + 1]
    return network.parameter_count - width * (before + 1)


COUNT = (
    CountMistake("count.no-biases", lambda net, _m: sum(n * k for k, n in _layers(net))),
    CountMistake("count.one-bias-per-layer", lambda net, _m: sum(n * k + 1 for k, n in _layers(net))),
    CountMistake("count.bias-on-inputs", lambda net, _m: net.parameter_count + net.widths[0]),
    CountMistake("count.no-output-bias", lambda net, _m: net.parameter_count - net.widths[-1]),
    CountMistake("count.bias-per-input", lambda net, _m: sum(n * k + k for k, n in _layers(net))),
    CountMistake("count.neurons", lambda net, _m: sum(net.widths[1:])),
    CountMistake("count.all-neurons", lambda net, _m: sum(net.widths)),
    CountMistake("count.layers", lambda net, _m: net.depth),
    CountMistake("count.last-layer-missing", lambda net, _m: _without(net, net.depth)),
    CountMistake("count.first-layer-missing", lambda net, _m: _without(net, 1)),
    CountMistake("count.times-data", lambda net, m: net.parameter_count * m),
)
