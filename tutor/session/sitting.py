"""A sitting as a value: what the learner did so far with one problem, and all that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark, Message, Verdict
from tutor.lessons.breakdown import breakdown
from tutor.lessons.chain import chain_place, has_chain, is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, all_asked, asked_fields, asked_stages
from tutor.lessons.steps import hint_levels_of
from tutor.network.graph import dependencies
from tutor.session.facts import Answered, BrokenDown, Explained, Fact, HintOpened, Replied, Visited
from tutor.session.status import Status

FIRST_PLACE = FieldId("a")


class Try(NamedTuple):
    """An answer that could be marked, and which of the sitting's it was, from 1."""

    number: int
    mark: Mark


@dataclass(frozen=True)
class Answer:
    """What stands in a field: as typed, how it was marked, and how many answers could be marked so far."""

    text: str
    mark: Mark
    attempts: int
    has_fallen: bool = False
    """Whether the answer that this one followed from was given anew since."""

    tries: tuple[Try, ...] = ()
    """All answers that could be marked, in order."""

    @property
    def since(self) -> int:
        """Which of the sitting's answers first gave what stands here now."""
        same = takewhile(lambda one: one.mark.value == self.mark.value, reversed(self.tries))
        return min((one.number for one in same), default=0)

    def bearing_on(self, number: int, named_at: int | None) -> Mark | None:
        """The answer that bears on another field's, which was the sitting's answer `number`.

        It is what stood here then, else what was given first without knowing better: the last before a right one. Where
        a mistake was named by then (after `named_at` answers), a right answer is one that heeded it, and says nothing.
        """
        before = [one.mark for one in self.tries if one.number < number]
        if before:
            return before[-1]
        wrong = [one.mark for one in self.tries if not one.mark.is_right]
        if wrong:
            return wrong[-1]
        return next((one.mark for one in self.tries[:1] if named_at is None or one.number <= named_at), None)


