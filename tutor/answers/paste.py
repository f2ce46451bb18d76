"""A whole vector, matrix or list of assignments typed into one field: which value belongs to which."""

from collections.abc import Sequence

from tutor.answers.errors import Unreadable
from tutor.answers.letters import vocabulary_of
from tutor.answers.reading import looks_like_many, read_number, read_values
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of, is_asked


def spread(problem: Problem, field: FieldId, text: str, *, whole: bool = False) -> dict[FieldId, str]:
    """The text for each field that it fills: one, unless several values were typed in (d) or (e).

    As many values as the stage has fields fill the stage in θ's order. As many as the field's own layer has weights,
    or biases, fill those. Fewer, without a name to them, fill the field and those that follow it in θ's order, unless
    the `whole` stage was asked for. Raises Unreadable for values that fit in none of these ways.
    """
    if field.stage not in ("d", "e") or field.step or field.is_after:
        return {field: text}
    stage = tuple(place for place in fields_of(problem, field.stage) if not place.is_after)
    names = vocabulary_of(problem, [place.name for place in stage])
    if not looks_like_many(text, names):
        _check_comma(text)
        return {field: text}
    found = read_values(text, names)
    if found.assigned:
        for name in found.assigned:
            if name not in names:
                raise Unreadable("unknown_name", max(text.find(name), 0), found=name)
        for name, value in found.assigned.items():
            _check_label(problem, field.stage, value.label or "", name)
        return {FieldId(field.stage, name): value.shown for name, value in found.assigned.items()}
    _check_label(problem, field.stage, found.label or "", "∇C" if field.stage == "d" else "θ'")
    for places in (stage, _matrix(problem, field)):
        if len(found.flat) == len(places):
            return {place: value.shown for place, value in zip(places, found.flat, strict=True)}
    following = [place for place in stage[stage.index(field) :] if is_asked(problem, place)] if field in stage else []
    if not whole and (found.label is None or _is_whole(found.label)) and len(found.flat) <= len(following):
        return {place: value.shown for place, value in zip(following, found.flat, strict=False)}
    raise Unreadable("wrong_count", 0, found=found.shown, expected=len(stage), given=len(found.flat))


def shared_out(steps: Sequence[FieldId], text: str) -> dict[FieldId, str]:
    """The text for each of some sub-steps that are asked for together: the first alone, or as many as were typed.

    A comma separates, even without a space. Raises Unreadable for more values than there are steps.
    """
    if len(steps) == 1 or not looks_like_many(text, are_many=True):
        return {steps[0]: text}
    found = read_values(text, are_many=True)
    if len(found.flat) > len(steps):
        raise Unreadable("wrong_count", 0, found=found.shown, expected=len(steps), given=len(found.flat))
    return {step: value.shown for step, value in zip(steps, found.flat, strict=False)}


def number_listed(text: str) -> int:
    """How many values the text lists; 0 where it is no list. `1,23` is none: it may be one, with a decimal comma."""
    try:
        return len(read_values(text, are_many=True).flat) if looks_like_many(text) else 0
    except Unreadable:
        return 0


def _check_comma(text: str) -> None:
    """Raises Unreadable for `1,23`, which may be a decimal or two values where several can be given."""
    try:
        read_number(text)
    except Unreadable as error:
        if error.key == "decimal_comma":
            raise Unreadable("decimal_or_values", error.position, **error.params) from None


def _check_label(problem: Problem, stage: str, label: str, expected: str) -> None:
    """Raises Unreadable for θ′ given as a gradient, a gradient as θ′, or the derivative of something else."""
    is_derivative = label.startswith("∇") or "/d" in label
    is_other = "/d" in label and not label.startswith(f"d{problem.graph.objective}/d")
    if label.endswith("'") or is_other if stage == "d" else is_derivative:
        raise Unreadable("other_label", 0, found=label, expected=expected)


def _is_whole(label: str) -> bool:
    """Whether values are called a part of the gradient or of θ′, and not a matrix that they do not fill."""
    return label.startswith("∇") or label.rstrip("'") == "θ"


def _matrix(problem: Problem, field: FieldId) -> list[FieldId]:
    """The fields of the weights, or of the biases, that stand in one matrix or vector with this field's parameter."""
    own = problem.graph.named.get(field.name)
    if own is None or not own.layer:
        return []
    together = (p for p in problem.graph.asked if (p.layer, p.kind) == (own.layer, own.kind))
    return [FieldId(field.stage, parameter.name) for parameter in together]
