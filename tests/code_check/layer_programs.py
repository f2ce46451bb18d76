"""Networks from scratch as lists of layers, with the loss and its derivative handed in: all our own, right and wrong.

What builds and trains them stands under `if __name__ == "__main__"`, which is not run: it is read from the text.
"""

from .program import Program
from .templates import of
from .texts_of_losses import CURVES, OF_LOSS

OUTPUTS = ("--cost", "mean-of-squares-over-outputs")

START = """
import numpy as np

class Layer:
    def forward(self, input):
        raise NotImplementedError

    def backward(self, output_gradient, learning_rate):
        raise NotImplementedError

class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size)
        self.bias = np.random.randn(output_size, 1)

    def forward(self, input):
        self.input = input
        return self.weights @ input + self.bias

    def backward(self, output_gradient, learning_rate):
        back = {back}
        self.weights -= learning_rate * output_gradient @ self.input.T
        self.bias -= learning_rate * {bias}
        return {returned}

class Activation(Layer):
    def __init__(self, curve, curve_prime):
        self.curve, self.curve_prime = curve, curve_prime

    def forward(self, input):
        self.input = input
        return self.curve(input)

    def backward(self, output_gradient, learning_rate):
        return output_gradient * self.curve_prime(self.input)

class Tanh(Activation):
    def __init__(self):
        super().__init__(np.tanh, lambda z: {slope})

def mse(y_true, y_pred):
    return ((y_true - y_pred) ** 2).mean()

def mse_prime(y_true, y_pred):
    return {prime} / y_true.size
"""

TRAIN = """
def run(network, x):
    for layer in network:
        x = layer.forward(x)
    return x

def train(network, loss, loss_prime, x_train, y_train, epochs=500, learning_rate=0.05, verbose=True):
    for epoch in range(epochs):
        error = 0
        for x, y in zip(x_train, y_train):
            out = run(network, x)
            error += loss(y, out)
            grad = loss_prime(y, out)
            for layer in reversed(network):
                grad = layer.backward(grad, learning_rate)
        if verbose:
            print(epoch, error / len(x_train))
"""

MAIN = """
if __name__ == "__main__":
    X = np.reshape([[0, 0], [0, 1], [1, 0], [1, 1]], (4, 2, 1))
    Y = np.reshape([[0], [1], [1], [0]], (4, 1, 1))
    hidden = 3
    network = [Dense(2, hidden), Tanh(), Dense(hidden, 1), Tanh()]
"""

LOOP = """    for _ in range(10000):
        for x, y in zip(X, Y):
            out = x
            for layer in network:
                out = layer.forward(out)
            grad = mse_prime(y, out)
            for layer in reversed(network):
                grad = layer.backward(grad, 0.1)
"""

ADDED = """
import numpy as np

class Full:
    def __init__(self, n_in, n_out):
        self.w = np.random.rand(n_in, n_out) - 0.5
        self.b = np.zeros((1, n_out))

    def forward_propagation(self, inputs):
        self.inputs = inputs
        return inputs @ self.w + self.b

    def backward_propagation(self, output_error, learning_rate):
        back = output_error @ self.w.T
        self.w -= learning_rate * self.inputs.T @ output_error
        self.b -= learning_rate * output_error
        return back

class Curve:
    def __init__(self, function, derivative):
        self.function, self.derivative = function, derivative

    def forward_propagation(self, inputs):
        self.inputs = inputs
        self.outputs = self.function(inputs)
        return self.outputs

    def backward_propagation(self, output_error, learning_rate):
        return {gate} * output_error

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))

def squares(target, out):
    return np.sum((target - out) ** 2)

def squares_prime(target, out):
    return 2 * (out - target)

class Network:
    def __init__(self):
        self.layers, self.loss, self.loss_prime = [], None, None

    def add(self, layer):
        self.layers.append(layer)

    def use(self, loss, loss_prime):
        self.loss, self.loss_prime = loss, loss_prime

    def predict(self, data):
        return [self.out_of(row) for row in data]

    def out_of(self, out):
        for layer in self.layers:
            out = layer.forward_propagation(out)
        return out

    def fit(self, x_train, y_train, epochs, learning_rate):
        for _ in range(epochs):
            for x, y in zip(x_train, y_train):
                error = self.loss_prime(y, self.out_of(x))
                for layer in reversed(self.layers):
                    error = layer.backward_propagation(error, learning_rate)

if __name__ == "__main__":
    net = Network()
    net.add(Full(2, 3))
    net.add(Curve(sigmoid, sigmoid_prime))
    net.add(Full(3, 1))
    net.add(Curve(sigmoid, sigmoid_prime))
    net.use(squares, squares_prime)
    net.fit(np.array([[[0, 0]], [[1, 1]]]), np.array([[[0]], [[1]]]), epochs=1000, learning_rate=0.1)
"""


