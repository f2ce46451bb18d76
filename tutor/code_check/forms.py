"""What a learner's function may be the gradient of: activations and costs, by what its file speaks of."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from tutor.code_check.cases import Targets
from tutor.code_check.source import LEAK, Source
from tutor.network.architecture import Bias, Network, Penalty
from tutor.network.costs import COST_NAMED

SPOKEN = {
    "relu": ("relu", "maximum", "clip", "where", "max"),
    "sigmoid": ("sigmoid", "sigm", "expit", "logistic", "exp", "sig"),
    "tanh": ("tanh",),
    "softmax": ("softmax", "exp"),
    "leaky-relu": ("leaky", "lrelu"),
    "softplus": ("softplus", "log1p", "logaddexp"),
}
"""Words that speak of an activation."""
_IN_LOSS = {
    "softmax": {"crossentropyloss", "cross_entropy"},
    "sigmoid": {"bcewithlogitsloss", "binary_cross_entropy_with_logits", "multilabelsoftmarginloss"},
}
"""Losses of torch that have an activation in them."""
HIDDEN = ("relu", "sigmoid", "tanh", "leaky-relu", "softplus", "identity")
OUTPUT = ("identity", "sigmoid", "softmax", "tanh", "relu", "leaky-relu", "softplus")
SQUARES = tuple(name for name, cost in COST_NAMED.items() if cost.is_squares)
ENTROPIES = tuple(name for name, cost in COST_NAMED.items() if cost.is_cross_entropy)


LAMBDA = Fraction(1, 4)
PENALTIES = tuple(Penalty(factor * LAMBDA, over) for over in (False, True) for factor in (1, 2))
"""λ/2 Σw² and λ Σw², of all points together or divided by their number, where a program takes a λ."""
MIXED = 3
"""The number of layers of networks whose hidden layers may differ in activation, and the most that they choose from."""


class Form(NamedTuple):
    """A network without its widths."""

    activations: tuple[str, ...]
    cost: str
    bias: Bias = "unit"
    penalty: Penalty | None = None

    @property
    def is_mixed(self) -> bool:
        """Whether its hidden layers have activations that differ."""
        return len(set(self.activations[:-1])) > 1

    def network(self, widths: tuple[int, ...]) -> Network:
        """The network of these widths."""
        return _network(self, widths)


@lru_cache(maxsize=4096)
def _network(form: Form, widths: tuple[int, ...]) -> Network:
    """One object for each, asked for thousands of times: what a network knows of itself is worked out once."""
    return Network(widths, form.activations, form.cost, form.bias, penalty=form.penalty)


def form_of(network: Network) -> Form:
    """A network's own form."""
    return Form(network.activations, network.cost, network.bias, network.penalty)


def spoken(source: Source) -> tuple[str, ...]:
    """The activations that a file speaks of; all of them where it speaks of none, or hides behind other names."""
    text = source.words | {word.lower() for word in source.strings}
    found = [name for name, words in SPOKEN.items() if any(word in one for one in text for word in words)]
    if "relu" in found and LEAK in source.numbers:
        found.append("leaky-relu")
    if "torch" in source.imported:
        found += [name for name, words in _IN_LOSS.items() if words & text]
    return tuple(found) or tuple(SPOKEN)


def forms(
    source: Source,
    depth: int,
    bias: Bias,
    activations: Sequence[str] | None,
    costs: Sequence[str] | None,
    *,
    penalized: bool = False,
) -> list[Form]:
    """The forms to think of, the likeliest first; `activations` and `costs` are what the learner said.

    With `penalized`, each cost has a penalty, or none.
    """
    if activations:
        chains: Iterable[tuple[str, ...]] = [_for_layers(tuple(activations), depth)]
    else:
        said = spoken(source)
        hidden = [name for name in HIDDEN if name in said] + ["identity"]
        output = [name for name in OUTPUT if name in said or name == "identity"]
        if depth == 1:
            chains = [(last,) for last in output]
        else:
            same = [(first,) * (depth - 1) for first in dict.fromkeys(hidden)]
            every = product(hidden[:-1], repeat=depth - 1) if depth == MIXED and len(hidden) <= MIXED + 1 else ()
            mixed = [one for one in every if len(set(one)) > 1]
            chains = [(*before, last) for before, last in product([*same, *mixed], output)]
    bare = [Form(chain, cost, bias) for chain in chains for cost in _costs(chain[-1]) if not costs or cost in costs]
    penalties: tuple[Penalty | None, ...] = (*PENALTIES, None) if penalized else (None,)
    return [form._replace(penalty=penalty) for penalty in penalties for form in bare]


def _for_layers(said: tuple[str, ...], depth: int) -> tuple[str, ...]:
    """One for each layer: the last one said for the last layer, the first for those before where they are fewer."""
    if len(said) == depth:
        return said
    return (said[0],) * (depth - 1) + (said[-1],)


def _costs(last: str) -> tuple[str, ...]:
    if last == "softmax":
        return tuple(cost for cost in ENTROPIES if "binary" not in cost) + SQUARES
    if last == "sigmoid":
        return SQUARES + tuple(cost for cost in ENTROPIES if "binary" in cost)
    return SQUARES


def targets_of(found: Sequence[Form]) -> Targets:
    """Which targets make sense for all of them."""
    if any(form.activations[-1] == "softmax" for form in found):
        return "one-hot"
    return "binary" if any(COST_NAMED[form.cost].is_cross_entropy for form in found) else "real"
