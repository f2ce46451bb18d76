"""What does a change do? Said beforehand: of a parameter that grows a little, of a closed gate, of a whole step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from tutor.lessons.primer_plans import FALLS, RISES, WAYS, way_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Table, Value
from tutor.mistakes.component import Component
from tutor.network.numbers import Number
from tutor.practice.item import FIRST_SLOT, Choose, Item, Kind, Option, Question, hint_sections
from tutor.practice.number_skills import NUMBER_SKILLS

if TYPE_CHECKING:
    from tutor.practice.item_words import ItemWords

ASKS = NUDGE, GATE, STEP = "nudge", "gate", "step"
LEVELS = ("where", "principle", "answer")
NOTHING, EVERYTHING = "nothing", "everything"
SHARES = (Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 20), Fraction(1, 100))
"""Parts of η with which a step is asked about: short ones lower C, long ones mostly don't."""
_PARAMETER, _POINT, _WAY, _MISTAKE = range(FIRST_SLOT, FIRST_SLOT + 4)


class Predict(Item):
    """Asks which way C goes with one parameter, what a closed gate keeps back at a data point, and what a step does."""

    asks = ASKS
    hint_levels = LEVELS

    def __init__(self, problem: Problem, choose: Choose) -> None:
        self.problem, self._choose = problem, choose
        trace, points = problem.trace, range(1, len(problem.data) + 1)
        self.slopes = {name: [trace.slope(name, point) for point in points] for name in trace.theta}
        """What each data point has in each partial derivative."""
        # Where the points' slopes cancel out, C is at its lowest with this parameter: neither way is right.
        sure = [name for name, value in trace.gradient.items() if value or not any(self.slopes[name])]
        self.parameter = sure[choose(_PARAMETER, len(sure))]
        """Which grows."""
        closed = [point for point in points if self._closed(point)]
        self.point = closed[choose(_POINT, len(closed))]
        """At which a gate is closed."""
        self.ends = {share * problem.learning_rate: self._end(share) for share in SHARES}
        """C after a step with each learning rate."""
        wanted = (FALLS, RISES)[choose(_WAY, 2)]
        fitting = [rate for rate, end in self.ends.items() if way_of(end - trace.cost) == wanted]
        self.rate = next(iter(fitting), problem.learning_rate)
        """With which the step is asked about."""
        rise = self.ends[self.rate] - trace.cost
        self._right = (way_of(trace.gradient[self.parameter]), _name(self.kept_back), way_of(rise))

    def ask(self, found: Sequence[str], words: "ItemWords") -> Question:
        name, values = ASKS[len(found)], self._values()
        if name == GATE:
            sets = sorted(self._sets, key=lambda one: (len(one.split()), one))
            options = tuple(Option(one, self._listed(one, words)) for one in sets)
        else:
            options = tuple(Option(way, words.section(f"way.{way}")) for way in WAYS)
        return Question(name, words.section(f"{name}.question", **values), words.section("prompt"), options)

    def is_right(self, found: Sequence[str], name: str) -> bool:
        return name == self._right[len(found)]

    def remark(self, found: Sequence[str], name: str, words: "ItemWords") -> str:
        question = ASKS[len(found)]
        if question == NUDGE:
            mistake, wrong = self._by_mistake.get(name, ("", Fraction(0)))
            values: dict[str, Value] = {"by_mistake": bool(mistake), "wrong": wrong}
            title = words.title(mistake) if mistake else ""
            return words.section("nudge.wrong", **self._values(), **values, mistake_title=title)
        key = self._sets[name] if question == GATE else name
        return words.section(f"{question}.wrong.{key}", **self._values())

    def about(self, question: str) -> FieldId:
        return FieldId("e" if question == STEP else "d", self.parameter)

    def hint_names(self, found: Sequence[str], words: "ItemWords") -> dict[str, Value]:
        ways = {
            f"{question}_{way}": way == self._right[ASKS.index(question)] for question in (NUDGE, STEP) for way in WAYS
        }
        return {**self._values(), **ways, "kept_back": self._listed(_name(self.kept_back), words)}

    def told(self, words: "ItemWords", found: Sequence[str] = ()) -> str:
        return words.section("told", **self.hint_names((), words))

    @cached_property
    def kept_back(self) -> tuple[str, ...]:
        """The parameters whose partial derivatives get nothing from the data point."""
        return tuple(name for name, slopes in self.slopes.items() if not slopes[self.point - 1])

    @cached_property
    def _sets(self) -> Mapping[str, str]:
        """Answers to what a closed gate keeps back, each with what leads to it; the right one first."""
        graph, theta = self.problem.graph, tuple(self.slopes)
        closed = self._closed(self.point)
        own = [name for name in theta if (graph.named[name].layer, graph.named[name].unit) in closed]
        thoughts: dict[str, Sequence[str]] = {
            "right": self.kept_back,
            NOTHING: (),
            "own": own,
            EVERYTHING: theta,
        }
        found: dict[str, str] = {}
        for thought, names in thoughts.items():
            found.setdefault(_name(names), thought)
        return found

    @cached_property
    def _by_mistake(self) -> Mapping[str, tuple[str, Number]]:
        """For each wrong way of C a mistake that leads there, and the partial derivative that it gives."""
        return dict(self._misled())

    def _misled(self) -> Iterator[tuple[str, tuple[str, Number]]]:
        from tutor.lessons.tracing import trace_of
        from tutor.mistakes.everything import mistakes_of

        every = mistakes_of(self.problem.network, len(self.problem.data))
        possible = [one for one in every if one.id in KIND.skill.mistakes]
        order = sorted(range(len(possible)), key=lambda k: self._choose(_MISTAKE + k, 2**16), reverse=True)
        for k in order:
            wrong = trace_of(self.problem, possible[k].rules()).gradient[self.parameter]
            yield way_of(wrong), (possible[k].id, wrong)

    def _closed(self, point: int) -> set[tuple[int, int]]:
        """The units with a closed gate at a data point, by layer and place."""
        trace, graph = self.problem.trace, self.problem.graph
        gated = (node.parents[0] for node in graph.nodes if node.operation == "relu")
        return {(z.layer, z.unit) for z in gated if trace.at(z.name, point) < 0}

    def _end(self, share: Fraction) -> Number:
        return replace(self.problem, learning_rate=share * self.problem.learning_rate).trace.after.cost

    def _listed(self, name: str, words: "ItemWords") -> str:
        """A set of partial derivatives in words."""
        if name == NOTHING or name == _name(self.slopes):
            return words.section(f"all.{NOTHING if name == NOTHING else EVERYTHING}")
        return ", ".join(f"${written(self.problem, f'dC/d{one}')}$" for one in name.split())

    def _values(self) -> dict[str, Value]:
        problem, trace = self.problem, self.problem.trace
        last = tuple(trace.gradient)[-1]
        gradient = [
            Table({"symbol": Latex(written(problem, f"dC/d{name}")), "value": value, "last": name == last})
            for name, value in trace.gradient.items()
        ]
        return {
            "grown": Latex(written(problem, self.parameter)),
            "symbol": Latex(written(problem, f"dC/d{self.parameter}")),
            "partial": trace.gradient[self.parameter],
            "i": self.point,
            "rate": self.rate,
            "gradient": gradient,
            "end": self.ends[self.rate],
        }


def _name(parameters: Sequence[str] | Mapping[str, object]) -> str:
    return " ".join(parameters) or NOTHING


KIND = Kind(
    replace(NUMBER_SKILLS["gates"], id="predict"),
    shapes=("1-1-1x2i", "1-2-1x2i 1-1-1x3i", "1-2-1x2", "1-3-1x2 1-2-1x3", "2-2-1x2 2-2-1x3"),
    builds_on=("gates", "update"),
    met_after="gates-smooth",
    bears_on=(Component.PREDICTING,),
    item=Predict,
    sections=(
        *("prompt", *(f"{question}.question" for question in ASKS)),
        *(f"way.{way}" for way in WAYS),
        *("all.nothing", "all.everything", "nudge.wrong", "told"),
        *(f"gate.wrong.{thought}" for thought in (NOTHING, "own", EVERYTHING)),
        *(f"step.wrong.{way}" for way in WAYS),
        *hint_sections(ASKS, LEVELS),
    ),
)
