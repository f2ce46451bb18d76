"""Marking: what was typed in a field, held against the problem's trace."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tutor.answers.carried import Given, carried
from tutor.answers.errors import Unreadable
from tutor.answers.judge import judge_of
from tutor.answers.letters import vocabulary_of
from tutor.answers.marking_chain import mark_chain
from tutor.answers.names import read_names, read_tree
from tutor.answers.reading import Quantity, read_number
from tutor.answers.spelling import Vocabulary
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP
from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import typed_name
from tutor.network.graph import dependencies

WHOLE_TREE = FieldId("b")
_COUNTER = re.compile(r"(?<=[0-9)]) ?개 ?\.?$")
"""The Korean word behind a number of things, as in `6개`."""


def mark(problem: Problem, field: FieldId, text: str, given: Given) -> Mark:
    """Mark one answer; `given` holds the learner's other answers. Never raises for what was typed."""
    try:
        if field == WHOLE_TREE:
            return _mark_tree(problem, text)
        if field.stage == "b":
            return _mark_branches(problem, field, text)
        if is_chain(field):
            return mark_chain(problem, field, text)
        return _mark_number(problem, field, read_answer(problem, field, text), given)
    except Unreadable as error:
        return Mark(Verdict.UNREADABLE, "", unreadable(error))


def unreadable(error: Unreadable) -> Message:
    """Where reading stopped and why, as something to say."""
    return Message(f"unreadable.{error.key}", {**error.params, "position": error.position + 1})


def read_answer(problem: Problem, field: FieldId, text: str) -> Quantity:
    """The number that was typed in a field; a count may have its counter behind it. Raises Unreadable."""
    return read_number(_COUNTER.sub("", text.rstrip()) if field.stage == "a" else text, labels_of(problem, field))


def labels_of(problem: Problem, field: FieldId) -> Vocabulary:
    """What may stand before an equals sign in a field: `w1 = …`, `dC/dw1 = …`; anything where there are none.

    First stands what is likeliest to be typed.
    """
    return vocabulary_of(problem, tuple(_labels(problem, field)))


def _labels(problem: Problem, field: FieldId) -> Iterator[str]:
    objective, shown = problem.graph.objective.name, problem.names.get(field.name, field.name)
    if field.is_after and not field.step:
        plain = field.name.partition("'")[0]
        yield from (f"{typed_name(problem, plain)}'", f"{plain}'", typed_name(problem, plain), plain)
        return
    if field.step:
        name = field.step.partition("@")[0]
        yield from () if name in (PRODUCT, SQUARES, STEP, "1") else (typed_name(problem, name), name)
    elif not field.name:
        yield from (typed_name(problem, objective), objective) if field.stage == "c" else ("θ", "P")
    elif field.stage == "d":
        partial = f"d{objective}/d{field.name}"
        yield from (shown, field.name, typed_name(problem, partial), partial)
    else:
        yield from (shown, field.name, f"{field.name}'")


def vocabulary_of_tree(problem: Problem) -> Vocabulary:
    """Every name that stands in the problem's tree."""
    tree = dependencies(problem.graph)
    return vocabulary_of(problem, frozenset(tree) | {name for names in tree.values() for name in names})


def _mark_number(problem: Problem, field: FieldId, quantity: Quantity, given: Given) -> Mark:
    judge = judge_of(problem)
    found = judge.judge(field, quantity)
    if found.verdict is Verdict.CORRECT:
        return Mark(Verdict.CORRECT, quantity.shown, None, None, quantity)
    if found.verdict is Verdict.ROUNDED and not found.on_the_way:
        message = Message("mark.rounded", {"digits": found.digits})
        return Mark(Verdict.ROUNDED, quantity.shown, message, None, quantity)
    follows = judge.follows if found.verdict is Verdict.WRONG else judge.follows_exactly
    own = next((one for one in carried(problem, field, given) if follows(field, quantity, one.value)), None)
    if own is not None and own.look_at is not None:
        message = Message("mark.consistent", {"field": str(own.look_at)})
        return Mark(Verdict.CONSISTENT, quantity.shown, message, own.look_at, quantity)
    if found.verdict is Verdict.ROUNDED or (own is not None and not own.is_short):
        return Mark(Verdict.ROUNDED, quantity.shown, Message("mark.on_the_way"), None, quantity)
    if found.verdict is Verdict.SHORT or own is not None:
        digits = found.digits or judge.wanted(field)
        return Mark(Verdict.SHORT, quantity.shown, Message("mark.short", {"digits": digits}), None, quantity, digits)
    return Mark(Verdict.WRONG, quantity.shown, Message("mark.wrong"), None, quantity)


def _mark_branches(problem: Problem, field: FieldId, text: str) -> Mark:
    typed = read_names(text, vocabulary_of_tree(problem))
    tree = dependencies(problem.graph)
    missing, extra = _differences(tree[field.name], typed)
    reading = " ".join(typed)
    if not missing and not extra:
        return Mark(Verdict.CORRECT, reading)
    return Mark(Verdict.WRONG, reading, _branch_message(tree, field.name, missing, extra))


def _mark_tree(problem: Problem, text: str) -> Mark:
    typed = read_tree(text, vocabulary_of_tree(problem))
    reading = "; ".join(f"{node}: {' '.join(names)}" for node, names in typed.items())
    tree = dependencies(problem.graph)
    for node, names in tree.items():
        missing, extra = _differences(names, typed.get(node, ()))
        if missing or extra:
            return Mark(Verdict.WRONG, reading, _branch_message(tree, node, missing, extra))
    unknown = [node for node, names in typed.items() if names and node not in tree]
    if unknown:
        return Mark(Verdict.WRONG, reading, Message("mark.branch_of_leaf", {"node": unknown[0]}))
    return Mark(Verdict.CORRECT, reading)


def _differences(right: Iterable[str], typed: Iterable[str]) -> tuple[list[str], list[str]]:
    right, typed = list(right), list(typed)
    return [name for name in right if name not in typed], [name for name in typed if name not in right]


def _branch_message(tree: Mapping[str, Sequence[str]], node: str, missing: list[str], extra: list[str]) -> Message:
    """How many branches are missing and how many do not belong, or not yet: which they are is what is asked for.

    Of a name for several, how one of them is named.
    """
    several = next((name for name in extra if any(one.startswith(f"{name}[") for one in missing)), None)
    if several is not None:
        numbers = next(one for one in missing if one.startswith(f"{several}["))
        first = f"{several}[1,1]" if "," in numbers else f"{several}[1]"
        return Message("mark.tree_several", {"typed": several, "first": first})
    both = "both" if missing and extra else "missing" if missing else "extra"
    numbers_of: dict[str, str | int] = {"node": node, "missing": len(missing), "extra": len(extra)}
    if further := len(_below(tree, node).intersection(extra)):
        return Message(f"mark.tree_{both}_further", {**numbers_of, "further": further})
    return Message(f"mark.tree_{both}", numbers_of)


def _below(tree: Mapping[str, Sequence[str]], node: str) -> set[str]:
    """All that a node of the tree depends on, however far down."""
    found, ahead = set[str](), list(tree.get(node, ()))
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += tree.get(name, ())
    return found
