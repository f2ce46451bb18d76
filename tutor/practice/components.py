"""What the chain rule is made of, as the learner has to know it: which component each answer and each mistake is about.

A skill is made of the components in which its mistakes are made. A field bears on those whose factors, sums and steps
lead to its answer; a sub-step mostly on one.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from tutor.lessons.breakdown import PRODUCT, factor_at, step_parts
from tutor.lessons.chain import CHAIN
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.mistakes.component import Component
from tutor.network.paths import Path, path_count, paths
from tutor.practice.code_form import is_code
from tutor.practice.codes import parse_code
from tutor.practice.items import KINDS
from tutor.practice.number_skills import component_of
from tutor.practice.skills import SKILLS, WHOLE

Bearing: TypeAlias = Mapping[Component, bool]
"""The components that an answer bears on, and whether a wrong rule in them would show in it."""
_OF_FACTOR = {
    "cost": Component.SLOPE,
    "gate": Component.GATE,
    "weight": Component.BACK,
    "input": Component.FACTOR,
    "one": Component.FACTOR,
    "local": Component.GATE,
    "total": Component.BACK,
}
_OF_STEP: tuple[tuple[str, tuple[Component, ...]], ...] = (
    ("dC/da", (Component.SLOPE,)),
    ("dC/dz", (Component.SLOPE, Component.GATE, Component.BACK)),
    ("da", (Component.GATE,)),
    (PRODUCT, ()),
)
"""What a sub-step of a partial derivative bears on, by how its name begins; the others are weights or last factors."""
_FEW = 8
"""So many paths are enough to see which factors are other than 1."""


@lru_cache(maxsize=64)
def components_of(skill: str) -> tuple[Component, ...]:
    """What a skill is made of: where the mistakes are made that its problems show."""
    if skill in KINDS:
        return KINDS[skill].bears_on
    found = {component_of(name) for name in SKILLS[skill].mistakes} | ({Component.TREE} if skill in WHOLE else set())
    return tuple(component for component in Component if component in found)


def bearing(problem: Problem, name: str) -> Bearing:
    """What the answer in a field or sub-step bears on; nothing for what only puts together what stands beside it."""
    kind = KINDS.get(parse_code(problem.id).skill) if is_code(problem.id) else None
    if kind is None:
        return _bearing(problem, parse_field(name))
    said = name.partition(".")[2]
    return {Component(said) if said in tuple(Component) else kind.bears_on[0]: True}


@lru_cache(maxsize=4096)
def _bearing(problem: Problem, field: FieldId) -> Bearing:
    if field.step:
        return MappingProxyType(_of_step(problem, field))
    match field.stage:
        case "a":
            return {Component.COUNT: True}
        case "b" | "chain":
            return {Component.TREE: True}
        case "c":
            return {Component.FORWARD: True, Component.COST: True}
        case "d":
            return MappingProxyType(_of_partial(problem, field.name))
    return {Component.UPDATE: True}


def _of_partial(problem: Problem, name: str) -> dict[Component, bool]:
    """A factor that is 1 everywhere hides what a wrong rule would have put in its place."""
    graph = problem.graph
    found = {Component.SLOPE: True, Component.GATE: False, Component.FACTOR: False} if problem.is_layered else {}
    for path in paths(graph, name, _FEW):
        for component, shows in _of_path(problem, path).items():
            found[component] = found.get(component, False) or shows
    if graph.named[name].kind == "bias":
        found[Component.FACTOR] = True
    if path_count(graph, name) > 1:
        found[Component.PATHS] = True
    if len(problem.data) > 1:
        found[Component.POINTS] = True
    return found


def _of_path(problem: Problem, path: Path) -> dict[Component, bool]:
    points = range(1, len(problem.data) + 1)
    found: dict[Component, bool] = {}
    for factor in path:
        component = _OF_FACTOR[factor.kind]
        if factor.kind == "weight":
            shows = problem.trace.theta[factor.name] != 1
        elif factor.kind == "one":
            shows = False
        else:
            shows = any(problem.trace.factor(factor, point) != 1 for point in points)
        found[component] = found.get(component, False) or shows
    return found


def _of_step(problem: Problem, field: FieldId) -> dict[Component, bool]:
    if field.step == CHAIN:
        return {Component.TREE: True}
    name = step_parts(field)[0]
    if not problem.is_layered:
        return dict.fromkeys(_of_node(problem, field), True)
    if field.stage != "d":
        of_stage = {"e": (Component.UPDATE,), "c": (Component.FORWARD if name[0] in "za" else Component.COST,)}
        return dict.fromkeys(of_stage[field.stage], True)
    of_name = (Component.BACK,) if name in problem.trace.theta else (Component.FACTOR,)
    return dict.fromkeys(next((found for start, found in _OF_STEP if name.startswith(start)), of_name), True)


def _of_node(problem: Problem, field: FieldId) -> tuple[Component, ...]:
    """What a sub-step in a computation graph bears on."""
    factor = factor_at(problem, field)
    if factor is not None:
        return (_OF_FACTOR[factor.kind],)
    return {"c": (Component.FORWARD,), "e": (Component.UPDATE,)}.get(field.stage, ())


def against(mistakes: Iterable[str]) -> frozenset[Component]:
    """The components that diagnosed mistakes count against: none for slips."""
    names = tuple(mistakes)
    if not names:  # the catalogue brings the engine in
        return frozenset()
    from tutor.mistakes import everything

    return frozenset(component for component in map(everything.component_of, names) if component is not None)
