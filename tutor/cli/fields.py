"""FIELD=ANSWER as it stands on a command line: which field is meant, in any of the ways its name can be spelled."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.answers.errors import Unreadable
from tutor.answers.letters import vocabulary_of
from tutor.answers.names import read_names
from tutor.answers.paste import spread
from tutor.answers.reading import read_values
from tutor.cli.refusals import Refused, shorten
from tutor.lessons.breakdown import PRODUCT, breakdown, has_breakdown, step_parts
from tutor.lessons.chain import chain_place, has_chain, is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, STAGE_IDS, FieldId, fields_of, parse_field
from tutor.lessons.symbols import canonical_name
from tutor.lessons.typed_fields import read_step, typed_field


@dataclass(frozen=True)
class Given:
    """An answer for a field; where it could not be told what the answer is, `error` says why."""

    field: FieldId
    text: str
    error: Unreadable | None = None


def read_answers(problem: Problem, arguments: Sequence[str]) -> list[Given]:
    """The field and the answer of each argument; a vector given to a whole stage fills its fields.

    Raises Refused for an argument that has not the form, or names no field of the problem.
    """
    found: list[Given] = []
    for argument in arguments:
        name, equals, answer = argument.partition("=")
        if not equals:
            raise Refused("no_answer", argument=shorten(argument))
        field = field_named(problem, name.strip())
        found += _spread(problem, field, answer)
    return found


def read_cell(problem: Problem, field: FieldId, text: str) -> list[Given]:
    """The answers in a cell of a sheet: one, unless it stands for the whole of (d) or (e). An empty cell holds none."""
    if not text.strip():
        return []
    return _spread(problem, field, text) if not field.name else [Given(field, text)]


def field_names(problem: Problem) -> list[str]:
    """Every field that can be answered: `a`, `b`, `b.C`, …, `c`, `d.w1`, …, `e.b3`; sub-steps left out."""
    found: list[str] = []
    for stage in STAGE_IDS:
        whole = () if stage == "chain" else (stage,)
        found += dict.fromkeys((*whole, *map(str, fields_of(problem, stage))))
    return found


def _spread(problem: Problem, field: FieldId, answer: str) -> list[Given]:
    try:
        if field.stage in ("d", "e") and not field.name:
            return _spread_over_stage(problem, field, answer)
        return [Given(*part) for part in spread(problem, field, answer).items()]
    except Unreadable as error:
        return [Given(field, answer, error)]


def _spread_over_stage(problem: Problem, field: FieldId, answer: str) -> list[Given]:
    """The values for a whole stage. One value alone, unless it says which it is, is too little. Raises Unreadable."""
    fields = [place for place in fields_of(problem, field.stage) if not place.is_after]
    parts = spread(problem, fields[0], answer, whole=True)
    if list(parts) != [fields[0]]:
        return [Given(*part) for part in parts.items()]
    found = read_values(answer, vocabulary_of(problem, [place.name for place in fields]))
    if found.assigned:
        return [Given(FieldId(field.stage, name), value.shown) for name, value in found.assigned.items()]
    raise Unreadable("wrong_count", 0, found=found.shown, expected=len(fields), given=len(found.flat))


def field_named(problem: Problem, name: str) -> FieldId:
    """The field that is named. Raises Refused, which tells the names there are."""
    of_quantity = _quantity_named(problem, name)
    if of_quantity is not None:
        return of_quantity
    try:
        given = parse_field(name[:1].lower() + name[1:])
    except ValueError:
        raise _unknown(problem, name) from None
    if given.stage == "chain" and not given.step:
        return _in_letters(problem, given, name)
    allowed = frozenset(field_names(problem))
    part = given.name and _canonical(problem, given)
    field = FieldId(given.stage, part, read_step(problem, given.step))
    if str(field.parent) not in allowed or bool(part) != ("." in name.partition("/")[0]):
        raise _unknown(problem, name)
    if field.step:
        _check_step(problem, field, name)
    return field


def _quantity_named(problem: Problem, name: str) -> FieldId | None:
    """The sub-step that asks for a quantity on the way forward: `q`, `z1[2]@3`; for the objective the whole field."""
    plain, at, point = name.partition("@")
    plain = canonical_name(problem, plain)
    whole = FieldId("c")
    if plain == problem.graph.objective.name and not at:
        return whole
    if not at and len(problem.data) > 1:
        return None
    step = FieldId("c", "", f"{plain}@{point or 1}")
    return step if step in set(breakdown(problem, whole).cells()) else None


def _canonical(problem: Problem, given: FieldId) -> str:
    """The name in the tutor's own form (`w1_21` is `w1[2,1]`, a source's letter what it stands for), else empty."""
    fields = fields_of(problem, given.stage)
    after = _after_named(given, fields, problem)
    if after:
        return after
    names = frozenset(field.name for field in fields if not field.is_after)
    try:
        found = read_names(given.name, vocabulary_of(problem, names))
    except Unreadable:
        return ""
    return found[0] if len(found) == 1 and found[0] in names else ""


def _after_named(given: FieldId, fields: Sequence[FieldId], problem: Problem) -> str:
    """What is asked after the step, by its own name or the source's, with the prime or without; empty for others."""
    plain, _, point = given.name.replace(PRIME, "").partition("@")
    name = canonical_name(problem, plain) + PRIME
    known = {field.name for field in fields if field.is_after}
    return next((one for one in (name, f"{name}@{point or 1}") if one in known), "")


def _in_letters(problem: Problem, given: FieldId, name: str) -> FieldId:
    """The formula of a partial derivative, whether or not the problem asks for it: that which it asks for, where none
    is named. Raises Refused.
    """
    if not given.name:
        found = next(iter(fields_of(problem, "chain")), None)
        if found is None:
            raise _unknown(problem, name)
        return found
    part = _canonical(problem, FieldId("d", given.name))
    if part not in {one.name for one in problem.graph.asked}:
        raise _unknown(problem, name)
    return FieldId("chain", part)


def _check_step(problem: Problem, field: FieldId, name: str) -> None:
    if not has_breakdown(field.parent) or (field.stage in ("d", "e") and not field.name):
        raise _unknown(problem, name)
    steps = list(breakdown(problem, field.parent).cells())
    is_factored = has_chain(field.parent)
    if field in steps or (is_factored and is_chain(field)):
        return
    if is_factored:  # which factors there are is what the chain asks for
        steps = [chain_place(field.parent), *(step for step in steps if step_parts(step)[0] == PRODUCT)]
    allowed = ", ".join(typed_field(problem, step) for step in steps)
    raise Refused("no_factor" if is_factored else "no_step", name=shorten(name), allowed=allowed)


def typed_names(problem: Problem) -> list[str]:
    """The same fields as they are typed, by the source's letters."""
    return [typed_field(problem, parse_field(name)) for name in field_names(problem)]


def _unknown(problem: Problem, name: str) -> Refused:
    return Refused("no_field", name=shorten(name), allowed=", ".join(typed_names(problem)))
