"""Right backward passes in classes, in the styles of courses, books and blogs, and bugs in such: all our own."""

from .program import Program
from .templates import of

TWO_LAYERS = """
import numpy as np

class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, std=1e-4):
        self.params = {}
        self.params["W1"] = std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        W1, b1, W2, b2 = (self.params[name] for name in ("W1", "b1", "W2", "b2"))
        N = X.shape[0]
        hidden = np.maximum(0, X @ W1 + b1)
        scores = hidden @ W2 + b2
        if y is None:
            return scores
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        loss = -np.log(p[range(N), y]).mean() + reg * ((W1 * W1).sum() + (W2 * W2).sum())
        d = p.copy()
        d[range(N), y] -= 1
        {mean}
        grads = {"W2": hidden.T @ d + 2 * reg * W2, "b2": d.sum(axis=0)}
        dh = d @ W2.T
        {gate}
        grads["W1"] = X.T @ dh + 2 * reg * W1
        grads["b1"] = dh.sum(axis=0)
        return loss, grads
"""

OF_SIZES = """
import random
import numpy as np

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

class Network(object):
    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.sizes = sizes
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sigmoid(w @ a + b)
        return a

    def update_mini_batch(self, mini_batch, eta):
        sums = None
        for x, y in mini_batch:
            found = self.{backprop}(np.reshape(x, (-1, 1)), np.reshape(y, (-1, 1)))
            sums = found if sums is None else [[s + f for s, f in zip(*both)] for both in zip(sums, found)]
        self.weights = [w - eta / len(mini_batch) * g for w, g in zip(self.weights, sums[1])]
        self.biases = [b - eta / len(mini_batch) * g for b, g in zip(self.biases, sums[0])]

    def {backprop}(self, x, y):
        activations, zs = [x], []
        for b, w in zip(self.biases, self.weights):
            zs.append(w @ activations[-1] + b)
            activations.append(sigmoid(zs[-1]))
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        delta = (activations[-1] - y) * self.slope(zs[-1])
        nabla_b[-1], nabla_w[-1] = delta, delta @ activations[-2].T
        for l in range(2, self.num_layers):
            delta = {back}
            nabla_b[-l], nabla_w[-l] = delta, delta @ activations[-l - 1].T
        return nabla_b, nabla_w

    def slope(self, z):
        return {slope}
"""

OF_DATA = """
import numpy as np

def sigmoid(t):
    return 1 / (1 + np.exp(-t))

class NeuralNetwork:
    def __init__(self, x, y):
        self.input = x
        self.weights1 = np.random.rand(self.input.shape[1], 4)
        self.weights2 = np.random.rand(4, 1)
        self.y = y
        self.output = np.zeros(y.shape)

    def feedforward(self):
        self.layer1 = sigmoid(self.input @ self.weights1)
        self.output = sigmoid(self.layer1 @ self.weights2)

    def backprop(self):
        d_out = 2 * (self.y - self.output) * self.output * (1 - self.output)
        d_weights2 = self.layer1.T @ d_out
        d_weights1 = self.input.T @ ({back})
        self.weights1 += d_weights1
        self.weights2 += d_weights2
"""

IN_PLACE = """
import numpy as np

class NeuralNetwork:
    def __init__(self, input_dim, hidden_dim, output_dim):
        self.W1 = np.random.randn(input_dim, hidden_dim) * 0.1
        self.b1 = np.zeros((1, hidden_dim))
        self.W2 = np.random.randn(hidden_dim, output_dim) * 0.1
        self.b2 = np.zeros((1, output_dim))

    def forward(self, X):
        self.z1 = X @ self.W1 + self.b1
        self.a1 = np.maximum(0, self.z1)
        return self.a1 @ self.W2 + self.b2

    def backward(self, X, y, output, learning_rate):
        m = X.shape[0]
        dz2 = {slope}
        dW2 = self.a1.T @ dz2
        db2 = {bias}
        {first}
        dz1 = (dz2 @ self.W2.T) * (self.z1 > 0)
        dW1 = X.T @ dz1
        db1 = np.sum(dz1, axis=0, keepdims=True)
        {second}
        self.W1 -= learning_rate * dW1
        self.b1 -= learning_rate * db1
"""

OF_LAYERS = """
import numpy as np

class Layer:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, grad, lr):
        raise NotImplementedError

class Dense(Layer):
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_in, n_out)
        self.bias = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.weights + self.bias

    def backward(self, grad, lr):
        {dense}

class Tanh(Layer):
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad, lr):
        return grad * {slope}

class Model:
    def __init__(self, n_in, n_hidden, n_out):
        self.layers = [Dense(n_in, n_hidden), Tanh(), Dense(n_hidden, n_out)]

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_step(self, x, y, lr=0.01):
        out = self.predict(x)
        grad = 2 * (out - y) / len(x)
        for layer in reversed(self.layers):
            grad = layer.backward(grad, lr)
        return ((out - y) ** 2).mean()
"""
DENSE = """back = grad @ self.weights.T
        self.weights -= lr * self.x.T @ grad
        self.bias -= lr * grad.sum(axis=0)
        return back"""