@dataclass(frozen=True)
class Said:
    """What was said of an answer that stands: the mistakes named, and how many answers had been given by then."""

    named: tuple[str, ...]
    counted: tuple[str, ...]
    number: int
    is_sure: bool = True


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
    place: FieldId = FIRST_PLACE
    marked: int = 0
    """How many answers could be marked."""
    said: Mapping[FieldId, Said] = field(default_factory=lambda: MappingProxyType({}))
    """What was said of the answers that stand."""
    replies: Mapping[FieldId, Replied] = field(default_factory=lambda: MappingProxyType({}))
    """What was replied to the questions that decide about the answers that stand."""

    @classmethod
    def begin(cls, problem: Problem) -> "Sitting":
        """Nothing done yet; the learner stands at the first field that is asked for."""
        return cls(problem, place=next(all_asked(problem)))

    def after(self, fact: Fact) -> "Sitting":
        """The sitting once this has happened."""
        match fact:
            case Answered(place, text, mark, _):
                return self._answered(place, text, mark)
            case HintOpened(place, hint_level, _):
                opened = max(self.hint_levels.get(place, 0), hint_level + 1)
                return replace(self, hint_levels=MappingProxyType({**self.hint_levels, place: opened}))
            case BrokenDown(place, is_open, _, table):
                changed = self.broken_down | {place} if is_open else self.broken_down - {place}
                tables = self.tables | {place} if is_open and table else self.tables
                return replace(self, broken_down=changed, tables=tables)
            case Visited(place, _):
                return replace(self, place=self.field_of(place))
            case Explained(place, named, _, _, counted, is_sure):
                said = Said(named, counted, self.marked, is_sure)
                return replace(self, said=MappingProxyType({**self.said, place: said}))
            case Replied(place):
                return replace(self, replies=MappingProxyType({**self.replies, place: fact}))

    def _answered(self, place: FieldId, text: str, mark: Mark) -> "Sitting":
        answers, before = dict(self.answers), self.answers.get(place)
        if before is not None and _takes_nothing_away(before, mark):
            return replace(self, place=self.field_of(place))
        if before is not None and mark.value != before.mark.value:
            followed = {other: answer for other, answer in answers.items() if answer.mark.look_at == place}
            answers |= {other: replace(answer, has_fallen=True) for other, answer in followed.items()}
        tries = before.tries if before else ()
        marked = self.marked + mark.counts
        if mark.counts:
            tries = (*tries, Try(marked, mark))
        answers[place] = Answer(text, mark, len(tries), tries=tries)
        is_new = before is None or mark.value != before.mark.value
        said, replies = dict(self.said), dict(self.replies)
        if is_new:
            said.pop(place, None)
            replies.pop(place, None)
        return replace(
            self,
            answers=MappingProxyType(answers),
            place=self.field_of(place),
            marked=marked,
            said=MappingProxyType(said),
            replies=MappingProxyType(replies),
        )

    def after_all(self, facts: Iterable[Fact]) -> "Sitting":
        """The sitting once all of these have happened."""
        return reduce(Sitting.after, facts, self)

    def given(self) -> dict[FieldId, Quantity]:
        """The learner's numbers so far, as typed, to carry on from."""
        return {place: a.mark.quantity for place, a in self.answers.items() if a.mark.quantity is not None}

    def evidence(self, place: FieldId) -> dict[FieldId, Quantity]:
        """The learner's numbers that bear on the answer at a field, that answer among them.

        An answer that was corrected counts as it was: what a learner mends was not what led to the answer before.
        Raises KeyError if the field was not answered.
        """
        own, said = self.answers[place], self.said.get(place)
        number, named_at = own.since, said.number if said is not None and said.named else None
        bearing = ((other, answer) for other, answer in self.answers.items() if not self.is_left_behind(other, number))
        marks = {other: answer.bearing_on(number, named_at) for other, answer in bearing}
        marks[place] = own.mark
        return {other: mark.quantity for other, mark in marks.items() if mark is not None and mark.quantity is not None}

    def is_left_behind(self, place: FieldId, number: int | None = None) -> bool:
        """Whether a sub-step stands wrong though its field was found right since: nobody works with that number now.

        With `number`, how that was when the sitting's answer of this number was given.
        """
        step, whole = self.answers.get(place), self.answers.get(place.parent)
        if not place.step or step is None or whole is None:
            return False
        until = self.marked + 1 if number is None else number
        tries = [one for one in step.tries if one.number < until]
        found = [one for one in whole.tries if one.number < until]
        return bool(tries and found) and (
            found[-1].mark.is_right and not tries[-1].mark.is_right and tries[-1].number < found[-1].number
        )

    def status(self, place: FieldId) -> Status:
        """How a field stands now. An answer that followed from another stands only as long as that one does."""
        answer = self.answers.get(place)
        if answer is None or not answer.mark.counts:
            return Status.OPEN
        if answer.mark.is_right:
            return Status.RIGHT
        return Status.CARRIED if answer.mark.moves_on and not answer.has_fallen else Status.WRONG

    def standing(self, place: FieldId) -> Answer | None:
        """The answer in a field as it stands now: one that has fallen with its source is wrong, and says why."""
        answer = self.answers.get(place)
        if answer is None or answer.mark.verdict is not Verdict.CONSISTENT or self.status(place) is not Status.WRONG:
            return answer
        mark = replace(answer.mark, verdict=Verdict.WRONG, message=Message("mark.fallen"), look_at=None)
        return replace(answer, mark=mark)

    def stage_status(self, stage: StageId) -> Status:
        """How a stage stands: right when all of it is, open when nothing of it was answered."""
        found = {self.status(place) for place in asked_fields(self.problem, stage)}
        if found == {Status.RIGHT}:
            return Status.RIGHT
        if found <= {Status.RIGHT, Status.CARRIED}:
            return Status.CARRIED
        return Status.OPEN if found == {Status.OPEN} else Status.WRONG

    def is_done(self) -> bool:
        """Whether every stage is right."""
        return all(self.stage_status(stage) is Status.RIGHT for stage in asked_stages(self.problem))

    def shown_fields(self, stage: StageId) -> tuple[FieldId, ...]:
        """The fields that a stage shows now: in (b), the nodes that right branches, or those not asked for, opened."""
        places = asked_fields(self.problem, stage)
        if stage != "b":
            return places
        tree = dependencies(self.problem.graph)
        opened = {self.problem.graph.objective.name}
        for node, names in tree.items():
            place = FieldId("b", node)
            if node in opened and (place not in places or self.status(place) is Status.RIGHT):
                opened |= set(names)
        return tuple(place for place in places if place.name in opened)

    def field_of(self, place: FieldId) -> FieldId:
        """The field that a place belongs to: a sub-step to what it is a step of, unless it is asked for by name."""
        return place if place.step and place in asked_fields(self.problem, place.stage) else place.parent

    def has_table(self, place: FieldId) -> bool:
        """Whether the table of a field's sub-steps is to be seen: not before its chain is right, where one is asked."""
        return not has_chain(place) or place in self.tables or self.status(chain_place(place)) is Status.RIGHT

    def sub_steps(self, place: FieldId) -> tuple[FieldId, ...]:
        """A field's sub-steps that can be answered, where it is broken down; else none."""
        if place not in self.broken_down:
            return ()
        chain = (chain_place(place),) if has_chain(place) and place not in self.tables else ()
        return (*chain, *breakdown(self.problem, place).cells()) if self.has_table(place) else chain

    def next_open(self, place: FieldId) -> FieldId | None:
        """Where to go on after a field: on through its stage and round, then the stages after it, then those before.

        A sub-step leads to the next open sub-step, and the last one to the field it belongs to.
        """
        cells = self.sub_steps(place.parent) if place.step else ()
        if place in cells or self.field_of(place) != place:
            later = cells[cells.index(place) + 1 :] if place in cells else ()
            return next((cell for cell in later if self._is_to_do(cell)), place.parent)
        shown = self.shown_fields(place.stage)
        start = shown.index(place) + 1 if place in shown else 0
        stages = asked_stages(self.problem)
        own = stages.index(place.stage) if place.stage in stages else len(stages)
        others = (*stages[own + 1 :], *stages[:own])
        candidates = [*shown[start:], *shown[:start], *(f for stage in others for f in self.shown_fields(stage))]
        return next((candidate for candidate in candidates if candidate != place and self._is_to_do(candidate)), None)

    def hinted(self, place: FieldId) -> FieldId:
        """Whose hints help at a place: its own; the chain's as long as that is not known, which a step's would show."""
        return place if not place.step or self.has_table(place.parent) else chain_place(place.parent)

    def next_hint_level(self, place: FieldId) -> str:
        """The hint level of a place's hints that comes next, by name; empty where all are open."""
        hint_levels = hint_levels_of(place)
        return next(iter(hint_levels[self.hint_levels.get(place, 0) :]), "")

    def found(self) -> tuple[FieldId, ...]:
        """The fields that are right, and the chains of partial derivatives that are."""
        chains = (place for place in self.answers if is_chain(place))
        return tuple(place for place in (*all_asked(self.problem), *chains) if self.status(place) is Status.RIGHT)

    def progress(self) -> tuple[int, int]:
        """How many of the problem's fields are right, and how many there are."""
        places = list(all_asked(self.problem))
        return sum(self.status(place) is Status.RIGHT for place in places), len(places)

    def _is_to_do(self, place: FieldId) -> bool:
        return self.status(place) in (Status.OPEN, Status.WRONG)


def _takes_nothing_away(before: Answer, mark: Mark) -> bool:
    """Whether an answer stands, whatever was typed after it: after an unreadable text, or fewer digits."""
    if mark.verdict is Verdict.SHORT:
        return before.mark.is_right
    return mark.verdict is Verdict.UNREADABLE and bool(before.attempts)
