"""Backpropagation on a computation graph: forward through its nodes, and back, in one short loop each.

At each node what has arrived, ∂f/∂node, is sent on to its parents, each getting its share by the operation's rule; what
arrives at a node that is used several times is added up. Griewank and Walther, "Evaluating Derivatives", section 3.2.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from numpy import ndarray

from tutor.network.graph import Graph, Node
from tutor.network.operations import Operation, Shares
from tutor.network.rules import RIGHT, Rules


def forward(
    graph: Graph, given: Sequence[Any], rules: Rules = RIGHT, own: Mapping[str, Any] | None = None
) -> list[Any]:
    """The value of every quantity, by its place in the graph, from those of θ, the inputs and the targets, in order.

    `own` are values that are taken as they are, by the nodes' names, whatever the operations would make. Raises what
    arithmetic raises where a number has no value (1/0, ln 0).
    """
    values = [*given, *_numbers(graph, given, own)]
    put = values.append
    for value, of_parents in _program(graph, rules).there:
        put(value(*of_parents(values)))
    if own:
        _take(graph, values, rules, own)
    return values


def _take(graph: Graph, values: list[Any], rules: Rules, own: Mapping[str, Any]) -> None:
    """Go forward once more, with some values given."""
    place = len(values) - len(graph.nodes)
    for node, (value, of_parents) in zip(graph.nodes, _program(graph, rules).there, strict=True):
        name = node.quantity.name
        values[place] = own[name] if name in own else value(*of_parents(values))
        place += 1


def _numbers(graph: Graph, given: Sequence[Any], own: Mapping[str, Any] | None) -> Iterable[Any]:
    """The numbers of the formulas, as floats where an array of floats is to be worked out: a fraction would undo it."""
    every = given if own is None else (*given, *own.values())
    if graph.constants and any(isinstance(one, ndarray) and one.dtype != object for one in every):
        return map(float, graph.constants.values())
    return graph.constants.values()


def backward(graph: Graph, values: list[Any], rules: Rules = RIGHT, own: Mapping[str, Any] | None = None) -> list[Any]:
    """∂f/∂quantity for every quantity, by its place, f being the objective; 0 where no path leads.

    `own` are derivatives that are taken as they are, by their names (`df/dq`), whatever has arrived.
    """
    if own and not own.keys() <= graph.named.keys():
        rules = _sending(graph, rules, own)
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


def _sending(graph: Graph, rules: Rules, own: Mapping[str, Any]) -> Rules:
    """The rules by which some nodes send back shares of something else than what has arrived."""

    def operation(node: Node) -> Operation:
        right, name = rules.operation(node), f"d{graph.objective}/d{node.quantity}"
        if name not in own:
            return right
        return replace(right, shares=lambda _arriving, *values: right.shares(own[name], *values))

    return rules.changed("operation", operation)


class _Program(NamedTuple):
    """The nodes by their rules: on the way there in the order of computation, on the way back in the other."""

    there: tuple[tuple[Callable[..., Any], Callable[[list[Any]], Any]], ...]
    """How a value is made, and how those of the parents are got."""
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
        there.append((operation.value, of_parents))
        shares = operation.shares if rules.share is RIGHT.share else partial(rules.share, operation)
        is_first = tuple(place not in reached and place not in places[:k] for k, place in enumerate(places))
        reached.update(places)
        simply = len(places) == 2 and rules.add is RIGHT.add
        back.append((graph.place[node.quantity], shares, places, None if simply else is_first))
    return _Program(tuple(reversed(there)), tuple(back))
