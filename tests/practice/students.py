"""Students over two months: they know parts of the chain rule or not, learn by practice, and forget with time.

Written apart from the tutor's model. A student knows a part, or follows a wrong rule in its place, or has no idea. What
is known is recalled with a chance that halves within a half-life; recalling it when it was nearly forgotten makes the
half-life longer by far, recalling it at once hardly does (the spacing effect: Cepeda et al. 2006, "Distributed practice
in verbal recall tasks"). Numbers are typed wrongly now and then. Answers come from plain loops.
"""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from math import prod
from random import Random

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.practice.items import KINDS
from tutor.practice.items_of_codes import item_of
from tutor.practice.skills import SKILLS

from .simulated import answers

WRONG_RULES: Mapping[str, tuple[str, ...]] = {
    "counting": ("count.no-biases", "count.no-output-bias", "count.bias-on-inputs"),
    "forward": ("forward.no-bias", "forward.no-activation"),
    "cost": ("cost.sum-of-residuals", "cost.square-of-sum", "cost.half"),
    "slope": ("partial.no-factor-2", "partial.sign", "partial.no-residual"),
    "gate": ("partial.gate-ignored", "partial.gate-is-activation", "partial.gate-is-preactivation"),
    "weight": ("partial.weights-not-followed", "partial.activation-for-weight"),
    "last": ("partial.weight-without-input", "partial.weight-times-own-activation", "partial.bias-times-input"),
    "paths": ("partial.one-path", "partial.paths-multiplied"),
    "points": ("partial.single-point", "partial.mean"),
    "step": ("update.ascent", "update.no-rate", "update.step-only"),
}
"""The parts of the work, and the rules that stand in the place of the right one where a part is misunderstood."""
AT_FIRST = {"forward": 0.5, "counting": 0.3, "points": 0.3, "cost": 0.3}
"""How likely a part is known before the first day; 0.15 for the others."""
HAS_RULE = 0.6
"""How likely a part that is not known has a wrong rule in its place; else there is no idea."""
SLIPS = 0.02
OLD = 3.0
"""The half-life in days of what is known before the first day."""
ALWAYS = 0.05
"""By how much any recall lengthens the half-life."""
NEVER = 1e9
RELEARNT = 0.7
"""What of its half-life is left to a part that was forgotten and was told again."""
RECOGNISED, SLIP_RECOGNISED, ACCUSED = 0.85, 0.6, 0.04
"""How often the diagnosis names a wrong rule that was followed; a slip as a slip; and a slip as some rule."""


@dataclasses.dataclass(frozen=True)
class World:
    """How students learn, and how much they practise."""

    taught: float = 0.3
    """How likely a part that went wrong is understood from what is said of it, or an unknown one from an example."""
    fresh: float = 1.2
    """The half-life in days of what was learnt just now."""
    gain: float = 2.5
    """By how much the recall of what was nearly forgotten lengthens the half-life."""
    minutes: float = 12.0
    """Practice in a day."""
    own: bool = True
    """Whether a skill takes something of its own beside the parts of the work: how its problems are set about."""

    by_drills: bool = False
    """Whether all drills count alike, `minutes` of them in a day, however many fields they ask for."""

    def length(self, fields: int) -> float:
        """The minutes that a drill takes."""
        return 1.0 if self.by_drills else 1 + 0.35 * fields


@dataclasses.dataclass
class Part:
    """A part of the work in a student's head."""

    known: bool
    rule: str
    """The wrong rule that is followed until it is known; empty: there is no idea."""
    half_life: float
    last: datetime

    def recall(self, now: datetime) -> float:
        """The chance that it comes to mind."""
        days = max(0.0, (now - self.last).total_seconds() / 86_400)
        return float(self.known) * float(0.5 ** (days / self.half_life))


@dataclasses.dataclass(frozen=True)
class Given:
    """How one field was answered first: its value, whether that is right, and what is found of a wrong one."""

    right: bool
    value: float | None = None
    found: tuple[str, ...] = ()
    is_mended: bool = True


