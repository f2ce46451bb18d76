"""Whether a computation graph leads to its objective, and how its steps are ordered."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from tutor.lessons.expressions import Expression
from tutor.lessons.front_matter import Field
from tutor.lessons.nearest import nearest
from tutor.network.graph import Graph

Values: TypeAlias = dict[str, Fraction]


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
    parts = dict(part for key in ("graph", "inputs") if key in members for part in members[key].items())
    given = (*graph.parameters, *graph.inputs)
    # Of nodes that lead nowhere, the one with a name that all the others lead to.
    for quantity in (*given, *(node.quantity for node in reversed(graph.nodes))):
        if quantity not in reached:
            place = parts.get(quantity.name, members["graph"])
            raise place.error("not_used", value=quantity.name, other=graph.objective.name)
