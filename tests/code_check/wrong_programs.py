"""Bugs that people asked about in public, each restated as a small program of our own: what is to be named for each.

Facts alone were taken: what was wrong, and in which kind of program. `seen` says where such a bug was met.
"""

from tests.code_check.right_programs import Program

_START = """
import numpy as np

def relu(z):
    return np.maximum(z, 0)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))
"""

_ROWS = (
    _START
    + """
def backward(W1, b1, W2, b2, X, Y):
    m = len(X)
    z1 = X @ W1 + b1
    h = {rho}(z1)
    z2 = h @ W2 + b2
    out = {last}
    {slope}
    {back}
    {weights}
    {biases}
    return {result}
"""
)


def _rows(**parts: str) -> str:
    """A network of two layers, points in rows, with some lines of its own."""
    usual = {
        "rho": "relu",
        "last": "z2",
        "slope": "d2 = 2 * (out - Y) / m",
        "back": "d1 = (d2 @ W2.T) * (z1 > 0)",
        "weights": "dW1, dW2 = X.T @ d1, h.T @ d2",
        "biases": "db1, db2 = d1.sum(axis=0), d2.sum(axis=0)",
        "result": "dW1, db1, dW2, db2",
    }
    return _ROWS.format(**usual | parts)


_SIGMOID = {
    "rho": "sigmoid",
    "last": "sigmoid(z2)",
    "slope": "d2 = (out - Y) * out * (1 - out)",
    "back": "d1 = (d2 @ W2.T) * h * (1 - h)",
}
_MEAN, _SUM, _HALF = (("--cost", f"{kind}-of-squares") for kind in ("mean", "sum", "half-sum"))

IN_PLACE = (
    _START
    + """
def train_step(W1, b1, W2, b2, X, Y, lr=0.5):
    h = sigmoid(X @ W1 + b1)
    out = sigmoid(h @ W2 + b2)
    d2 = (out - Y) * out * (1 - out)
    gW2, gb2 = h.T @ d2, d2.sum(axis=0)
    W2 -= lr * gW2
    b2 -= lr * gb2
    d1 = (d2 @ W2.T) * h * (1 - h)
    gW1, gb1 = X.T @ d1, d1.sum(axis=0)
    W1 -= lr * gW1
    b1 -= lr * gb1
    return gW1, gb1, gW2, gb2
"""
)

ACCUMULATED = (
    _START
    + """
grads = {}

def add(name, value):
    if name in grads and grads[name].shape == value.shape:
        grads[name] = grads[name] + value
    else:
        grads[name] = value

def backward(params, X, Y):
    h = np.tanh(X @ params["W1"] + params["b1"])
    out = h @ params["W2"] + params["b2"]
    d2 = 2 * (out - Y)
    add("W2", h.T @ d2)
    add("b2", d2.sum(axis=0))
    d1 = (d2 @ params["W2"].T) * (1 - h * h)
    add("W1", X.T @ d1)
    add("b1", d1.sum(axis=0))
    return dict(grads)
"""
)

LAST_SAMPLE = """
def gradients(w1, b1, w2, b2, data):
    for x, y in data:
        z = w1 * x + b1
        a = max(z, 0.0)
        r = 2 * (w2 * a + b2 - y)
        g_w2, g_b2 = r * a, r
        g_b1 = r * w2 if z > 0 else 0.0
        g_w1 = g_b1 * x
    return g_w1, g_b1, g_w2, g_b2
"""

BROADCAST = """
import numpy as np

def loss(W1, b1, W2, b2, X, y):
    out = np.tanh(X @ W1 + b1) @ W2 + b2
    return ((out - np.ravel(y)) ** 2).mean()

def gradient(W1, b1, W2, b2, X, y, eps=1e-6):
    found = []
    for part in (W1, b1, W2, b2):
        g = np.zeros_like(part)
        for k in np.ndindex(*part.shape):
            old = part[k]
            part[k] = old + eps
            more = loss(W1, b1, W2, b2, X, y)
            part[k] = old - eps
            g[k] = (more - loss(W1, b1, W2, b2, X, y)) / (2 * eps)
            part[k] = old
        found.append(g)
    return found
"""

SOFTMAX = (
    _START
    + """
def backward(params, X, Y):
    h = relu(X @ params["W1"] + params["b1"])
    s = h @ params["W2"] + params["b2"]
    e = np.exp(s - s.max(axis={axis}, keepdims=True))
    p = e / e.sum(axis={axis}, keepdims=True)
    loss = -(Y * np.log(p)).sum(){mean}
    {slope}
    grads = {{"W2": h.T @ d2, "b2": d2.sum(0)}}
    d1 = (d2 @ params["W2"].T) * (h > 0)
    grads["W1"], grads["b1"] = X.T @ d1, d1.sum(0)
    return loss, grads
"""
)

