"""Whether a computation graph leads to its objective, and stays within what can be worked out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from tutor.lessons.expressions import Expression
from tutor.lessons.front_matter import Field
from tutor.lessons.nearest import nearest
from tutor.network.graph import Graph

Values: TypeAlias = dict[str, Fraction]
MOST_BITS = 4_000
"""Of an exact value: its numerator and denominator together."""
FLOAT = 64.0
"""Bits of what is not exact."""


def ordered(members: Mapping[str, Field], read: Expression) -> Expression:
    """The steps with the objective last. Raises ContentError."""
    names = [name for name, *_ in read.steps]
    objective = names[-1]
    if "objective" in members:
        objective = members["objective"].text()
        own = [name for name, _ in members["graph"].items()]
        if objective not in own:
            near, allowed = nearest(objective, own), ", ".join(own)
            raise members["objective"].error("unknown_quantity", value=objective, near=near, allowed=allowed)
    last = next(step for step in read.steps if step[0] == objective)
    above = [step for step in read.steps if objective in step[2]]
    if above:
        raise members["objective"].error("objective_used", value=objective, other=above[0][0])
    return Expression((*(step for step in read.steps if step is not last), last), read.constants)


def check_used(members: Mapping[str, Field], graph: Graph) -> None:
    """Whether all that is given or made leads to the objective. Raises ContentError for what does not."""
    reached = {graph.objective}
    for node in reversed(graph.nodes):
        if node.quantity in reached:
            reached.update(node.parents)
    for quantity in (*graph.parameters, *graph.inputs, *(node.quantity for node in graph.nodes)):
        if quantity not in reached:
            parts = [part for key in ("graph", "inputs") if key in members for part in members[key].items()]
            place = dict(parts).get(quantity.name, members["graph"])
            raise place.error("not_used", value=quantity.name, other=graph.objective.name)


def check_size(field: Field, graph: Graph, given: Sequence[Values]) -> None:
    """Whether no value can need too many digits where it is worked out exactly. Raises ContentError."""
    bits: dict[str, float] = {one.name: _bits(value) for one, value in graph.constants.items()}
    for values in given:
        for name, value in values.items():
            bits[name] = max(bits.get(name, 0), _bits(value))
    for quantity, operation, parents in graph.nodes:
        sizes = [bits[parent.name] for parent in parents]
        if operation == "^":
            exponent = graph.constants.get(parents[1], Fraction(1, 2))
            bits[quantity.name] = sizes[0] * float(abs(exponent)) + 1 if exponent.denominator == 1 else FLOAT
        elif operation in ("+", "-", "*", "/"):
            bits[quantity.name] = sum(sizes) + 1
        elif operation in ("max", "min", "negative", "identity", "relu"):
            bits[quantity.name] = max(sizes)
        else:
            bits[quantity.name] = FLOAT
        if bits[quantity.name] > MOST_BITS:
            raise field.error("graph_too_large", value=quantity.name)


def _bits(value: Fraction) -> float:
    return value.numerator.bit_length() + value.denominator.bit_length()
