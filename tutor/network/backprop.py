"""Backpropagation on a computation graph: forward through its nodes, and back, in one short loop each.

At each node what has arrived, ∂f/∂node, is sent on to its parents, each getting its share by the operation's rule; what
arrives at a node that is used several times is added up. Griewank and Walther, "Evaluating Derivatives", section 3.2.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from numpy import ndarray

from tutor.network.graph import Graph, Node
from tutor.network.operations import Shares
from tutor.network.quantity import Quantity
from tutor.network.rules import RIGHT, Rules

Take: TypeAlias = Callable[[Any], Any]
"""What is taken for a number, from what was worked out for it: the same at some points, and another at others."""
Own: TypeAlias = Mapping[str, Take]
"""What is taken for nodes (`q`) and for the objective's derivatives (`df/dq`), by name."""
_NONE: Own = {}


def instead(value: Any) -> Take:
    """A value that is taken as it is, whatever the operations would make."""
    return lambda _made: value


def forward(graph: Graph, given: Sequence[Any], rules: Rules = RIGHT, own: Own = _NONE) -> list[Any]:
    """The value of every quantity, by its place in the graph, from those of θ, the inputs and the targets, in order.

    Raises what arithmetic raises where a number has no value (1/0, ln 0).
    """
    values = [*given, *_numbers(graph, given)]
    put = values.append
    for name, value, of_parents in _program(graph, rules).there:
        made = value(*of_parents(values))
        put(own[name](made) if name in own else made)
    return values


def _numbers(graph: Graph, given: Sequence[Any]) -> Iterable[Any]:
    """The numbers of the formulas, as floats where an array of floats is to be worked out: a fraction would undo it."""
    if graph.constants and any(isinstance(one, ndarray) and one.dtype != object for one in given):
        return map(float, graph.constants.values())
    return graph.constants.values()


def backward(graph: Graph, values: list[Any], rules: Rules = RIGHT, own: Own = _NONE, *, start: Any = 1) -> list[Any]:
    """`start` · ∂f/∂quantity for every quantity, by its place, f being the objective; 0 where no path leads.

    What is taken for a node's derivative is sent on.
    """
    of = {graph.place[one]: take for name, take in own.items() if (one := _below(graph, name)) is not None}
    arrived: list[Any] = [0] * len(values)
    arrived[-1] = start
    for place, shares, parents, is_first in _program(graph, rules).back:
        if place in of:
            arrived[place] = of.pop(place)(arrived[place])
        if is_first is None:  # the same as below, in half the time
            left, right = parents
            to_left, to_right = shares(arrived[place], values[place], values[left], values[right])
            arrived[left] = arrived[left] + to_left
            arrived[right] = arrived[right] + to_right
        else:
            sent = shares(arrived[place], values[place], *[values[parent] for parent in parents])
            for parent, first, share in zip(parents, is_first, sent, strict=True):
                arrived[parent] = share if first else rules.add(arrived[parent], share)
    for place, take in of.items():
        arrived[place] = take(arrived[place])
    return arrived


def _below(graph: Graph, name: str) -> Quantity | None:
    """The quantity by which a name says that the objective is differentiated."""
    start = f"d{graph.objective}/d"
    return graph.named[name.removeprefix(start)] if name.startswith(start) else None


def sent(graph: Graph, values: list[Any], node: Node, parent: str, rules: Rules = RIGHT, *, arriving: Any = 1) -> Any:
    """What a node sends back to one that it is made of, by all places where it stands there."""
    given = (values[graph.place[one]] for one in (node.quantity, *node.parents))
    shares = rules.share(rules.operation(node), arriving, *given)
    return sum(share for share, one in zip(shares, node.parents, strict=True) if one.name == parent)


class _Program(NamedTuple):
    """The nodes by their rules: on the way there in the order of computation, on the way back in the other."""

    there: tuple[tuple[str, Callable[..., Any], Callable[[list[Any]], Any]], ...]
    """A node's name, how its value is made, and how those of the parents are got."""
    back: tuple[tuple[int, Callable[..., Shares], tuple[int, ...], tuple[bool, ...] | None], ...]
    """A node's place, its rule, its parents' places, and whether no other share has arrived at each before this one;
    None where there are two parents, and shares are added as they should be."""


@lru_cache(maxsize=128)
def _program(graph: Graph, rules: Rules) -> _Program:
    there, back, reached = [], [], set[int]()
    for node in reversed(graph.nodes):
        operation, places = rules.operation(node), tuple(graph.place[parent] for parent in node.parents)
        # A list of one, where there is one parent: the rules take them one by one.
        of_parents = itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
        there.append((node.quantity.name, operation.value, of_parents))
        shares = operation.shares if rules.share is RIGHT.share else partial(rules.share, operation)
        is_first = tuple(place not in reached and place not in places[:k] for k, place in enumerate(places))
        reached.update(places)
        simply = len(places) == 2 and rules.add is RIGHT.add
        back.append((graph.place[node.quantity], shares, places, None if simply else is_first))
    return _Program(tuple(reversed(there)), tuple(back))
