"""Backward passes whose parameters stand in dataclasses, in modules, or at the top of the file; and optimizers.

All our own, in the styles of courses and blogs; each with a bug of its own as well.
"""

from .program import Program
from .templates import of

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

PARTS = """
import numpy as np

class Linear:
    def __init__(self, n_in, n_out):
        self.W, self.b = np.random.randn(n_in, n_out) * 0.1, np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.dW, self.db = self.x.T @ d, {bias}
        return d @ self.W.T

class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, d):
        return d * {mask}

class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, d):
        for layer in reversed(self.layers):
            d = layer.backward(d)
        return d
"""

AT_THE_TOP = PARTS + "\nmodel = Sequential(Linear(3, 4), ReLU(), Linear(4, 2))\n"

OPTIMIZED = (
    PARTS
    + """
class SGD:
    def __init__(self, model, lr=0.01):
        self.model, self.lr = model, lr

    def step(self):
        for layer in self.model.layers:
            if hasattr(layer, "W"):
                layer.W -= self.lr * layer.dW
                layer.b -= self.lr * layer.db

def build(n_in, n_hidden, n_out):
    model = Sequential(Linear(n_in, n_hidden), ReLU(), Linear(n_hidden, n_out))
    return model

def train_step(model, optimizer, X, y):
    out = model.forward(X)
    model.backward(2 * (out - y))
    optimizer.step()
    return ((out - y) ** 2).sum()
"""
)

PARAMETERS = """
import numpy as np

class Parameter:
    def __init__(self, data):
        self.data, self.grad = data, np.zeros_like(data)

class Linear:
    def __init__(self, n_in, n_out):
        self.W, self.b = Parameter(np.random.randn(n_in, n_out)), Parameter(np.zeros(n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W.data + self.b.data

    def backward(self, d):
        self.W.grad += self.x.T @ d
        self.b.grad += d.sum(0)
        return d @ self.W.data.T

class Net:
    def __init__(self, n_in, n_hidden, n_out):
        self.l1, self.l2 = Linear(n_in, n_hidden), Linear(n_hidden, n_out)

    def forward(self, x):
        self.h = np.tanh(self.l1.forward(x))
        return self.l2.forward(self.h)

    def backward(self, d):
        self.l1.backward(self.l2.backward(d) * {gate})

    def parameters(self):
        return [p for layer in (self.l1, self.l2) for p in (layer.W, layer.b)]

class Momentum:
    def __init__(self, params, lr, momentum=0.9):
        self.params, self.lr, self.momentum = params, lr, momentum
        self.velocities = [np.zeros_like(p.data) for p in params]

    def zero_grad(self):
        for p in self.params:
            p.grad[:] = 0

    def step(self):
        for v, p in zip(self.velocities, self.params):
            v *= self.momentum
            v -= self.lr * p.grad
            p.data += v

def train_step(model, optimizer, X, y):
    optimizer.zero_grad()
    out = model.forward(X)
    model.backward(2 * (out - y) / len(X))
    optimizer.step()
"""

AVERAGED = """
import numpy as np

class Net:
    def __init__(self, n_in, n_hidden, n_out):
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)
        self.v = {k: np.zeros_like(getattr(self, k)) for k in ("W1", "b1", "W2", "b2")}

    def step(self, X, y, lr=0.1, beta=0.9):
        z1 = X @ self.W1 + self.b1
        h = np.maximum(0, z1)
        d2 = 2 * (h @ self.W2 + self.b2 - y) / X.shape[0]
        d1 = (d2 @ self.W2.T) * {gate}
        g = {"W1": X.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}
        for k in g:
            self.v[k] = beta * self.v[k] + (1 - beta) * g[k]
            setattr(self, k, getattr(self, k) - lr * self.v[k])
"""

REMEMBERED = """
import numpy as np

def update(params, velocity, X, y, lr=0.1, beta=0.9):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h = np.tanh(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - y)
    d1 = (d2 @ W2.T) * {gate}
    grads = {"W1": X.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}
    for k in params:
        velocity[k] = beta * velocity[k] + (1 - beta) * grads[k]
        params[k] = params[k] - lr * velocity[k]
    return params, velocity
"""

OF_THE_FILE = """
import numpy as np

sizes = [3, 4, 2]
weights = [np.random.randn(m, n) for n, m in zip(sizes[:-1], sizes[1:])]
biases = [np.zeros((m, 1)) for m in sizes[1:]]
training_data = np.random.randn(500, 60)

def forward(x):
    a = [x]
    for W, b in zip(weights, biases):
        a.append(1 / (1 + np.exp(-(W @ a[-1] + b))))
    return a

def backward(x, y):
    a, dW, db = forward(x), [], []
    delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    for l in reversed(range(len(weights))):
        dW.insert(0, delta @ a[l].T)
        db.insert(0, delta.sum(axis=1, keepdims=True))
        delta = (weights[l].T @ delta) * {gate}
    return dW, db
"""

MOVED_AT_THE_TOP = """
import numpy as np

lr = 0.05
W1, b1 = np.random.randn(3, 4) * 0.1, np.zeros(4)
W2, b2 = np.random.randn(4, 2) * 0.1, np.zeros(2)

def train_step(X, Y):
    global W1, b1, W2, b2
    h = np.tanh(X @ W1 + b1)
    d2 = {slope}
    d1 = (d2 @ W2.T) * (1 - h * h)
    W2 -= lr * h.T @ d2
    b2 -= lr * d2.sum(0)
    W1 -= lr * X.T @ d1
    b1 -= lr * d1.sum(0)
"""

LAYERS_AT_THE_TOP = (
    PARTS.partition("class Sequential")[0]
    + """
layers = [Linear(3, 5), ReLU(), Linear(5, 2)]
learning_rate = 0.5
X_train, y_train = np.random.randn(40, 3), np.random.randn(40, 2)

def predict(x):
    for layer in layers:
        x = layer.forward(x)
    return x

def train_step(X, y):
    grad = 2 * (predict(X) - y) / len(X)
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        if isinstance(layer, Linear):
            layer.W -= learning_rate * layer.dW
            layer.b -= learning_rate * layer.db
"""
)

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
