"""Right backward passes in many styles, as learners write them: none of them may ever be accused."""

from .program import Program

ROWS = """
import numpy as np

def relu(z):
    return np.maximum(0, z)

def backward(W1, b1, W2, b2, X, y):
    m = X.shape[0]
    z1 = X @ W1 + b1
    a1 = relu(z1)
    a2 = a1 @ W2 + b2
    d2 = 2 * (a2 - y) / m
    dW2 = a1.T @ d2
    db2 = d2.sum(axis=0)
    d1 = (d2 @ W2.T) * (z1 > 0)
    dW1 = X.T @ d1
    db1 = d1.sum(axis=0)
    return dW1, db1, dW2, db2
"""

COLUMNS = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(cache["A1"], 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
"""

LOOPS = """
import math

def sigmoid(z):
    return 1 / (1 + math.exp(-z))

def gradients(w1, b1, w2, b2, x, t):
    hidden = [sigmoid(sum(w * v for w, v in zip(row, x)) + b) for row, b in zip(w1, b1)]
    out = [sigmoid(sum(w * h for w, h in zip(row, hidden)) + b) for row, b in zip(w2, b2)]
    delta2 = [(o - y) * o * (1 - o) for o, y in zip(out, t)]
    delta1 = [h * (1 - h) * sum(d * row[k] for d, row in zip(delta2, w2)) for k, h in enumerate(hidden)]
    dw2 = [[d * h for h in hidden] for d in delta2]
    dw1 = [[d * v for v in x] for d in delta1]
    return {"w1": dw1, "b1": delta1, "w2": dw2, "b2": delta2}
"""

CHAIN = """
def relu(z):
    return z if z > 0 else 0

def step(z):
    return 1 if z > 0 else 0

def grad(w1, b1, w2, b2, w3, b3, data):
    g = [0.0] * 6
    for x, y in data:
        z1 = w1 * x + b1
        a1 = relu(z1)
        z2 = w2 * a1 + b2
        a2 = relu(z2)
        z3 = w3 * a2 + b3
        a3 = relu(z3)
        d3 = 2 * (a3 - y) * step(z3)
        d2 = d3 * w3 * step(z2)
        d1 = d2 * w2 * step(z1)
        for k, part in enumerate((d1 * x, d1, d2 * a1, d2, d3 * a2, d3)):
            g[k] += part
    return g
"""

NIELSEN = """
import numpy as np

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))

def backprop(weights, biases, x, y):
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    activation = x
    activations = [x]
    zs = []
    for b, w in zip(biases, weights):
        z = np.dot(w, activation) + b
        zs.append(z)
        activation = sigmoid(z)
        activations.append(activation)
    delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
    nabla_b[-1] = delta
    nabla_w[-1] = np.dot(delta, activations[-2].transpose())
    for l in range(2, len(weights) + 1):
        delta = np.dot(weights[-l + 1].transpose(), delta) * sigmoid_prime(zs[-l])
        nabla_b[-l] = delta
        nabla_w[-l] = np.dot(delta, activations[-l - 1].transpose())
    return (nabla_b, nabla_w)
"""

LABELS = """
import numpy as np

def loss_and_grads(params, X, y):
    N = X.shape[0]
    h = np.maximum(0, X.dot(params['W1']) + params['b1'])
    scores = h.dot(params['W2']) + params['b2']
    scores -= scores.max(axis=1, keepdims=True)
    p = np.exp(scores)
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).sum() / N
    dscores = p.copy()
    dscores[np.arange(N), y] -= 1
    dscores /= N
    grads = {}
    grads['W2'] = h.T.dot(dscores)
    grads['b2'] = dscores.sum(axis=0)
    dh = dscores.dot(params['W2'].T)
    dh[h <= 0] = 0
    grads['W1'] = X.T.dot(dh)
    grads['b1'] = dh.sum(axis=0)
    return loss, grads
"""

PAIRS = """
import numpy as np

def grads(params, x, y):
    a, cache = x, []
    for k, (W, b) in enumerate(params):
        z = a @ W + b
        cache.append((a, z))
        a = np.tanh(z) if k < len(params) - 1 else z
    delta = a - y
    out = []
    for k in reversed(range(len(params))):
        before, z = cache[k]
        if k < len(params) - 1:
            delta = delta * (1 - np.tanh(z) ** 2)
        out.append((before.T @ delta, delta.sum(axis=0)))
        delta = delta @ params[k][0].T
    return out[::-1]
