"""What a problem calls its stages, and what they ask for: the cost C(θ), the value of f, the change θ′ − θ."""

from collections.abc import Callable
from typing import TypeAlias

from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId, StageId
from tutor.lessons.symbols import written
from tutor.lessons.typesetting import inline

Say: TypeAlias = Callable[..., str]
"""Words by their key, with values put in."""


def stage_title(problem: Problem, stage: StageId, say: Say, math: Callable[[str], str] = inline) -> str:
    """A stage's title. What is differentiated is a cost, or a value of its own where a problem has none.

    `math` writes a formula in one line.
    """
    is_cost = problem.is_layered and problem.network.cost != "none"
    if stage == "c":
        return say("stage.c" if is_cost else "stage.c_value", objective=math(objective_of(problem)))
    if stage in ("chain", "d"):
        return say(f"stage.{stage}", objective=math(objective_of(problem)))
    if stage == "e" and problem.answer == "change":
        return say("stage.e_change")
    return say(f"stage.{stage}")


def objective_of(problem: Problem) -> str:
    """What is differentiated, as LaTeX: a network's cost as a function of θ, or the last node of a graph."""
    objective = written(problem, problem.graph.objective.name)
    return f"{objective}(\\theta)" if problem.is_layered else objective


def after_of(problem: Problem, field: FieldId) -> str:
    """What is asked after the step, as LaTeX: C(θ′), or a quantity with a prime, at a point where there are several."""
    name, at, point = field.name.partition("@")
    if not at and problem.is_layered:
        return f"{written(problem, name.rstrip(PRIME))}(\\theta')"
    return written(problem, name, point if len(problem.data) > 1 else "")


def step_of(problem: Problem, field: FieldId) -> str:
    """What (e) asks of a parameter, as LaTeX: its value after the step, or by how much the step changes it."""
    name = field.name
    new = written(problem, f"{name}'")
    return f"{new} - {written(problem, name)}" if problem.answer == "change" else new
