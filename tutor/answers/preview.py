"""How an answer is read while it is typed, so that a slip of syntax is seen before it is marked."""

from collections.abc import Sequence

from tutor.answers.errors import Unreadable
from tutor.answers.factors import read_factors
from tutor.answers.marking import read_answer, unreadable, vocabulary_of_tree
from tutor.answers.names import read_names
from tutor.answers.paste import spread
from tutor.answers.said_back import said_back
from tutor.answers.verdicts import Message
from tutor.lessons.chain import is_chain, typed_product
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of


def preview(problem: Problem, field: FieldId, text: str) -> Message | None:
    """What to show under a field: how its text is read and what an expression comes to; None for an empty field."""
    if not text.strip():
        return None
    try:
        if field.stage == "b" or is_chain(field):
            return _names(problem, field, text)
        parts = spread(problem, field, text)
        if len(parts) > 1:
            return _values(problem, field, list(parts))
        quantity = read_answer(problem, field, next(iter(parts.values())))
    except Unreadable as error:
        return unreadable(error)
    return said_back(quantity)


def _values(problem: Problem, field: FieldId, places: Sequence[FieldId]) -> Message:
    last = places[-1]
    if field in places and last != fields_of(problem, field.stage)[-1]:  # a part of the stage
        return Message("reading.part", {"count": len(places), "field": str(last)})
    return Message("reading.values", {"count": len(places)})


def _names(problem: Problem, field: FieldId, text: str) -> Message:
    if is_chain(field):
        shown = " + ".join(typed_product(problem, product) for product in read_factors(text, problem))
        return Message("chain.read", {"factors": shown})
    names = read_names(text, vocabulary_of_tree(problem))
    return Message("reading.names", {"names": ", ".join(names), "count": len(names)})
