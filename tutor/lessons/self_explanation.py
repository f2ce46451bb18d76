"""Self-explanation: after a right step, why is it so? A question about it with three reasons to choose from.

Asking learners to explain correct steps to themselves is Chi and others, "Self-explanations: How students study and use
examples in learning to solve problems" (1989). The words are in `content/why/NAME.LANG.md`, templates all of them; what
they name is taken from the step's own factors and values.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from types import MappingProxyType

from tutor.lessons.chain import is_chain
from tutor.lessons.formulas import point_index
from tutor.lessons.languages import Language
from tutor.lessons.named_text import NamedText, read_named
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Value, fill
from tutor.lessons.vocabulary import Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_problem
from tutor.lessons.why_plans import OF_CHAINS, PLANS, REASONS
from tutor.network.paths import Factor, path_count, paths

FOLDER = "why"
SECTIONS = (*REASONS, *(f"reply.{one}" for one in REASONS))
MOST_PATHS = 16
"""So many ways down to a parameter are enough to find a factor to ask about."""


def text_of(folder: Path, name: str, language: Language) -> NamedText:
    """What is asked, and the reasons with what is said of each, out of a content folder. Raises ContentError."""
    return read_named(folder / FOLDER, name, language, SECTIONS, has_title=False)


def whys_of(problem: Problem, field: FieldId) -> tuple[str, ...]:
    """The questions that can be asked about the answer in a field, or about the chain that leads to it, by name."""
    if field.step and not is_chain(field):
        return ()
    names = OF_CHAINS if field.step else tuple(PLANS)
    of_stage = (name for name in names if PLANS[name].stage == field.stage)
    return tuple(name for name in of_stage if _named(problem, field, name) is not None)


@dataclass(frozen=True)
class Why:
    """A question about a right answer, in a language."""

    name: str
    problem: Problem
    field: FieldId
    text: NamedText

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons by name, in the order in which they are shown: for a field always the same."""
        return tuple(_chance(self.problem, self.field, self.name).sample(REASONS, len(REASONS)))

    @property
    def question(self) -> str:
        """What is asked, as Markdown."""
        return fill(self.text.body.text, self.names)

    def say(self, section: str) -> str:
        """A reason, or what is said of it. Raises KeyError and TemplateError for words that do not fit."""
        return fill(self.text.sections[section].text, self.names)

    @cached_property
    def names(self) -> Vocabulary:
        """What its words can name. Raises KeyError where it cannot be asked about the field."""
        own = _named(self.problem, self.field, self.name)
        if own is None:
            raise KeyError(self.name)
        offers = {key: constant(value) for key, value in own.items()}
        return Vocabulary(offers, of_problem(self.problem))


def _chance(problem: Problem, field: FieldId, name: str) -> Random:
    """What decides between factors, points and orders: the same for a field of a problem each time."""
    return Random(f"{problem.id} {field.parent} {name}")  # noqa: S311 (an order)


def _named(problem: Problem, field: FieldId, name: str) -> dict[str, Value] | None:
    """What the words of a question name beside what every text about the problem can; None where it can't be asked."""
    own = _NAMED[name](problem, field.parent, _chance(problem, field, name))
    if own is None:
        return None
    objective, parameter = problem.graph.objective.name, field.name
    common: dict[str, Value] = {}
    if parameter:
        partial = Latex(written(problem, f"d{objective}/d{parameter}"))
        common = {"parameter": Latex(written(problem, parameter)), "partial": partial}
    return {**common, **own}


Named = Callable[[Problem, FieldId, Random], dict[str, Value] | None]


