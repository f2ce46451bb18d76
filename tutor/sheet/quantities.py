"""What the quantities of a problem are: one for all data points or one for each, and which field asks for them."""

from functools import cached_property, lru_cache

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.sheet.terms import Group, Named, Term


class Quantities:
    """The quantities of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._objective = problem.graph.objective.name
        self._parameters = frozenset(one.name for one in problem.graph.parameters)

    def is_total(self, quantity: Term | None) -> bool:
        """Whether a quantity is one for all data points."""
        if isinstance(quantity, Group):
            return all(self.is_total(Named(name)) for name in quantity.names)
        if not isinstance(quantity, Named):
            return False
        name = quantity.name
        return (
            name == self._objective
            or name.endswith("'")
            or name.removeprefix(f"d{self._objective}/d") in self._parameters
        )

    def field_of(self, quantity: Term | None, point: int | None) -> FieldId | None:
        """The field that asks for a quantity; a sub-step of the cost for one at a data point."""
        if not isinstance(quantity, Named):
            return None
        name, objective = quantity.name, self._objective
        point = quantity.point or point
        if name == objective:
            return FieldId("c") if point is None else None
        if name == f"{objective}'":
            return FieldId("e", name) if objective in self._problem.after else None
        if name.endswith("'"):
            usual = self._problem.makes_step and self._problem.answer == "value"
            return FieldId("e", name[:-1]) if usual and name[:-1] in self._asked else None
        below = name.removeprefix(f"d{objective}/d")
        if below != name:
            return FieldId("d", below) if below in self._asked and point is None else None
        point = point or (1 if len(self._problem.data) == 1 else None)
        return FieldId("c", "", f"{name}@{point}") if name in self._made and point else None

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(one.name for one in self._problem.graph.asked)

    @cached_property
    def _made(self) -> frozenset[str]:
        graph = self._problem.graph
        return frozenset([*(node.quantity.name for node in graph.nodes), *(r for r, _, _ in graph.residuals)])


@lru_cache(maxsize=32)
def quantities_of(problem: Problem) -> Quantities:
    """The quantities of a problem; those of the last few are kept."""
    return Quantities(problem)
