"""A problem's numbers: whether they can be worked out, and make a problem that teaches what it means to."""

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import Any

from tutor.answers.expected import expected
from tutor.answers.marking import WHOLE_TREE
from tutor.answers.verdicts import Number, Verdict
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.chain import formula_typed
from tutor.lessons.figures import as_text
from tutor.lessons.front_matter import read_source
from tutor.lessons.kinks import sides
from tutor.lessons.magnitude import LARGEST
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, is_asked
from tutor.lessons.vocabulary_quantities import updated_as_shown
from tutor.lint.findings import Finding, Severity
from tutor.lint.lines import line_of_numbers
from tutor.network.backprop import backward
from tutor.network.graph import dependencies
from tutor.network.operations import OPERATIONS
from tutor.sheet.any_field import mark

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


def check_computable(problem: Problem) -> Iterator[Finding]:
    """Nodes that have no value at a data point, or none that can be written, and derivatives likewise."""
    graph = problem.graph
    for point, (inputs, _) in enumerate(problem.data, 1):
        values: list[Any] = [float(one) for one in (*problem.theta, *inputs, *graph.constants.values())]
        for node in graph.nodes:
            parents = [values[graph.place[parent]] for parent in node.parents]
            try:
                value = OPERATIONS[node.operation].value(*parents)
            except (ArithmeticError, ValueError):
                value = None
            if not _is_bounded(value):
                yield _at_node(problem, "no_value", node.quantity.name, point)
                return
            values.append(value)
        try:
            bounded = all(map(_is_bounded, backward(graph, values)))
        except (ArithmeticError, ValueError):
            bounded = False
        if not bounded:
            yield _at_node(problem, "no_derivative", graph.objective.name, point)
            return


def _is_bounded(value: Any) -> bool:
    """Whether it is a real number within reach; a root of a negative one is not."""
    return isinstance(value, int | float) and isfinite(value) and abs(value) <= LARGEST


def _at_node(problem: Problem, key: str, name: str, point: int) -> Finding:
    members = dict(read_source(problem.path).front.items())
    line = dict(members["graph"].items()).get(name, members["graph"]).line
    return Finding(problem.path, line, f"lint.{key}", {"name": name, "point": str(point)})


def check_solvable(problem: Problem) -> Iterator[Finding]:
    """Fields, and sub-steps, that don't take their own answer, exact or as the worked answer shows it: dead ends."""
    tree = dependencies(problem.graph)
    whole = "; ".join(f"{node}: {' '.join(names)}" for node, names in tree.items())
    yield from _tried(problem, WHOLE_TREE, whole)
    tried: set[Number] = set()  # a sub-step is judged by its value alone
    for field in all_fields(problem):
        if field.stage == "b":
            yield from _tried(problem, field, " ".join(tree[field.name]))
        elif field.stage == "chain":
            if is_asked(problem, field):
                yield from _tried(problem, field, formula_typed(problem, field.name))
        else:
            yield from _number(problem, field)
        if has_breakdown(field):
            for step in breakdown(problem, field).cells():
                value = expected(problem, step)
                if value not in tried:
                    tried.add(value)
                    yield from _number(problem, step)


def _number(problem: Problem, field: FieldId) -> Iterator[Finding]:
    value = expected(problem, field)
    exact = str(value) if isinstance(value, Fraction) else repr(value)
    yield from _tried(problem, field, exact)
    shown = as_text(updated_as_shown(problem, field.name) if field.is_updated else value)
    if shown != exact and not mark(problem, field, shown, {}).is_right:
        yield _finding(problem, "shown_answer", field=str(field), answer=shown)


def _tried(problem: Problem, field: FieldId, answer: str) -> Iterator[Finding]:
    if mark(problem, field, answer, {}).verdict is not Verdict.CORRECT:
        yield _finding(problem, "unsolvable", field=str(field), answer=answer)
