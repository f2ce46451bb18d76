"""Programs of students in which layers, neurons or values are objects, as texts."""

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
