"""The skills that ask for numbers: the fields of each, what is given with it, and the mistakes its problems must show.

The ids of mistakes stand here one by one, so that one more in the catalogue changes no problem that was drawn before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tutor.mistakes.component import Component
from tutor.network.architecture import Network, Parameter

SMOOTH = "gates-smooth"
"""The skill whose gates are those of sigmoid and tanh; its statement gives a table of ρ and ρ′."""
Fields = tuple[str, ...]


def _ids(kind: str, names: str) -> tuple[str, ...]:
    return tuple(f"{kind}.{name}" for name in names.split())


COUNT = _ids(
    "count",
    "no-biases one-bias-per-layer bias-on-inputs no-output-bias bias-per-input neurons all-neurons layers "
    "last-layer-missing first-layer-missing times-data",
)
FORWARD = _ids(
    "forward",
    "no-activation output-not-activated no-bias bias-after-activation absolute-activation weight-times-sum",
)
COST = _ids(
    "cost",
    "sum-of-residuals absolute-residuals square-of-sum mean half root target-added difference-of-squares "
    "target-ignored point-missing single-point",
)
OUTPUT = _ids(
    "partial",
    "no-factor-2 sign no-residual cost-not-differentiated square-kept target-ignored target-not-doubled target-added "
    "sign-of-residual",
)
GATES = _ids(
    "partial",
    "gate-ignored gate-ignored-output gate-ignored-hidden gate-is-activation gate-is-preactivation gate-inverted "
    "gate-is-sign",
)
CURVED = _ids(
    "partial",
    "gate-ignored gate-ignored-output gate-ignored-hidden gate-is-activation gate-is-preactivation gate-at-activation "
    "gate-formula-in-z gate-half gate-sign-slip gate-of-other-function gate-not-carried",
)
"""The mistakes in gates that are no 0 or 1."""
BACK = _ids(
    "partial",
    "weights-not-followed activation-for-weight chain-added updated-weights layer-skipped weight-times-weight",
)
PATHS = _ids("partial", "one-path paths-multiplied")
MATRIX = _ids("partial", "not-transposed outer-transposed")
WEIGHTS = _ids(
    "partial",
    "weight-without-input weight-times-preactivation weight-times-network-input weight-times-own-activation "
    "weight-times-weight",
)
BIASES = _ids("partial", "bias-times-input bias-times-bias bias-is-one bias-is-zero")
SUMS = _ids("partial", "mean point-missing single-point sums-multiplied")
UPDATE = _ids(
    "update",
    "ascent no-rate step-only step-added-to-nothing scaled rate-on-difference swapped rate-divides cost-for-gradient "
    "sign-only unchanged biases-kept weights-kept half-step double-step mean one-after-another point-by-point",
)
MISTAKES_OF: Mapping[Component, Fields] = MappingProxyType(
    {
        Component.COUNT: COUNT,
        Component.FORWARD: FORWARD,
        Component.COST: COST,
        Component.SLOPE: OUTPUT,
        Component.GATE: (*GATES, *(name for name in CURVED if name not in GATES)),
        Component.BACK: (*(name for name in BACK if name not in WEIGHTS), MATRIX[0]),
        Component.PATHS: PATHS,
        Component.FACTOR: (*WEIGHTS, *BIASES, MATRIX[1]),
        Component.POINTS: SUMS,
        Component.UPDATE: UPDATE,
    }
)
"""The mistakes by the component in which they are made: as their records have it, which need numpy to be read."""
_OF_MISTAKE = {name: component for component, names in MISTAKES_OF.items() for name in names}
PARTIAL = tuple(dict.fromkeys((*OUTPUT, *GATES, *BACK, *PATHS, *MATRIX, *WEIGHTS, *BIASES, *SUMS)))
CALCULATION = (*FORWARD, *COST, *PARTIAL, *UPDATE)
"""Those of all that is calculated."""
EXACT = tuple(name for name in CALCULATION if name != "cost.root")
"""Those that lead from exact numbers to exact ones."""


@dataclass(frozen=True)
class Skill:
    """A skill: the fields that its problems ask for, the ones given with the statement, the mistakes that matter."""

    id: str
    asked: Callable[[Network], Fields]
    mistakes: tuple[str, ...]
    given: Callable[[Network], Fields] = lambda _network: ()
    """Fields whose answers the statement gives."""
    closed_gates: bool = False
    """Whether some gate has to be closed; units may then be dead."""


def component_of(mistake: str) -> Component:
    """The component in which a mistake is made that some skill is about. Raises KeyError for others."""
    return _OF_MISTAKE[mistake]


def _picked(stage: str, kinds: tuple[str, ...], layer: Callable[[Network], int]) -> Callable[[Network], Fields]:
    def fields(network: Network) -> Fields:
        chosen = [p for p in network.parameters if p.kind in kinds and p.layer == layer(network)]
        return tuple(f"{stage}.{p.name}" for p in chosen)

    return fields


def _first(_network: Network) -> int:
    return 1


def _last(network: Network) -> int:
    return network.depth


def _both_ends(network: Network) -> Fields:
    """The weights of the first layer and of the last: what a closed gate keeps back, and what it leaves to pass."""
    weight = ("weight",)
    return (*_picked("d", weight, _first)(network), *_picked("d", weight, _last)(network))


def _first_unit(network: Network) -> Fields:
    return tuple(f"d.{p.name}" for p in network.parameters if p.layer == p.to == 1)


def _into_first(network: Network) -> Fields:
    """What shows δ⁽¹⁾: the biases alone where there is one input, the weights too where there are more."""
    kinds = ("bias",) if network.widths[0] == 1 else ("weight",)
    return _picked("d", kinds, _first)(network)


def _every(stage: str) -> Callable[[Network], Fields]:
    return lambda network: tuple(f"{stage}.{p.name}" for p in network.parameters)


def _total(stage: str) -> Callable[[Network], Fields]:
    return lambda _network: (stage,)


def calculated(network: Network) -> Fields:
    """The cost, the partial derivatives and θ′."""
    return ("c", *_every("d")(network), *_every("e")(network))


def _whole(network: Network) -> Fields:
    """The fields of all stages with numbers; a whole problem asks for the tree, too."""
    return ("a", *calculated(network))


def _skills() -> Iterator[Skill]:
    yield Skill("count", _total("a"), COUNT)
    yield Skill("forward-cost", _total("c"), (*FORWARD, *COST))
    # Where a hidden gate is closed, its point says nothing of the last weight: one problem can't show both.
    last = tuple(id for id in WEIGHTS if id != "partial.weight-times-preactivation")
    yield Skill("weight-last", _picked("d", ("weight",), _last), (*OUTPUT, *last, *SUMS))
    yield Skill("bias-last", _picked("d", ("bias",), _last), (*OUTPUT, *BIASES, *SUMS))
    deep = tuple(dict.fromkeys((*BACK, *WEIGHTS, *OUTPUT, *SUMS)))
    yield Skill("weight-deep", _picked("d", ("weight",), _first), deep)
    yield Skill("bias-deep", _picked("d", ("bias",), _first), (*BACK[:-1], *BIASES, *OUTPUT, *SUMS))
    off = ("forward.no-activation", "forward.output-not-activated", "forward.absolute-activation")
    yield Skill("gates", _both_ends, (*GATES, *off, "partial.weight-times-preactivation"), closed_gates=True)
    yield Skill(SMOOTH, _picked("d", ("weight",), _first), CURVED)
    yield Skill("points", _first_unit, (*SUMS, *OUTPUT))
    yield Skill("two-paths", _picked("d", ("weight",), _first), (*PATHS, *BACK[:-1], *OUTPUT))
    yield Skill("transpose", _into_first, (*MATRIX, *PATHS, *BACK[:-1]))
    yield Skill("update", _every("e"), UPDATE, given=_every("d"))
    yield Skill("whole-chain", _whole, (*COUNT, *CALCULATION))
    yield Skill("whole-wide", _whole, (*COUNT, *CALCULATION))


NUMBER_SKILLS: Mapping[str, Skill] = MappingProxyType({skill.id: skill for skill in _skills()})


def parameter_fields(stage: str, parameters: tuple[Parameter, ...], asked: Fields) -> tuple[int, ...]:
    """Where in θ the parameters stand whose fields of a stage are asked for."""
    return tuple(k for k, parameter in enumerate(parameters) if f"{stage}.{parameter.name}" in asked)
