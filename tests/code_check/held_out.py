"""More bugs of the same kind, written down after `check` was finished: was it made to the others' measure?"""

from .program import Program
from .templates import (
    ROWS_HALF,
    ROWS_MEAN,
    deep,
    of,
    rows,
    sigmoid_rows,
)

POINTWISE = """
import numpy as np

def backprop(W1, b1, W2, b2, X, Y):
    gW1, gb1, gW2, gb2 = (np.zeros_like(part) for part in (W1, b1, W2, b2))
    for k in range({points}):
        x, y = X[k], Y[k]
        a0 = x
        z1 = W1 @ a0 + b1
        a1 = np.tanh(z1)
        a2 = W2 @ a1 + b2
        d2 = {slope}
        d1 = {back}
        gW2 += np.outer(d2, a1)
        gb2 += d2
        gW1 += np.outer(d1, a0)
        gb1 += d1
    return gW1, gb1, gW2, gb2
"""


def _pointwise(**parts: str) -> str:
    usual = {"points": "len(X)", "slope": "2 * (a2 - y)", "back": "(W2.T @ d2) * (1 - a1 * a1)"}
    return POINTWISE.format(**usual | parts)


SUM = ("--cost", "sum-of-squares")

HELD_OUT: dict[str, Program] = {
    "no derivative anywhere": of(
        rows(**sigmoid_rows() | {"slope": "d2 = out - Y", "back": "d1 = d2 @ W2.T"}),
        "partial.gate-ignored",
        "a network for digits, mended in two days",
        *ROWS_HALF,
    ),
    "relu for its derivative": of(
        rows(back="d1 = (d2 @ W2.T) * relu(z1)"),
        "partial.gate-is-activation",
        "a relu_grad that was corrected",
        *ROWS_MEAN,
    ),
    "relu's derivative the wrong way round": of(
        rows(back="d1 = (d2 @ W2.T) * (z1 < 0)"), "partial.gate-inverted", "a layer's backward, asked about", *ROWS_MEAN
    ),
    "tanh's square forgotten": of(
        _pointwise(back="(W2.T @ d2) * (1 - a1)"), "partial.gate-half", "1 - tanh for 1 - tanh squared", *SUM
    ),
    "mean residual": of(
        rows(slope="d2 = np.zeros_like(out) + 2 * (out - Y).sum(axis=0) / m"),
        "partial.sums-multiplied",
        "an error that was averaged before it went back",
        *ROWS_MEAN,
    ),
    "targets left out": of(
        rows(slope="d2 = 2 * out / m"), "partial.target-ignored", "a loss of the wrong argument", *ROWS_MEAN
    ),
    "one sample short": of(_pointwise(points="len(X) - 1"), "partial.point-missing", "range(n - 1)", *SUM),
    "plus for minus": of(
        _pointwise(slope="2 * (a2 + y)"), "partial.target-added", "a sign in the cost's derivative", *SUM
    ),
    "squared error as it is": of(
        _pointwise(slope="(a2 - y) ** 2"), "partial.cost-not-differentiated", "the cost itself sent back", *SUM
    ),
    "bias not in the forward pass": of(
        _pointwise().replace("W1 @ a0 + b1", "W1 @ a0").replace("W2 @ a1 + b2", "W2 @ a1"),
        "forward.no-bias",
        "biases that were trained and never used",
        *SUM,
    ),
    "the derivative in two places": of(
        deep(gate="A[l] * (1 - A[l]) * (A[l] * (1 - A[l]) if l < L else 1)"),
        "code.gate-squared",
        "an activation's backward called twice",
        *SUM,
    ),
    "bias of the layer above": of(
        deep()
        .replace('grads["db" + str(l)] = dZ.sum', 'grads["db" + str(max(l - 1, 1))] = dZ.sum')
        .replace(
            "grads = {}", 'grads = {"db" + str(L): ((2 * (A[L] - Y)) * A[L] * (1 - A[L])).sum(axis=1, keepdims=True)}'
        ),
        "code.bias-of-next",
        "an index one off",
        *SUM,
    ),
    "sign in the hidden layer": of(
        _pointwise(slope="2 * (a2 - y)", back="(W2.T @ (2 * (y - a2))) * (1 - a1 * a1)"),
        "code.sign-in-hidden",
        "y - a in one line and a - y in the other",
        *SUM,
    ),
    "mean for the weights alone": of(
        rows(
            slope="d2 = 2 * (out - Y)",
            weights="dW1, dW2 = X.T @ d1 / m, h.T @ d2 / m",
        ),
        "partial.mean-weights-only",
        "a course's update",
        *ROWS_MEAN,
    ),
    "path through the first output": of(
        _pointwise(back="(W2[0] * d2[0]) * (1 - a1 * a1)"), "partial.one-path", "one output taken for all", *SUM
    ),
    "batch forgotten by the bias": of(
        rows(biases="db1, db2 = d1[0], d2[0]"),
        "partial.bias-first-point",
        "a bias's gradient of one example",
        *ROWS_MEAN,
    ),
}
"""Bugs that had no part in making the check."""

