"""The texts of programs as students write them, each with a place that is filled in right or wrong."""

LETTERS = """
import numpy as np

def grad(V, W, X, Y):
    Z = X @ V
    H = np.maximum(Z, 0)
    dF = (H @ W - Y) / len(X)
    return X.T @ (dF @ W.T{gate}), H.T @ dF
"""

PAIRS = """
import numpy as np

def linear(W, b):
    def forward(x):
        return x @ W + b, lambda g: (g @ W.T, {"W": x.T @ g, "b": g.sum(0)})
    return forward

def value_and_grad(params, x, y):
    (W1, b1), (W2, b2) = params
    z, back1 = linear(W1, b1)(x)
    a = np.tanh(z)
    out, back2 = linear(W2, b2)(a)
    g, second = back2({slope})
    first = back1(g * (1 - a * a))[1]
    return np.mean((out - y) ** 2), [(first["W"], first["b"]), (second["W"], second["b"])]
"""

FIELDS = """
from dataclasses import dataclass
import numpy as np

@dataclass
class Params:
    w_hidden: np.ndarray
    b_hidden: np.ndarray
    w_out: np.ndarray
    b_out: np.ndarray

def gradients(p: Params, x, y):
    z = p.w_hidden @ x + p.b_hidden
    h = np.tanh(z)
    e = 2 * (p.w_out @ h + p.b_out - y)
    dz = (p.w_out.T @ e) * (1 - {gate} ** 2)
    return Params(np.outer(dz, x), dz, np.outer(e, h), e)
"""

LAYERS = """
import numpy as np

def loss_and_grads(params, batch):
    x, y = batch
    acts = [x]
    for layer in params[:-1]:
        acts.append(np.tanh(acts[-1] @ layer["W"] + layer["b"]))
    g = 2 * (acts[-1] @ params[-1]["W"] + params[-1]["b"] - y){mean}
    grads = []
    for layer, a in zip(params[::-1], acts[::-1]):
        grads.append({"W": a.T @ g, "b": g.mean(0) * len(x)})
        g = (g @ layer["W"].T) * (1 - a ** 2)
    return grads[::-1]
"""

COLUMN = """
import numpy as np

def g(z):
    return 1 / (1 + np.exp(-z))

def cost(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lam):
    cut, m = hidden_layer_size * (input_layer_size + 1), len(X)
    Theta1 = nn_params[:cut].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[cut:].reshape(num_labels, hidden_layer_size + 1)
    a1 = np.c_[np.ones(m), X]
    a2 = np.c_[np.ones(m), g(a1 @ Theta1.T)]
    a3 = g(a2 @ Theta2.T)
    J = -np.sum(y * np.log(a3) + (1 - y) * np.log(1 - a3)) / m
    J += lam / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    d3 = a3 - y
    d2 = (d3 @ Theta2[:, 1:]) * a2[:, 1:] * (1 - a2[:, 1:])
    grad1, grad2 = d2.T @ a1 / m, d3.T @ a2 / m
    grad1[:, {from}:] += lam / m * Theta1[:, {from}:]
    grad2[:, {from}:] += lam / m * Theta2[:, {from}:]
    return J, np.r_[grad1.ravel(), grad2.ravel()]
"""

PENALTY = """
import numpy as np

class Net:
    def __init__(self, n_in, n_hidden, n_out, reg=0.1):
        self.W1, self.b1 = np.random.randn(n_in, n_hidden), np.zeros(n_hidden)
        self.W2, self.b2 = np.random.randn(n_hidden, n_out), np.zeros(n_out)
        self.reg = reg

    def loss(self, X, y):
        h = np.maximum(X @ self.W1 + self.b1, 0)
        s = np.exp(h @ self.W2 + self.b2)
        p = s / s.sum(1, keepdims=True)
        rows = np.arange(len(X))
        loss = -np.log(p[rows, y]).mean() + self.reg * ((self.W1 ** 2).sum() + (self.W2 ** 2).sum())
        p[rows, y] -= {taken}
        d2 = p / len(X)
        d1 = (d2 @ self.W2.T) * (h > 0)
        W1, W2 = X.T @ d1 + {penalty} * self.W1, h.T @ d2 + {penalty} * self.W2
        return loss, {"W1": W1, "b1": d1.sum(0), "W2": W2, "b2": d2.sum(0)}
"""

