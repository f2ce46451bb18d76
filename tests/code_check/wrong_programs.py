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


def rows(**parts: str) -> str:
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


def sigmoid_rows() -> dict[str, str]:
    """The lines of a network whose layers are all sigmoid."""
    return dict(_SIGMOID)


ROWS_MEAN, _SUM, ROWS_OF_HALF = (("--cost", f"{kind}-of-squares") for kind in ("mean", "sum", "half-sum"))

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


def deep(**parts: str) -> str:
    """A network of any number of layers, points in columns, with some lines of its own."""
    usual = {
        "first": "",
        "gate": "A[l] * (1 - A[l])",
        "weight": "dZ @ A[l - 1].T",
        "mean": "",
        "back": 'parameters["W" + str(l)].T @ dZ',
    }
    return DEEP.format(**usual | parts)


def of(text: str, name: str, seen: str, *options: str) -> Program:
    """A program with the mistakes that are to be named, divided by spaces."""
    return Program(text, options, frozenset(name.split()), seen)


def _softmax(slope: str, axis: int = 1, mean: str = "") -> str:
    return SOFTMAX.format(slope=slope, axis=axis, mean=mean)


WRONG = {
    "one sum for all biases": of(
        rows(biases="db1, db2 = d1.sum(), d2.sum()"),
        "partial.bias-shared",
        "a lecture's softmax regression",
        *ROWS_MEAN,
    ),
    "bias times input": of(
        rows(biases="db1, db2 = (d1.T @ X).sum(axis=1), (d2.T @ h).sum(axis=1)"),
        "partial.bias-times-input",
        "a course's assignment on word vectors",
        *ROWS_MEAN,
    ),
    "mean for the bias only": of(
        rows(slope="d2 = 2 * (out - Y)", biases="db1, db2 = d1.mean(axis=0), d2.mean(axis=0)"),
        "code.mean-biases-only",
        "notes on training networks",
        *_SUM,
    ),
    "bias as it arrives": of(
        rows(biases="db1, db2 = d1, d2"),
        "code.bias-not-summed",
        "a small library, where biases grew to (m, n)",
        *ROWS_MEAN,
    ),
    "weights moved before use": of(
        IN_PLACE, "partial.updated-weights", "a book's network, and several toy ones", *ROWS_OF_HALF
    ),
    "no derivative at the output": of(
        rows(**_SIGMOID | {"slope": "d2 = out - Y"}),
        "partial.gate-ignored-output",
        "a tiny library, and a video's network",
        *ROWS_OF_HALF,
    ),
    "error back without the output's derivative": of(
        rows(**_SIGMOID | {"back": "d1 = ((out - Y) @ W2.T) * h * (1 - h)"}),
        "partial.gate-not-carried",
        "a question on two ways to go back through weights",
        *ROWS_OF_HALF,
    ),
    "hidden layer without weights": of(
        rows(**_SIGMOID | {"back": "d1 = d2.sum(axis=1, keepdims=True) * h * (1 - h)"}),
        "partial.weights-not-followed",
        "a question why the error does not go to zero",
        *ROWS_OF_HALF,
    ),
    "z(1 - z)": of(
        rows(**_SIGMOID | {"slope": "d2 = (out - Y) * z2 * (1 - z2)", "back": "d1 = (d2 @ W2.T) * z1 * (1 - z1)"}),
        "partial.gate-formula-in-z",
        "a book of interview questions",
        *ROWS_OF_HALF,
    ),
    "sigmoid of sigmoid": of(
        rows(
            **_SIGMOID
            | {
                "slope": "d2 = (out - Y) * sigmoid(out) * (1 - sigmoid(out))",
                "back": "d1 = (d2 @ W2.T) * sigmoid(h) * (1 - sigmoid(h))",
            }
        ),
        "partial.gate-at-activation",
        "libraries in C++ and Matlab, asked about",
        *ROWS_OF_HALF,
    ),
    "half of sigmoid's derivative": of(
        rows(**_SIGMOID | {"slope": "d2 = (out - Y) * (1 - out)", "back": "d1 = (d2 @ W2.T) * (1 - h)"}),
        "partial.gate-half",
        "a question on bias gradients",
        *ROWS_OF_HALF,
    ),
    "no mean though the loss is one": of(
        _softmax("d2 = p - Y", mean=" / len(X)"), "partial.scale-forgotten", "a course's XOR by hand"
    ),
    "mean over classes, too": of(
        _softmax("d2 = (p - Y) / Y.size", mean=" / len(X)"), "code.mean-over-outputs", "a Matlab toolbox's softmax loss"
    ),
    "mean twice": of(
        rows(weights="dW1, dW2 = X.T @ d1 / m, h.T @ d2 / m", biases="db1, db2 = d1.sum(0) / m, d2.sum(0) / m"),
        "partial.mean-twice",
        "a cross-entropy in a library, divided in both places",
        *ROWS_MEAN,
    ),
    "divided by the number of inputs": of(
        rows(slope="d2 = 2 * (out - Y) / X.shape[1]"),
        "code.divided-by-inputs",
        "points in columns taken for rows",
        *ROWS_MEAN,
    ),
    "relu's mask from the gradient": of(
        rows(back="d1 = d2 @ W2.T\n    d1[d1 <= 0] = 0"),
        "code.gate-on-gradient",
        "a course's relu_backward",
        *ROWS_MEAN,
    ),
    "softmax like sigmoid": of(
        _softmax("d2 = (-Y / p) * p * (1 - p)"), "partial.softmax-elementwise", "several libraries' softmax layers"
    ),
    "softmax over the batch": of(
        _softmax("d2 = p - Y", axis=0), "code.softmax-over-points", "a class solution with the axis one off"
    ),
    "targets of one axis": of(BROADCAST, "code.targets-broadcast", "losses of (N, 1) and (N,), often", *ROWS_MEAN),
    "sigmoid's formula for tanh": of(
        rows(rho="np.tanh", back="d1 = (d2 @ W2.T) * h * (1 - h)"),
        "partial.gate-of-other-function",
        "a copied backward pass",
        *ROWS_MEAN,
    ),
    "sign": of(rows(slope="d2 = 2 * (Y - out) / m"), "partial.sign", "tutorials that add the step", *ROWS_MEAN),
    "no gate in the hidden layer": of(
        rows(back="d1 = d2 @ W2.T"), "partial.gate-ignored-hidden", "a question on ReLU and gradient checks", *ROWS_MEAN
    ),
    "W for its transpose": of(
        rows(back="d1 = (d2 @ W2) * (z1 > 0)"),
        "partial.not-transposed",
        "networks with layers of one width",
        *ROWS_MEAN,
    ),
    "reshape for transpose": of(
        rows(weights="dW1, dW2 = (d1.T @ X).reshape(W1.shape), (d2.T @ h).reshape(W2.shape)"),
        "code.gradient-reshaped",
        "shapes made to fit",
        *ROWS_MEAN,
    ),
    "W reshaped": of(
        rows(back="d1 = (d2 @ W2.reshape(W2.shape[1], W2.shape[0])) * (z1 > 0)"),
        "code.weights-reshaped",
        "shapes made to fit",
        *ROWS_MEAN,
    ),
    "not set to zero": of(ACCUMULATED, "code.accumulated", "a small engine of values, asked about many times", *_SUM),
    "only the last sample": of(LAST_SAMPLE, "partial.single-point", "= where += belongs", *_SUM),
    "z for a in the weights": of(
        rows(weights="dW1, dW2 = X.T @ d1, z1.T @ d2"),
        "partial.weight-times-preactivation",
        "a book's chapter on ReLU, asked about",
        *ROWS_MEAN,
    ),
    "one activation too far": of(
        deep(weight="dZ @ A[l].T"), "code.own-activation-outer", "lists that count from 0 and from 1", *_SUM
    ),
    "own weights": of(
        deep(back='parameters["W" + str(max(l - 1, 1))].T @ dZ'), "code.own-weights-back", "an index one off", *_SUM
    ),
    "product of elements": of(
        deep(weight="(dZ * A[l - 1]).sum(axis=1) * np.ones_like(parameters['W' + str(l)])"),
        "code.elementwise-for-outer",
        "* where a dot product belongs",
        *_SUM,
    ),
    "derivative after cross-entropy": of(
        rows(**_SIGMOID | {"result": "-(Y * np.log(out) + (1 - Y) * np.log(1 - out)).sum(), dW1, db1, dW2, db2"}),
        "partial.gate-twice",
        "a pull request on where the derivative belongs",
    ),
    "mean at each layer": of(
        deep(first=" / m", back='parameters["W" + str(l)].T @ dZ / m'),
        "code.mean-at-each-layer",
        "1/m in a loop",
        *ROWS_MEAN,
    ),
    "errors for gradients": of(
        rows(result="d1, d2"), "code.deltas-returned", "what a step wants taken for what goes back", *ROWS_MEAN
    ),
    "weights' mean alone": of(
        deep(weight="dZ @ A[l - 1].T / m"), "partial.mean-weights-only", "a step-by-step notebook", *ROWS_MEAN
    ),
}
"""Programs with one bug each, by what is wrong."""
