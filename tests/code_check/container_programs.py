"""Backward passes whose parameters stand in dataclasses, in modules, or at the top of the file; and optimizers.

All our own, in the styles of courses and blogs; each with a bug of its own as well.
"""

from .program import Program
from .templates import of
from .texts_of_containers import (
    AT_THE_TOP,
    AVERAGED,
    LAYERS_AT_THE_TOP,
    MOVED_AT_THE_TOP,
    OF_THE_FILE,
    OPTIMIZED,
    PARAMETERS,
    REMEMBERED,
)

MEAN, SUM, HALF = (("--cost", cost) for cost in ("mean-of-squares", "sum-of-squares", "half-sum-of-squares"))

DATACLASS = """
from dataclasses import dataclass
import numpy as np

@dataclass
class Params:
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray

def backward(params: Params, X, y):
    z1 = X @ params.W1 + params.b1
    a1 = np.maximum(0, z1)
    d2 = 2 * (a1 @ params.W2 + params.b2 - y) / len(X)
    d1 = (d2 @ params.W2.T) * {gate}
    return Params(X.T @ d1, d1.sum(axis=0), a1.T @ d2, d2.sum(axis=0))
"""

DERIVED = """
from dataclasses import dataclass
import numpy as np

@dataclass
class Hidden:
    W1: np.ndarray
    b1: np.ndarray

@dataclass
class Params(Hidden):
    W2: np.ndarray
    b2: np.ndarray
""" + DATACLASS[DATACLASS.index("\ndef ") :].replace("params: Params", "params")
DEEPER = """
@dataclass
class Deep(Params):
    W3: np.ndarray
    b3: np.ndarray
"""

LAYERS = """
from typing import NamedTuple
from dataclasses import dataclass
import numpy as np

class Layer(NamedTuple):
    W: np.ndarray
    b: np.ndarray

@dataclass
class Network:
    layers: list[Layer]

def gradients(net: Network, x, y):
    acts = [x]
    for layer in net.layers:
        acts.append(1 / (1 + np.exp(-(layer.W @ acts[-1] + layer.b))))
    grads, delta = [], (acts[-1] - y) * acts[-1] * (1 - acts[-1])
    for k in reversed(range(len(net.layers))):
        grads.insert(0, Layer(np.outer(delta, acts[k]), delta))
        delta = {back} * acts[k] * (1 - acts[k])
    return grads
"""

WITH_FIELDS = """
from dataclasses import dataclass, field
import numpy as np

@dataclass
class MLP:
    n_in: int
    n_hidden: int
    n_out: int
    lr: float = 0.1
    losses: list = field(init=False, default_factory=list)

    def __post_init__(self):
        self.W1, self.b1 = np.random.randn(self.n_hidden, self.n_in), np.zeros(self.n_hidden)
        self.W2, self.b2 = np.random.randn(self.n_out, self.n_hidden), np.zeros(self.n_out)

    def forward(self, x):
        self.x, self.h = x, np.tanh(self.W1 @ x + self.b1)
        return self.W2 @ self.h + self.b2

    def backward(self, y, out):
        d = out - y
        dh = self.W2.T @ d * {gate}
        self.W2 -= self.lr * np.outer(d, self.h)
        self.b2 -= self.lr * d
        self.W1 -= self.lr * np.outer(dh, self.x)
        self.b1 -= self.lr * dh
"""


ADAPTIVE = AVERAGED.replace("lr * self.v[k]", "lr * self.v[k] / (np.abs(self.v[k]) + 1e-8)")


def _filled(text: str, **parts: str) -> str:
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


_PARTS = {"bias": "d.sum(axis=0)", "mask": "self.mask"}
RIGHT_CONTAINERS: dict[str, Program] = {
    "a dataclass of arrays": Program(_filled(DATACLASS, gate="(z1 > 0)")),
    "a dataclass derived from another": Program(_filled(DERIVED, gate="(z1 > 0)")),
    "layers in a dataclass": Program(_filled(LAYERS, back="(net.layers[k].W.T @ delta)")),
    "a dataclass that is a network": Program(_filled(WITH_FIELDS, gate="(1 - self.h ** 2)")),
    "modules at the top of the file": Program(_filled(AT_THE_TOP, **_PARTS)),
    "a function that builds, and an optimizer": Program(_filled(OPTIMIZED, **_PARTS)),
    "an optimizer of parameters, with momentum": Program(_filled(PARAMETERS, gate="(1 - self.h ** 2)")),
    "steps that are averaged": Program(_filled(AVERAGED, gate="(z1 > 0)")),
    "a function that is handed what it remembers": Program(_filled(REMEMBERED, gate="(1 - h * h)")),
    "layers at the top of the file": Program(_filled(LAYERS_AT_THE_TOP, **_PARTS)),
    "lists at the top of the file": Program(_filled(OF_THE_FILE, gate="a[l] * (1 - a[l])")),
    "arrays at the top that move": Program(_filled(MOVED_AT_THE_TOP, slope="2 * (h @ W2 + b2 - Y) / len(X)")),
}
"""Right programs, by their style."""
WRONG_CONTAINERS: dict[str, Program] = {
    "no slope, in a dataclass": of(_filled(DATACLASS, gate="1"), "partial.gate-ignored-hidden", "parameters", *MEAN),
    "no weights, in layers": of(
        _filled(LAYERS, back="np.full(len(acts[k]), delta.sum())"),
        "partial.weights-not-followed",
        "layers",
        *HALF,
    ),
    "tanh of the slope, in fields": of(
        _filled(WITH_FIELDS, gate="(1 - self.h)"), "partial.gate-half", "a dataclass", *HALF
    ),
    "no mask, in modules": of(
        _filled(AT_THE_TOP, **_PARTS | {"mask": "1"}), "partial.gate-ignored-hidden", "modules", *SUM
    ),
    "a mean for biases, with an optimizer": of(
        _filled(OPTIMIZED, **_PARTS | {"bias": "d.mean(axis=0)"}), "code.mean-biases-only", "an optimizer", *SUM
    ),
    "no slope, with momentum": of(
        _filled(PARAMETERS, gate="1"), "partial.gate-ignored-hidden", "parameters with gradients", *MEAN
    ),
    "no slope, in averaged steps": of(
        _filled(AVERAGED, gate="1"), "partial.gate-ignored-hidden", "averaged steps", *MEAN
    ),
    "slope without its square, with velocities": of(
        _filled(REMEMBERED.replace("(1 - beta) * ", ""), gate="(1 - h)"), "partial.gate-half", "momentum", *SUM
    ),
    "no mask, in layers at the top": of(
        _filled(LAYERS_AT_THE_TOP, **_PARTS | {"mask": "1"}), "partial.gate-ignored-hidden", "layers", *MEAN
    ),
    "no slope, in lists at the top": of(
        _filled(OF_THE_FILE, gate="1"), "partial.gate-ignored-hidden", "lists at the top", *HALF
    ),
    "a mean twice, at the top": of(
        _filled(MOVED_AT_THE_TOP, slope="2 * (h @ W2 + b2 - Y) / len(X) ** 2"),
        "partial.mean-twice",
        "arrays at the top",
        *MEAN,
    ),
}
"""Programs with one bug each, by what is wrong."""
