"""A problem as content gives it: numbers from the front matter, words in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from tutor.lessons.languages import Language
from tutor.network.architecture import Network
from tutor.network.graph import Graph
from tutor.network.layered_graph import graph_of

if TYPE_CHECKING:
    from tutor.network.trace import Trace

Answer: TypeAlias = Literal["value", "change"]
Point: TypeAlias = tuple[tuple[Fraction, ...], tuple[Fraction, ...]]


class Section(NamedTuple):
    """A named part of a content file (`## d.hint.principle`), the line on which its text begins, and its heading's."""

    text: str
    line: int
    heading: int


class Wording(NamedTuple):
    """A problem's words in one language."""

    path: Path
    title: str
    body: Section
    sections: Mapping[str, Section] = MappingProxyType({})
    gives_all: bool = False
    """Whether the body says all that the problem gives, as a drill's does."""


@dataclass(frozen=True, eq=False)
class Problem:
    """A calculation: a network or a computation graph, data (each point an input and a target), θ and η, all exact.

    Without a learning rate (0) no step is asked for.
    """

    id: str
    path: Path
    wordings: Mapping[Language, Wording]
    computation: Network | Graph
    data: tuple[Point, ...]
    theta: tuple[Fraction, ...]
    learning_rate: Fraction
    asked: frozenset[str] | None = None
    """The fields that the learner is asked for (`d.w1`), where those are not all."""
    digits: int | None = None
    """The significant digits that the source works with, where it says so."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The source's own letters by the names here: `w1` for `w1[1,1]`."""
    ask: tuple[str, ...] | None = None
    """What is asked, in this order, where a file says so: stages (`a`), fields (`d.w2`), quantities (`z1`)."""
    answer: Answer = "value"
    """Whether (e) asks for θ′ or for the change θ′ − θ."""
    after: tuple[str, ...] = ()
    """The quantities that are asked for once the step is made, by name: the objective, outputs, …"""
    source: str | None = None
    author: str | None = None

    @property
    def makes_step(self) -> bool:
        """Whether a learning rate is given, and a step can be made."""
        return self.learning_rate != 0

    @property
    def is_layered(self) -> bool:
        """Whether what is computed is a network of layers."""
        return isinstance(self.computation, Network)

    @property
    def network(self) -> Network:
        """The layers. Raises TypeError where there are none: who can do without asks the graph."""
        if not isinstance(self.computation, Network):
            raise TypeError(f"{self.id} is no network of layers")
        return self.computation

    @cached_property
    def graph(self) -> Graph:
        """Every quantity, and what it is made of."""
        return graph_of(self.computation) if isinstance(self.computation, Network) else self.computation

    @cached_property
    def trace(self) -> "Trace":
        """Every quantity of the problem, from the engine."""
        # The engine brings numpy, which the first screen does not wait for.
        from tutor.network.tracing import traced

        return traced(self.computation, self.data, self.theta, self.learning_rate, exact=self.is_exact)

    @cached_property
    def moved(self) -> "Problem":
        """The same problem at θ′. Where a component of θ′ is not finite, nothing is to be asked of it."""
        new = (self.trace.updated[parameter.name] for parameter in self.graph.parameters)
        known = (value if isinstance(value, Fraction) or isfinite(value) else 0 for value in new)
        return replace(self, theta=tuple(Fraction(value) for value in known))

    @cached_property
    def is_exact(self) -> bool:
        """Whether its numbers stay so short that they can be worked out exactly; else they are worked out in floats."""
        from tutor.lessons.magnitude import stays_short

        return stays_short(self.computation, self.theta, self.data, self.learning_rate)

    def wording(self, language: Language) -> Wording:
        """The words in this language, or in the language the problem was written in."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))


REFERENCES = "references"
"""The section of an essay that lists what can be read about it."""


class Prompt(NamedTuple):
    """An essay question: what is asked, what a good answer covers, and a sample answer where there is one."""

    name: str
    question: str
    checklist: str
    sample: str | None


class Essay(NamedTuple):
    """Something to read and to write about."""

    id: str
    path: Path
    wordings: Mapping[Language, Wording]
    prompt_names: tuple[str, ...]
    has_theorem: bool = False
    """Whether the universal approximation theorem at work belongs to it."""

    def wording(self, language: Language) -> Wording:
        """The words in this language, or in the language the essay was written in."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))

    def references(self, language: Language) -> str:
        """What can be read about it; empty where nothing is listed."""
        section = self.wording(language).sections.get(REFERENCES)
        return section.text if section else ""

    def prompt(self, name: str, language: Language) -> Prompt:
        """One question with what belongs to it."""
        sections = self.wording(language).sections

        def text(part: str) -> str | None:
            section = sections.get(f"prompt.{name}{part}")
            return section.text if section else None

        return Prompt(name, text("") or "", text(".checklist") or "", text(".sample"))


Lesson: TypeAlias = Problem | Essay


def heading(lesson: Lesson, language: Language) -> str:
    """What a lesson is called: `4.1 A chain of one-unit layers`; by its title alone where its id is no number."""
    title = lesson.wording(language).title
    return f"{lesson.id} {title}" if lesson.id[:1].isdigit() else title