OWN = """
import numpy as np

def gradients(W1, b1, W2, b2, X, y):
    h = np.tanh(X @ W1 + b1)
    r = h @ W2 + b2 - y
    d2 = {slope}
    d1 = (d2 @ W2.T) * (1 - h * h)
    return np.sum(r ** 4), X.T @ d1, d1.sum(0), h.T @ d2, d2.sum(0)
"""
"""A cost that is not known, returned beside the gradients."""

ONE_NUMBER = """
def compute_gradient(x, y, w, b):
    m = x.shape[0]
    dw = db = 0
    for i in range(m):
        error = w * x[i] + b - y[i]
        dw, db = dw + error * x[i], db + error
    return dw / m, db{mean}
"""


LISTS = """
import numpy as np

def gradient(W, b, x, y):
    hs = [x]
    for k in range(len(W)):
        z = W[k].dot(hs[-1]) + b[k]
        hs.append(np.maximum(z, 0) if k < len(W) - 1 else z)
    g, dW, db = hs[-1] - y, [], []
    for k in reversed(range(len(W))):
        if k < len(W) - 1:
            g = np.where({gate} > 0, g, 0)
        dW.append(np.outer(g, hs[k]))
        db.append(g)
        g = W[k].T.dot(g)
    return dW[::-1], db[::-1]
"""

ACTIVATIONS = """
import numpy as np

def relu(z): return np.maximum(0, z)

class MLP:
    def __init__(self, dims, acts):
        self.params = [[np.random.randn(m, n), np.zeros(n)] for m, n in zip(dims[:-1], dims[1:])]
        self.acts = acts

    def gradient(self, x, y):
        trace, out = [], x
        for (w, b), name in zip(self.params, self.acts):
            trace.append((out, out @ w + b))
            out = relu(trace[-1][1]) if name == "relu" else trace[-1][1]
        g, grads = (out - y) / len(x), []
        for (w, b), name, (a, z) in reversed(list(zip(self.params, self.acts, trace))):
            g = g * {gate} if name == "relu" else g
            grads.append((a.T @ g, g.sum(0)))
            g = g @ w.T
        return grads[::-1]

if __name__ == "__main__":
    MLP([2, 8, 1], ["relu", "linear"]).gradient(np.ones((3, 2)), np.ones((3, 1)))
"""

TREE = """
import numpy as np

def loss_and_grad(params, x, y):
    h = np.tanh(x @ params["layer1"]["kernel"] + params["layer1"]["bias"])
    d = 2 * (h @ params["layer2"]["kernel"] + params["layer2"]["bias"] - y)
    dh = (d @ params["layer2"]["kernel"]{turned}) * (1 - h ** 2)
    return {"layer1": {"kernel": x.T @ dh, "bias": dh.sum(0)}, "layer2": {"kernel": h.T @ d, "bias": d.sum(0)}}
"""

RECORDS = """
from collections import namedtuple
import numpy as np

Layer = namedtuple("Layer", ["W", "b"])

def compute_grads(layers, x_n, t_n):
    hs = [x_n]
    for k, one in enumerate(layers):
        z = one.W @ hs[-1] + one.b
        hs.append(np.tanh(z) if k + 1 < len(layers) else z)
    g, out = 2 * (hs[-1] - t_n), []
    for k in range(len(layers) - 1, -1, -1):
        out.append(Layer(np.outer(g, hs[k]), g))
        g = (layers[k].W.T @ g) * (1 - hs[k]{squared})
    return out[::-1]
"""

ONE_OUTPUT = """
import numpy as np

def backward(X, y, W1, W2, b1, b2):
    m = y.shape[0]
    A1 = np.maximum(0, X @ W1 + b1)
    dZ2 = 1 / (1 + np.exp(-(A1 @ W2 + b2))) - y.reshape(-1, 1)
    dZ1 = (dZ2 @ W2.T){gate}
    return {"dW1": X.T @ dZ1 / m, "dW2": A1.T @ dZ2 / m, "db1": dZ1.sum(0) / m, "db2": dZ2.sum(0) / m}
"""
"""With labels of two classes it runs as well, where there are two outputs: then nothing is right."""
