"""Answers of a command line or a sheet, marked: each alone, or with the others being what it carries on from."""

from collections.abc import Callable, Iterable

from tutor.answers.marking import unreadable
from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark, Verdict
from tutor.cli.fields import Given
from tutor.cli.output import draws_formulas
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.lessons.typed_fields import typed_field
from tutor.lessons.words import Words
from tutor.sheet.any_field import mark as mark_one
from tutor.typeset.render import inline_or_source


def marked(
    problem: Problem, answers: Iterable[Given], alone: Callable[[Given], Mark] | None = None
) -> list[tuple[FieldId, Mark]]:
    """Each answer's mark. All answers are at hand for each, so that their order does not matter.

    `alone` marks one by itself, where that was done before for the same answer.
    """
    by_itself = [(answer, alone(answer) if alone else mark_alone(problem, answer)) for answer in answers]
    known = {answer.field: found.quantity for answer, found in by_itself if found.quantity is not None}
    return [(answer.field, found if _stands(found) else _marked(problem, answer, known)) for answer, found in by_itself]


def mark_alone(problem: Problem, answer: Given) -> Mark:
    """An answer's mark where there is no other."""
    return _marked(problem, answer, {})


def wrong_number(found: Mark) -> Quantity | None:
    """The number that is to be explained. What only follows from another is explained there, the tree by its names."""
    return found.quantity if found.verdict.value == "wrong" else None


def is_explained(field: FieldId, found: Mark) -> bool:
    """Whether there is something to explain: a wrong number, or a wrong formula."""
    return wrong_number(found) is not None or (field.stage == "chain" and found.verdict is Verdict.WRONG)


def reading_of(field: FieldId, found: Mark) -> str:
    """How an answer was read, in a line: a formula without its LaTeX."""
    return inline_or_source(found.reading, plain=not draws_formulas()) if field.stage == "chain" else found.reading


def message_of(found: Mark, words: Words, problem: Problem | None = None) -> str:
    """What is said about a marked answer; with its `problem`, another field is named as it is typed there."""
    if found.message is None:
        return words(f"mark.{found.verdict}")
    values = dict(found.message.values)
    if problem is not None and "field" in values:
        values["field"] = typed_field(problem, parse_field(str(values["field"])))
    return words(found.message.key, **values)


def _stands(found: Mark) -> bool:
    """Whether no other answer could change the mark: it is the true value, no number, or nothing that can be read."""
    return found.verdict.value == "correct" or found.quantity is None


def _marked(problem: Problem, answer: Given, known: dict[FieldId, Quantity]) -> Mark:
    if answer.error is not None:
        return Mark(Verdict.UNREADABLE, "", unreadable(answer.error))
    return mark_one(problem, answer.field, answer.text, known)
