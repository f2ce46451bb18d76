"""The graph of a computation: each quantity, the operation that makes it, and its parents. Imports no numpy.

A layered network and a computation graph such as f = (x + y) z are both such a graph, so that whoever goes through a
computation follows its edges: from the objective down to what is given, or the other way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from tutor.network.quantity import Quantity


class Node(NamedTuple):
    """A quantity that an operation makes from its parents."""

    quantity: Quantity
    operation: str
    """A name in the table of operations."""
    parents: tuple[Quantity, ...]

    @property
    def branches(self) -> tuple[Quantity, ...]:
        """The parents as a tree shows them: those of softmax in the order of the units, not a unit's own z first."""
        return tuple(sorted(self.parents, key=lambda one: one.unit)) if self.operation == "softmax" else self.parents


@dataclass(frozen=True, eq=False)
class Graph:
    """A computation. The objective is the last of the nodes; over several data points it is added up.

    Raises ValueError for nodes that are not in order, or are made twice.
    """

    nodes: tuple[Node, ...]
    """In the order of computation: parents before what is made of them."""
    parameters: tuple[Quantity, ...]
    """θ in its order: what is given for all data points together."""
    inputs: tuple[Quantity, ...] = ()
    """What is given at each data point."""
    targets: tuple[Quantity, ...] = ()
    """What the outputs are compared with, given at each data point."""
    learned: frozenset[Quantity] | None = None
    """The parameters with respect to which the objective is differentiated; None for all of them."""
    constants: Mapping[Quantity, Fraction] = field(default_factory=dict)
    """The numbers that stand in the formulas themselves."""

    def __post_init__(self) -> None:
        known = {*self.parameters, *self.inputs, *self.targets, *self.constants}
        for node in self.nodes:
            if node.quantity in known or not known.issuperset(node.parents):
                raise ValueError(f"{node.quantity} is made twice, or before what it is made of")
            known.add(node.quantity)
        if not self.nodes:
            raise ValueError("a graph needs an objective")

    @property
    def objective(self) -> Quantity:
        """What is differentiated: the cost C, or the last node."""
        return self.nodes[-1].quantity

    @cached_property
    def path_counts(self) -> dict[Quantity, dict[Quantity, int]]:
        """What was found out about how many paths lead to a quantity, by the quantity; filled in when it is asked."""
        return {}

    @cached_property
    def asked(self) -> tuple[Quantity, ...]:
        """The parameters with respect to which the objective is differentiated, in θ's order."""
        return tuple(one for one in self.parameters if self.learned is None or one in self.learned)

    @cached_property
    def named(self) -> dict[str, Quantity]:
        """Every quantity but the constants by its name."""
        given = (*self.parameters, *self.inputs, *self.targets)
        return {one.name: one for one in (*given, *(node.quantity for node in self.nodes))}

    @cached_property
    def node_of(self) -> dict[Quantity, Node]:
        """The nodes by what they make."""
        return {node.quantity: node for node in self.nodes}

    @cached_property
    def uses(self) -> dict[Quantity, tuple[Node, ...]]:
        """The nodes that are made from a quantity, each as often as it uses it."""
        found: dict[Quantity, list[Node]] = {}
        for node in self.nodes:
            for parent in node.parents:
                found.setdefault(parent, []).append(node)
        return {quantity: tuple(nodes) for quantity, nodes in found.items()}

    def parents(self, quantity: Quantity) -> tuple[Quantity, ...]:
        """What a quantity is made of; nothing for what is given."""
        node = self.node_of.get(quantity)
        return () if node is None else node.parents

    @cached_property
    def downwards(self) -> tuple[Node, ...]:
        """The nodes from the objective down, each after all that is made of it, and a branch before the next."""
        waiting = {quantity: len(nodes) for quantity, nodes in self.uses.items()}
        order, ready = [], [self.nodes[-1]]
        while ready:
            node = ready.pop()
            order.append(node)
            below: list[Node] = []
            for parent in node.branches:
                waiting[parent] -= 1
                if not waiting[parent] and parent in self.node_of:
                    below.append(self.node_of[parent])
            ready += reversed(below)
        return tuple(order)

    @cached_property
    def backwards(self) -> tuple[Quantity, ...]:
        """What the objective is made of, in the order of the way back; the units of a layer stay in theirs."""
        made = [node.quantity for node in self.nodes[:-1]]
        layers = groupby(made, key=lambda one: (one.layer, one.kind) if one.layer else one)
        return tuple(one for layer in reversed([tuple(group) for _, group in layers]) for one in layer)

    @cached_property
    def residuals(self) -> tuple[tuple[str, Quantity, Quantity], ...]:
        """Each residual's name with the output and the target that it is the difference of; none without targets."""
        pairs = zip(self.nodes[-1].parents[: len(self.targets)], self.targets, strict=True)
        return tuple((f"r{y.name[1:]}", a, y) for a, y in pairs)

    @cached_property
    def given(self) -> tuple[Quantity, ...]:
        """What is not worked out from anything else."""
        return (*self.parameters, *self.inputs, *self.targets, *self.constants)

    @cached_property
    def place(self) -> dict[Quantity, int]:
        """Where each quantity's value stands in a list of values: what is given first, the objective last."""
        return {one: k for k, one in enumerate((*self.given, *(node.quantity for node in self.nodes)))}

    def up_to(self, quantity: Quantity) -> "Graph":
        """The part by which a node is made: its objective is the node, and what does not lead to it is left out."""
        found = self._parts.get(quantity)
        if found is None:
            leading = {quantity}
            nodes = [node for node in reversed(self.nodes) if _leads(node, leading)]
            found = self._parts[quantity] = replace(self, nodes=tuple(reversed(nodes)))
        return found

    @cached_property
    def _parts(self) -> dict[Quantity, "Graph"]:
        return {}


