"""The five stages of a calculation and the fields that each asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor.lessons.problem import Problem
from tutor.network.graph import dependencies

StageId: TypeAlias = Literal["a", "b", "c", "d", "e"]
STAGE_IDS: tuple[StageId, ...] = ("a", "b", "c", "d", "e")
KINDS: dict[StageId, str] = {"a": "count", "b": "tree", "c": "cost", "d": "gradient", "e": "update"}


@dataclass(frozen=True)
class FieldId:
    """A place for an answer: `a`, `b.z3`, `c`, `d.w1`, `e.b3`; a sub-step adds its place in the breakdown: `d.w1/…`."""

    stage: StageId
    name: str = ""
    step: str = ""

    def __str__(self) -> str:
        whole = f"{self.stage}.{self.name}" if self.name else self.stage
        return f"{whole}/{self.step}" if self.step else whole

    @property
    def parent(self) -> "FieldId":
        """The field that a sub-step belongs to; a field that is no sub-step is its own."""
        return FieldId(self.stage, self.name)


def parse_field(text: str) -> FieldId:
    """The field named by text. Raises ValueError if it has not the form of one."""
    whole, _, step = text.partition("/")
    stage, _, name = whole.partition(".")
    if stage not in STAGE_IDS or (name and stage in ("a", "c")):
        raise ValueError(f"not a field: {text!r}")
    return FieldId(stage, name, step)


def fields_of(problem: Problem, stage: StageId) -> tuple[FieldId, ...]:
    """Every field of a stage, in the order in which they are asked."""
    if stage == "b":
        return tuple(FieldId("b", node) for node in dependencies(problem.graph))
    if stage in ("d", "e"):
        return tuple(FieldId(stage, parameter.name) for parameter in problem.network.parameters)
    return (FieldId(stage),)


def all_fields(problem: Problem) -> Iterator[FieldId]:
    """Every field of the problem, stage by stage."""
    for stage in STAGE_IDS:
        yield from fields_of(problem, stage)


def is_asked(problem: Problem, place: FieldId) -> bool:
    """Whether the learner is asked for a field."""
    return problem.asked is None or str(place) in problem.asked


def asked_fields(problem: Problem, stage: StageId) -> tuple[FieldId, ...]:
    """The fields of a stage that the learner is asked for."""
    return tuple(place for place in fields_of(problem, stage) if is_asked(problem, place))


def asked_stages(problem: Problem) -> tuple[StageId, ...]:
    """The stages in which the learner is asked for something."""
    return tuple(stage for stage in STAGE_IDS if problem.asked is None or asked_fields(problem, stage))


def all_asked(problem: Problem) -> Iterator[FieldId]:
    """Every field that the learner is asked for, stage by stage."""
    for stage in asked_stages(problem):
        yield from asked_fields(problem, stage)
