"""Bugs that people asked about in public, each restated as a small program of our own: what is to be named for each.

Facts alone were taken: what was wrong, and in which kind of program. `seen` says where such a bug was met.
"""

from .templates import (
    ACCUMULATED,
    BROADCAST,
    IN_PLACE,
    LAST_SAMPLE,
    ROWS_HALF,
    ROWS_MEAN,
    ROWS_SUM,
    SIGMOID,
    deep,
    of,
    rows,
    softmax,
)

WRONG = {
    "one sum for all biases": of(
        rows(biases="db1, db2 = d1.sum(), d2.sum()"),
        "partial.bias-shared",
        "a lecture's softmax regression",
        *ROWS_MEAN,
    ),
    "bias times input": of(
        rows(biases="db1, db2 = (d1.T @ X).sum(axis=1), (d2.T @ h).sum(axis=1)"),
        "partial.bias-times-input",
        "a course's assignment on word vectors",
        *ROWS_MEAN,
    ),
    "mean for the bias only": of(
        rows(slope="d2 = 2 * (out - Y)", biases="db1, db2 = d1.mean(axis=0), d2.mean(axis=0)"),
        "code.mean-biases-only",
        "notes on training networks",
        *ROWS_SUM,
    ),
    "bias as it arrives": of(
        rows(biases="db1, db2 = d1, d2"),
        "code.bias-not-summed",
        "a small library, where biases grew to (m, n)",
        *ROWS_MEAN,
    ),
    "weights moved before use": of(
        IN_PLACE, "partial.updated-weights", "a book's network, and several toy ones", *ROWS_HALF
    ),
    "no derivative at the output": of(
        rows(**SIGMOID | {"slope": "d2 = out - Y"}),
        "partial.gate-ignored-output",
        "a tiny library, and a video's network",
        *ROWS_HALF,
    ),
    "error back without the output's derivative": of(
        rows(**SIGMOID | {"back": "d1 = ((out - Y) @ W2.T) * h * (1 - h)"}),
        "partial.gate-not-carried",
        "a question on two ways to go back through weights",
        *ROWS_HALF,
    ),
    "hidden layer without weights": of(
        rows(**SIGMOID | {"back": "d1 = d2.sum(axis=1, keepdims=True) * h * (1 - h)"}),
        "partial.weights-not-followed",
        "a question why the error does not go to zero",
        *ROWS_HALF,
    ),
    "z(1 - z)": of(
        rows(**SIGMOID | {"slope": "d2 = (out - Y) * z2 * (1 - z2)", "back": "d1 = (d2 @ W2.T) * z1 * (1 - z1)"}),
        "partial.gate-formula-in-z",
        "a book of interview questions",
        *ROWS_HALF,
    ),
    "sigmoid of sigmoid": of(
        rows(
            **SIGMOID
            | {
                "slope": "d2 = (out - Y) * sigmoid(out) * (1 - sigmoid(out))",
                "back": "d1 = (d2 @ W2.T) * sigmoid(h) * (1 - sigmoid(h))",
            }
        ),
        "partial.gate-at-activation",
        "libraries in C++ and Matlab, asked about",
        *ROWS_HALF,
    ),
    "half of sigmoid's derivative": of(
        rows(**SIGMOID | {"slope": "d2 = (out - Y) * (1 - out)", "back": "d1 = (d2 @ W2.T) * (1 - h)"}),
        "partial.gate-half",
        "a question on bias gradients",
        *ROWS_HALF,
    ),
    "no mean though the loss is one": of(
        softmax("d2 = p - Y", mean=" / len(X)"), "partial.scale-forgotten", "a course's XOR by hand"
    ),
    "mean over classes, too": of(
        softmax("d2 = (p - Y) / Y.size", mean=" / len(X)"), "code.mean-over-outputs", "a Matlab toolbox's softmax loss"
    ),
    "mean twice": of(
        rows(weights="dW1, dW2 = X.T @ d1 / m, h.T @ d2 / m", biases="db1, db2 = d1.sum(0) / m, d2.sum(0) / m"),
        "partial.mean-twice",
        "a cross-entropy in a library, divided in both places",
        *ROWS_MEAN,
    ),
    "divided by the number of inputs": of(
        rows(slope="d2 = 2 * (out - Y) / X.shape[1]"),
        "code.divided-by-inputs",
        "points in columns taken for rows",
        *ROWS_MEAN,
    ),
    "relu's mask from the gradient": of(
        rows(back="d1 = d2 @ W2.T\n    d1[d1 <= 0] = 0"),
        "code.gate-on-gradient",
        "a course's relu_backward",
        *ROWS_MEAN,
    ),
    "softmax like sigmoid": of(
        softmax("d2 = (-Y / p) * p * (1 - p)"), "partial.softmax-elementwise", "several libraries' softmax layers"
    ),
    "softmax over the batch": of(
        softmax("d2 = p - Y", axis=0), "code.softmax-over-points", "a class solution with the axis one off"
    ),
    "targets of one axis": of(BROADCAST, "code.targets-broadcast", "losses of (N, 1) and (N,), often", *ROWS_MEAN),
    "sigmoid's formula for tanh": of(
        rows(rho="np.tanh", back="d1 = (d2 @ W2.T) * h * (1 - h)"),
        "partial.gate-of-other-function",
        "a copied backward pass",
        *ROWS_MEAN,
    ),
    "sign": of(rows(slope="d2 = 2 * (Y - out) / m"), "partial.sign", "tutorials that add the step", *ROWS_MEAN),
    "no gate in the hidden layer": of(
        rows(back="d1 = d2 @ W2.T"), "partial.gate-ignored-hidden", "a question on ReLU and gradient checks", *ROWS_MEAN
    ),
    "W for its transpose": of(
        rows(back="d1 = (d2 @ W2) * (z1 > 0)"),
        "partial.not-transposed",
        "networks with layers of one width",
        *ROWS_MEAN,
    ),
    "reshape for transpose": of(
        rows(weights="dW1, dW2 = (d1.T @ X).reshape(W1.shape), (d2.T @ h).reshape(W2.shape)"),
        "code.gradient-reshaped",
        "shapes made to fit",
        *ROWS_MEAN,
    ),
    "W reshaped": of(
        rows(back="d1 = (d2 @ W2.reshape(W2.shape[1], W2.shape[0])) * (z1 > 0)"),
        "code.weights-reshaped",
        "shapes made to fit",
        *ROWS_MEAN,
    ),
    "not set to zero": of(ACCUMULATED, "code.accumulated", "a small engine of values", *ROWS_SUM),
    "only the last sample": of(LAST_SAMPLE, "partial.single-point", "= where += belongs", *ROWS_SUM),
    "z for a in the weights": of(
        rows(weights="dW1, dW2 = X.T @ d1, z1.T @ d2"),
        "partial.weight-times-preactivation",
        "a book's chapter on ReLU, asked about",
        *ROWS_MEAN,
    ),
    "one activation too far": of(
        deep(weight="dZ @ A[l].T"), "code.own-activation-outer", "lists that count from 0 and from 1", *ROWS_SUM
    ),
    "own weights": of(
        deep(back='parameters["W" + str(max(l - 1, 1))].T @ dZ'),
        "code.own-weights-back",
        "an index one off",
        *ROWS_SUM,
    ),
    "product of elements": of(
        deep(weight="(dZ * A[l - 1]).sum(axis=1) * np.ones_like(parameters['W' + str(l)])"),
        "code.elementwise-for-outer",
        "* where a dot product belongs",
        *ROWS_SUM,
    ),
    "derivative after cross-entropy": of(
        rows(**SIGMOID | {"result": "-(Y * np.log(out) + (1 - Y) * np.log(1 - out)).sum(), dW1, db1, dW2, db2"}),
        "partial.gate-twice",
        "a pull request on where the derivative belongs",
    ),
    "mean at each layer": of(
        deep(first=" / m", back='parameters["W" + str(l)].T @ dZ / m'),
        "code.mean-at-each-layer",
        "1/m in a loop",
        *ROWS_MEAN,
    ),
    "errors for gradients": of(
        rows(result="d1, d2"), "code.deltas-returned", "what a step wants taken for what goes back", *ROWS_MEAN
    ),
    "weights' mean alone": of(
        deep(weight="dZ @ A[l - 1].T / m"), "partial.mean-weights-only", "a step-by-step notebook", *ROWS_MEAN
    ),
}
"""Programs with one bug each, by what is wrong."""
