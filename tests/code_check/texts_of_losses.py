"""Programs of students in which losses and activation functions are handed in, as texts."""

OF_LOSS = """
import numpy as np

class Affine:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.1 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        return inputs @ self.weights + self.biases

    def backward(self, grad):
        self.d_weights = self.inputs.T @ grad
        self.d_biases = grad.{over}(axis=0, keepdims=True)
        return grad @ self.weights.T

class Rectifier:
    def forward(self, z):
        self.z = z
        return np.maximum(0, z)

    def backward(self, grad):
        return grad * {gate}

class MeanOfSquares:
    def gradient(self, out, y):
        return 2 * (out - y) / y.size

class Classifier:
    def __init__(self, layers, loss, learning_rate=0.1):
        self.layers, self.loss, self.learning_rate = layers, loss, learning_rate

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_step(self, X, y):
        grad = self.loss.gradient(self.forward(X), y)
        for layer in reversed(self.layers):
            grad = layer.backward(grad)

def main():
    model = Classifier([Affine(4, 16), Rectifier(), Affine(16, 3)], MeanOfSquares(), learning_rate=0.5)
    for _ in range(1000):
        model.train_step(np.random.randn(8, 4), np.random.randn(8, 3))

if __name__ == "__main__":
    main()
"""
CURVES = """
import numpy as np

def tanh(z):
    return np.tanh(z)

def tanh_prime(z):
    return 1 - np.tanh(z) {square}

def backward(W1, b1, W2, b2, X, y, act, act_prime):
    z1 = X @ W1 + b1
    a1 = act(z1)
    d2 = 2 * (a1 @ W2 + b2 - y) / y.size
    d1 = (d2 @ W2.T) * act_prime(z1)
    return X.T @ d1, d1.sum(0), a1.T @ d2, d2.sum(0)

if __name__ == "__main__":
    rng = np.random.default_rng()
    shapes = (2, 3), (3,), (3, 1), (1,), (5, 2), (5, 1)
    print(backward(*(rng.normal(size=shape) for shape in shapes), tanh, tanh_prime))
    W1, b1, W2, b2, X, y = (rng.normal(size=shape) for shape in shapes)
    print(backward(W1, b1, W2, b2, X, y, tanh, tanh_prime))
"""