DENSE_LATE = """self.weights -= lr * self.x.T @ grad
        self.bias -= lr * grad.sum(axis=0)
        return grad @ self.weights.T"""

KEPT = """
import numpy as np

class Linear:
    def __init__(self, in_features, out_features):
        self.W = np.random.randn(out_features, in_features)
        self.b = np.zeros(out_features)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def __call__(self, x):
        self.x = x
        return x @ self.W.T + self.b

    def backward(self, dout):
        self.dW {set} dout.T @ self.x
        self.db {set} dout.sum(axis=0)
        return dout @ self.W

class MLP:
    def __init__(self, layer_sizes):
        self.layers = [Linear(a, b) for a, b in zip(layer_sizes, layer_sizes[1:])]

    def forward(self, x):
        self.masks = []
        for layer in self.layers[:-1]:
            z = layer(x)
            self.masks.append(z > 0)
            x = z * self.masks[-1]
        return self.layers[-1](x)

    def backward(self, dout):
        for k in reversed(range(len(self.layers))):
            dout = self.layers[k].backward(dout)
            if k > 0:
                dout = {gate}
        return dout
"""

ATTRIBUTES = """
import numpy as np

class Net:
    def __init__(self, n_x, n_h, n_y):
        self.W1 = np.random.randn(n_h, n_x)
        self.b1 = np.zeros((n_h, 1))
        self.W2 = np.random.randn(n_y, n_h)
        self.b2 = np.zeros((n_y, 1))

    def forward(self, X):
        self.A1 = np.tanh(self.W1 @ X + self.b1)
        self.A2 = 1 / (1 + np.exp(-(self.W2 @ self.A1 + self.b2)))
        return self.A2

    def compute_cost(self, Y):
        m = Y.shape[1]
        return -(Y * np.log(self.A2) + (1 - Y) * np.log(1 - self.A2)).sum() / m

    def backward(self, X, Y):
        m = X.shape[1]
        dZ2 = {slope}
        self.dW2 = dZ2 @ self.A1.T / m
        self.db2 = dZ2.sum(axis=1, keepdims=True) / m
        dZ1 = (self.W2.T @ dZ2) * (1 - self.A1 {square})
        self.dW1 = dZ1 @ X.T / m
        self.db1 = dZ1.sum(axis=1, keepdims=True) / m

    def update(self, learning_rate):
        for name in ("W1", "b1", "W2", "b2"):
            setattr(self, name, getattr(self, name) - learning_rate * getattr(self, "d" + name))
"""

NEURONS = """
import math
import random

class Neuron:
    def __init__(self, count):
        self.weights = [random.random() for _ in range(count)]
        self.bias = random.random()

    def fire(self, inputs):
        self.inputs = inputs
        z = sum(w * i for w, i in zip(self.weights, inputs)) + self.bias
        self.output = 1 / (1 + math.exp(-z))
        return self.output

class Network:
    def __init__(self, n_inputs, n_hidden, n_outputs):
        self.layers = [[Neuron(n_inputs) for _ in range(n_hidden)], [Neuron(n_hidden) for _ in range(n_outputs)]]

    def forward(self, row):
        for layer in self.layers:
            row = [neuron.fire(row) for neuron in layer]
        return row

    def train(self, inputs, expected, l_rate):
        out = self.forward(inputs)
        hidden, last = self.layers
        for neuron, o, t in zip(last, out, expected):
            neuron.delta = (o - t) * o * (1 - o)
        for j, neuron in enumerate(hidden):
            error = sum({path} for other in last)
            neuron.delta = error * neuron.output * (1 - neuron.output)
        for neuron in hidden + last:
            for k, value in enumerate(neuron.inputs):
                neuron.weights[k] -= l_rate * neuron.delta * value
            neuron.bias -= l_rate * neuron.delta
"""

