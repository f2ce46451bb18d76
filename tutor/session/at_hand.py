"""What was worked out before and is needed now: the forward values in (d), the gradient in (e), as rows of cells."""

from collections.abc import Callable

from tutor.answers.verdicts import Number
from tutor.lessons.chain import chain_question
from tutor.lessons.delta import delta_ways
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_stages
from tutor.lessons.symbols import written
from tutor.lessons.words import Words
from tutor.network.quantity import Quantity
from tutor.session.deltas import found_deltas
from tutor.session.sitting import Sitting
from tutor.session.status import Status

UNKNOWN = "·"
"""What stands for a value that was not found yet."""


def rows_at_hand(sitting: Sitting, stage: StageId, math: Callable[[str], str]) -> list[list[str]]:
    """The rows for a stage, names in front: only what the learner has found already; none where there is nothing.

    Heads stand above columns that are several.
    """
    if stage == "d" and sitting.stage_status("c") is Status.RIGHT:
        return _forward(sitting, math)
    return _gradient(sitting, math) if stage == "e" else []


def gradient_is_given(problem: Problem) -> bool:
    """Whether (e) is asked for without (d): then the statement gives the gradient."""
    stages = asked_stages(problem)
    return "e" in stages and "d" not in stages


def _forward(sitting: Sitting, math: Callable[[str], str]) -> list[list[str]]:
    problem, trace = sitting.problem, sitting.problem.trace
    graph = problem.graph
    names = [one.name for one in graph.inputs] + [node.quantity.name for node in graph.nodes[:-1]]
    names += [name for name, _, _ in graph.residuals]
    points = range(1, trace.points + 1)
    rows = [[math("i"), *map(str, points)]] if len(points) > 1 else []
    rows += ([math(written(problem, name)), *(as_text(trace.at(name, p)) for p in points)] for name in names)
    for one in found_deltas(sitting):
        name = math(written(problem, f"d{graph.objective}/d{one}"))
        rows.append([name, *(as_text(trace.slope(one.name, p)) for p in points)])
    return rows


def chain_asked(sitting: Sitting, field: FieldId, words: Words) -> str:
    """What asks for the chain of a partial derivative, as Markdown, with what it may begin with."""
    return chain_question(sitting.problem, field, words, deltas_for(sitting, field))


def deltas_for(sitting: Sitting, field: FieldId) -> tuple[Quantity, ...]:
    """Where the chain of a partial derivative may begin, of what stands at hand: the z of the layer after."""
    starts = tuple(way[0].below for way in delta_ways(sitting.problem, field.name))
    return starts if set(starts) <= set(found_deltas(sitting)) else ()


def _gradient(sitting: Sitting, math: Callable[[str], str]) -> list[list[str]]:
    """Each parameter with its value now and the partial derivative, as the learner found it or as it is given."""
    problem = sitting.problem
    given = {field: typed.value for field, typed in sitting.given().items()}
    names = [parameter.name for parameter in problem.graph.asked]
    found: dict[str, Number | None] = {name: given.get(FieldId("d", name)) for name in names}
    if gradient_is_given(problem):
        found = {name: problem.trace.gradient[name] for name in names}
    if not any(value is not None for value in found.values()):
        return []
    theta = dict(zip((one.name for one in problem.graph.parameters), problem.theta, strict=True))
    nabla = math(f"\\nabla {written(problem, problem.graph.objective.name)}")
    return [
        ["", *(math(written(problem, name)) for name in found)],
        [math("\\theta"), *(as_text(theta[name]) for name in found)],
        [nabla, *(UNKNOWN if value is None else as_text(value) for value in found.values())],
    ]
