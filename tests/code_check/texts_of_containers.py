"""Programs of students whose parameters stand in parts, with optimizers, or at the top of the file, as texts."""

PARTS = """
import numpy as np

class Linear:
    def __init__(self, n_in, n_out):
        self.W, self.b = np.random.randn(n_in, n_out) * 0.1, np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.dW, self.db = self.x.T @ d, {bias}
        return d @ self.W.T

class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, d):
        return d * {mask}

class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, d):
        for layer in reversed(self.layers):
            d = layer.backward(d)
        return d
"""
AT_THE_TOP = PARTS + "\nmodel = Sequential(Linear(3, 4), ReLU(), Linear(4, 2))\n"
OPTIMIZED = (
    PARTS
    + """
class SGD:
    def __init__(self, model, lr=0.01):
        self.model, self.lr = model, lr

    def step(self):
        for layer in self.model.layers:
            if hasattr(layer, "W"):
                layer.W -= self.lr * layer.dW
                layer.b -= self.lr * layer.db

def build(n_in, n_hidden, n_out):
    model = Sequential(Linear(n_in, n_hidden), ReLU(), Linear(n_hidden, n_out))
    return model

def train_step(model, optimizer, X, y):
    out = model.forward(X)
    model.backward(2 * (out - y))
    optimizer.step()
    return ((out - y) ** 2).sum()
"""
)
PARAMETERS = """
import numpy as np

class Parameter:
    def __init__(self, data):
        self.data, self.grad = data, np.zeros_like(data)

class Linear:
    def __init__(self, n_in, n_out):
        self.W, self.b = Parameter(np.random.randn(n_in, n_out)), Parameter(np.zeros(n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W.data + self.b.data

    def backward(self, d):
        self.W.grad += self.x.T @ d
        self.b.grad += d.sum(0)
        return d @ self.W.data.T

class Net:
    def __init__(self, n_in, n_hidden, n_out):
        self.l1, self.l2 = Linear(n_in, n_hidden), Linear(n_hidden, n_out)

    def forward(self, x):
        self.h = np.tanh(self.l1.forward(x))
        return self.l2.forward(self.h)

    def backward(self, d):
        self.l1.backward(self.l2.backward(d) * {gate})

    def parameters(self):
        return [p for layer in (self.l1, self.l2) for p in (layer.W, layer.b)]

class Momentum:
    def __init__(self, params, lr, momentum=0.9):
        self.params, self.lr, self.momentum = params, lr, momentum
        self.velocities = [np.zeros_like(p.data) for p in params]

    def zero_grad(self):
        for p in self.params:
            p.grad[:] = 0

    def step(self):
        for v, p in zip(self.velocities, self.params):
            v *= self.momentum
            v -= self.lr * p.grad
            p.data += v

def train_step(model, optimizer, X, y):
    optimizer.zero_grad()
    out = model.forward(X)
    model.backward(2 * (out - y) / len(X))
    optimizer.step()
"""
AVERAGED = """
import numpy as np

class Net:
    def __init__(self, n_in, n_hidden, n_out):
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)
        self.v = {k: np.zeros_like(getattr(self, k)) for k in ("W1", "b1", "W2", "b2")}

    def step(self, X, y, lr=0.1, beta=0.9):
        z1 = X @ self.W1 + self.b1
        h = np.maximum(0, z1)
        d2 = 2 * (h @ self.W2 + self.b2 - y) / X.shape[0]
        d1 = (d2 @ self.W2.T) * {gate}
        g = {"W1": X.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}
        for k in g:
            self.v[k] = beta * self.v[k] + (1 - beta) * g[k]
            setattr(self, k, getattr(self, k) - lr * self.v[k])
"""
REMEMBERED = """
import numpy as np

def update(params, velocity, X, y, lr=0.1, beta=0.9):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    h = np.tanh(X @ W1 + b1)
    d2 = 2 * (h @ W2 + b2 - y)
    d1 = (d2 @ W2.T) * {gate}
    grads = {"W1": X.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}
    for k in params:
        velocity[k] = beta * velocity[k] + (1 - beta) * grads[k]
        params[k] = params[k] - lr * velocity[k]
    return params, velocity
"""
OF_THE_FILE = """
import numpy as np

sizes = [3, 4, 2]
weights = [np.random.randn(m, n) for n, m in zip(sizes[:-1], sizes[1:])]
biases = [np.zeros((m, 1)) for m in sizes[1:]]
training_data = np.random.randn(500, 60)

def forward(x):
    a = [x]
    for W, b in zip(weights, biases):
        a.append(1 / (1 + np.exp(-(W @ a[-1] + b))))
    return a

def backward(x, y):
    a, dW, db = forward(x), [], []
    delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    for l in reversed(range(len(weights))):
        dW.insert(0, delta @ a[l].T)
        db.insert(0, delta.sum(axis=1, keepdims=True))
        delta = (weights[l].T @ delta) * {gate}
    return dW, db
"""
MOVED_AT_THE_TOP = """
import numpy as np

lr = 0.05
W1, b1 = np.random.randn(3, 4) * 0.1, np.zeros(4)
W2, b2 = np.random.randn(4, 2) * 0.1, np.zeros(2)

def train_step(X, Y):
    global W1, b1, W2, b2
    h = np.tanh(X @ W1 + b1)
    d2 = {slope}
    d1 = (d2 @ W2.T) * (1 - h * h)
    W2 -= lr * h.T @ d2
    b2 -= lr * d2.sum(0)
    W1 -= lr * X.T @ d1
    b1 -= lr * d1.sum(0)
"""
LAYERS_AT_THE_TOP = (
    PARTS.partition("class Sequential")[0]
    + """
layers = [Linear(3, 5), ReLU(), Linear(5, 2)]
learning_rate = 0.5
X_train, y_train = np.random.randn(40, 3), np.random.randn(40, 2)

def predict(x):
    for layer in layers:
        x = layer.forward(x)
    return x

def train_step(X, y):
    grad = 2 * (predict(X) - y) / len(X)
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        if isinstance(layer, Linear):
            layer.W -= learning_rate * layer.dW
            layer.b -= learning_rate * layer.db
"""
)