VALUES = """
import math

class Value:
    def __init__(self, data, children=(), slopes=()):
        self.data, self.grad = float(data), 0.0
        self._children, self._slopes = children, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), ({curve},))

    def backward(self):
        order, seen = [], set()
        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for child in v._children:
                    visit(child)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for child, slope in zip(v._children, v._slopes):
                child.grad += slope * v.grad

class Neuron:
    def __init__(self, nin, curved):
        self.w, self.b, self.curved = [Value(0.5) for _ in range(nin)], Value(0.0), curved

    def __call__(self, x):
        act = self.b
        for w, v in zip(self.w, x):
            act = act + w * v
        return act.tanh() if self.curved else act

class Layer:
    def __init__(self, nin, nout, curved):
        self.neurons = [Neuron(nin, curved) for _ in range(nout)]

    def __call__(self, x):
        return [n(x) for n in self.neurons]

class MLP:
    def __init__(self, sizes):
        last = len(sizes) - 2
        self.layers = [Layer(a, b, k < last) for k, (a, b) in enumerate(zip(sizes, sizes[1:]))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

def train_step(model, xs, ys):
    total = Value(0.0)
    for x, y in zip(xs, ys):
        for out, t in zip(model(x), y):
            r = out + (-t)
            total = total + r * r
    total.backward()
    return total.data
"""

FITTED = """
import numpy as np

class Regression:
    def __init__(self, n_features, epochs=500):
        self.w = np.zeros(n_features)
        self.b = 0.0
        self.lr = 0.01
        self.epochs = epochs

    def fit(self, X, y):
        for _ in range(self.epochs):
            error = X @ self.w + self.b - y
            self.w = self.w - self.lr * 2 * X.T @ error / len(y)
            self.b = self.b - self.lr * 2 * {bias}
        return self
"""

OF_NODES = """
import numpy as np

class NeuralNetwork:
    def __init__(self, inputnodes, hiddennodes, outputnodes, learningrate):
        self.inodes, self.hnodes, self.onodes = inputnodes, hiddennodes, outputnodes
        self.wih = np.random.normal(0.0, 0.5, (hiddennodes, inputnodes))
        self.who = np.random.normal(0.0, 0.5, (outputnodes, hiddennodes))
        self.lr = learningrate
        self.act = lambda z: 1 / (1 + np.exp(-z))

    def train(self, inputs_list, targets_list):
        inputs = np.array(inputs_list, ndmin=2).T
        targets = np.array(targets_list, ndmin=2).T
        hidden = self.act(self.wih @ inputs)
        final = self.act(self.who @ hidden)
        output_errors = targets - final
        hidden_errors = self.who.T @ {errors}
        self.who += self.lr * (output_errors * final * (1 - final)) @ hidden.T
        self.wih += self.lr * (hidden_errors * hidden * (1 - hidden)) @ inputs.T
"""

WEIGHTS_ALONE = """
import numpy as np

def backward(W1, b1, W2, b2, X, Y):
    h = np.tanh(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - Y)
    dW2 = h.T @ d2
    dW1 = X.T @ ((d2 @ W2.T) * {gate})
    return dW1, dW2
"""

OWN_RATE = """
import numpy as np

class Perceptron:
    def __init__(self, layers):
        self.weights = [np.random.randn(a, b) for a, b in zip(layers[:-1], layers[1:])]

    def train_step(self, X, y):
        outputs = [X]
        for w in self.weights:
            outputs.append(np.tanh(outputs[-1] @ w))
        delta = (outputs[-1] - y) * (1 - outputs[-1] ** 2)
        for k in reversed(range(len(self.weights))):
            step = outputs[k].T @ delta
            delta = (delta @ self.weights[k].T) * {slope}
            self.weights[k] -= 0.05 * step
"""


def _filled(text: str, **parts: str) -> str:
    """A program with its open places filled in."""
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def _in_place(**parts: str) -> str:
    step = "self.W2 -= learning_rate * dW2\n        self.b2 -= learning_rate * db2"
    usual = {"slope": "2 * (output - y) / m", "bias": "np.sum(dz2, axis=0, keepdims=True)", "first": "", "second": step}
    return _filled(IN_PLACE, **usual | parts)


BACK = "(self.weights[-l + 1].T @ delta) * self.slope(zs[-l])"
SLOPE = "sigmoid(z) * (1 - sigmoid(z))"
DATA_BACK = "(d_out @ self.weights2.T) * self.layer1 * (1 - self.layer1)"

