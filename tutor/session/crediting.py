"""What is done in a problem counts for the components of the chain rule at once, as what is done in drills does.

First answers count, right ones when they are given, wrong ones when it was said what explains them.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from tutor.answers.verdicts import Mark
from tutor.journal.journal import Journal
from tutor.journal.records import JSON
from tutor.lessons.chain import is_chain
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.steps import bottom_of
from tutor.lessons.why_plans import PLANS, RIGHT
from tutor.practice.drill_entries import standing_in
from tutor.practice.knowledge import Knowledge, after_answers, after_choice, changed
from tutor.practice.outcome import FieldOutcome
from tutor.session.facts import Answered, Explained, Fact, Tried, WhyAnswered
from tutor.session.self_explaining import open_why
from tutor.session.sitting import Sitting

Stretch: TypeAlias = tuple[Sitting, Sequence[Fact]]
"""A sitting, and what happened next in it."""


def credited(journal: Journal, *stretches: Stretch) -> dict[str, JSON]:
    """The components that stretches change, one after the other, as they stand after them."""
    before = after = standing_in(journal).knowledge
    for sitting, facts in stretches:
        after = after_facts(after, sitting, facts)
    return changed(before, after)


def after_facts(knowledge: Knowledge, sitting: Sitting, facts: Iterable[Fact]) -> Knowledge:
    """The knowledge after what happened next in a sitting."""
    for fact in facts:
        knowledge = after_fact(knowledge, sitting, fact)
        sitting = sitting.after(fact)
    return knowledge


def counts(before: Sitting, fact: Fact) -> bool:
    """Whether what happens next in a sitting says anything of what is known."""
    if isinstance(fact, WhyAnswered):
        return says_something(before, fact)
    return _outcome(before, fact) is not None


def after_fact(knowledge: Knowledge, before: Sitting, fact: Fact) -> Knowledge:
    """The knowledge after one more thing happened in a sitting."""
    if isinstance(fact, WhyAnswered):
        return after_reason(knowledge, before, fact)
    outcome = _outcome(before, fact)
    if outcome is None:
        return knowledge
    # What answers of other stages bear on is not worked out: of the count and the tree, it would bring the engine in.
    asked = map(str, asked_fields(before.problem, fact.field.stage))
    return after_answers(knowledge, before.problem, {str(fact.field): outcome}, asked, fact.at)


def _outcome(before: Sitting, fact: Fact) -> FieldOutcome | None:
    """What a fact says of a first answer; None where it says nothing, or nothing yet."""
    field, answer = fact.field, before.answers.get(fact.field)
    if field in before.tried:  # that was the first answer
        return None
    match fact:
        case Tried(_, _, named, _):
            return None if answer and answer.attempts else _first(before, field, False, named)
        case Answered(_, _, mark, _) if not (answer and answer.attempts):
            is_marked = before.after(fact).answers[field].attempts == 1
            is_right = _is_right(mark) and not _is_shown(before, field)
            is_explained = field.stage != "b" and not is_chain(field) and not _is_shown(before, field)
            return _first(before, field, is_right) if is_marked and (is_right or not is_explained) else None
        case Explained(_, named, _, _) if answer and answer.attempts == 1 and field not in before.said:
            return None if _is_right(answer.mark) else _first(before, field, False, named)
    return None


def _first(before: Sitting, field: FieldId, is_right: bool, mistakes: tuple[str, ...] = ()) -> FieldOutcome:
    return FieldOutcome(
        is_right,
        1,
        before.hint_levels.get(field, 0),
        _is_shown(before, field),
        broken_down=field in before.broken_down,
        mistakes=mistakes,
    )


def _is_right(mark: Mark) -> bool:
    """Whether an answer is right, or follows rightly from one that was wrong before."""
    return mark.is_right or mark.moves_on


def _is_shown(before: Sitting, field: FieldId) -> bool:
    return before.hint_levels.get(field, 0) > bottom_of(field)


def after_reason(knowledge: Knowledge, before: Sitting, fact: WhyAnswered) -> Knowledge:
    """The knowledge after a reason was chosen; only the first one tells anything, and leaving it nothing."""
    if not says_something(before, fact):
        return knowledge
    is_right = fact.reason == RIGHT
    plan = PLANS[fact.name]
    mistakes = () if is_right else (plan.mistakes[fact.reason],)
    return after_choice(knowledge, plan.bears_on, FieldOutcome(is_right, 1, mistakes=mistakes), fact.at)


def says_something(before: Sitting, fact: WhyAnswered) -> bool:
    """Whether a reason was chosen, and it is the first for the question that is open."""
    asked = open_why(before)
    return bool(fact.reason) and asked is not None and not asked.reasons and asked.name == fact.name
