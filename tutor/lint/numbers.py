"""A problem's numbers: whether they make a problem that teaches what it means to."""

from collections.abc import Iterator
from math import isfinite

from tutor.lessons.figures import as_text
from tutor.lessons.kinks import sides
from tutor.lessons.problem import Problem
from tutor.lint.findings import Finding, Severity
from tutor.lint.lines import line_of_numbers

LONGEST_ANSWER = 24
"""Characters of an answer that a learner can be asked to type."""


def check_numbers(problem: Problem) -> Iterator[Finding]:
    """Kinks, and networks that learn nothing."""
    yield from _kinks(problem)
    trace = problem.trace
    if trace.cost == 0 and problem.is_layered:
        yield _finding(problem, "fitted", Severity.WARNING)
    elif not any(trace.gradient.values()):
        yield _finding(problem, "dead", Severity.WARNING)
    yield from _unwieldy(problem)


def _kinks(problem: Problem) -> Iterator[Finding]:
    """Where a derivative is a convention and nothing to ask a learner: ReLU at 0, the larger of two equals."""
    for side in sides(problem):
        if side.at == 0:
            yield _finding(problem, "kink", name=side.node.parents[0].name, point=str(side.point))


def _unwieldy(problem: Problem) -> Iterator[Finding]:
    """An answer that nobody types, such as a fraction of long numbers, or that no float can hold after the step."""
    trace = problem.trace
    objective = problem.graph.objective.name
    answers = {objective: trace.cost}
    answers |= {f"d{objective}/d{name}": value for name, value in trace.gradient.items()}
    answers |= {f"{name}'": value for name, value in trace.updated.items() if problem.makes_step}
    for name, value in answers.items():
        if len(as_text(value)) > LONGEST_ANSWER:
            yield _finding(problem, "unwieldy", Severity.WARNING, name=name, length=str(len(as_text(value))))
            break
    try:
        bounded = isfinite(float(trace.after.cost))
    except OverflowError:
        bounded = False
    if not bounded:
        yield _finding(problem, "overflow")


def _finding(problem: Problem, key: str, severity: Severity = Severity.ERROR, **values: str) -> Finding:
    return Finding(problem.path, line_of_numbers(problem), f"lint.{key}", values, severity)
