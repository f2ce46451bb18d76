"""A sitting as a value: what the learner did so far with one problem, and all that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from types import MappingProxyType

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.breakdown import Breakdown, breakdown
from tutor.lessons.chain import chain_place, has_chain, is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import (
    FieldId,
    StageId,
    all_asked,
    asked_fields,
    asked_stages,
    needed_fields,
    needed_stages,
    working_order,
)
from tutor.lessons.steps import hint_levels_of
from tutor.network.graph import dependencies
from tutor.session.answer import Answer, Said, Try, Why, takes_nothing_away
from tutor.session.deltas import delta_at
from tutor.session.facts import (
    Answered,
    BrokenDown,
    Explained,
    Fact,
    HintOpened,
    Noted,
    Replied,
    Tried,
    Visited,
    WhyAnswered,
    WhyAsked,
)
from tutor.session.status import Status

FIRST_FIELD = FieldId("a")


@dataclass(frozen=True)
class Sitting:
    """What a learner did with a problem. `after` gives the next one; nothing here changes."""

    problem: Problem
    answers: Mapping[FieldId, Answer] = field(default_factory=lambda: MappingProxyType({}))
    hint_levels: Mapping[FieldId, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many hints are open at a field."""
    broken_down: frozenset[FieldId] = frozenset()
    tables: frozenset[FieldId] = frozenset()
    """Fields whose table stands open without their chain."""
    current: FieldId = FIRST_FIELD
    """The field where the learner is."""
    marked: int = 0
    """How many answers could be marked."""
    said: Mapping[FieldId, Said] = field(default_factory=lambda: MappingProxyType({}))
    """What was said of the answers that stand."""
    replies: Mapping[FieldId, Replied] = field(default_factory=lambda: MappingProxyType({}))
    """What was replied to the questions that decide about the answers that stand."""
    tried: frozenset[FieldId] = frozenset()
    """Where a line of the learner's own working was wrong."""
    whys: tuple[Why, ...] = ()
    """The questions why that were asked, in order."""

    @classmethod
    def begin(cls, problem: Problem) -> "Sitting":
        """Nothing done yet; the learner stands where the work begins."""
        return cls(problem, current=working_order(problem, asked_stages(problem)[0])[0])

    def after(self, fact: Fact) -> "Sitting":
        """The sitting once this has happened."""
        return self._answered(fact.field, fact.text, fact.mark) if isinstance(fact, Answered) else self._noted(fact)

    def _noted(self, fact: Noted) -> "Sitting":
        """The sitting once something else than an answer has happened."""
        match fact:
            case HintOpened(field, hint_level, _):
                opened = max(self.hint_levels.get(field, 0), hint_level + 1)
                after = replace(self, hint_levels=MappingProxyType({**self.hint_levels, field: opened}))
            case BrokenDown(field, is_open, _, table):
                changed = self.broken_down | {field} if is_open else self.broken_down - {field}
                tables = self.tables | {field} if is_open and table else self.tables
                after = replace(self, broken_down=changed, tables=tables)
            case Visited(field, _):
                after = replace(self, current=self.field_of(field))
            case Explained(field, named, _, _, counted, is_sure, asked):
                before = self.said.get(field, Said((), (), None))
                number = before.number if before.number is not None or not named else self.marked
                said = Said(named, counted, number, is_sure, asked or before.asked)
                after = replace(self, said=MappingProxyType({**self.said, field: said}))
            case Replied(field):
                after = replace(self, replies=MappingProxyType({**self.replies, field: fact}))
            case Tried(field):
                after = replace(self, tried=self.tried | {field})
            case WhyAsked(field, name):
                after = replace(self, whys=(*self.whys, Why(field, name, self.marked)))
            case WhyAnswered(field, name, reason):
                after = replace(self, whys=tuple(one.after(field, name, reason) for one in self.whys))
        return after

    def _answered(self, field: FieldId, text: str, mark: Mark) -> "Sitting":
        answers, before = dict(self.answers), self.answers.get(field)
        if before is not None and takes_nothing_away(before, mark):
            return replace(self, current=self.field_of(field))
        if before is not None and mark.value != before.mark.value:
            followed = {other: answer for other, answer in answers.items() if answer.mark.look_at == field}
            answers |= {other: answer._replace(has_fallen=True) for other, answer in followed.items()}
        tries = before.tries if before else ()
        marked = self.marked + mark.counts
        if mark.counts:
            tries = (*tries, Try(marked, mark))
        answers[field] = Answer(text, mark, len(tries), tries=tries)
        is_new = before is None or mark.value != before.mark.value
        said, replies = dict(self.said), dict(self.replies)
        if is_new:
            said.pop(field, None)
            replies.pop(field, None)
        return replace(
            self,
            answers=MappingProxyType(answers),
            current=self.field_of(field),
            marked=marked,
            said=MappingProxyType(said),
            replies=MappingProxyType(replies),
        )

    def after_all(self, facts: Iterable[Fact]) -> "Sitting":
        """The sitting once all of these have happened."""
        return reduce(Sitting.after, facts, self)

    def given(self) -> dict[FieldId, Quantity]:
        """The learner's numbers so far, as typed, to carry on from."""
        return {field: a.mark.quantity for field, a in self.answers.items() if a.mark.quantity is not None}

    def evidence(self, field: FieldId) -> dict[FieldId, Quantity]:
        """The learner's numbers that bear on the answer at a field, that answer among them.

        An answer that was corrected counts as it was: what a learner mends was not what led to the answer before. A
        right one that came after a mistake was named heeds that, but for the one that was asked for, to decide.
        Raises KeyError if the field was not answered.
        """
        own, said = self.answers[field], self.said.get(field)
        number, named_at = own.since, said.number if said is not None else None
        bearing = ((other, answer) for other, answer in self.answers.items() if not self.is_left_behind(other, number))
        asked = said.asked if said is not None and not said.is_sure else None
        marks = {other: answer.bearing_on(number, None if other == asked else named_at) for other, answer in bearing}
        marks[field] = own.mark
        return {other: mark.quantity for other, mark in marks.items() if mark is not None and mark.quantity is not None}

    def is_left_behind(self, field: FieldId, number: int | None = None) -> bool:
        """Whether a sub-step stands wrong though its field was found right since: nobody works with that number now.

        With `number`, how that was when the sitting's answer of this number was given.
        """
        step, whole = self.answers.get(field), self.answers.get(field.parent)
        if not field.step or step is None or whole is None:
            return False
        until = self.marked + 1 if number is None else number
        tries = [one for one in step.tries if one.number < until]
        found = [one for one in whole.tries if one.number < until]
        return bool(tries and found) and (
            found[-1].mark.is_right and not tries[-1].mark.is_right and tries[-1].number < found[-1].number
        )

    def status(self, field: FieldId) -> Status:
        """How a field stands now. An answer that followed from another stands only as long as that one does."""
        answer = self.answers.get(field)
        if answer is None or not answer.mark.counts:
            return Status.OPEN
        if answer.mark.is_right:
            return Status.RIGHT
        return Status.CARRIED if answer.mark.moves_on and not answer.has_fallen else Status.WRONG

    def standing(self, field: FieldId) -> Answer | None:
        """The answer in a field as it stands now: one that has fallen with its source is wrong, and says why."""
        answer = self.answers.get(field)
        if answer is None or answer.mark.verdict is not Verdict.CONSISTENT or self.status(field) is not Status.WRONG:
            return answer
        mark = answer.mark._replace(verdict=Verdict.WRONG, message=Message("mark.fallen"), look_at=None)
        return answer._replace(mark=mark)

    def stage_status(self, stage: StageId) -> Status:
        """How a stage stands: right when all of it is, open when nothing of it was answered."""
        found = {self.status(place) for place in asked_fields(self.problem, stage)}
        if found == {Status.RIGHT}:
            return Status.RIGHT
        if found <= {Status.RIGHT, Status.CARRIED}:
            return Status.CARRIED
        return Status.OPEN if found == {Status.OPEN} else Status.WRONG

    def is_done(self) -> bool:
        """Whether every stage is right that may not be passed."""
        return all(self.stage_status(stage) is Status.RIGHT for stage in needed_stages(self.problem))

    def shown_fields(self, stage: StageId) -> tuple[FieldId, ...]:
        """The fields that a stage shows now: in (b), the nodes that right branches, or those not asked for, opened."""
        places = asked_fields(self.problem, stage)
        if stage != "b":
            return places
        tree = dependencies(self.problem.graph)
        opened = {self.problem.graph.objective.name}
        for node, names in tree.items():
            field = FieldId("b", node)
            if node in opened and (field not in places or self.status(field) is Status.RIGHT):
                opened |= set(names)
        return tuple(field for field in places if field.name in opened)

    def in_order(self, stage: StageId) -> tuple[FieldId, ...]:
        """The fields that a stage shows now, in the order of the work."""
        shown = self.shown_fields(stage)
        return shown if stage != "d" else tuple(field for field in working_order(self.problem, stage) if field in shown)

    def field_of(self, field: FieldId) -> FieldId:
        """The field that a place belongs to: a sub-step to what it is a step of, unless it is asked for by name."""
        return field if field.step and field in asked_fields(self.problem, field.stage) else field.parent

    def has_table(self, field: FieldId) -> bool:
        """Whether the table of a field's sub-steps is to be seen: not before its chain is right, where one is asked."""
        return not has_chain(field) or field in self.tables or self.status(chain_place(field)) is Status.RIGHT

    def table(self, field: FieldId) -> Breakdown:
        """The table of a field's sub-steps: where the chain was typed from the layer after, that which begins there."""
        chain = self.answers.get(chain_place(field)) if has_chain(field) else None
        if chain is None or not chain.mark.is_right:
            return breakdown(self.problem, field)
        from tutor.answers.factors import starts_at_delta

        return breakdown(self.problem, field, from_delta=starts_at_delta(self.problem, chain.text))

    def sub_steps(self, field: FieldId) -> tuple[FieldId, ...]:
        """A field's sub-steps that can be answered, where it is broken down; else none."""
        if field not in self.broken_down:
            return ()
        chain = (chain_place(field),) if has_chain(field) and field not in self.tables else ()
        return (*chain, *self.table(field).cells()) if self.has_table(field) else chain

    def next_open(self, field: FieldId) -> FieldId | None:
        """Where to go on after a field: on through its stage and round, then the stages after it, then those before.

        To a stage that may be passed nothing leads back. A sub-step leads to the next open sub-step, and the last one
        to the field it belongs to.
        """
        cells = self.sub_steps(field.parent) if field.step else ()
        if field in cells or self.field_of(field) != field:
            later = cells[cells.index(field) + 1 :] if field in cells else ()
            return next((cell for cell in later if self.is_to_do(cell)), field.parent)
        shown = self.in_order(field.stage)
        start = shown.index(field) + 1 if field in shown else 0
        stages = asked_stages(self.problem)
        own = stages.index(field.stage) if field.stage in stages else len(stages)
        others = (*stages[own + 1 :], *(stage for stage in stages[:own] if stage in needed_stages(self.problem)))
        candidates = [*shown[start:], *shown[:start], *(f for stage in others for f in self.in_order(stage))]
        return next((candidate for candidate in candidates if candidate != field and self.is_to_do(candidate)), None)

    def hinted(self, field: FieldId) -> FieldId:
        """Whose hints help at a place: its own; the chain's as long as that is not known, which a step's would show."""
        return field if not field.step or self.has_table(field.parent) else chain_place(field.parent)

    def next_hint_level(self, field: FieldId) -> str:
        """The hint level of a place's hints that comes next, by name; empty where all are open."""
        hint_levels = hint_levels_of(field)
        return next(iter(hint_levels[self.hint_levels.get(field, 0) :]), "")

    def found(self) -> tuple[FieldId, ...]:
        """The fields that are right, and the chains of partial derivatives that are."""
        chains = (field for field in self.answers if is_chain(field))
        return tuple(field for field in (*all_asked(self.problem), *chains) if self.status(field) is Status.RIGHT)

    def progress(self) -> tuple[int, int]:
        """How many of the problem's fields are right, and how many there are; without what may be passed."""
        places = list(needed_fields(self.problem))
        return sum(self.status(place) is Status.RIGHT for place in places), len(places)

    def is_to_do(self, field: FieldId) -> bool:
        """Whether a place is to be worked at: it is wrong, or open and not at hand from what was found before."""
        status = self.status(field)
        return status is Status.WRONG or (status is Status.OPEN and delta_at(self, field) is None)
