"""What a name stands for in a learner's program: a parameter's role in a function, a weight or a bias in an object."""

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import NamedTuple


class Role(NamedTuple):
    """What a parameter is: `weight` or `bias` of a layer, all `weights`, all `biases`, all `parameters`, `x`, `y`, …"""

    kind: str
    layer: int = 0
    text: str = ""
    """What the file itself hands over, where it is that."""


KEPT = ("activation", "preactivation", "activations", "preactivations", "output", "cache")
"""The roles of what a forward pass has worked out."""
HOLDING = ("weight", "bias", "weights", "biases", "parameters")
"""The roles of what holds parameters."""
_OF_LAYER = (
    (re.compile(r"(?:weights?|ws?|theta|thetas|syn|synapse)(?:\d_?)??(\d)"), "weight"),
    (re.compile(r"(?:bias|biases|bs?)(\d)"), "bias"),
    (re.compile(r"(?:z|net|zs|pre)(\d)"), "preactivation"),
    (re.compile(r"(?:a|h|act|activation|out|layer)(\d)"), "activation"),
)
_SETS = r"(?:training|train|set|data|batch|list|array|values|vector|examples?|mini)*"
_LONGER = (
    (re.compile(rf"{_SETS}(?:inputs?|x|features?){_SETS}"), "x"),
    (re.compile(rf"{_SETS}(?:outputs|targets?|labels?|y|expectedoutputs?){_SETS}"), "y"),
    (re.compile(r"\w*(?:iterations?|epochs?)"), "epochs"),
    (re.compile(r"\w*learningrate"), "rate"),
)
_HIDDEN_AND_OUT = {
    "weight": (
        [
            "wh",
            "wxh",
            "wih",
            "whidden",
            "win",
            "wi",
            "wji",
            "wij",
            "weightshidden",
            "weightsinputhidden",
            "hiddenweights",
        ],
        ["wo", "who", "wout", "why", "wkj", "wjk", "woutput", "weightsoutput", "weightshiddenoutput", "outputweights"],
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
    "parameters": "params parameters nnparams nnparameters wb weightvector paramvector theta thetas p model net "
    "network nn weightsandbiases",
    "x": "x xs row input inputs inp a0 features feature xbatch xb xn xtrain xi x0 samples inputdata inputslist "
    "inputlist",
    "y": "y ys t tn ts target targets targ label labels ytrue yb ybatch ytrain yi expected ground truth d desired "
    "outputs targetslist targetlist ytrues allytrues",
    "data": "data points dataset batch minibatch examples pairs trainingdata",
    "rate": "lr eta alpha learningrate learnrate rate stepsize lrate",
    "points": "m n batchsize nsamples nsample mbatch numsamples numexamples nexamples",
    "depth": "l nlayers numlayers depth",
    "sizes": "sizes layersizes widths layers layerdims dims",
    "penalty": "lam lambda lambd lmbda lamda reg l2 regularization reglambda lambdareg l2lambda l2reg regstrength",
    "decay": "weightdecay decay",
    "cache": "cache caches memory forwardcache store",
    "output": "al yhat ypred aout output out prediction predictions pred afinal probs o ypredicted",
    "upstream": "dout dz da gradoutput outputgradient outputgrad gradout grad gradient delta error outputerror "
    "upstream dvalues dldout lossgrad lossgradient outgrad dy dloss gradloss dldy errors dl g",
    "epochs": "epochs epoch iterations niters numiterations nepochs iters maxiter niter numepochs niterations maxiters",
    "preactivations": "zs z zlist preactivations",
    "activations": "activations as alist acts",
    "memory": "velocity velocities vel momentums",
    "optimizer": "optimizer optimiser optim opt sgd",
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}


_ROLES = {name: Role(kind) for name, kind in _KIND_OF.items()}
_ROLES |= {"w": Role("weight", 1), "weight": Role("weight", 1), "b": Role("bias", 1), "bias": Role("bias", 1)}


def plain(name: str) -> str:
    """A name without capitals, signs and spaces."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def role_of(name: str) -> Role | None:
    """What a parameter of this name stands for; layers are counted as they are in the name."""
    short = plain(name)
    if short in _ROLES:
        return _ROLES[short]
    for kind, (hidden, out) in _HIDDEN_AND_OUT.items():
        if short in hidden or short in out:
            return Role(kind, 1 if short in hidden else 2)
    for pattern, kind in _LONGER:
        if pattern.fullmatch(short):
            return Role(kind)
    for pattern, kind in _OF_LAYER:
        found = pattern.fullmatch(short)
        if found:
            return Role("x") if kind == "activation" and found[1] == "0" else Role(kind, int(found[1]))
    return None


def is_of_layer(fields: Sequence[str]) -> bool:
    """Whether what holds weights and biases by such names holds those of one layer: `W` and `b`, without a number."""
    weights = [name for name in fields if (role := role_of(name)) is not None and role.kind == "weight"]
    return len(weights) == 1 and not any(sign.isdigit() for name in fields for sign in name)


_LAYER = re.compile(r"(?:layer|fc|dense|linear|hidden|l|Dense|Linear|params)_?(\d)")


def layer_names(strings: Set[str]) -> tuple[str, ...]:
    """The words that name layers in order: `layer1`, `fc1`, `dense_0`, …"""
    found = {int(one[1]): one[0] for text in strings if (one := _LAYER.fullmatch(text))}
    return tuple(found[k] for k in sorted(found))


_BY_LETTERS = ("UVW", "uvw")
_BIASES_BY_LETTERS = "bc"


def lettered(names: Sequence[str]) -> dict[str, Role]:
    """What parameters stand for where each layer's weights have a letter of their own: `V, W`, and `b, c` biases."""
    own = ([name for name in names if name in [*letters]] for letters in _BY_LETTERS)
    weights = next((one for one in own if len(one) > 1), [])
    steps = any((role := role_of(name)) is not None and role.kind == "rate" for name in names)
    if not weights or (steps and weights[0].islower()):  # v may be the velocity of w
        return {}
    biases = [name for name in names if name in [*_BIASES_BY_LETTERS]]
    found = {name: Role("weight", layer) for layer, name in enumerate(weights, 1)}
    return found | {name: Role("bias", layer) for layer, name in enumerate(biases, 1)}


MEMORY = re.compile(r"_?(?:[vms]|vel\w*|mom\w*|cache\w*|moments?|state|exp_avg\w*)")
"""What holds an array for each parameter that is neither it nor its gradient: what steps remember."""
_STRANGE = re.compile(r"velocity|momentum|prev|old|best|history|size|shape|count|decay|init")
_LETTERS = (
    ("weight", re.compile(r"(?:w|(?:[a-z]+_)*weights?|theta|syn(?:apses?)?|kernel)(?:[_\d].*|[hioxy]{1,2}|)")),
    ("bias", re.compile(r"(?:b|(?:[a-z]+_)*bias(?:es)?)(?:[_\d].*|[hoy]|)")),
)
_SLOPE = re.compile(r"grad|nabla|delta|^d(?:l|c|j|loss|cost)?_?d")


@lru_cache(maxsize=1024)
def letter_of(word: str) -> tuple[str, bool] | None:
    """Whether an attribute's name is that of weights or biases, and whether of their gradients; None for another."""
    low = word.lower().lstrip("_")
    if _STRANGE.search(low):
        return None
    bare = re.sub(r"(?:_?(?:grads?|gradients?))$", "", low)
    bare = re.sub(r"^(?:grads?|gradients?|nabla|delta)_?(?=[a-z])", "", re.sub(r"^d\w{0,5}_(?=d[a-z])", "", bare))
    alone = re.sub(r"^d_?(?=w|b|theta)", "", bare)
    for text, is_slope in ((alone, alone != low or bool(_SLOPE.search(low))), (bare, False)):
        for kind, pattern in _LETTERS:
            if pattern.fullmatch(text):
                return kind, is_slope
    return None