def _filled(text: str, **parts: str) -> str:
    usual = {
        "back": "self.weights.T @ output_gradient",
        "bias": "output_gradient",
        "returned": "back",
        "slope": "1 - np.tanh(z) ** 2",
        "prime": "2 * (y_pred - y_true)",
        "gate": "self.derivative(self.inputs)" if text is ADDED else "(self.z > 0)",
        "over": "sum",
        "square": "** 2",
    }
    for name, part in (usual | parts).items():
        text = text.replace(f"{{{name}}}", part)
    return text


TRAINED, LOOPED = START + TRAIN + MAIN + "    train(network, mse, mse_prime, X, Y, 10000, 0.1)\n", START + MAIN + LOOP
LATE = {"back": "None", "returned": "self.weights.T @ output_gradient"}
RIGHT_LAYERS: dict[str, Program] = {
    "a list of layers, trained": Program(_filled(TRAINED)),
    "a list of layers, in a loop": Program(_filled(LOOPED)),
    "layers that are added": Program(_filled(ADDED)),
    "layers and a loss, in a constructor": Program(_filled(OF_LOSS)),
    "activations handed in": Program(_filled(CURVES)),
}
"""Right programs, by their style."""
WRONG_LAYERS: dict[str, Program] = {
    "moved first, in a list": of(
        _filled(TRAINED, **LATE), "partial.updated-weights", "a network from scratch", *OUTPUTS
    ),
    "sign of the derivative handed in": of(
        _filled(TRAINED, prime="2 * (y_true - y_pred)"), "partial.sign", "a network from scratch", *OUTPUTS
    ),
    "one number for the biases, in a list": of(
        _filled(TRAINED, bias="output_gradient.sum()"), "partial.bias-shared", "a network from scratch", *OUTPUTS
    ),
    "tanh without its square, in a loop": of(
        _filled(LOOPED, slope="1 - np.tanh(z)"), "partial.gate-half", "a network from scratch", *OUTPUTS
    ),
    "no factor 2, in a loop": of(
        _filled(LOOPED, prime="(y_pred - y_true)"), "partial.no-factor-2", "a network from scratch", *OUTPUTS
    ),
    "slope at the output, in added layers": of(
        _filled(ADDED, gate="self.derivative(self.outputs)"),
        "partial.gate-at-activation",
        "layers that are added",
        *("--cost", "sum-of-squares"),
    ),
    "mask of the gradient, in a constructor": of(
        _filled(OF_LOSS, gate="(grad > 0)"), "code.gate-on-gradient", "layers and a loss", *OUTPUTS
    ),
    "a mean for the biases, in a constructor": of(
        _filled(OF_LOSS, over="mean"), "code.mean-biases-only", "layers and a loss", *OUTPUTS
    ),
    "tanh without its square, handed in": of(
        _filled(CURVES, square=""), "partial.gate-half", "activations handed in", *OUTPUTS
    ),
}
"""Programs with one bug each, by what is wrong."""
