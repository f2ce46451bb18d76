"""The stages of a calculation, (a) to (e) and a partial derivative in letters before (d), and what each asks for."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Literal, NamedTuple, TypeAlias

from tutor.lessons.problem import Problem
from tutor.network.graph import dependencies, depths

StageId: TypeAlias = Literal["a", "b", "c", "chain", "d", "e"]
STAGE_IDS: tuple[StageId, ...] = ("a", "b", "c", "chain", "d", "e")
KINDS: dict[StageId, str] = {
    "a": "count",
    "b": "tree",
    "c": "cost",
    "chain": "chain",
    "d": "gradient",
    "e": "update",
}


def letter(stage: StageId) -> str:
    """What a stage is called in brackets: `d`, and `d′` for the chain in letters, which comes before (d)."""
    return "d′" if stage == "chain" else stage


class FieldId(NamedTuple):
    """A place for an answer: `a`, `b.z3`, `c`, `chain.w2`, `d.w1`, `e.b3`; a sub-step adds its place: `d.w1/…`."""

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

    @property
    def is_after(self) -> bool:
        """Whether it asks for something at θ′: the objective (`e.C'`), or a quantity at a point (`e.a2'@1`)."""
        return self.stage == "e" and "'" in self.name

    @property
    def is_updated(self) -> bool:
        """Whether a component of θ′ is asked for."""
        return self.stage == "e" and not (self.step or self.is_after)

    @property
    def before(self) -> "FieldId":
        """What asks for the same at θ: `c` for `e.C'`, `c/a2@1` for `e.a2'@1` or for a sub-step `e.C'/a2@1`."""
        name, at, point = self.name.partition("@")
        return FieldId("c", "", self.step or (f"{name.rstrip(PRIME)}@{point}" if at else ""))


PRIME = "'"


def parse_field(text: str) -> FieldId:
    """The field named by text. Raises ValueError if it has not the form of one."""
    whole, _, step = text.partition("/")
    stage, _, name = whole.partition(".")
    if stage not in STAGE_IDS or (name and stage in ("a", "c")):
        raise ValueError(f"not a field: {text!r}")
    return FieldId(stage, name, step)


@lru_cache(maxsize=256)
def fields_of(problem: Problem, stage: StageId) -> tuple[FieldId, ...]:
    """Every field of a stage, in the order in which they are asked; none where the problem has no such stage.

    A computation graph's parameters are not counted, and no step is made without a learning rate. Values that a file
    asks for by name (`z1`) are sub-steps of the cost at each data point, and fields of their own. What is asked after
    the step (`e.C'`) follows the parameters.
    """
    graph = problem.graph
    if stage == "a":
        return (FieldId("a"),) if problem.is_layered else ()
    if stage == "b":
        return tuple(FieldId("b", node) for node in dependencies(graph))
    if stage == "c":
        points = range(1, len(problem.data) + 1)
        wanted = [name for name in problem.ask or () if name == "c" or name in graph.named]
        wanted = wanted if "c" in wanted else ["c", *wanted]
        return tuple(
            FieldId("c", "", "" if name == "c" else f"{name}@{point}")
            for name in wanted
            for point in (points[:1] if name == "c" else points)
        )
    if stage == "chain":
        return tuple(FieldId("chain", name) for name in _in_letters(problem))
    names = [parameter.name for parameter in graph.asked]
    if stage == "e":
        return (*(FieldId("e", name) for name in names), *_after(problem)) if problem.makes_step else ()
    further = [one.removeprefix("d.") for one in problem.ask or () if one.startswith("d.")]
    return tuple(FieldId("d", name) for name in dict.fromkeys((*names, *further)))


def _in_letters(problem: Problem) -> tuple[str, ...]:
    """The parameters whose partial derivatives are asked for in letters: those that a file names, else one.

    It is one in the middle of the way back: neither is it next to what is differentiated, nor is the chain the longest
    that there is. It is a weight rather than a bias, but for a penalty, which adds to a weight's what is no chain.
    """
    ask = problem.ask or ()
    named = tuple(one.removeprefix("chain.") for one in ask if one.startswith("chain."))
    if named and "chain" not in ask:
        return named
    known = depths(problem.graph)
    last = set() if problem.is_layered else set(problem.graph.nodes[-1].parents)
    asked = [one for one in problem.graph.asked if one in known and one not in last]
    if not asked:
        return named
    levels = sorted({known[one] for one in asked})
    middle = [one for one in asked if known[one] == levels[len(levels) // 2]]
    is_penalised = problem.is_layered and problem.network.penalty is not None
    wanted = [one for one in middle if (one.kind == "bias") is is_penalised]
    return tuple(dict.fromkeys(((wanted or middle)[0].name, *named)))


def _after(problem: Problem) -> Iterator[FieldId]:
    """What a file asks for once the step is made: the objective as a whole, other quantities at each point."""
    for name in problem.after:
        if name == problem.graph.objective.name:
            yield FieldId("e", f"{name}{PRIME}")
        else:
            yield from (FieldId("e", f"{name}{PRIME}@{point}") for point in range(1, len(problem.data) + 1))


def all_fields(problem: Problem) -> Iterator[FieldId]:
    """Every field of the problem, stage by stage."""
    for stage in STAGE_IDS:
        yield from fields_of(problem, stage)


def is_asked(problem: Problem, field: FieldId) -> bool:
    """Whether the learner is asked for a field."""
    if problem.asked is not None:
        return str(field) in problem.asked
    return problem.ask is None or field.is_after or any(name in problem.ask for name in _asking(field))


def _asking(field: FieldId) -> tuple[str, ...]:
    """What in `ask` asks for a field: its stage or itself, of a value at a point the quantity."""
    return (field.stage, str(field)) if not field.step else (field.step.partition("@")[0],)


def is_optional(problem: Problem, stage: StageId) -> bool:
    """Whether a stage may be passed: what it asks for is not missing where all the others are done.

    So may the chain in letters, unless a file asks for it.
    """
    return stage == "chain" and problem.ask is None


@lru_cache(maxsize=256)
def asked_fields(problem: Problem, stage: StageId) -> tuple[FieldId, ...]:
    """The fields of a stage that the learner is asked for, in the order in which a file asks for them."""
    found = [field for field in fields_of(problem, stage) if is_asked(problem, field)]
    return tuple(sorted(found, key=partial(_turn, problem)))


def _turn(problem: Problem, field: FieldId) -> int:
    """Which entry of `ask` asks for a field; the same for all where the file says nothing of it."""
    ask = problem.ask or ()
    return min((ask.index(name) for name in _asking(field) if name in ask), default=len(ask))


@lru_cache(maxsize=256)
def working_order(problem: Problem, stage: StageId) -> tuple[FieldId, ...]:
    """The fields of a stage in the order in which they are best worked out: those of (d) from the last layer back.

    What is found at a layer is used again at the one before. Where a file says in which order, it is its own.
    """
    fields = asked_fields(problem, stage)
    if stage != "d" or any(name.startswith("d.") for name in problem.ask or ()):
        return fields
    return tuple(sorted(fields, key=partial(_depth, problem), reverse=True))


def _depth(problem: Problem, field: FieldId) -> int:
    """How far on a parameter comes in: its layer, or the place of the last node that is made from it."""
    graph, quantity = problem.graph, problem.graph.named[field.name]
    if quantity.layer or problem.is_layered:
        return quantity.layer
    return max((graph.nodes.index(node) for node in graph.uses.get(quantity, ())), default=0)


@lru_cache(maxsize=256)
def asked_stages(problem: Problem) -> tuple[StageId, ...]:
    """The stages in which the learner is asked for something, each where a file first asks for something in it."""
    turns = {
        stage: min(_turn(problem, place) for place in places)
        for stage in STAGE_IDS
        if (places := asked_fields(problem, stage))
    }
    return tuple(sorted(turns, key=turns.__getitem__))


def needed_stages(problem: Problem) -> tuple[StageId, ...]:
    """The stages without which a problem is not done."""
    return tuple(stage for stage in asked_stages(problem) if not is_optional(problem, stage))


def needed_fields(problem: Problem) -> Iterator[FieldId]:
    """The fields without which a problem is not done, stage by stage."""
    for stage in needed_stages(problem):
        yield from asked_fields(problem, stage)


def all_asked(problem: Problem) -> Iterator[FieldId]:
    """Every field that the learner is asked for, stage by stage."""
    for stage in asked_stages(problem):
        yield from asked_fields(problem, stage)
