"""What follows from what the learner does: (sitting, deed, now) → facts. Nothing here changes or stores anything.

What reads and marks an answer is imported with the first one: the field is there before it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tutor.answers.errors import Unreadable
from tutor.answers.verdicts import Mark, Verdict
from tutor.journal.records import JSON
from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import bottom_of
from tutor.session.facts import Answered, BrokenDown, Explained, Fact, HintOpened, Visited
from tutor.session.sitting import Sitting
from tutor.session.status import Status


def submit(sitting: Sitting, field: FieldId, text: str, now: datetime) -> tuple[Fact, ...]:
    """An answer is given. A vector or matrix fills the fields it has values for, each marked as if typed there.

    So does a list a column of a table of sub-steps: as many values as are to be found there from the cell on down.
    """
    from tutor.answers.marking import unreadable
    from tutor.answers.paste import spread
    from tutor.sheet.any_field import mark

    try:
        if cells := cells_listed(sitting, field, text):
            return submit_steps(sitting, cells, text, now)
        parts = spread(sitting.problem, field, text)
    except Unreadable as error:
        return (Answered(field, text, Mark(Verdict.UNREADABLE, "", unreadable(error)), now),)
    given = sitting.given()  # the parts are of one stage, and none follows from another
    facts = [Answered(target, part, mark(sitting.problem, target, part, given), now) for target, part in parts.items()]
    return tuple(fact for fact in facts if fact.field == field or "=" in text or not _spoils(sitting, fact))


def cells_listed(sitting: Sitting, field: FieldId, text: str) -> Sequence[FieldId]:
    """The cells of a table that a list fills: those of a column that are to be found, from one on down; else none.

    Raises Unreadable for a list of more or fewer values.
    """
    from tutor.answers.paste import number_listed

    column = sitting.table(field.parent).column(field) if field in sitting.sub_steps(field.parent) else ()
    cells = tuple(cell for cell in column if sitting.is_to_do(cell))
    number = number_listed(text) if field in cells[:1] and len(cells) > 1 else 0
    if number > 1 and number != len(cells):
        raise Unreadable("wrong_count", 0, found=text.strip(), expected=len(cells), given=number)
    return cells if number > 1 else ()


def _spoils(sitting: Sitting, fact: Answered) -> bool:
    """Whether a value out of a list would take the place of a right answer, which nobody asked to change."""
    return sitting.status(fact.field) is Status.RIGHT and not fact.mark.is_right


def submit_steps(sitting: Sitting, steps: Sequence[FieldId], text: str, now: datetime) -> tuple[Fact, ...]:
    """An answer is given to sub-steps that are asked for together: to the first, or to as many as values were typed."""
    from tutor.answers.marking import unreadable
    from tutor.answers.paste import shared_out
    from tutor.sheet.any_field import mark

    try:
        parts = shared_out(steps, text)
    except Unreadable as error:
        return (Answered(steps[0], text, Mark(Verdict.UNREADABLE, "", unreadable(error)), now),)
    facts: list[Fact] = []
    for step, part in parts.items():
        facts.append(Answered(step, part, mark(sitting.problem, step, part, sitting.given()), now))
        sitting = sitting.after(facts[-1])  # a later step may follow from an earlier one
    return tuple(facts)


def open_hint(sitting: Sitting, field: FieldId, now: datetime, *, sure: bool = False) -> tuple[Fact, ...]:
    """One more of a place's hints. The bottom, the numbers put in and the answer, is for a learner who is sure."""
    hint_level = sitting.hint_levels.get(field, 0)
    if not sitting.next_hint_level(field) or (hint_level >= bottom_of(field) and not sure):
        return ()
    return (HintOpened(field, hint_level, now),)


def break_down(sitting: Sitting, field: FieldId, now: datetime) -> tuple[Fact, ...]:
    """A field is opened into its sub-steps, or folded again if it was open."""
    whole = field.parent
    return (BrokenDown(whole, whole not in sitting.broken_down, now),) if has_breakdown(whole) else ()


def explained(
    sitting: Sitting,
    field: FieldId,
    named: tuple[str, ...],
    detail: Mapping[str, JSON],
    now: datetime,
    *,
    is_sure: bool,
    asked: FieldId | None = None,
) -> tuple[Fact, ...]:
    """It is said what explains the answer at a field. What was said of it before is no news, unless it is sure now.

    A possibility counts for no mistake. One that was named for sure of a field, or of one of its sub-steps, is made
    there once: elsewhere in it, it is named without being counted again.
    """
    said = sitting.said.get(field)
    if said is not None and said.named == named and (said.is_sure or not is_sure):
        return ()
    besides = (one.counted for other, one in sitting.said.items() if other.parent == field.parent and other != field)
    known = {name for names in besides for name in names}
    counted = tuple(name for name in named if name not in known) if is_sure else ()
    return (Explained(field, named, detail, now, counted, is_sure, asked),)


def visit(sitting: Sitting, field: FieldId, now: datetime) -> tuple[Fact, ...]:
    """The learner goes to a field."""
    there = sitting.field_of(field)
    return () if sitting.current == there else (Visited(there, now),)
