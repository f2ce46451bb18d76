"""Backward passes in the styles of well-known courses and books, each a small program of our own; and bugs in such."""

from .program import Program
from .templates import of
from .texts_of_courses import NEURONS, SHARED, STORED, VALUES

PARTS = """
import numpy as np

def init_params():
    return np.random.rand(10, 784) - 0.5, np.zeros((10, 1)), np.random.rand(10, 10) - 0.5, np.zeros((10, 1))

def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1 @ X + b1
    A1 = np.maximum(Z1, 0)
    Z2 = W2 @ A1 + b2
    A2 = np.exp(Z2) / sum(np.exp(Z2))
    return Z1, A1, Z2, A2

def one_hot(Y):
    columns = np.zeros((Y.max() + 1, Y.size))
    columns[Y, np.arange(Y.size)] = 1
    return columns

def backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y):
    m = {m}
    dZ2 = A2 - one_hot(Y)
    dZ1 = (W2.T @ dZ2) * {gate}
    return dZ1 @ X.T / m, dZ1.sum(1) / m, dZ2 @ A1.T / m, dZ2.sum(1) / m

def gradient_descent(X, Y, alpha, iterations):
    W1, b1, W2, b2 = init_params()
    for _ in range(iterations):
        Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, Z2, A2, W1, W2, X, Y)
"""

CACHES = """
import numpy as np

def linear_activation_forward(A_prev, W, b, activation):
    Z = W @ A_prev + b
    A = np.maximum(0, Z) if activation == "relu" else 1 / (1 + np.exp(-Z))
    return A, ((A_prev, W, b), Z)

def L_model_forward(X, parameters):
    caches, A, L = [], X, len(parameters) // 2
    for l in range(1, L + 1):
        kind = "relu" if l < L else "sigmoid"
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], kind)
        caches.append(cache)
    return A, caches

def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    m = A_prev.shape[1]
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * (Z > 0) if activation == "relu" else dA * s * {slope}
    return {back}, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True){mean}

def L_model_backward(AL, Y, caches):
    grads, L = {}, len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in range(L, 0, -1):
        kind = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], kind)
        grads["dA" + str(l - 1)], grads["dW" + str(l)], grads["db" + str(l)] = dA, dW, db
    return grads
"""

HANDED_BACK = """
import numpy as np

def int_to_onehot(y, num_labels):
    return np.eye(num_labels)[y]

class MLP:
    def __init__(self, num_features, num_hidden, num_classes, random_seed=123):
        rng = np.random.RandomState(random_seed)
        self.num_classes = num_classes
        self.weight_h, self.bias_h = rng.normal(size=(num_hidden, num_features)), np.zeros(num_hidden)
        self.weight_out, self.bias_out = rng.normal(size=(num_classes, num_hidden)), np.zeros(num_classes)

    def forward(self, x):
        a_h = 1.0 / (1.0 + np.exp(-(x @ self.weight_h.T + self.bias_h)))
        a_out = 1.0 / (1.0 + np.exp(-(a_h @ self.weight_out.T + self.bias_out)))
        return a_h, a_out

    def backward(self, x, a_h, a_out, y):
        delta_out = {two}(a_out - int_to_onehot(y, self.num_classes)) / y.shape[0] * a_out * (1 - a_out)
        d_loss__d_a_h = delta_out @ self.weight_out
        delta_h = d_loss__d_a_h * {gate}
        return delta_out.T @ a_h, delta_out.sum(axis=0), delta_h.T @ x, delta_h.sum(axis=0)
"""


def _filled(text: str, **parts: str) -> str:
    usual = {
        "m": "Y.size",
        "gate": "(Z1 > 0)" if text is PARTS else "a_h * (1 - a_h)",
        "slope": "(1 - s)" if text is CACHES else "(1 - t * t)",
        "back": "W.T @ dZ",
        "mean": " / m",
        "two": "2.0 * ",
        "bias": "dout.sum(axis=0)",
        "masked": "np.where(self.mask, 0, dout)",
        "delta": "e * n.output * (1 - n.output)",
        "axis": ", axis=0, keepdims=True",
    }
    for name, part in (usual | parts).items():
        text = text.replace(f"{{{name}}}", part)
    return text


BINARY, LABELS, MEAN, SUM, HALF = (
    ("--cost", cost)
    for cost in (
        "mean-binary-cross-entropy",
        "mean-cross-entropy",
        "mean-of-squares",
        "sum-of-squares",
        "half-sum-of-squares",
    )
)
RIGHT_COURSES: dict[str, Program] = {
    "what the forward pass returned, part by part": Program(_filled(PARTS)),
    "caches of any number of layers": Program(_filled(CACHES)),
    "a method that is handed what forward returned": Program(_filled(HANDED_BACK)),
    "arrays that a dict and layers share": Program(_filled(SHARED)),
    "an engine of values, trained in a loop": Program(_filled(VALUES)),
    "neurons of two layers": Program(_filled(NEURONS)),
    "a layer that keeps its output": Program(_filled(STORED)),
}
"""Right programs, by their style."""
WRONG_COURSES: dict[str, Program] = {
    "no mean, part by part": of(_filled(PARTS, m="1"), "partial.scale-forgotten", "digits from scratch", *LABELS),
    "no mask, part by part": of(
        _filled(PARTS, gate="1"), "partial.gate-ignored-hidden", "digits from scratch", *LABELS
    ),
    "a sum for the biases, with caches": of(
        _filled(CACHES, mean=""), "partial.mean-weights-only", "a course's layers", *BINARY
    ),
    "a mean at each layer, with caches": of(
        _filled(CACHES, back="W.T @ dZ / m"), "code.mean-at-each-layer", "a course's layers", *BINARY
    ),
    "the activation for its slope, handed back": of(
        _filled(HANDED_BACK, gate="a_h"), "partial.gate-is-activation", "a book's class", *MEAN
    ),
    "no factor 2, handed back": of(_filled(HANDED_BACK, two=""), "partial.no-factor-2", "a book's class", *MEAN),
    "one number for the biases, shared": of(
        _filled(SHARED, bias="dout.sum()"), "partial.bias-shared", "a book's layers", *LABELS
    ),
    "mask of the gradient, shared": of(
        _filled(SHARED, masked="np.where(dout <= 0, 0, dout)"), "code.gate-on-gradient", "a book's layers", *LABELS
    ),
    "tanh without its square, in an engine": of(
        _filled(VALUES, slope="(1 - t)"), "partial.gate-half", "an engine of values", *SUM
    ),
    "no slope, in neurons": of(_filled(NEURONS, delta="e"), "partial.gate-ignored-hidden", "objects of neurons", *HALF),
    "one number for the biases, kept": of(_filled(STORED, axis=""), "partial.bias-shared", "a book's layer", *SUM),
}
"""Programs with one bug each, by what is wrong."""