"""

NUMERIC = """
import numpy as np

def cost(W1, b1, W2, b2, X, Y):
    return ((np.tanh(X @ W1 + b1) @ W2 + b2 - Y) ** 2).sum()

def gradient(W1, b1, W2, b2, X, Y, eps=1e-5):
    theta = [W1, b1, W2, b2]
    result = []
    for part in theta:
        g = np.zeros_like(part)
        for k in np.ndindex(part.shape):
            kept = part[k]
            part[k] = kept + eps
            up = cost(*theta, X, Y)
            part[k] = kept - eps
            down = cost(*theta, X, Y)
            part[k] = kept
            g[k] = (up - down) / (2 * eps)
        result.append(g)
    return result
"""

NO_BIAS = """
import numpy as np

def relu(x):
    return (x > 0) * x

def relu2deriv(output):
    return output > 0

def grads(weights_0_1, weights_1_2, layer_0, y):
    layer_1 = relu(np.dot(layer_0, weights_0_1))
    layer_2 = np.dot(layer_1, weights_1_2)
    layer_2_delta = 2 * (layer_2 - y)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)
    return layer_0.T.dot(layer_1_delta), layer_1.T.dot(layer_2_delta)
"""

VECTOR = """
import numpy as np

def backprop(W1, b1, W2, b2, x, y):
    z1 = W1 @ x + b1
    a1 = 1 / (1 + np.exp(-z1))
    a2 = W2 @ a1 + b2
    d2 = a2 - y
    d1 = (W2.T @ d2) * a1 * (1 - a1)
    return np.concatenate([np.outer(d1, x).ravel(), d1, np.outer(d2, a1).ravel(), d2])
"""

FLAT_TARGETS = """
import numpy as np

def gradients(W1, b1, W2, b2, X, y, lr=0.1):
    n = len(X)
    h = np.tanh(X.dot(W1) + b1)
    out = h.dot(W2) + b2
    err = out.reshape(-1) - y
    g_out = (2 * err / n).reshape(-1, 1)
    gW2 = h.T.dot(g_out)
    gb2 = g_out.sum(axis=0, keepdims=True)
    g_h = g_out.dot(W2.T) * (1 - h ** 2)
    return gW2, gb2, X.T.dot(g_h), g_h.sum(axis=0, keepdims=True)
"""

LAYERED = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def L_model_backward(parameters, X, Y):
    L = len(parameters) // 2
    A = {0: X}
    for l in range(1, L + 1):
        A[l] = sigmoid(parameters['W' + str(l)] @ A[l - 1] + parameters['b' + str(l)])
    m = X.shape[1]
    grads = {}
    dZ = (A[L] - Y) * A[L] * (1 - A[L]) / m
    for l in range(L, 0, -1):
        grads['dW' + str(l)] = dZ @ A[l - 1].T
        grads['db' + str(l)] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dZ = (parameters['W' + str(l)].T @ dZ) * A[l - 1] * (1 - A[l - 1])
    return grads
"""

ONE_LAYER = """
import numpy as np

def gradient(w, b, X, y):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return X.T @ (p - y) / len(X), (p - y).mean(axis=0)
"""

CHAIN_OF_NUMBERS = """
def gradient(w1, b1, w2, b2, xs, ys):
    dw1 = db1 = dw2 = db2 = 0
    for x, y in zip(xs, ys):
        a1 = max(0.0, w1 * x + b1)
        a2 = w2 * a1 + b2
        r = 2 * (a2 - y) / len(xs)
        dw2 += r * a1
        db2 += r
        if a1 > 0:
            dw1 += r * w2 * x
            db1 += r * w2
    return (dw1, db1), (dw2, db2)
"""

RIGHT = {
    name.lower(): Program(text)
    for name, text in (
        ("ROWS", ROWS),
        ("COLUMNS", COLUMNS),
        ("LOOPS", LOOPS),
        ("CHAIN", CHAIN),
        ("NIELSEN", NIELSEN),
        ("LABELS", LABELS),
        ("PAIRS", PAIRS),
        ("NUMERIC", NUMERIC),
        ("NO_BIAS", NO_BIAS),
        ("VECTOR", VECTOR),
        ("FLAT_TARGETS", FLAT_TARGETS),
        ("LAYERED", LAYERED),
        ("ONE_LAYER", ONE_LAYER),
        ("CHAIN_OF_NUMBERS", CHAIN_OF_NUMBERS),
    )
}
"""Programs that are right, by the name of their style."""
