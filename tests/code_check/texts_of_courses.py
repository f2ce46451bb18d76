"""Programs as courses have them whose layers, neurons or values are objects, as texts."""

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
