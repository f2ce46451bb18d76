"""Programs of students in which one class is the network, as texts."""

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
