"""What a sub-step is made of in a learner's answers, for the mistakes that can be made in it alone."""

from tutor.diagnosis.observing import Answered
from tutor.lessons.breakdown import step_parts, table_of, value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.mistakes.cell import Cell


def cell_at(problem: Problem, place: FieldId, answered: Answered) -> Cell:
    """A sub-step as mistakes see it: the learner's own values where they stand in sub-steps, else the right ones."""
    network, graph, trace = problem.network, problem.graph, problem.trace
    name, point, _ = step_parts(place)
    if place.stage == "c":  # of a residual its output, of the cost's terms the cost
        outputs = {residual: a for residual, a, _ in graph.residuals}
        asked = outputs.get(name) or graph.named.get(name) or graph.nodes[-2].quantity
        layer, unit = asked.layer, asked.unit
    else:
        parameter = network.parameter_named.get(place.name)
        layer, unit = (parameter.layer, parameter.to) if parameter is not None else (0, 0)

    def of(quantity: str) -> float:
        own = answered.get(FieldId("c", "", f"{quantity}@{point}"))
        if own is not None:
            return float(own.value)
        return float(trace.theta[quantity] if quantity in trace.theta else trace.at(quantity, point))

    return Cell(network, trace, name, place.name, layer, unit, of, factors_of(problem, place, answered))


def factors_of(problem: Problem, place: FieldId, answered: Answered) -> list[tuple[StepKind, float]]:
    """The other sub-steps of a product's row, by their kinds; none of what is no product."""
    if kind_of(problem, place) is not StepKind.PRODUCT:
        return []
    row = next(row for row in table_of(problem, place).rows if place in row.cells)
    own = ((cell, answered.get(cell)) for cell in row.cells[:-1])
    return [
        (kind_of(problem, cell), float(value_of(problem, cell) if given is None else given.value))
        for cell, given in own
    ]
