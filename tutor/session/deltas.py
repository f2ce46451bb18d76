"""The derivatives by the z of a layer that stand at hand: what was found there is used again, not asked for twice."""

from typing import Protocol

from tutor.answers.verdicts import Number
from tutor.lessons.breakdown import step_parts
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_stages
from tutor.network.quantity import Quantity
from tutor.session.status import Status


class Standing(Protocol):
    """How a problem stands: what of it is answered, and how, as a sitting tells."""

    @property
    def problem(self) -> Problem:
        """What is worked on."""

    def status(self, field: FieldId) -> Status:
        """How a field stands."""

    def stage_status(self, stage: StageId) -> Status:
        """How a stage stands."""


def found_deltas(sitting: Standing) -> tuple[Quantity, ...]:
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


def delta_at(sitting: Standing, step: FieldId) -> Number | None:
    """The value of a sub-step that asks for such a derivative, where it stands at hand."""
    head = f"d{sitting.problem.graph.objective}/d"
    if step.stage != "d" or not step.step.startswith(f"{head}z"):
        return None
    name, point, _ = step_parts(step)
    is_found = name.removeprefix(head) in (one.name for one in found_deltas(sitting))
    return sitting.problem.trace.slope(name.removeprefix(head), point) if is_found else None
