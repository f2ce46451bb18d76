"""What was worked out before and is needed now: the forward values in (d), the gradient in (e). Needs no app."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from tutor.answers.verdicts import Number
from tutor.lessons.figures import as_latex, as_text, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_stages
from tutor.lessons.symbols import written
from tutor.session.sitting import Sitting
from tutor.session.status import Status

Line = str


def lines_at_hand(sitting: Sitting, stage: StageId, math: Callable[[str], str]) -> list[Line]:
    """The lines for a stage: only what the learner has found already; none where there is nothing."""
    if stage == "d" and sitting.stage_status("c") is Status.RIGHT:
        return _table(_forward(sitting, math))
    if stage == "e":
        rows = _gradient(sitting, math)
        return _table(rows) if rows else []
    return []


def gradient_is_given(problem: Problem) -> bool:
    """Whether (e) is asked for without (d): then the statement gives the gradient."""
    stages = asked_stages(problem)
    return "e" in stages and "d" not in stages


def data_lines(problem: Problem, math: Callable[[str], str]) -> list[Line]:
    """The data points, as x over y."""
    graph = problem.graph
    rows = [
        [math(written(problem, one.name)), *(as_text(point[k][column]) for point in problem.data)]
        for k, quantities in enumerate((graph.inputs, graph.targets))
        for column, one in enumerate(quantities)
    ]
    return _table(rows) if rows else []


def theta_parts(problem: Problem, math: Callable[[str], str]) -> list[str]:
    """θ: as a tuple where all of it is the same, else parameter by parameter."""
    if len(set(problem.theta)) == 1 and problem.is_layered:
        return [math(f"\\theta = {as_tuple(problem.theta)}")]
    named = zip(problem.graph.parameters, problem.theta, strict=True)
    parts = [math(f"{written(problem, parameter.name)} = {as_latex(value)}") for parameter, value in named]
    return [*(f"{part}," for part in parts[:-1]), *parts[-1:]]


def _forward(sitting: Sitting, math: Callable[[str], str]) -> list[list[str]]:
    problem, trace = sitting.problem, sitting.problem.trace
    graph = problem.graph
    names = [one.name for one in graph.inputs] + [node.quantity.name for node in graph.nodes[:-1]]
    names += [name for name, _, _ in graph.residuals]
    points = range(1, trace.points + 1)
    head = [math("i"), *map(str, points)]
    return [head, *([math(written(problem, name)), *(as_text(trace.at(name, p)) for p in points)] for name in names)]


def _gradient(sitting: Sitting, math: Callable[[str], str]) -> list[list[str]]:
    """Each parameter with its value now and the partial derivative, as the learner found it or as it is given."""
    problem = sitting.problem
    given = {place: typed.value for place, typed in sitting.given().items()}
    names = [parameter.name for parameter in problem.graph.asked]
    found: dict[str, Number | None] = {name: given.get(FieldId("d", name)) for name in names}
    if gradient_is_given(problem):
        found = {name: problem.trace.gradient[name] for name in names}
    if not any(value is not None for value in found.values()):
        return []
    theta = dict(zip((one.name for one in problem.graph.parameters), problem.theta, strict=True))
    heads = [math("\\theta"), *(math(written(problem, name)) for name in found)]
    nabla = math(f"\\nabla {written(problem, problem.graph.objective.name)}")
    return [
        heads,
        ["", *(as_text(theta[name]) for name in found)],
        [nabla, *("·" if value is None else as_text(value) for value in found.values())],
        [math("\\eta"), math(as_latex(problem.learning_rate)), *("" for _ in list(found)[1:])],
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[Line]:
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(" " * (room - cell_len(cell)) + cell for cell, room in zip(row, widths, strict=True)) for row in rows
    ]
