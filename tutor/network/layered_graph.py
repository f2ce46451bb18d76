"""A layered network as a graph of its units: z and a of each, and the cost. Imports no numpy."""

from functools import lru_cache

from tutor.network.architecture import Network
from tutor.network.graph import Graph, Node
from tutor.network.quantity import Quantity


@lru_cache(maxsize=32)
def graph_of(network: Network) -> Graph:
    """The graph of a network, one for each; its quantities have the names of the lesson (`z1[2]`, `a3`, `w2[1,2]`).

    The last node is the cost's sum over the outputs of a point. What that is divided by (2, m), and a penalty, are no
    operations at a point: `Network.cost_function` and `Network.penalty` say them.
    """
    outputs = range(1, network.widths[-1] + 1)
    inputs = tuple(_unit(network, "a", 0, k) for k in range(1, network.widths[0] + 1))
    targets = tuple(Quantity(network.target(j), "target", network.depth, j) for j in outputs)
    parameters = {one.name: Quantity(one.name, one.kind, one.layer, one.to, one.source) for one in network.parameters}
    nodes: list[Node] = []
    below = inputs
    for layer in range(1, network.depth + 1):
        units = range(1, network.widths[layer] + 1)
        sums, activations = (tuple(_unit(network, kind, layer, j) for j in units) for kind in "za")
        for j, z in enumerate(sums, 1):
            terms = [one for k, a in enumerate(below, 1) for one in (parameters[network.weight(layer, j, k)], a)]
            if network.bias != "none":
                terms.append(parameters[network.bias_name(layer, j)])
            nodes.append(Node(z, "affine", tuple(terms)))
        nodes += _activated(network.activations[layer - 1], sums, activations)
        below = activations
    if not network.cost_function.has_target:
        targets = ()
    nodes.append(Node(Quantity("C", "cost"), network.cost_function.term, (*below, *targets)))
    learned = frozenset(parameters[one.name] for one in network.learned)
    return Graph(tuple(nodes), tuple(parameters.values()), inputs, targets, learned)


def _activated(operation: str, sums: tuple[Quantity, ...], activations: tuple[Quantity, ...]) -> list[Node]:
    """The nodes of a layer's activations; softmax takes all z of the layer, the unit's own first."""
    if operation != "softmax":
        return [Node(a, operation, (z,)) for a, z in zip(activations, sums, strict=True)]
    return [Node(a, operation, (sums[k], *sums[:k], *sums[k + 1 :])) for k, a in enumerate(activations)]


def _unit(network: Network, kind: str, layer: int, unit: int) -> Quantity:
    name = network.unit(kind, layer, unit)
    if kind == "z":
        return Quantity(name, "preactivation", layer, unit)
    return Quantity(name, "activation" if layer else "input", layer, unit)
