"""The flow: every quantity once, each after what it comes from, and every number the engine's."""

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.flow import FlowStep, flow
from tutor.lessons.problem import Problem
from tutor.typeset.render import inline

from ..support.course import lesson_at, problem_of
from ..support.latex_value import value as value_in
from ..support.problems import make

PATHS = sorted(path for folder in ("day13", "classics") for path in (content_folder() / folder).glob("*.md"))
PROBLEMS = [found for path in PATHS if ".en" not in path.stem and isinstance(found := lesson_at(path), Problem)]


def said(steps: tuple[FlowStep, ...]) -> list[str]:
    return [inline(step.equation) for step in steps]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_each_value_is_the_engines_and_comes_after_what_it_is_made_of(problem: Problem) -> None:
    graph, trace = problem.graph, problem.trace
    for point in range(1, trace.points + 1):
        known, arrived = {one.name for one in graph.given}, {graph.objective.name}
        for step in flow(problem, point):
            name = step.quantity.name
            if step.phase == "forward":
                assert {one.name for one in step.uses} <= known
                known.add(name)
                assert step.quantity == graph.objective or step.value == trace.at(name, point)
            elif step.phase == "sum":
                assert step.value == trace.gradient[name]
            else:
                assert {one.name for one in step.uses} <= arrived, step
                arrived.add(name)
                assert step.value == trace.slope(name, point)
        assert {one.name for one in graph.asked} <= arrived


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_each_parameter_is_found_once_at_a_point_and_once_in_all(problem: Problem) -> None:
    steps = flow(problem, 1)
    asked = [one.name for one in problem.graph.asked]
    assert sorted(step.quantity.name for step in steps if step.phase == "parameter") == sorted(asked)
    sums = [step.quantity.name for step in steps if step.phase == "sum"]
    assert sums == (asked if problem.trace.points > 1 else [])


def test_the_shares_of_the_cost_add_up() -> None:
    for problem in (*PROBLEMS, make(cost="mean-of-squares"), make(cost="half-sum-of-squares")):
        if problem.is_layered and problem.network.penalty is None:
            shares = [
                step.value
                for point in range(1, problem.trace.points + 1)
                for step in flow(problem, point)
                if step.phase == "forward" and step.quantity == problem.graph.objective
            ]
            assert sum(shares) == pytest.approx(float(problem.trace.cost), abs=1e-12)


def test_the_lesson() -> None:
    problem = problem_of("4.1")
    lines = said(flow(problem, 2))
    assert lines[:3] == [
        "z⁽¹⁾ = w⁽¹⁾ ⋅ x + b⁽¹⁾ = 1 ⋅ 4 + 1 = 5",
        "a⁽¹⁾ = ρ(z⁽¹⁾) = ρ(5) = 5",
        "z⁽²⁾ = w⁽²⁾ ⋅ a⁽¹⁾ + b⁽²⁾ = 1 ⋅ 5 + 1 = 6",
    ]
    assert "∂C/∂a⁽³⁾ = 2(a⁽³⁾ − y) = 2(7 − (−6)) = 26" in lines
    assert "∂C/∂a⁽²⁾ = (∂C/∂z⁽³⁾) w⁽³⁾ = 26 ⋅ 1 = 26" in lines
    assert "∂C/∂w⁽²⁾ = (∂C/∂z⁽²⁾) a⁽¹⁾ = 26 ⋅ 5 = 130" in lines
    assert lines[-6].endswith("= 4 + 104 + 98 + 240 = 446")


def test_paths_meet() -> None:
    problem = make(widths=(1, 2, 2, 1))
    step = next(step for step in flow(problem, 1) if step.phase == "back" and step.quantity.name == "a1[1]")
    assert [one.name for one in step.uses] == ["z2[1]", "z2[2]"]
    assert " + " in step.formula
    assert step.value == problem.trace.slope("a1[1]", 1)


def test_numbers_come_to_the_value() -> None:
    for problem in (make(), make(widths=(1, 2, 1)), make(cost="half-sum-of-squares")):
        for step in flow(problem, 1):
            if "\\rho" not in step.numbers:
                assert value_in(step.numbers) == pytest.approx(float(step.value)), step.equation


@pytest.mark.parametrize("point", [0, 5])
def test_there_is_no_such_point(point: int) -> None:
    with pytest.raises(IndexError):
        flow(make(), point)
