"""Backward passes in the styles of well-known courses and books, each a small program of our own; and bugs in such."""

from .program import Program
from .templates import of

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

SHARED = """
from collections import OrderedDict
import numpy as np

class Affine:
    def __init__(self, W, b):
        self.W, self.b, self.x, self.dW, self.db = W, b, None, None, None

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, {bias}
        return dout @ self.W.T

class Relu:
    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)

    def backward(self, dout):
        return {masked}

class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        self.t, self.y = t, e / e.sum(axis=-1, keepdims=True)
        return -(t * np.log(self.y + 1e-7)).sum() / len(t)

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]

class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size):
        self.params = {"W1": np.random.randn(input_size, hidden_size), "b1": np.zeros(hidden_size)}
        self.params |= {"W2": np.random.randn(hidden_size, output_size), "b2": np.zeros(output_size)}
        self.layers = OrderedDict()
        self.layers["Affine1"] = Affine(self.params["W1"], self.params["b1"])
        self.layers["Relu1"] = Relu()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"])
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.lastLayer.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.lastLayer.backward(1)
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)
        of_layers = self.layers["Affine1"], self.layers["Affine2"]
        return {name + str(k): getattr(one, "d" + name) for k, one in enumerate(of_layers, 1) for name in ("W", "b")}
"""

VALUES = """
import math
import random

class Value:
    def __init__(self, data, _children=(), label=""):
        self.data, self.grad, self.label = data, 0.0, label
        self._prev, self._backward = set(_children), lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))

        def _backward():
            self.grad += {slope} * out.grad

        out._backward = _backward
        return out

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for child in v._prev:
                    visit(child)
                order.append(v)

        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v._backward()

class Neuron:
    def __init__(self, nin):
        self.w, self.b = [Value(random.uniform(-1, 1)) for _ in range(nin)], Value(0.0)

    def __call__(self, x):
        out = self.b
        for w, v in zip(self.w, x):
            out = out + w * v
        return out.tanh()

class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, x):
        outs = [n(x) for n in self.neurons]
        return outs[0] if len(outs) == 1 else outs

class MLP:
    def __init__(self, nin, nouts):
        sizes = [nin] + nouts
        self.layers = [Layer(*pair) for pair in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

if __name__ == "__main__":
    net = MLP(2, [3, 1])
    loss = Value(0.0)
    for x, y in (([0.5, 1.0], 1.0), ([1.0, -1.0], -1.0)):
        out = net(x) + -y
        loss = loss + out * out
    loss.backward()
"""

NEURONS = """
import math
import random

class Neuron:
    def __init__(self, count):
        self.weights, self.bias = [random.random() for _ in range(count)], random.random()

    def output_of(self, inputs):
        self.inputs = inputs
        z = sum(w * v for w, v in zip(self.weights, inputs)) + self.bias
        self.output = 1 / (1 + math.exp(-z))
        return self.output

class NeuronLayer:
    def __init__(self, num_neurons, num_inputs):
        self.neurons = [Neuron(num_inputs) for _ in range(num_neurons)]

    def feed_forward(self, inputs):
        return [neuron.output_of(inputs) for neuron in self.neurons]

class NeuralNetwork:
    LEARNING_RATE = 0.5

    def __init__(self, num_inputs, num_hidden, num_outputs):
        self.hidden_layer = NeuronLayer(num_hidden, num_inputs)
        self.output_layer = NeuronLayer(num_outputs, num_hidden)

    def feed_forward(self, inputs):
        return self.output_layer.feed_forward(self.hidden_layer.feed_forward(inputs))

    def train(self, training_inputs, training_outputs):
        self.feed_forward(training_inputs)
        last, hidden = self.output_layer.neurons, self.hidden_layer.neurons
        deltas = [(n.output - t) * n.output * (1 - n.output) for n, t in zip(last, training_outputs)]
        errors = [sum(d * n.weights[h] for d, n in zip(deltas, last)) for h in range(len(hidden))]
        deltas += [{delta} for e, n in zip(errors, hidden)]
        for neuron, delta in zip(last + hidden, deltas):
            neuron.weights = [w - self.LEARNING_RATE * delta * v for w, v in zip(neuron.weights, neuron.inputs)]
            neuron.bias -= self.LEARNING_RATE * delta
"""

STORED = """
import numpy as np

class Layer_Dense:
    def __init__(self, n_inputs, n_neurons):
        self.weights, self.biases = 0.01 * np.random.randn(n_inputs, n_neurons), np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs @ self.weights + self.biases

    def backward(self, dvalues):
        self.dweights = self.inputs.T @ dvalues
        self.dbiases = np.sum(dvalues{axis})
        self.dinputs = dvalues @ self.weights.T
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
