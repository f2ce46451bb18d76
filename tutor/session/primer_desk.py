"""A primer before the learner: what they said of it, as a value, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from tutor.drawing.marks import Marks
from tutor.lessons.definitions import activations
from tutor.lessons.figures import as_latex
from tutor.lessons.flow import flow
from tutor.lessons.primer import Primer
from tutor.lessons.primer_example import AMOUNT, Change
from tutor.lessons.primer_plans import STAYS, Role
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex
from tutor.network.quantity import Quantity
from tutor.session.naming import Naming
from tutor.session.nudge_picture import SIGNS, NudgePicture

Phase: TypeAlias = Literal["predict", "see", "why", "over"]


class Choice(NamedTuple):
    """Something to choose: its name, and its line with mathematics between dollars."""

    name: str
    text: str


@dataclass(frozen=True)
class Said:
    """What the learner did in a primer: what they predicted, how many steps they saw, the reasons they chose."""

    predicted: tuple[str, ...] = ()
    seen: int = 0
    reasons: tuple[str, ...] = ()


NOTHING_SAID = Said()


class PrimerDesk:
    """Takes predictions and reasons, and says what is asked, seen and answered, as Markdown."""

    def __init__(self, primer: Primer, naming: Naming, said: Said = NOTHING_SAID) -> None:
        self.primer = primer
        self.said = said
        self._naming = naming.of(primer.example.problem)
        self.picture = NudgePicture(primer.example, self._naming)

    # Where it stands

    @property
    def phase(self) -> Phase:
        """Which of its three steps is under way."""
        if len(self.said.predicted) < len(self.primer.asks):
            return "predict"
        if self.said.seen < len(self._steps):
            return "see"
        return "over" if "right" in self.said.reasons else "why"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What there is to choose from now; nothing while one only looks."""
        if self.phase == "predict":
            names = self.primer.options(self._asked)
            return tuple(Choice(name, self._predicted(name)) for name in names)
        if self.phase == "why":
            return tuple(Choice(name, self.primer.say(f"why.{name}")) for name in self.primer.reasons)
        return ()

    @property
    def marks(self) -> Marks:
        """What the drawing shows."""
        if self.phase == "predict":
            return self.picture.of_count(0) if self._counts else self.picture.of_nudge((), is_made=False)
        if self._counts:
            return self.picture.of_count(self.said.seen + 1)
        seen = self._steps[: self.said.seen + 1]
        return self.picture.of_nudge([change for step in seen for change in step if self._is_reached(change)])

    # What the learner does

    def choose(self, name: str) -> None:
        """Something is chosen: a prediction, which is only looked at later, or a reason."""
        if self.phase == "predict":
            self.said = replace(self.said, predicted=(*self.said.predicted, name))
        elif self.phase == "why":
            self.said = replace(self.said, reasons=(*self.said.reasons, name))

    def step(self, by: int) -> None:
        """On to what is seen next, or back."""
        if self.phase == "see" or (by < 0 and self.phase == "why"):
            self.said = replace(self.said, seen=max(0, self.said.seen + by))

    # What is said

    @property
    def heading(self) -> str:
        """Which step it is, and how far."""
        phase = "why" if self.phase == "over" else self.phase
        number, count = {
            "predict": (len(self.said.predicted) + 1, len(self.primer.asks)),
            "see": (self.said.seen + 1, len(self._steps)),
            "why": (1, 1),
        }[phase]
        key = f"primer.at_{phase}"
        return self._naming.say(key, number=number, count=count)

    @property
    def text(self) -> str:
        """What is asked, or seen, as Markdown."""
        primer = self.primer
        if self.phase == "predict":
            question = primer.say(f"predict.{self._asked}")
            return f"{primer.opening}\n\n{question}" if not self.said.predicted else question
        if self.phase == "see":
            is_last = self.said.seen == len(self._steps) - 1
            return "\n\n".join((*self._seen(self.said.seen), *([primer.say("see")] if is_last else [])))
        return primer.say("why")

    @property
    def recalled(self) -> str:
        """What was asked before the prediction that is asked now, and what was said: it is made of the same change."""
        if self.phase != "predict":
            return ""
        before = zip(self.primer.asks, self.said.predicted, strict=False)
        return "\n\n".join(f"{self.primer.say(f'predict.{role}')} {self._predicted(said)}" for role, said in before)

    @property
    def given(self) -> str:
        """The numbers that the example begins with, as Markdown, for who does not see the drawing.

        Nothing where its parameters are to be counted.
        """
        problem, graph = self.primer.example.problem, self.primer.example.problem.graph
        values = {one.name: problem.trace.at(one.name, 1) for one in (*graph.inputs, *graph.targets)}
        values |= problem.trace.theta
        named = (f"${written(problem, name)} = {as_latex(value)}$" for name, value in values.items())
        return "" if self._counts else ", ".join(named)

    @property
    def reply(self) -> tuple[bool, str] | None:
        """Whether the reason chosen last is right, and what is said of it; None where none was."""
        if not self.said.reasons:
            return None
        name = self.said.reasons[-1]
        return name == "right", self.primer.say(f"reply.{name}")

    # What is seen

    @property
    def _asked(self) -> Role:
        return self.primer.asks[len(self.said.predicted)]

    @property
    def _counts(self) -> bool:
        return self.primer.asks == ("number",)

    @cached_property
    def _steps(self) -> tuple[tuple[Change, ...], ...]:
        """What is seen in turn: each parameter as it is counted; else the nudge, what it reaches, and what it does not.

        The nudge itself is a step without changes, and so is what a step against the gradient does.
        """
        example = self.primer.example
        if self._counts:
            return ((),) * self.primer.number
        apart = [
            example.change(one) for role, one in example.roles.items() if not self._is_reached(example.change(one))
        ]
        further = [tuple(apart)] if apart else []
        return ((), *example.steps, *further, *([()] if "step" in self.primer.asks else []))

    def _is_reached(self, change: Change) -> bool:
        return any(change in step for step in self.primer.example.steps)

    def _seen(self, index: int) -> Iterator[str]:
        example, say = self.primer.example, self._naming.say
        name = Latex(written(example.problem, example.parameter.name))
        changes = self._steps[index]
        if self._counts:
            counted = example.problem.graph.asked[index]
            yield say("primer.counted", number=index + 1, what=Latex(written(example.problem, counted.name)))
        elif not index:
            old, new = (one.trace.theta[example.parameter.name] for one in (example.problem, example.nudged))
            yield say("primer.nudged", what=name, amount=AMOUNT, old=old, new=new)
        elif not changes:
            way = example.way("step")
            yield say(f"primer.step_{way}", what=name)
        for change in changes:
            yield from self._changed(change)
        asked = [role for role in self.primer.asks if self._is_shown(role, index)]
        for role in asked:
            said = self.said.predicted[self.primer.asks.index(role)]
            if said == self.primer.right(role):
                yield say("primer.foretold", what=self._what(role))
            else:
                yield say("primer.otherwise", what=self._what(role), said=self._predicted(said))

    def _predicted(self, name: str) -> str:
        """What is predicted, in words: a way that a quantity can go, or how many parameters there are."""
        say = self._naming.say
        return say("primer.number", number=name) if name.isdigit() else say(f"primer.{name}")

    def _what(self, role: Role) -> Latex | str:
        """What was predicted: several predictions can be shown at once."""
        example = self.primer.example
        if role == "share":
            return self._naming.say("primer.of_share")
        if role == "number":
            return ""
        return Latex(written(example.problem, example.roles.get(role, example.parameter).name))

    def _changed(self, change: Change) -> Iterator[str]:
        example = self.primer.example
        steps = (one for one in flow(example.nudged, 1) if one.phase == "forward" and one.quantity == change.quantity)
        is_whole = example.problem.trace.points == 1 or change.quantity != example.problem.graph.objective
        if is_whole and self._is_reached(change):
            yield from (f"$$ {step.equation} $$" for step in steps)
            if change.quantity == self._first_activated:
                yield self._activation(change.quantity)
        sign = SIGNS[change.way][self._naming.plain] if change.way != STAYS else ""
        what = Latex(written(example.problem, change.quantity.name))
        values = {"before": change.before, "after": change.after}
        yield f"{self._naming.say(f'primer.change_{change.way}', what=what, **values)} {sign}".rstrip()

    @cached_property
    def _first_activated(self) -> Quantity | None:
        """The activation that is seen first: what ρ is, is said there."""
        seen = (change.quantity for step in self._steps for change in step if self._is_reached(change))
        return next((one for one in seen if one.kind == "activation"), None)

    def _activation(self, unit: Quantity) -> str:
        every = activations(self.primer.example.problem.network)
        one = next(one for one in every if unit.layer in one.layers)
        return self._naming.say("primer.activation", formula=Latex(one.formula), relu=one.kind == "relu")

    def _is_shown(self, role: Role, index: int) -> bool:
        """Whether what was asked of a role is seen in this step."""
        roles, last = self.primer.example.roles, len(self._steps) - 1
        if role in roles:
            return any(change.quantity == roles[role] for change in self._steps[index])
        return index == last
