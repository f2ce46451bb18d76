"""The derivatives by the z of a layer that stand at hand: what was found there is used again, not asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.answers.verdicts import Number
from tutor.lessons.breakdown import step_parts
from tutor.lessons.stages import FieldId, asked_stages
from tutor.network.quantity import Quantity
from tutor.session.status import Status

if TYPE_CHECKING:
    from tutor.session.sitting import Sitting


def found_deltas(sitting: Sitting) -> tuple[Quantity, ...]:
    """The z whose derivatives of the cost are found: those of layers where all partial derivatives are, the last first.

    Not before, for the partial derivatives of that layer follow from them at a glance.
    """
    problem, graph = sitting.problem, sitting.problem.graph
    if not problem.is_layered or "c" not in asked_stages(problem) or sitting.stage_status("c") is not Status.RIGHT:
        return ()
    made = [node.quantity for node in graph.nodes if node.quantity.kind == "preactivation"]
    own = {layer: [one for one in graph.asked if one.layer == layer] for layer in {z.layer for z in made}}
    found = {
        layer
        for layer, theta in own.items()
        if theta and all(sitting.status(FieldId("d", one.name)) is Status.RIGHT for one in theta)
    }
    return tuple(sorted((z for z in made if z.layer in found), key=lambda z: (-z.layer, z.unit)))


def delta_at(sitting: Sitting, step: FieldId) -> Number | None:
    """The value of a sub-step that asks for such a derivative, where it stands at hand."""
    head = f"d{sitting.problem.graph.objective}/d"
    if step.stage != "d" or not step.step.startswith(f"{head}z"):
        return None
    name, point, _ = step_parts(step)
    is_found = name.removeprefix(head) in (one.name for one in found_deltas(sitting))
    return sitting.problem.trace.slope(name.removeprefix(head), point) if is_found else None
