"""The texts of programs of students: a chain of numbers, and training by steps, in which one line is right or wrong."""

CHAIN = """
def relu(z): return max(z, 0.0)

def grads(x, y, w1, w2, w3, b1, b2, b3):
    z1 = w1 * x + b1
    z2 = w2 * relu(z1) + b2
    dC = w3 * relu(z2) + b3 - y
    d2 = dC{weight} * (z2 > 0)
    d1 = d2 * w2 * (z1 > 0)
    return d1 * x, d2 * relu(z1), dC * relu(z2), d1, d2, dC
"""

TUPLE = """
import numpy as np
LEARNING_RATE = 0.5

def train_step(weights, x, y):
    w1, b1, w2, b2 = weights
    h = np.tanh(x @ w1 + b1)
    err = (h @ w2 + b2 - y) / x.shape[0]
    dh = err @ w2.T * (1 - h * h)
    gradients = x.T @ dh, dh.sum(0), h.T @ err, err.sum(0)
    return tuple(one {sign} LEARNING_RATE * g for one, g in zip(weights, gradients))
"""

IN_TURN = """
import math

def sigmoid(x):
    return 1 / (1 + math.exp(-x))

class OurNeuralNetwork:
    def __init__(self):
        self.w1 = 0.1; self.w2 = 0.2; self.w3 = -0.3; self.w4 = 0.4; self.w5 = 0.5; self.w6 = -0.6
        self.b1 = 0.0; self.b2 = 0.1; self.b3 = 0.2

    def hidden(self, x):
        return (sigmoid(self.w1 * x[0] + self.w2 * x[1] + self.b1),
                sigmoid(self.w3 * x[0] + self.w4 * x[1] + self.b2))

    def feedforward(self, x):
        h1, h2 = self.hidden(x)
        return sigmoid(self.w5 * h1 + self.w6 * h2 + self.b3)

    def train(self, data, all_y_trues):
        learn_rate = 0.1
        for x, y_true in zip(data, all_y_trues):
            h1, h2 = self.hidden(x)
            o = self.feedforward(x)
            d = 2 * (o - y_true) * o * (1 - o)
            {order}
            self.b3 -= learn_rate * d
            self.w1 -= learn_rate * dh1 * x[0]; self.w2 -= learn_rate * dh1 * x[1]; self.b1 -= learn_rate * dh1
            self.w3 -= learn_rate * dh2 * x[0]; self.w4 -= learn_rate * dh2 * x[1]; self.b2 -= learn_rate * dh2
"""
"""A step for each point: its forward pass takes one, and `train` takes all."""
HIDDEN = "dh1, dh2 = d * self.w5 * h1 * (1 - h1), d * self.w6 * h2 * (1 - h2)"
OF_LAST = "self.w5 -= learn_rate * d * h1; self.w6 -= learn_rate * d * h2"

SEQUENTIAL = """
import numpy as np

class Dense:
    def __init__(self, fan_in, fan_out):
        self.W, self.b = np.random.randn(fan_in, fan_out), np.zeros(fan_out)
    def __call__(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, g):
        self.gW, self.gb = self.x.T @ g{mean}, g.sum(0){mean}
        return g @ self.W.T

class ReLU:
    def __call__(self, x):
        self.on = x > 0
        return x * self.on
    def backward(self, g):
        return g * self.on

class Sequential:
    def __init__(self, *layers): self.layers = layers
    def __call__(self, x):
        for l in self.layers: x = l(x)
        return x
    def backward(self, g):
        for l in self.layers[::-1]: g = l.backward(g)

def fit_one_batch(net, x, t, lr=0.1):
    p = net(x)
    net.backward(2 * (p - t) / len(p))
    for l in net.layers:
        if isinstance(l, Dense):
            l.W -= lr * l.gW
            l.b -= lr * l.gb

if __name__ == "__main__":
    net = Sequential(Dense(2, 8), ReLU(), Dense(8, 1))
    fit_one_batch(net, np.ones((3, 2)), np.ones((3, 1)))
"""

AMONG = """
import numpy as np

class MLP:
    def __init__(self, topology, eta=0.1):
        self.eta = eta
        self.W = [np.random.uniform(-1, 1, (n + 1, k)) for n, k in zip(topology, topology[1:])]

    def forward(self, x):
        self.a = []
        for W in self.W:
            self.a.append(np.append(x, 1.0))
            x = np.tanh(self.a[-1] @ W)
        self.out = x
        return x

    def train(self, x, target):
        self.forward(x)
        delta = (self.out - target) * (1 - self.out{squared})
        for W, a in zip(self.W[::-1], self.a[::-1]):
            step = np.outer(a, delta)
            delta = (W @ delta)[:-1] * (1 - a[:-1] ** 2)
            W -= self.eta * step
"""
"""Biases among the weights of an object."""
