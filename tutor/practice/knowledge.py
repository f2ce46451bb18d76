"""How sure it is that a learner knows each component of the chain rule, fed by every marked answer.

A right answer speaks for all components that it takes; a wrong one with a diagnosed misconception against the one in
which that is made, a slip against none, and one that nothing explains a little against those that are least sure.
Answers of one problem tell much the same: right ones count as the root of their number, wrong ones as one together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import sqrt
from types import MappingProxyType
from typing import TypeAlias, cast

from tutor.journal.records import JSON, KNOWN
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.problem import Problem
from tutor.lessons.stages import parse_field
from tutor.mistakes.component import Component
from tutor.practice.components import Bearing, against, bearing, components_of
from tutor.practice.mastery import AIDED_MOST, FADED_GUESS, PRIOR, practised, traced
from tutor.practice.outcome import FieldOutcome
from tutor.practice.states import ALONE, read_moment

FRESH, LASTS = 1.0, 2.5
"""The half-life in days of what was learnt just now; by how much it grows by the recall of what was nearly gone."""
LONGEST = 3650.0
LOST = 0.6
"""What of it is left where it turns out to be gone."""
UNEXPLAINED = 0.5
"""What a wrong answer that nothing explains weighs, beside one with a misconception that was found."""

CHOICES = 3
"""So many questions of an item tell much the same; one that is asked by itself weighs as much as one of them."""


@dataclass(frozen=True)
class Known:
    """How sure it is that a component is known, and how many answers bore on it."""

    p: float = PRIOR
    answers: int = 0
    at: datetime | None = None
    """When it was practised last."""
    days: float = FRESH
    """After how many days it is as likely gone as not."""

    def recalled(self, now: datetime) -> float:
        """How likely what is known is still there."""
        gone = max(timedelta(), now - self.at) / timedelta(days=1) if self.at is not None else 0.0
        return float(0.5 ** (gone / self.days))

    def as_json(self) -> dict[str, JSON]:
        """As plain values."""
        at = None if self.at is None else self.at.astimezone(UTC).isoformat()
        return {"p": round(self.p, 6), "answers": self.answers, "at": at, "days": round(self.days, 3)}


Knowledge: TypeAlias = Mapping[Component, Known]
"""The components on which some answer bore."""
NOTHING: Knowledge = MappingProxyType({})
"""Nothing was answered yet."""


def standing(skill: str, knowledge: Knowledge) -> float:
    """How sure it is that a skill is there: as sure as its least sure component, of those that answers bore on.

    Problems of a low level don't take all that a skill is made of; those of a high one do.
    """
    return min((knowledge[name].p for name in components_of(skill) if name in knowledge), default=PRIOR)


def standing_of(problem: Problem, names: Iterable[str], skill: str, knowledge: Knowledge) -> float:
    """The same, of what these answers of a problem show of the skill: by that its level rises and its steps open.

    What problems of this level don't take is practised at higher ones.
    """
    shown = {component for name in names for component, shows in bearing(problem, name).items() if shows}
    taken = shown & set(components_of(skill))
    return min((_p(knowledge, name) for name in taken), default=standing(skill, knowledge))


def was_seen(skill: str, knowledge: Knowledge) -> bool:
    """Whether answers bore on all that a skill is made of, in whatever problems."""
    return all(name in knowledge for name in components_of(skill))


def weakest(knowledge: Knowledge, skills: Iterable[str]) -> Component | None:
    """The least sure component of these skills; None where there are none."""
    names = {name for skill in skills for name in components_of(skill)}
    return min(names, key=lambda name: (_p(knowledge, name), tuple(Component).index(name)), default=None)


def after_answers(
    knowledge: Knowledge,
    problem: Problem,
    answers: Mapping[str, FieldOutcome],
    asked: Iterable[str],
    now: datetime,
    fading: int = ALONE,
) -> Knowledge:
    """The knowledge after first answers in fields and sub-steps of a problem that asks for these, all given `now`."""
    asked = tuple(asked)
    found, of_all = dict(knowledge), _counted(problem, asked)
    for name, answer in answers.items():
        if answer.first_right is None and not answer.shown:
            continue
        many = of_all if name in asked else _counted(problem, _steps_beside(problem, name))
        bears, many = _with_what_began_elsewhere(bearing(problem, name), many, answer)
        found |= _borne_on(found, bears, many, answer, now, fading)
    return MappingProxyType(found)


def after_choice(knowledge: Knowledge, component: Component, answer: FieldOutcome, now: datetime) -> Knowledge:
    """The knowledge after a question was answered by choosing that bears on a component alone.

    It weighs what one of the three questions of an item does.
    """
    many = Counter({component: CHOICES})
    return MappingProxyType({**knowledge, **_borne_on(knowledge, {component: True}, many, answer, now, ALONE)})


def _borne_on(
    found: Knowledge, bears: Bearing, many: Counter[Component], answer: FieldOutcome, now: datetime, fading: int
) -> dict[Component, Known]:
    """The components that an answer bears on, as they stand after it; `many` answers tell the same of each."""
    before = {component: found.get(component, Known()) for component in bears}
    blame = _blame(before, bears, answer, now)
    after = {}
    for component, known in before.items():
        share = 1 / max(1, many[component])
        p = _sure(known.p, answer, share, blame[component] * share, fading if bears[component] else None)
        counted = replace(known, p=p, answers=known.answers + 1)
        after[component] = _kept(counted, now, answer, blame[component] * share) if bears[component] else counted
    return after


def _with_what_began_elsewhere(
    bears: Bearing, many: Counter[Component], answer: FieldOutcome
) -> tuple[Bearing, Counter[Component]]:
    """A misconception of an earlier stage counts against its own component in the answers that it was carried into."""
    elsewhere = against(answer.mistakes) - bears.keys()
    if answer.first_right or not elsewhere:
        return bears, many
    beside = max((many[component] for component in bears), default=1)
    return {**bears, **dict.fromkeys(elsewhere, True)}, many | Counter(dict.fromkeys(elsewhere, beside))


def _kept(known: Known, now: datetime, answer: FieldOutcome, blame: float) -> Known:
    """How long it lasts after an answer. A second one in a short time tells nothing new, nor does one after help.

    A wrong answer shortens it as far as it counts against the component: where something else was amiss, this was not
    forgotten.
    """
    if blame:
        return replace(known, days=max(FRESH, LOST**blame * known.days), at=now)
    if not answer.first_right or answer.is_aided:
        return known
    return replace(known, days=min(LONGEST, known.days * (1 + LASTS * (1 - known.recalled(now)))), at=now)


def changed(before: Knowledge, after: Knowledge) -> dict[str, JSON]:
    """The components that stand otherwise than before, as plain values."""
    return {str(name): known.as_json() for name, known in after.items() if before.get(name) != known}


def read_knowledge(kept: Mapping[str, Mapping[str, JSON]]) -> Knowledge:
    """What the journal keeps of the components beside the skills; what is damaged, or not known here, is left out."""
    read = {component: _read(kept.get(f"{KNOWN}.{component}", {})) for component in Component}
    return MappingProxyType({component: known for component, known in read.items() if known is not None})


def _read(values: Mapping[str, JSON]) -> Known | None:
    try:
        at = values.get("at")
        found = Known(
            float(cast("float", values["p"])),
            int(cast("int", values["answers"])),
            None if at is None else read_moment(at),
            float(cast("float", values.get("days", FRESH))),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return found if 0 <= found.p <= 1 and found.answers >= 0 and found.days >= FRESH else None


def _sure(p: float, answer: FieldOutcome, share: float, blame: float, fading: int | None) -> float:
    """How sure a component is after an answer that bears on it; `fading` None: a wrong rule would not have shown."""
    if not answer.first_right:
        return traced(p, is_right=False, weight=blame) if blame else p
    if answer.is_aided:
        return practised(p, share, most=AIDED_MOST)
    if fading is None:
        return p
    return practised(traced(p, is_right=True, guess=FADED_GUESS[fading], weight=sqrt(share)), share)


def _blame(
    before: Mapping[Component, Known], bears: Bearing, answer: FieldOutcome, now: datetime
) -> dict[Component, float]:
    """How much a wrong answer counts against each component that it takes.

    Where nothing explains it, those are blamed that are least sure to be known and still there.
    """
    if answer.first_right or (answer.is_slip and not answer.shown):
        return dict.fromkeys(before, 0.0)
    found = against(answer.mistakes) & before.keys()
    if found:
        return {name: float(name in found) for name in before}
    doubts = {name: (1 - known.p * known.recalled(now)) * bears[name] for name, known in before.items()}
    total = sum(doubts.values()) or 1.0
    return {name: UNEXPLAINED * doubt / total for name, doubt in doubts.items()}


def _counted(problem: Problem, names: Iterable[str]) -> Counter[Component]:
    """How many of these answers bear on each component."""
    return Counter(component for name in names for component in bearing(problem, name))


def _steps_beside(problem: Problem, name: str) -> tuple[str, ...]:
    """The sub-steps of the field that a sub-step belongs to."""
    field = parse_field(name).parent
    return tuple(map(str, breakdown(problem, field).cells())) if has_breakdown(field) else (name,)


def _p(knowledge: Knowledge, name: Component) -> float:
    return knowledge[name].p if name in knowledge else PRIOR