FIRST_ONLY = """
import numpy as np

def gradient(W1, b1, W2, b2, X, Y):
    for x, y in zip(X, Y):
        h = np.tanh(x @ W1 + b1)
        d2 = 2 * (h @ W2 + b2 - y)
        d1 = (W2 @ d2) * (1 - h ** 2)
        return np.outer(x, d1), d1, np.outer(h, d2), d2
"""

LOOPS = """
def step(z):
    return 1.0 if z > 0 else 0.0

def backward(w1, b1, w2, b2, xs, ys):
    n1, n2 = len(b1), len(b2)
    g1 = [[0.0] * len(xs[0]) for _ in range(n1)]
    g2 = [[0.0] * n1 for _ in range(n2)]
    c1, c2 = [0.0] * n1, [0.0] * n2
    for x, y in zip(xs, ys):
        z = [sum(w * v for w, v in zip(w1[j], x)) + b1[j] for j in range(n1)]
        a = [v if v > 0 else 0.0 for v in z]
        o = [sum(w * v for w, v in zip(w2[j], a)) + b2[j] for j in range(n2)]
        d2 = [2 * (p - t) for p, t in zip(o, y)]
        d1 = [{back} for k in range(n1)]
        for j in range(n2):
            c2[j] += d2[j]
            for k in range(n1):
                g2[j][k] += d2[j] * a[k]
        for j in range(n1):
            c1[j] += d1[j]
            for k in range(len(x)):
                g1[j][k] += d1[j] * {factor}
    return g1, c1, g2, c2
"""


def _loops(back: str = "sum(d2[j] * w2[j][k] for j in range(n2)) * step(z[k])", factor: str = "x[k]") -> str:
    return LOOPS.replace("{back}", back).replace("{factor}", factor)


FRESH: dict[str, Program] = {
    "mean twice in the first layer": of(
        rows(weights="dW1, dW2 = X.T @ d1 / m, h.T @ d2"), "partial.mean-twice", "one line of two", *ROWS_MEAN
    ),
    "z(1 - z) at the output": of(
        rows(**sigmoid_rows() | {"slope": "d2 = (out - Y) * z2 * (1 - z2)"}),
        "partial.gate-formula-in-z",
        "one line of two",
        *ROWS_HALF,
    ),
    "one sum for the biases of the first layer": of(
        rows(biases="db1, db2 = d1.sum(), d2.sum(axis=0)"), "partial.bias-shared", "axis left out once", *ROWS_MEAN
    ),
    "the loss's slope without the output's": of(
        rows(**sigmoid_rows() | {"slope": "d2 = (out - Y) / (out * (1 - out))"}),
        "partial.gate-ignored-output",
        "a loss and its layer mended apart",
        "--cost",
        "binary-cross-entropy",
    ),
    "a(1 + a)": of(
        rows(**sigmoid_rows() | {"back": "d1 = (d2 @ W2.T) * h * (1 + h)"}),
        "partial.gate-sign-slip",
        "a sign typed wrongly",
        *ROWS_HALF,
    ),
    "the residual's sign": of(
        rows(slope="d2 = np.sign(out - Y)"), "partial.sign-of-residual", "a slope of the absolute error", *SUM
    ),
    "only the first sample": of(FIRST_ONLY, "partial.single-point", "a return inside the loop", *SUM),
    "a mask that is never set": of(
        rows(back="d1 = d2 @ W2.T\n    d1[h < 0] = 0"),
        "partial.gate-ignored-hidden",
        "a mask made of the output",
        *ROWS_MEAN,
    ),
    "every output gets all residuals": of(
        rows(slope="d2 = 2 * (out - Y).sum(axis=1, keepdims=True) / m + np.zeros_like(out)"),
        "partial.all-residuals",
        "an axis summed too early",
        *ROWS_MEAN,
    ),
    "no weights on the way back": of(
        _loops("sum(d2[j] for j in range(n2)) * step(z[k])"), "partial.weights-not-followed", "a loop without w", *SUM
    ),
    "no gate in the loop": of(
        _loops("sum(d2[j] * w2[j][k] for j in range(n2))"), "partial.gate-ignored-hidden", "a loop without relu'", *SUM
    ),
    "indices exchanged": of(
        _loops("sum(d2[j] * w2[k][j] for j in range(n2)) * step(z[k])"),
        "partial.not-transposed",
        "w[k][j] for w[j][k]",
        *SUM,
    ),
    "weights without inputs": of(
        _loops(factor="1"), "partial.weight-without-input", "a weight treated as a bias", *SUM
    ),
}
"""Written down when the others of this page were named."""
