"""Programs with lines of their own in the places where bugs stand, and some that are wrong as a whole."""

from .program import Program

START = """
import numpy as np

def relu(z):
    return np.maximum(z, 0)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))
"""

ROWS = (
    START
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
    return ROWS.format(**usual | parts)


SIGMOID = {
    "rho": "sigmoid",
    "last": "sigmoid(z2)",
    "slope": "d2 = (out - Y) * out * (1 - out)",
    "back": "d1 = (d2 @ W2.T) * h * (1 - h)",
}


def sigmoid_rows() -> dict[str, str]:
    """The lines of a network whose layers are all sigmoid."""
    return dict(SIGMOID)


ROWS_MEAN, ROWS_SUM, ROWS_HALF = (("--cost", f"{kind}-of-squares") for kind in ("mean", "sum", "half-sum"))

IN_PLACE = (
    START
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
    START
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
    START
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
    START
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


def softmax(slope: str, axis: int = 1, mean: str = "") -> str:
    return SOFTMAX.format(slope=slope, axis=axis, mean=mean)
