"""A place for an answer as a person types it, in the source's letters where the problem has some: `d.w5`."""

from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId
from tutor.lessons.symbols import canonical_name, typed_name


def typed_field(problem: Problem, field: FieldId) -> str:
    """What is typed for a place; `read_step` and the readers of fields take it back."""
    name, prime, point = field.name.partition(PRIME)
    name, at, number = (name, "", "") if prime else name.partition("@")
    typed = f"{typed_name(problem, name)}{prime}{point}{at}{number}" if name else ""
    step, at, rest = field.step.partition("@")
    return str(FieldId(field.stage, typed, f"{typed_name(problem, step)}{at}{rest}"))


def read_step(problem: Problem, step: str) -> str:
    """A sub-step by the name that it has here, whichever letters it was typed in."""
    name, at, rest = step.partition("@")
    return f"{canonical_name(problem, name)}{at}{rest}"