def _leads(node: Node, leading: set[Quantity]) -> bool:
    """Whether a node is among those that lead somewhere; then its parents are, too."""
    if node.quantity not in leading:
        return False
    leading.update(node.parents)
    return True


def dependencies(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The tree diagram as a table, from the objective down: `C` → `a3 y`, `a3` → `z3`, `z3` → `w3 a2 b3`.

    A node that many share (a unit of a hidden layer) stands once. Numbers that stand in a formula are no branches.
    """
    return {
        node.quantity.name: tuple(dict.fromkeys(one.name for one in node.branches if one.kind != "constant"))
        for node in graph.downwards
    }


def depths(graph: Graph) -> dict[Quantity, int]:
    """How many steps down from the objective each quantity is, by the longest way; what it does not depend on is not
    in it.
    """
    found = {graph.objective: 0}
    for node in graph.downwards:
        for parent in node.parents:
            found[parent] = max(found.get(parent, 0), found[node.quantity] + 1)
    return found


def computation(
    steps: Sequence[tuple[str, str, tuple[str, ...]]],
    parameters: Sequence[str],
    *,
    inputs: Sequence[str] = (),
    learned: Sequence[str] | None = None,
    constants: Mapping[str, Fraction] | None = None,
) -> Graph:
    """The graph of a computation from its steps (name, operation, names of parents), the objective last.

    Raises ValueError where a step uses a name that is not made before it.
    """
    known = {name: Quantity(name, "parameter") for name in parameters}
    known |= {name: Quantity(name, "input") for name in inputs}
    numbers = {name: Quantity(name, "constant") for name in constants or ()}
    known |= numbers
    nodes = []
    for name, operation, parents in steps:
        if unknown := [parent for parent in parents if parent not in known]:
            raise ValueError(f"{name} is made of {unknown[0]}, which is not made before it")
        node = Node(Quantity(name, "node"), operation, tuple(known[parent] for parent in parents))
        known[name] = node.quantity
        nodes.append(node)
    return Graph(
        tuple(nodes),
        tuple(known[name] for name in parameters),
        tuple(known[name] for name in inputs),
        learned=None if learned is None else frozenset(known[name] for name in learned),
        constants={numbers[name]: value for name, value in (constants or {}).items()},
    )
