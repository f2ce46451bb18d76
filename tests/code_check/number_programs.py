"""Backward passes whose parameters are numbers of their own, stand in one vector, or have the biases among the weights.

All our own, in the styles of courses and blogs. `{…}` is where a bug of its own stands as well.
"""

NAMED = """
from math import exp

def s(z):
    return 1 / (1 + exp(-z))

def backprop(w1, w2, w3, w4, w5, w6, w7, w8, b1, b2, i1, i2, t1, t2):
    h1, h2 = s(w1 * i1 + w2 * i2 + b1), s(w3 * i1 + w4 * i2 + b1)
    o1, o2 = s(w5 * h1 + w6 * h2 + b2), s(w7 * h1 + w8 * h2 + b2)
    d1, d2 = (o1 - t1) * o1 * (1 - o1), (o2 - t2) * o2 * (1 - o2)
    g1, g2 = {gates}
    e1, e2 = (d1 * w5 + d2 * w7) * g1, (d1 * w6 + d2 * w8) * g2
    return e1 * i1, e1 * i2, e2 * i1, e2 * i2, d1 * h1, d1 * h2, d2 * h1, d2 * h2, e1 + e2, d1 + d2
"""

LISTED = """
def gradient(w, b, x, t):
    h1 = max(0.0, w[0] * x[0] + w[2] * x[1] + b[0])
    h2 = max(0.0, w[1] * x[0] + w[3] * x[1] + b[1])
    d = w[4] * h1 + w[5] * h2 + b[2] - t
    e1, e2 = d * w[4]{gate}, d * w[5] * (h2 > 0)
    return [e1 * x[0], e2 * x[0], e1 * x[1], e2 * x[1], d * h1, d * h2], [e1, e2, d]
"""

HELD = """
from math import tanh

class Net:
    def __init__(self):
        self.w1, self.w2, self.w3, self.w4, self.w5, self.w6 = 0.1, 0.2, 0.3, 0.4, 0.5, 0.6
        self.b1 = self.b2 = self.b3 = 0.0

    def train(self, data, targets):
        for x, y in zip(data, targets):
            h1 = tanh(self.w1 * x[0] + self.w2 * x[1] + self.b1)
            h2 = tanh(self.w3 * x[0] + self.w4 * x[1] + self.b2)
            d = 2 * (self.w5 * h1 + self.w6 * h2 + self.b3 - y)
            e1, e2 = d * self.w5 * (1 - h1 ** 2), d * self.w6 * (1 - h2 ** 2)
            self.w1 -= 0.1 * e1 * x[0]
            self.w2 -= 0.1 * e1 * x[1]
            self.w3 -= 0.1 * e2 * x[0]
            self.w4 -= 0.1 * e2 * x[1]
            self.w5 -= 0.1 * d * h1
            self.w6 -= 0.1 * d * h2
            self.b1 -= 0.1 * e1
            self.b2 -= 0.1 * e2
            self.b3 -= 0.1 * d
"""

ONES = """
import numpy as np
import a_library_for_plots.pyplot as plt

plt.plot([1, 2], label="data")

def nn_grad(Theta1, Theta2, X, y):
    m = len(X)
    a1 = np.hstack([np.ones((m, 1)), X])
    z2 = a1 @ Theta1.T
    a2 = np.hstack([np.ones((m, 1)), np.tanh(z2)])
    d3 = (a2 @ Theta2.T - y) / m
    d2 = (d3 @ Theta2[:, 1:]) * (1 - np.tanh(z2){squared})
    return d2.T @ a1, d3.T @ a2
"""

VECTOR = """
import numpy as np

def cost_grad(theta, n_in, n_hid, n_out, X, y):
    k = n_in * n_hid
    W1, b1 = theta[:k].reshape(n_in, n_hid), theta[k:k + n_hid]
    k += n_hid
    W2, b2 = theta[k:k + n_hid * n_out].reshape(n_hid, n_out), theta[k + n_hid * n_out:]
    h = np.maximum(0, X @ W1 + b1)
    r = h @ W2 + b2 - y
    dh = r @ W2.T{gate}
    return 0.5 * np.sum(r ** 2), np.concatenate([(X.T @ dh).ravel(), dh.sum(0), (h.T @ r).ravel(), r.sum(0)])
"""

NEURONS = """
def gradients(network, x, y):
    came_in, inputs = [], x
    for layer in network:
        came_in.append(inputs)
        for neuron in layer:
            *w, b = neuron['weights']
            neuron['out'] = sum(one * value for one, value in zip(w, inputs)) + b
        inputs = [neuron['out'] for neuron in layer]
    deltas = [2 * (out - target) for out, target in zip(inputs, y)]
    found = []
    for layer, inputs in zip(reversed(network), reversed(came_in)):
        found.append([[delta * value for value in inputs] + [delta] for delta in deltas])
        pairs = list(zip(deltas, layer))
        deltas = [sum(delta * neuron['weights'][k] for delta, neuron in pairs) for k in range(len(inputs))]
    return found[::-1]
"""

