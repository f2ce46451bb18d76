"""What numbers by themselves are worth on a problem's sheet: the values that it has."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property

from tutor.lessons.problem import Problem
from tutor.sheet.evaluating import State
from tutor.sheet.names import names_of
from tutor.sheet.rounding import slack_of
from tutor.sheet.terms import Call, Group, Letter, Named, Statement, Term, bare_number, walk

_EXACT = 1e-9


class KnownValues:
    """The values of one problem."""

    def __init__(self, problem: Problem, right: State) -> None:
        self._problem, self._right, self._names = problem, right, names_of(problem)

    def has(self, statement: Statement) -> bool:
        """Whether what numbers come to is a value that the problem has; True for what is not of numbers alone."""
        number = bare_number(statement.sides[-1])
        if number is None or any(isinstance(one, Named | Group | Letter) for s in statement.sides for one in walk(s)):
            return True
        allowed = max(slack_of(self._problem, number), _EXACT * abs(float(number.value)))
        return any(abs(value - float(number.value)) <= allowed for value in self._all)

    def called(self, statement: Statement) -> Term | None:
        """The one quantity that a letter was worked out to be, `total = 650 · 1.1 = 715`, `h1 = σ(0.1) = 0.525`."""
        number = bare_number(statement.sides[-1])
        if number is None or len(statement.sides) < 2 or self._names.has_points:
            return None
        allowed = max(slack_of(self._problem, number), _EXACT * abs(float(number.value)))
        worth = [
            one
            for one in self._names.made
            if isinstance(one, Named) and abs(self._right.value(one.name)[0, 0] - float(number.value)) <= allowed
        ]
        gates = [one for one in worth if self._names.made_by(Call("rho", (one,))) in worth]  # a is z without ρ
        worth = [one for one in worth if one not in gates]
        return worth[0] if len(worth) == 1 else None

    def about(self, given: Term) -> Iterator[Named]:
        """What is said of a given quantity before a colon: what is made of it, `apple: 100 · 2`, or its derivative."""
        graph = self._problem.graph
        quantity = graph.named.get(given.name) if isinstance(given, Named) and not self._problem.is_layered else None
        if quantity is not None and quantity not in graph.node_of:
            yield from (Named(node.quantity.name) for node in graph.uses.get(quantity, ()))
            yield Named(f"d{graph.objective.name}/d{quantity.name}")

    @cached_property
    def _all(self) -> tuple[float, ...]:
        """The values of all quantities, derivatives and new parameters, at each point and in all."""
        graph = self._problem.graph
        objective = graph.objective.name
        slopes = [f"d{objective}/d{one.name}" for one in (*graph.backwards, *graph.asked)]
        moved = [f"{one.name}'" for one in graph.asked] if self._problem.makes_step else []
        found: list[float] = []
        for name in (*graph.named, *(r for r, _, _ in graph.residuals), *slopes, *moved):
            with suppress(KeyError):
                found += map(float, self._right.value(name)[0])
            with suppress(KeyError):
                found += map(float, self._right.at_points(name)[0])
        return tuple(found)
