"""What the parameters of a learner's function stand for, by their names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.code_check.source import Function, Source


class Role(NamedTuple):
    """What a parameter is: `weight` or `bias` of a layer, all `weights`, all `biases`, all `parameters`, `x`, `y`, …"""

    kind: str
    layer: int = 0


_OF_LAYER = (
    (re.compile(r"(?:weights?|ws?|theta|thetas)(?:\d_?)??(\d)"), "weight"),
    (re.compile(r"(?:bias|biases|bs?)(\d)"), "bias"),
    (re.compile(r"(?:z|net|zs|pre)(\d)"), "preactivation"),
    (re.compile(r"(?:a|h|act|activation|out|layer)(\d)"), "activation"),
)
_HIDDEN_AND_OUT = {
    "weight": (
        ["wh", "wxh", "wih", "whidden", "win", "wi", "weightshidden", "weightsinputhidden", "hiddenweights"],
        ["wo", "who", "wout", "why", "woutput", "weightsoutput", "weightshiddenoutput", "outputweights"],
    ),
    "bias": (
        ["bh", "bhidden", "biashidden", "hiddenbias", "bi"],
        ["bo", "bout", "boutput", "biasoutput", "outputbias", "by"],
    ),
}
"""Names that speak of the hidden layer, and of the output's: two layers are meant."""
_NAMES = {
    "weights": "weights ws weightmatrices wlist",
    "biases": "biases bs biasvectors blist",
    "parameters": "params parameters theta thetas p model net network nn weightsandbiases",
    "x": "x xs input inputs a0 features feature xbatch xtrain xi x0 samples inputdata",
    "y": "y ys t ts target targets label labels ytrue ybatch ytrain yi expected ground truth d desired outputs",
    "data": "data points dataset batch minibatch examples pairs trainingdata",
    "rate": "lr eta alpha learningrate rate stepsize lrate",
    "points": "m n batchsize nsamples nsample mbatch numsamples numexamples nexamples",
    "depth": "l nlayers numlayers depth",
    "sizes": "sizes layersizes widths layers layerdims dims",
    "penalty": "lam lambda lambd lmbda reg l2 weightdecay decay regularization",
    "cache": "cache caches memory forwardcache store",
    "output": "al yhat ypred aout output out prediction predictions pred afinal probs",
    "preactivations": "zs z zlist preactivations",
    "activations": "activations as alist acts",
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_USUAL = [
    "backward",
    "backprop",
    "backpropagation",
    "backwardpropagation",
    "gradients",
    "gradient",
    "grads",
    "grad",
    "backwardpass",
    "computegradients",
    "computegradient",
    "lossandgradients",
    "lossgrad",
    "gradloss",
    "getgradients",
    "gradfn",
    "trainstep",
    "step",
]
"""Names of functions that return gradients, the likeliest first."""
_KEYS = re.compile(r"(?:grad_?|nabla_?|d)?([wb])_?(\d)", re.IGNORECASE)


def plain(name: str) -> str:
    """A name without capitals, signs and spaces."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def role_of(name: str) -> Role | None:
    """What a parameter of this name stands for; layers are counted as they are in the name."""
    short = plain(name)
    if short in _KIND_OF:
        return Role(_KIND_OF[short])
    if short in ("w", "weight"):
        return Role("weight", 1)
    if short in ("b", "bias"):
        return Role("bias", 1)
    for kind, (hidden, out) in _HIDDEN_AND_OUT.items():
        if short in hidden or short in out:
            return Role(kind, 1 if short in hidden else 2)
    for pattern, kind in _OF_LAYER:
        found = pattern.fullmatch(short)
        if found:
            return Role("x") if kind == "activation" and found[1] == "0" else Role(kind, int(found[1]))
    return None


class Signature(NamedTuple):
    """A function whose parameters are understood: for each that is to be given, its name and role."""

    function: Function
    roles: tuple[tuple[str, Role, bool], ...]
    """Name, role, and whether it is given by its place only."""
    depth: int
    """The number of layers; 0 where any number will do."""
    unknown: tuple[str, ...] = ()
    """Parameters that have to be given, and that nobody knows what for."""

    def has(self, kind: str) -> bool:
        """Whether something of this kind is taken."""
        return any(role.kind == kind for _, role, _ in self.roles)

    @property
    def is_usable(self) -> bool:
        """Whether it takes parameters and data, and nothing that is not understood."""
        theta = any(self.has(kind) for kind in ("weight", "weights", "parameters", "bias"))
        data = self.has("data") or (self.has("x") and self.has("y"))
        return theta and data and not self.unknown


def signature(function: Function, source: Source) -> Signature:
    """What a function takes, by the names of its parameters; a parameter with a default is given only if it matters."""
    roles, unknown = [], []
    for parameter in function.parameters:
        role = role_of(parameter.name)
        matters = role is not None and role.kind not in ("depth", "sizes", "output")
        if role is not None and (parameter.required or matters):
            roles.append((parameter.name, role, parameter.by_place))
        elif parameter.required:
            unknown.append(parameter.name)
    layers = [role.layer for _, role, _ in roles if role.kind in ("weight", "bias")]
    if layers and 0 in layers:  # counted from 0
        roles = [(name, _later(role), by_place) for name, role, by_place in roles]
        layers = [layer + 1 for layer in layers]
    depth = max(layers, default=0) or _depth_of_keys(function.strings or source.strings)
    return Signature(function, tuple(roles), depth, tuple(unknown))


def _later(role: Role) -> Role:
    return Role(role.kind, role.layer + 1) if role.kind in ("weight", "bias") else role


def _depth_of_keys(strings: frozenset[str]) -> int:
    """How many layers words such as "W1" and "dW2" speak of; 0 where none does."""
    found = [_KEYS.fullmatch(one) for one in strings]
    numbers = [int(one[2]) for one in found if one is not None]
    return max(numbers) + (0 in numbers) if numbers else 0


def candidates(source: Source) -> Iterator[Signature]:
    """The functions that may be the one that is meant, the likeliest first."""

    def order(function: Function) -> tuple[int, int]:
        name = plain(function.name)
        near = [k for k, usual in enumerate(_USUAL) if usual == name]
        near += [k + len(_USUAL) for k, usual in enumerate(_USUAL) if usual in name]
        return (min(near, default=99), -function.line)

    yield from (signature(function, source) for function in sorted(source.functions, key=order))


def chosen(source: Source, name: str | None) -> Signature | None:
    """The function of a name, or the likeliest that can be used, or is called like one; None where there is none."""
    if name is not None:
        return next((signature(one, source) for one in source.functions if one.name == name), None)
    every = list(candidates(source))
    found = [one for one in every if one.is_usable]
    named, meant = ([one for one in some if _is_usual(one)] for some in (found, every))
    return next(iter(named or found or meant), None)


def _is_usual(signature: Signature) -> bool:
    return any(usual in plain(signature.function.name) for usual in _USUAL)


def forward_of(source: Source) -> Signature | None:
    """The forward pass of the file, whose cache the backward pass takes."""
    for function in source.functions:
        if "forward" in plain(function.name):
            found = signature(function, source)
            if not found.unknown and found.has("x"):
                return found
    return None