def _squares(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    del field, chance
    is_asked = problem.is_layered and problem.network.cost_function.is_squares
    return {} if is_asked and len(problem.graph.residuals) * len(problem.data) > 1 else None


def _slope(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    """Only of a sum of squares, whose slope is 2r."""
    if not problem.is_layered or not problem.network.cost_function.is_squares:
        return None
    if problem.network.slope_scale(len(problem.data)) != 2:
        return None
    factors = [one for one in _factors(problem, field) if one.kind == "cost"]
    if not factors:
        return None
    factor, point = chance.choice(factors), chance.randint(1, len(problem.data))
    residual, output, target = problem.graph.residuals[factor.below.unit - 1]
    return {
        "slope": Latex(written(problem, factor.name, point_index(problem, point))),
        "output": Latex(written(problem, str(output), point_index(problem, point))),
        "target": Latex(written(problem, str(target), point_index(problem, point))),
        "r": problem.trace.at(str(residual), point),
        "value": problem.trace.factor(factor, point),
        "i": point,
    }


def _gate(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    """An open gate of ReLU on the way, at a data point."""
    if not problem.is_layered:
        return None
    network, points = problem.network, range(1, len(problem.data) + 1)
    found = [
        (one, point)
        for one in _factors(problem, field)
        if one.kind == "gate" and network.activations[one.above.layer - 1] == "relu"
        for point in points
        if problem.trace.at(one.below.name, point) > 0
    ]
    if not found:
        return None
    gate, point = chance.choice(found)
    return {
        "gate": Latex(written(problem, gate.name, point_index(problem, point))),
        "unit_a": Latex(written(problem, gate.above.name, point_index(problem, point))),
        "unit_z": Latex(written(problem, gate.below.name, point_index(problem, point))),
        "a": problem.trace.at(gate.above.name, point),
        "z": problem.trace.at(gate.below.name, point),
        "i": point,
    }


def _weight(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    found = [one for one in _factors(problem, field) if one.kind == "weight"]
    if not found:
        return None
    factor = chance.choice(found)
    return {
        "factor": Latex(written(problem, factor.name)),
        "factor_partial": Latex(written(problem, f"d{problem.graph.objective}/d{factor.name}")),
        "above": Latex(written(problem, factor.above.name)),
        "below": Latex(written(problem, factor.below.name)),
    }


def _input(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    """The last factor of a weight."""
    last = [way[-1] for way in _ways(problem, field) if way[-1].kind == "input"]
    if not last or not problem.is_layered:
        return None
    factor = chance.choice(last)
    own = problem.network.unit("a", factor.above.layer, factor.above.unit)
    return {
        "last": Latex(written(problem, factor.name)),
        "above": Latex(written(problem, factor.above.name)),
        "own": Latex(written(problem, own)),
    }


def _bias(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    last = [way[-1] for way in _ways(problem, field) if way[-1].kind == "one"]
    return {"above": Latex(written(problem, chance.choice(last).above.name))} if last else None


def _local(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    """In a computation graph: a local derivative, and what arrives where it is taken."""
    last = [way[-1] for way in _ways(problem, field) if len(way) > 1 and way[-1].kind == "local"]
    if not last or problem.is_layered:
        return None
    factor = chance.choice(last)
    return {
        "local": Latex(written(problem, factor.name)),
        "arriving": Latex(written(problem, f"d{problem.graph.objective}/d{factor.above}")),
        "node": Latex(written(problem, factor.above.name)),
    }


def _paths(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    del chance
    number = path_count(problem.graph, field.name)
    return {"number": number} if number > 1 else None


def _points(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    """Of a cost that is a sum; a mean's is divided."""
    del field, chance
    is_sum = not problem.is_layered or not problem.network.cost_function.is_mean
    return {} if is_sum and len(problem.data) > 1 else None


def _step(problem: Problem, field: FieldId, chance: Random) -> dict[str, Value] | None:
    del chance
    if not field.name or field.is_after or not problem.makes_step or not problem.trace.gradient.get(field.name):
        return None
    value = problem.trace.gradient[field.name]
    return {"value": value, "rises": value > 0, "old": problem.trace.theta[field.name]}


_NAMED: Mapping[str, Named] = MappingProxyType(
    {
        "squares": _squares,
        "slope": _slope,
        "gate": _gate,
        "weight": _weight,
        "input": _input,
        "bias": _bias,
        "local": _local,
        "paths": _paths,
        "points": _points,
        "step": _step,
    }
)


def _ways(problem: Problem, field: FieldId) -> tuple[tuple[Factor, ...], ...]:
    is_partial = field.stage == "d" and field.name in problem.trace.gradient
    return paths(problem.graph, field.name, MOST_PATHS) if is_partial else ()


def _factors(problem: Problem, field: FieldId) -> Iterator[Factor]:
    """The factors on all ways down to what a field is about, each once."""
    yield from dict.fromkeys(factor for way in _ways(problem, field) for factor in way)