DEEP = (
    _START
    + """
def model_backward(parameters, X, Y):
    m, L = X.shape[1], len(parameters) // 2
    A, Z = [X], []
    for l in range(1, L + 1):
        Z.append(parameters["W" + str(l)] @ A[-1] + parameters["b" + str(l)])
        A.append(sigmoid(Z[-1]))
    dA = 2 * (A[L] - Y){first}
    grads = {{}}
    for l in range(L, 0, -1):
        dZ = dA * {gate}
        grads["dW" + str(l)] = {weight}
        grads["db" + str(l)] = dZ.sum(axis=1, keepdims=True){mean}
        dA = {back}
    return grads
"""
)


def _deep(**parts: str) -> str:
    usual = {
        "first": "",
        "gate": "A[l] * (1 - A[l])",
        "weight": "dZ @ A[l - 1].T",
        "mean": "",
        "back": 'parameters["W" + str(l)].T @ dZ',
    }
    return DEEP.format(**usual | parts)


def _of(text: str, name: str, seen: str, *options: str) -> Program:
    return Program(text, options, frozenset(name.split()), seen)


def _softmax(slope: str, axis: int = 1, mean: str = "") -> str:
    return SOFTMAX.format(slope=slope, axis=axis, mean=mean)


WRONG = {
    "one sum for all biases": _of(
        _rows(biases="db1, db2 = d1.sum(), d2.sum()"), "partial.bias-shared", "a lecture's softmax regression", *_MEAN
    ),
    "bias times input": _of(
        _rows(biases="db1, db2 = (d1.T @ X).sum(axis=1), (d2.T @ h).sum(axis=1)"),
        "partial.bias-times-input",
        "a course's assignment on word vectors",
        *_MEAN,
    ),
    "mean for the bias only": _of(
        _rows(slope="d2 = 2 * (out - Y)", biases="db1, db2 = d1.mean(axis=0), d2.mean(axis=0)"),
        "code.mean-biases-only",
        "notes on training networks",
        *_SUM,
    ),
    "bias as it arrives": _of(
        _rows(biases="db1, db2 = d1, d2"),
        "code.bias-not-summed",
        "a small library, where biases grew to (m, n)",
        *_MEAN,
    ),
    "weights moved before use": _of(
        IN_PLACE, "partial.updated-weights", "a book's network, and several toy ones", *_HALF
    ),
    "no derivative at the output": _of(
        _rows(**_SIGMOID | {"slope": "d2 = out - Y"}),
        "partial.gate-ignored-output",
        "a tiny library, and a video's network",
        *_HALF,
    ),
    "error back without the output's derivative": _of(
        _rows(**_SIGMOID | {"back": "d1 = ((out - Y) @ W2.T) * h * (1 - h)"}),
        "partial.gate-not-carried",
        "a question on two ways to go back through weights",
        *_HALF,
    ),
    "hidden layer without weights": _of(
        _rows(**_SIGMOID | {"back": "d1 = d2.sum(axis=1, keepdims=True) * h * (1 - h)"}),
        "partial.weights-not-followed",
        "a question why the error does not go to zero",
        *_HALF,
    ),
    "z(1 - z)": _of(
        _rows(**_SIGMOID | {"slope": "d2 = (out - Y) * z2 * (1 - z2)", "back": "d1 = (d2 @ W2.T) * z1 * (1 - z1)"}),
        "partial.gate-formula-in-z",
        "a book of interview questions",
        *_HALF,
    ),
    "sigmoid of sigmoid": _of(
        _rows(
            **_SIGMOID
            | {
                "slope": "d2 = (out - Y) * sigmoid(out) * (1 - sigmoid(out))",
                "back": "d1 = (d2 @ W2.T) * sigmoid(h) * (1 - sigmoid(h))",
            }
        ),
        "partial.gate-at-activation",
        "libraries in C++ and Matlab, asked about",
        *_HALF,
    ),
    "half of sigmoid's derivative": _of(
        _rows(**_SIGMOID | {"slope": "d2 = (out - Y) * (1 - out)", "back": "d1 = (d2 @ W2.T) * (1 - h)"}),
        "partial.gate-half",
        "a question on bias gradients",
        *_HALF,
    ),
    "no mean though the loss is one": _of(
        _softmax("d2 = p - Y", mean=" / len(X)"), "partial.scale-forgotten", "a course's XOR by hand"
    ),
    "mean over classes, too": _of(
        _softmax("d2 = (p - Y) / Y.size", mean=" / len(X)"), "code.mean-over-outputs", "a Matlab toolbox's softmax loss"
    ),
    "mean twice": _of(
        _rows(weights="dW1, dW2 = X.T @ d1 / m, h.T @ d2 / m", biases="db1, db2 = d1.sum(0) / m, d2.sum(0) / m"),
        "partial.mean-twice",
        "a cross-entropy in a library, divided in both places",
        *_MEAN,
    ),
    "divided by the number of inputs": _of(
        _rows(slope="d2 = 2 * (out - Y) / X.shape[1]"),
        "code.divided-by-inputs",
        "points in columns taken for rows",
        *_MEAN,
    ),
    "relu's mask from the gradient": _of(
        _rows(back="d1 = d2 @ W2.T\n    d1[d1 <= 0] = 0"), "code.gate-on-gradient", "a course's relu_backward", *_MEAN
    ),
    "softmax like sigmoid": _of(
        _softmax("d2 = (-Y / p) * p * (1 - p)"), "partial.softmax-elementwise", "several libraries' softmax layers"
    ),
    "softmax over the batch": _of(
        _softmax("d2 = p - Y", axis=0), "code.softmax-over-points", "a class solution with the axis one off"
    ),
    "targets of one axis": _of(BROADCAST, "code.targets-broadcast", "losses of (N, 1) and (N,), often", *_MEAN),
    "sigmoid's formula for tanh": _of(
        _rows(rho="np.tanh", back="d1 = (d2 @ W2.T) * h * (1 - h)"),
        "partial.gate-of-other-function",
        "a copied backward pass",
        *_MEAN,
    ),
    "sign": _of(_rows(slope="d2 = 2 * (Y - out) / m"), "partial.sign", "tutorials that add the step", *_MEAN),
    "no gate in the hidden layer": _of(
        _rows(back="d1 = d2 @ W2.T"), "partial.gate-ignored-hidden", "a question on ReLU and gradient checks", *_MEAN
    ),
    "W for its transpose": _of(
        _rows(back="d1 = (d2 @ W2) * (z1 > 0)"), "partial.not-transposed", "networks with layers of one width", *_MEAN
    ),
    "reshape for transpose": _of(
        _rows(weights="dW1, dW2 = (d1.T @ X).reshape(W1.shape), (d2.T @ h).reshape(W2.shape)"),
        "code.gradient-reshaped",
        "shapes made to fit",
        *_MEAN,
    ),
    "W reshaped": _of(
        _rows(back="d1 = (d2 @ W2.reshape(W2.shape[1], W2.shape[0])) * (z1 > 0)"),
        "code.weights-reshaped",
        "shapes made to fit",
        *_MEAN,
    ),
    "not set to zero": _of(ACCUMULATED, "code.accumulated", "a small engine of values, asked about many times", *_SUM),
    "only the last sample": _of(LAST_SAMPLE, "partial.single-point", "= where += belongs", *_SUM),
    "z for a in the weights": _of(
        _rows(weights="dW1, dW2 = X.T @ d1, z1.T @ d2"),
        "partial.weight-times-preactivation",
        "a book's chapter on ReLU, asked about",
        *_MEAN,
    ),
    "one activation too far": _of(
        _deep(weight="dZ @ A[l].T"), "code.own-activation-outer", "lists that count from 0 and from 1", *_SUM
    ),
    "own weights": _of(
        _deep(back='parameters["W" + str(max(l - 1, 1))].T @ dZ'), "code.own-weights-back", "an index one off", *_SUM
    ),
    "product of elements": _of(
        _deep(weight="(dZ * A[l - 1]).sum(axis=1) * np.ones_like(parameters['W' + str(l)])"),
        "code.elementwise-for-outer",
        "* where a dot product belongs",
        *_SUM,
    ),
    "derivative after cross-entropy": _of(
        _rows(**_SIGMOID | {"result": "-(Y * np.log(out) + (1 - Y) * np.log(1 - out)).sum(), dW1, db1, dW2, db2"}),
        "partial.gate-twice",
        "a pull request on where the derivative belongs",
    ),
    "mean at each layer": _of(
        _deep(first=" / m", back='parameters["W" + str(l)].T @ dZ / m'),
        "code.mean-at-each-layer",
        "1/m in a loop",
        *_MEAN,
    ),
    "errors for gradients": _of(
        _rows(result="d1, d2"), "code.deltas-returned", "what a step wants taken for what goes back", *_MEAN
    ),
    "weights' mean alone": _of(
        _deep(weight="dZ @ A[l - 1].T / m"), "partial.mean-weights-only", "a step-by-step notebook", *_MEAN
    ),
}
"""Programs with one bug each, by what is wrong."""