RIGHT_OBJECTS = {
    "a dict of parameters, loss and gradients": Program(_filled(TWO_LAYERS, mean="d /= N", gate="dh[hidden <= 0] = 0")),
    "sizes, one point at a time": Program(_filled(OF_SIZES, backprop="backprop", back=BACK, slope=SLOPE)),
    "a mini-batch that moves lists": Program(_filled(OF_SIZES, backprop="of_point", back=BACK, slope=SLOPE)),
    "data in the constructor": Program(_filled(OF_DATA, back=DATA_BACK)),
    "moved in place": Program(_in_place()),
    "layers that move themselves": Program(_filled(OF_LAYERS, dense=DENSE, slope="(1 - self.out ** 2)")),
    "layers that keep gradients": Program(_filled(KEPT, set="=", gate="dout * self.masks[k - 1]")),
    "gradients in attributes": Program(_filled(ATTRIBUTES, slope="self.A2 - Y", square="** 2")),
    "neurons of lists": Program(_filled(NEURONS, path="other.weights[j] * other.delta")),
    "an engine of values": Program(_filled(VALUES, curve="1 - t * t")),
    "fitted once": Program(_filled(FITTED, bias="error.mean()")),
    "nodes, and lists of a point": Program(_filled(OF_NODES, errors="(output_errors * final * (1 - final))")),
    "weights alone": Program(_filled(WEIGHTS_ALONE, gate="(1 - h * h)")),
    "a rate of its own": Program(_filled(OWN_RATE, slope="(1 - outputs[k] ** 2)")),
}
"""Programs that are right, by the name of their style."""

MEAN, SUM, HALF = (("--cost", f"{kind}-of-squares") for kind in ("mean", "sum", "half-sum"))
WRONG_OBJECTS = {
    "scores without the mean": of(
        _filled(TWO_LAYERS, mean="", gate="dh[hidden <= 0] = 0"),
        "partial.scale-forgotten",
        "a course's two-layer network",
        "--cost",
        "mean-cross-entropy",
    ),
    "mask of the gradient": of(
        _filled(TWO_LAYERS, mean="d /= N", gate="dh[dh <= 0] = 0"),
        "code.gate-on-gradient",
        "a course's two-layer network",
        "--cost",
        "mean-cross-entropy",
    ),
    "slope of the activation's value": of(
        _filled(OF_SIZES, backprop="backprop", back=BACK, slope="sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))"),
        "partial.gate-at-activation",
        "a class that was given a for z",
        *HALF,
    ),
    "no slope in hidden layers": of(
        _filled(OF_SIZES, backprop="of_point", back="self.weights[-l + 1].T @ delta", slope=SLOPE),
        "partial.gate-ignored-hidden",
        "a network of sizes, asked about",
        "--cost",
        "half-mean-of-squares",
    ),
    "no slope in the first layer": of(
        _filled(OF_DATA, back="d_out @ self.weights2.T"),
        "partial.gate-ignored-hidden",
        "a copy of a blog's network",
        *SUM,
    ),
    "moved before it is used": of(
        _in_place(first="self.W2 -= learning_rate * dW2\n        self.b2 -= learning_rate * db2", second=""),
        "partial.updated-weights",
        "a backward with a learning rate",
        *MEAN,
    ),
    "one number for all biases": of(_in_place(bias="np.sum(dz2)"), "partial.bias-shared", "an axis left out", *MEAN),
    "a layer that moves first": of(
        _filled(OF_LAYERS, dense=DENSE_LATE, slope="(1 - self.out ** 2)"),
        "partial.updated-weights",
        "a library of layers",
        *MEAN,
    ),
    "tanh of the slope": of(
        _filled(OF_LAYERS, dense=DENSE, slope="(1 - self.out)"), "partial.gate-half", "a library of layers", *MEAN
    ),
    "never set to zero": of(
        _filled(KEPT, set="+=", gate="dout * self.masks[k - 1]"), "code.accumulated", "gradients that grow", *SUM
    ),
    "no mask": of(_filled(KEPT, set="=", gate="dout"), "partial.gate-ignored-hidden", "a library of layers", *SUM),
    "slope twice after cross-entropy": of(
        _filled(ATTRIBUTES, slope="(self.A2 - Y) * self.A2 * (1 - self.A2)", square="** 2"),
        "partial.gate-twice",
        "a course's network in a class",
        "--cost",
        "mean-binary-cross-entropy",
    ),
    "no weights on the way back": of(
        _filled(NEURONS, path="other.delta"), "partial.weights-not-followed", "a network from scratch", *HALF
    ),
    "slope of tanh without the square": of(
        _filled(VALUES, curve="1 - t"), "partial.gate-half", "a small engine of values", *SUM
    ),
    "errors without slopes": of(
        _filled(OF_NODES, errors="output_errors"), "partial.gate-not-carried", "a book's network", *HALF
    ),
    "weights alone, no slope": of(
        _filled(WEIGHTS_ALONE, gate="1"), "partial.gate-ignored-hidden", "half of a backward pass", *SUM
    ),
    "slope of z in a rate of its own": of(
        _filled(OWN_RATE, slope="(1 - outputs[k])"), "partial.gate-half", "a perceptron of several layers", *HALF
    ),
}
"""Programs with one bug each, by what is wrong."""
