"""Every field must be right when it is given the engine's own answer: a stage that can't be solved is a dead end."""

from collections.abc import Iterator
from fractions import Fraction

from tutor.answers.expected import expected
from tutor.answers.marking import WHOLE_TREE
from tutor.answers.verdicts import Verdict
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.chain import formula_typed
from tutor.lessons.figures import as_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, is_asked
from tutor.lessons.vocabulary_fields import updated_as_shown
from tutor.lint.findings import Finding
from tutor.lint.lines import line_of_numbers
from tutor.network.graph import dependencies
from tutor.sheet.any_field import mark


def check_solvable(problem: Problem) -> Iterator[Finding]:
    """Fields, and sub-steps of fields, that don't take their own answer, exact or as the worked answer shows it."""
    tree = dependencies(problem.graph)
    whole = "; ".join(f"{node}: {' '.join(names)}" for node, names in tree.items())
    yield from _tried(problem, WHOLE_TREE, whole)
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
                yield from _number(problem, step)


def _number(problem: Problem, field: FieldId) -> Iterator[Finding]:
    value = expected(problem, field)
    yield from _tried(problem, field, str(value) if isinstance(value, Fraction) else repr(value))
    shown = as_text(updated_as_shown(problem, field.name) if _is_updated(field) else value)
    if not mark(problem, field, shown, {}).is_right:
        yield _finding(problem, "shown_answer", field, shown)


def _is_updated(field: FieldId) -> bool:
    return field.stage == "e" and not (field.step or field.is_after)


def _tried(problem: Problem, field: FieldId, answer: str) -> Iterator[Finding]:
    if mark(problem, field, answer, {}).verdict is not Verdict.CORRECT:
        yield _finding(problem, "unsolvable", field, answer)


def _finding(problem: Problem, key: str, field: FieldId, answer: str) -> Finding:
    return Finding(problem.path, line_of_numbers(problem), f"lint.{key}", {"field": str(field), "answer": answer})