COLUMN = """
import numpy as np

class Net:
    def __init__(self, n_inputs, n_hidden, n_outputs):
        self.Theta1, self.Theta2 = np.ones((n_hidden, n_inputs + 1)), np.ones((n_outputs, n_hidden + 1))
    def gradients(self, X, y):
        a1 = np.insert(X, 0, 1, axis=1)
        h = np.tanh(a1 @ self.Theta1.T)
        a2 = np.insert(h, 0, 1, axis=1)
        d3 = a2 @ self.Theta2.T - y
        return (d3 @ self.Theta2[:, 1:] * (1 - h{squared})).T @ a1, d3.T @ a2
"""

SPACE = """
import numpy as np
from types import SimpleNamespace

def grad(p, x, y):
    h = np.maximum(np.tanh(p.W1 @ x + p.b1), -2)
    g = np.maximum(0, p.W2 @ h + p.b2)
    d3 = p.W3 @ g + p.b3 - y
    d2 = p.W3.T @ d3{gate}
    d1 = p.W2.T @ d2 * (1 - h ** 2)
    W1, W2, W3 = np.outer(d1, x), np.outer(d2, h), np.outer(d3, g)
    return SimpleNamespace(W1=W1, b1=d1, W2=W2, b2=d2, W3=W3, b3=d3)
"""

ONE_UNIT = """
import numpy as np

def logistic_gradient(w, b, X, y):
    error = 1 / (1 + np.exp(-(X @ w + b))) - y
    return X.T @ error{mean}, error.mean()
"""

ONE_VECTOR = """
import numpy as np

def gradient(theta, X, y):
    Xb = np.concatenate((np.ones((len(X), 1)), X), axis=1)
    return {sign}Xb.T @ (1 / (1 + np.exp(-Xb @ theta)) - y) / y.size
"""

OWN_STEP = """
import numpy as np
from collections import namedtuple

Params = namedtuple("Params", "w1 b1 w2 b2")

def step(p, x, y):
    h = np.tanh(x @ p.w1 + p.b1)
    d2 = h @ p.w2 + p.b2 - y
    d1 = d2 @ p.w2.T * (1 - h{squared})
    return Params(p.w1 - 0.1 * x.T @ d1, p.b1 - 0.1 * d1.sum(0), p.w2 - 0.1 * h.T @ d2, p.b2 - 0.1 * d2.sum(0))
"""

PARTS = """
import numpy as np

class Linear:
    def __init__(self, n_in, n_out):
        self.W, self.b = np.ones((n_in, n_out)), np.zeros(n_out)
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T

class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask
    def backward(self, dout):
        return dout{gate}

class MSE:
    def forward(self, prediction, y):
        self.r = prediction - y
        return np.sum(self.r ** 2)
    def backward(self):
        return 2 * self.r

class Model:
    def __init__(self):
        self.layers = [Linear(2, 3), ReLU(), Linear(3, 1)]
        self.loss = MSE()
    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x
    def backward(self):
        d = self.loss.backward()
        for layer in reversed(self.layers):
            d = layer.backward(d)
"""

CASES = {
    "numbers by name": (NAMED, "{gates}", "h1 * (1 - h1), h2 * (1 - h2)", "1, 1", "partial.gate-ignored-hidden"),
    "numbers in lists, input by input": (LISTED, "{gate}", " * (h1 > 0)", "", "partial.gate-ignored-hidden"),
    "numbers of an object": (HELD, "1 - h1 ** 2", "1 - h1 ** 2", "1 - h1", ""),
    "a column of ones": (ONES, "{squared}", " ** 2", "", "partial.gate-half"),
    "a column of ones in an object": (COLUMN, "{squared}", " ** 2", "", "partial.gate-half"),
    "hidden layers of two kinds, in a namespace": (SPACE, "{gate}", " * (g > 0)", "", "partial.gate-ignored-hidden"),
    "one vector and sizes": (VECTOR, "{gate}", " * (h > 0)", "", "partial.gate-ignored-hidden"),
    "neurons in dicts": (NEURONS, "2 * (out", "2 * (out", "-2 * (out", "partial.sign"),
    "one unit": (ONE_UNIT, "{mean}", " / len(y)", "", "code.mean-biases-only"),
    "one unit in one vector": (ONE_VECTOR, "{sign}", "", "-", "partial.sign"),
    "a named tuple, and a step of its own rate": (OWN_STEP, "{squared}", " ** 2", "", "partial.gate-half"),
    "a loss in an attribute": (PARTS, "{gate}", " * self.mask", "", "partial.gate-ignored-hidden"),
}
"""A program, what stands where in it when it is right, and when not, and a mistake that is named for that, if any."""
