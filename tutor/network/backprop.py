"""Backpropagation on a computation graph: forward through its nodes, and back, in one short loop each.

At each node what has arrived, ∂f/∂node, is sent on to its parents, each getting its share by the operation's rule; what
arrives at a node that is used several times is added up. Griewank and Walther, "Evaluating Derivatives", section 3.2.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import add, itemgetter
from typing import Any, NamedTuple, TypeAlias

from tutor.network.graph import Graph
from tutor.network.operations import OPERATIONS, Operation

Shares: TypeAlias = tuple[Any, ...]


def chain_rule(operation: Operation, arriving: Any, value: Any, *parents: Any) -> Shares:
    """What a node sends back to each parent: what arrives times the local derivative."""
    return operation.shares(arriving, value, *parents)


@dataclass(frozen=True, eq=False)
class GraphRules:
    """The table of rules, for a mistake to replace one.

    `operation` is what a name in the graph stands for, `share` what a node sends back to its parents, and `add` how two
    shares that arrive at one node are put together.
    """

    operation: Callable[[str], Operation] = OPERATIONS.__getitem__
    share: Callable[..., Shares] = chain_rule
    add: Callable[[Any, Any], Any] = add

    def changed(self, rule: str, change: Callable[..., Any]) -> "GraphRules":
        """The table with one rule replaced."""
        other = copy(self)
        other.__dict__[rule] = change
        return other


RIGHT_ON_GRAPHS = GraphRules()


def forward(graph: Graph, given: Sequence[Any], rules: GraphRules = RIGHT_ON_GRAPHS) -> list[Any]:
    """The value of every quantity, by its place in the graph, from those of θ, the inputs and the targets, in order.

    Raises what arithmetic raises where a number has no value (1/0, ln 0).
    """
    values = [*given, *graph.constants.values()]
    put = values.append
    for value, of_parents in _program(graph, rules).there:
        put(value(*of_parents(values)))
    return values


def backward(graph: Graph, values: list[Any], rules: GraphRules = RIGHT_ON_GRAPHS) -> list[Any]:
    """∂f/∂quantity for every quantity, by its place, f being the objective; 0 where no path leads."""
    arrived: list[Any] = [0] * len(values)
    arrived[-1] = 1
    for place, shares, parents, is_first in _program(graph, rules).back:
        if is_first is None:  # the same as below, in half the time
            left, right = parents
            to_left, to_right = shares(arrived[place], values[place], values[left], values[right])
            arrived[left] = arrived[left] + to_left
            arrived[right] = arrived[right] + to_right
        else:
            sent = shares(arrived[place], values[place], *[values[parent] for parent in parents])
            for parent, first, share in zip(parents, is_first, sent, strict=True):
                arrived[parent] = share if first else rules.add(arrived[parent], share)
    return arrived


class _Program(NamedTuple):
    """The nodes by their rules: on the way there in the order of computation, on the way back in the other."""

    there: tuple[tuple[Callable[..., Any], Callable[[list[Any]], Any]], ...]
    """How a value is made, and how those of the parents are got."""
    back: tuple[tuple[int, Callable[..., Shares], tuple[int, ...], tuple[bool, ...] | None], ...]
    """A node's place, its rule, its parents' places, and whether no other share has arrived at each before this one;
    None where there are two parents, and shares are added as they should be."""


@lru_cache(maxsize=512)
def _program(graph: Graph, rules: GraphRules) -> _Program:
    there, back, reached = [], [], set[int]()
    for quantity, name, parents in reversed(graph.nodes):
        operation, places = rules.operation(name), tuple(graph.place[parent] for parent in parents)
        # A list of one, where there is one parent: the rules take them one by one.
        of_parents = itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
        there.append((operation.value, of_parents))
        shares = operation.shares if rules.share is chain_rule else partial(rules.share, operation)
        is_first = tuple(place not in reached and place not in places[:k] for k, place in enumerate(places))
        reached.update(places)
        simply = len(places) == 2 and rules.add is add
        back.append((graph.place[quantity], shares, places, None if simply else is_first))
    return _Program(tuple(reversed(there)), tuple(back))