@dataclasses.dataclass
class Student:
    """Somebody who learns. `reads_hints`: all of them, before each answer, and without learning anything by it."""

    random: Random
    now: datetime
    world: World = World()
    reads_hints: bool = False
    parts: dict[str, Part] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, rules in WRONG_RULES.items():
            known = not self.reads_hints and self.random.random() < AT_FIRST.get(name, 0.15)
            rule = self.random.choice(rules) if rules and self.random.random() < HAS_RULE else ""
            self.parts[name] = Part(known, rule, OLD if known else self.world.fresh, self.now)
        own_life = self.world.fresh if self.world.own else NEVER
        self.parts |= {own(skill): Part(not self.world.own, "", own_life, self.now) for skill in SKILLS}

    def chance(self, needed: frozenset[str], now: datetime) -> float:
        """The chance that a problem which needs these parts is right but for slips."""
        return prod(self.parts[name].recall(now) for name in needed)

    def lacks(self, needed: frozenset[str]) -> bool:
        """Whether one of these parts is not known at all."""
        return not all(self.parts[name].known for name in needed)

    def reads(self, needed: frozenset[str], now: datetime) -> None:
        """A worked example is read."""
        for name in sorted(needed):
            part = self.parts[name]
            if not self.reads_hints and not part.known and self.random.random() < self.world.taught:
                part.known, part.half_life, part.last = True, self.world.fresh, now

    def works(self, skill: str, problem: Problem, given: tuple[str, ...], now: datetime) -> dict[str, Given]:
        """First answers to all that is asked but the tree; then what was wrong is explained, and some of it sticks."""
        if skill in KINDS:
            return self._chooses(skill, problem, now)
        fields = [field for field in all_asked(problem) if field.stage != "b"]
        right = right_answers(problem, given)
        needed = {field: needs(problem, field) | {own(skill)} for field in fields}
        used = sorted(set().union(*needed.values()))  # sorted, so that one seed is one student in every process
        there = {name: self.random.random() < self.parts[name].recall(now) for name in used}
        done: dict[str, Given] = {}
        shown: set[str] = set()
        for field in fields:
            missing = [name for name in sorted(needed[field]) if not there[name]]
            wrong = [name for name in missing if self._value(problem, name, field, given) != right[str(field)]]
            shown |= set(wrong)
            done[str(field)] = self._answer(problem, field, wrong, right[str(field)], given)
        for name, came in there.items():
            self._practised(name, came, name in shown, now)
        return done

    def _answer(
        self, problem: Problem, field: FieldId, wrong: list[str], right: float, given: tuple[str, ...]
    ) -> Given:
        if wrong:
            rule = self.parts[wrong[0]].rule
            named = len(wrong) == 1 and rule and self.random.random() < RECOGNISED
            value = self._value(problem, wrong[0], field, given)
            return Given(False, value, (rule,) if named else (), is_mended=bool(named) and self.random.random() < 0.6)
        if self.random.random() >= SLIPS:
            return Given(True, right)
        chance = self.random.random()
        if chance < ACCUSED:
            return Given(False, None, (self.random.choice(WRONG_RULES[self.random.choice(sorted(WRONG_RULES))]),))
        return Given(False, right + self.random.choice((-1, 1)), ("slip.term",) if chance < SLIP_RECOGNISED else ())

    def _value(self, problem: Problem, name: str, field: FieldId, given: tuple[str, ...]) -> float | None:
        """What is answered where a part does not come to mind; None: something that no rule gives."""
        rule = self.parts[name].rule
        return by_rule(problem, rule, given).get(str(field)) if rule else None

    def _chooses(self, skill: str, problem: Problem, now: datetime) -> dict[str, Given]:
        part, item = own(skill), item_of(problem)
        came = self.random.random() < self.parts[part].recall(now)
        self._practised(part, came, not came, now)
        return dict.fromkeys(item.asks if item is not None else (), Given(came))

    def _practised(self, name: str, came: bool, was_shown: bool, now: datetime) -> None:
        part = self.parts[name]
        if came:
            part.half_life *= 1 + ALWAYS + self.world.gain * (1 - part.recall(now))
            part.last = now
        elif was_shown and not self.reads_hints and (part.known or self.random.random() < self.world.taught):
            part.half_life = max(self.world.fresh, RELEARNT * part.half_life)
            part.known, part.last = True, now


@cache
def needs(problem: Problem, field: FieldId) -> frozenset[str]:
    """The parts of the work that a field takes."""
    network, points = problem.network, {"points"} if len(problem.data) > 1 else set()
    if field.stage in "ace":
        return frozenset({"a": {"counting"}, "c": {"forward", "cost"} | points, "e": {"step"}}[field.stage])
    layer = network.parameter_named[field.name].layer
    found = {"forward", "slope", "gate", "last"} | points
    if layer < network.depth:
        found.add("weight")
    if any(width > 1 for width in network.widths[layer + 1 :]):
        found.add("paths")
    return frozenset(found)


@cache
def needs_of(skill: str, problem: Problem) -> frozenset[str]:
    """The parts of the work that a problem of a skill takes."""
    if skill in KINDS:
        return frozenset({own(skill)})
    fields = (needs(problem, field) for field in all_asked(problem) if field.stage != "b")
    return frozenset({own(skill)}).union(*fields)


def own(skill: str) -> str:
    """What a skill takes beside the parts of the work: how its problems are set about."""
    return f"how:{skill}"


@cache
def by_rule(problem: Problem, rule: str, given: tuple[str, ...]) -> Mapping[str, float]:
    """The answers of somebody who follows one wrong rule at the first of the points."""
    return answers(problem, rule, Random(1), given=given)


def right_answers(problem: Problem, given: tuple[str, ...]) -> Mapping[str, float]:
    """The right answers."""
    return by_rule(problem, "", given)
