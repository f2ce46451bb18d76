"""The tree diagram of a network as a table: each quantity and what it depends on directly."""

from tutor.network.architecture import Network


def dependencies(network: Network) -> dict[str, tuple[str, ...]]:
    """Each inner node of the tree with its children, from the cost down: `C` → `a3 y`, `a3` → `z3`, `z3` → `w3 a2 b3`.

    A node that many share (a unit of a hidden layer) stands once.
    """
    last = network.depth
    outputs = range(1, network.widths[-1] + 1)
    tree = {"C": (*(network.unit("a", last, j) for j in outputs), *(network.target(j) for j in outputs))}
    for layer in range(last, 0, -1):
        for j in range(1, network.widths[layer] + 1):
            tree[network.unit("a", layer, j)] = (network.unit("z", layer, j),)
            terms = [
                name
                for k in range(1, network.widths[layer - 1] + 1)
                for name in (network.weight(layer, j, k), network.unit("a", layer - 1, k))
            ]
            tree[network.unit("z", layer, j)] = (*terms, network.bias_name(layer, j))
    return tree
