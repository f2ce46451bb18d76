"""What was worked out before and is needed now: the forward values in (d), the gradient in (e). Needs no app."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from tutor.answers.verdicts import Number
from tutor.lessons.figures import as_latex, as_text, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_stages
from tutor.lessons.symbols import symbol
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
    network, data = problem.network, problem.data
    rows = [
        [math(symbol(network.unit("a", 0, k + 1)))] + [as_text(x[k]) for x, _ in data] for k in range(network.widths[0])
    ]
    rows += [
        [math(symbol(network.target(j + 1)))] + [as_text(y[j]) for _, y in data] for j in range(network.widths[-1])
    ]
    return _table(rows)


def theta_line(problem: Problem, math: Callable[[str], str]) -> Line:
    """θ: as a tuple where all of it is the same, else parameter by parameter."""
    if len(set(problem.theta)) == 1:
        return math(f"\\theta = {as_tuple(problem.theta)}")
    named = zip(problem.network.parameters, problem.theta, strict=True)
    return ",  ".join(math(f"{symbol(parameter.name)} = {as_latex(value)}") for parameter, value in named)


def _forward(sitting: Sitting, math: Callable[[str], str]) -> list[list[str]]:
    trace, network = sitting.problem.trace, sitting.problem.network
    names = [network.unit("a", 0, k) for k in range(1, network.widths[0] + 1)]
    for layer in range(1, network.depth + 1):
        for kind in "za":
            names += [network.unit(kind, layer, j) for j in range(1, network.widths[layer] + 1)]
    names += [network.residual(j) for j in range(1, network.widths[-1] + 1)]
    points = range(1, trace.points + 1)
    head = [math("i"), *map(str, points)]
    return [head, *([math(symbol(name)), *(as_text(trace.at(name, p)) for p in points)] for name in names)]


def _gradient(sitting: Sitting, math: Callable[[str], str]) -> list[list[str]]:
    """Each parameter with its value now and the partial derivative, as the learner found it or as it is given."""
    given = {place: typed.value for place, typed in sitting.given().items()}
    names = [parameter.name for parameter in sitting.problem.network.parameters]
    found: dict[str, Number | None] = {name: given.get(FieldId("d", name)) for name in names}
    if gradient_is_given(sitting.problem):
        found = dict(sitting.problem.trace.gradient)
    if not any(value is not None for value in found.values()):
        return []
    theta = dict(zip(found, sitting.problem.theta, strict=True))
    heads = [math("\\theta"), *(math(symbol(name)) for name in found)]
    return [
        heads,
        ["", *(as_text(theta[name]) for name in found)],
        [math("\\nabla C"), *("·" if value is None else as_text(value) for value in found.values())],
        [math("\\eta"), math(as_latex(sitting.problem.learning_rate)), *("" for _ in list(found)[1:])],
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[Line]:
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(" " * (room - cell_len(cell)) + cell for cell, room in zip(row, widths, strict=True)) for row in rows
    ]
