"""Marking: what was typed in a field, held against the problem's trace."""

from collections.abc import Iterable
from fractions import Fraction

from tutor.answers.carried import Carried, Given, carried, expected
from tutor.answers.errors import Unreadable
from tutor.answers.marking_chain import mark_chain
from tutor.answers.names import read_names, read_tree
from tutor.answers.reading import Quantity, read_number
from tutor.answers.tolerance import judge
from tutor.answers.verdicts import Mark, Message, Number, Verdict
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP
from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.network.dependencies import dependencies

WHOLE_TREE = FieldId("b")


def mark(problem: Problem, field: FieldId, text: str, given: Given) -> Mark:
    """Mark one answer; `given` holds the learner's other answers. Never raises for what was typed."""
    try:
        if field == WHOLE_TREE:
            return _mark_tree(problem, text)
        if field.stage == "b":
            return _mark_branches(problem, field, text)
        if is_chain(field):
            return mark_chain(problem, field, text)
        return _mark_number(problem, field, read_number(text, labels_of(field)), given)
    except Unreadable as error:
        return Mark(Verdict.UNREADABLE, "", unreadable(error))


def unreadable(error: Unreadable) -> Message:
    """Where reading stopped and why, as something to say."""
    return Message(f"unreadable.{error.key}", {**error.params, "position": error.position + 1})


def labels_of(field: FieldId) -> tuple[str, ...]:
    """What may stand before an equals sign in a field: `w1 = …`, `dC/dw1 = …`; anything where there are none."""
    if field.step:
        name = field.step.partition("@")[0]
        return () if name in (PRODUCT, SQUARES, STEP, "1") else (name,)
    if not field.name:
        return ("C", "C(θ)") if field.stage == "c" else ("θ", "P")
    if field.stage == "d":
        return (field.name, f"dC/d{field.name}", f"∂C/∂{field.name}")
    return (field.name, f"{field.name}'")


def vocabulary_of_tree(problem: Problem) -> frozenset[str]:
    """Every name that stands in the problem's tree."""
    tree = dependencies(problem.network)
    return frozenset(tree) | {name for names in tree.values() for name in names}


def _mark_number(problem: Problem, field: FieldId, quantity: Quantity, given: Given) -> Mark:
    verdict, digits = _judged(problem, field, quantity)
    message, look_at = None, None
    if verdict is Verdict.ROUNDED:
        message = Message("mark.rounded", {"digits": digits})
    elif verdict is Verdict.WRONG:
        own = carried(problem, field, given)
        if own is not None and _follows(quantity, own, problem, field):
            verdict, look_at = Verdict.CONSISTENT, own.look_at
            message = Message("mark.consistent", {"field": str(own.look_at)})
        else:
            message = Message("mark.wrong")
    return Mark(verdict, quantity.shown, message, look_at, quantity.value)


def _judged(problem: Problem, field: FieldId, quantity: Quantity) -> tuple[Verdict, int]:
    true = expected(problem, field)
    if field.stage == "a":  # a whole number: there is nothing to round
        return (Verdict.CORRECT if quantity.value == true else Verdict.WRONG), 0
    step = problem.learning_rate * problem.trace.gradient[field.name] if _is_updated(field) else None
    return judge(quantity, true, size=_size(problem, field), step=step)


def _is_updated(field: FieldId) -> bool:
    """Whether a component of θ′ is asked for."""
    return field.stage == "e" and not field.step


def _size(problem: Problem, field: FieldId) -> Number:
    """The largest number that the right one is made of, as far as rounding in floats may show it."""
    trace = problem.trace
    sizes: list[Number] = [0 if trace.exact else 1]  # where a sigmoid is flat, 1 − ρ(z) is all rounding
    if field.stage == "d" and not field.step:
        sizes += [trace.at(f"dC/d{field.name}", point) for point in range(1, trace.points + 1)]
    return max(sizes + [-size for size in sizes])


def _follows(quantity: Quantity, own: Carried, problem: Problem, field: FieldId) -> bool:
    """Whether the answer is what the learner's own earlier answers lead to."""
    step = own.value - problem.trace.theta[field.name] if _is_updated(field) else None
    return judge(quantity, own.value, step=step)[0] is not Verdict.WRONG


def _mark_branches(problem: Problem, field: FieldId, text: str) -> Mark:
    typed = read_names(text, vocabulary_of_tree(problem))
    missing, extra = _differences(dependencies(problem.network)[field.name], typed)
    reading = " ".join(typed)
    if not missing and not extra:
        return Mark(Verdict.CORRECT, reading)
    return Mark(Verdict.WRONG, reading, _branch_message(field.name, missing, extra))


def _mark_tree(problem: Problem, text: str) -> Mark:
    typed = read_tree(text, vocabulary_of_tree(problem))
    reading = "; ".join(f"{node}: {' '.join(names)}" for node, names in typed.items())
    tree = dependencies(problem.network)
    for node, names in tree.items():
        missing, extra = _differences(names, typed.get(node, ()))
        if missing or extra:
            return Mark(Verdict.WRONG, reading, _branch_message(node, missing, extra))
    unknown = [node for node, names in typed.items() if names and node not in tree]
    if unknown:
        return Mark(Verdict.WRONG, reading, Message("mark.branch_of_leaf", {"node": unknown[0]}))
    return Mark(Verdict.CORRECT, reading)


def _differences(right: Iterable[str], typed: Iterable[str]) -> tuple[list[str], list[str]]:
    right, typed = list(right), list(typed)
    return [name for name in right if name not in typed], [name for name in typed if name not in right]


def _branch_message(node: str, missing: list[str], extra: list[str]) -> Message:
    both = "both" if missing and extra else "missing" if missing else "extra"
    return Message(f"mark.tree_{both}", {"node": node, "missing": " ".join(missing), "extra": " ".join(extra)})


def value_in(mark_: Mark) -> Number | None:
    """The number that an answer stands for, to carry on from; None for names and what could not be read."""
    return Fraction(mark_.value) if mark_.value is not None else None
