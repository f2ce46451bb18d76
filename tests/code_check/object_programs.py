"""Right backward passes in classes, in the styles of courses, books and blogs, and bugs in such: all our own."""

from .program import Program
from .templates import of
from .texts_of_layers import DENSE, DENSE_LATE, FITTED, KEPT, NEURONS, OF_LAYERS, VALUES
from .texts_of_networks import ATTRIBUTES, IN_PLACE, OF_DATA, OF_NODES, OF_SIZES, OWN_RATE, TWO_LAYERS, WEIGHTS_ALONE


def _filled(text: str, **parts: str) -> str:
    """A program with its open places filled in."""
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def _in_place(**parts: str) -> str:
    step = "self.W2 -= learning_rate * dW2\n        self.b2 -= learning_rate * db2"
    usual = {"slope": "2 * (output - y) / m", "bias": "np.sum(dz2, axis=0, keepdims=True)", "first": "", "second": step}
    return _filled(IN_PLACE, **usual | parts)


BACK = "(self.weights[-l + 1].T @ delta) * self.slope(zs[-l])"
SLOPE = "sigmoid(z) * (1 - sigmoid(z))"
DATA_BACK = "(d_out @ self.weights2.T) * self.layer1 * (1 - self.layer1)"

RIGHT_OBJECTS = {
    "a dict of parameters, loss and gradients": Program(_filled(TWO_LAYERS, mean="d /= N", gate="dh[hidden <= 0] = 0")),
    "sizes, one point at a time": Program(_filled(OF_SIZES, backprop="backprop", back=BACK, slope=SLOPE)),
    "a mini-batch that moves lists": Program(_filled(OF_SIZES, backprop="of_point", back=BACK, slope=SLOPE)),
    "data in the constructor": Program(_filled(OF_DATA, back=DATA_BACK)),
    "moved in place": Program(_in_place()),
    "layers that move themselves": Program(_filled(OF_LAYERS, dense=DENSE, slope="(1 - self.out ** 2)")),
    "layers that keep gradients": Program(_filled(KEPT, set="=", gate="dout * self.masks[k - 1]")),
    "gradients in attributes": Program(_filled(ATTRIBUTES, slope="self.A2 - Y", square="** 2")),
    "neurons of lists": Program(_filled(NEURONS, path="other.weights[j] * other.delta")),
    "an engine of values": Program(_filled(VALUES, curve="1 - t * t")),
    "fitted once": Program(_filled(FITTED, bias="error.mean()")),
    "nodes, and lists of a point": Program(_filled(OF_NODES, errors="(output_errors * final * (1 - final))")),
    "weights alone": Program(_filled(WEIGHTS_ALONE, gate="(1 - h * h)")),
    "a rate of its own": Program(_filled(OWN_RATE, slope="(1 - outputs[k] ** 2)")),
}
"""Programs that are right, by the name of their style."""

MEAN, SUM, HALF = (("--cost", f"{kind}-of-squares") for kind in ("mean", "sum", "half-sum"))
WRONG_OBJECTS = {
    "scores without the mean": of(
        _filled(TWO_LAYERS, mean="", gate="dh[hidden <= 0] = 0"),
        "partial.scale-forgotten",
        "a course's two-layer network",
        "--cost",
        "mean-cross-entropy",
    ),
    "mask of the gradient": of(
        _filled(TWO_LAYERS, mean="d /= N", gate="dh[dh <= 0] = 0"),
        "code.gate-on-gradient",
        "a course's two-layer network",
        "--cost",
        "mean-cross-entropy",
    ),
    "slope of the activation's value": of(
        _filled(OF_SIZES, backprop="backprop", back=BACK, slope="sigmoid(sigmoid(z)) * (1 - sigmoid(sigmoid(z)))"),
        "partial.gate-at-activation",
        "a class that was given a for z",
        *HALF,
    ),
    "no slope in hidden layers": of(
        _filled(OF_SIZES, backprop="of_point", back="self.weights[-l + 1].T @ delta", slope=SLOPE),
        "partial.gate-ignored-hidden",
        "a network of sizes, asked about",
        "--cost",
        "half-mean-of-squares",
    ),
    "no slope in the first layer": of(
        _filled(OF_DATA, back="d_out @ self.weights2.T"),
        "partial.gate-ignored-hidden",
        "a copy of a blog's network",
        *SUM,
    ),
    "moved before it is used": of(
        _in_place(first="self.W2 -= learning_rate * dW2\n        self.b2 -= learning_rate * db2", second=""),
        "partial.updated-weights",
        "a backward with a learning rate",
        *MEAN,
    ),
    "one number for all biases": of(_in_place(bias="np.sum(dz2)"), "partial.bias-shared", "an axis left out", *MEAN),
    "a layer that moves first": of(
        _filled(OF_LAYERS, dense=DENSE_LATE, slope="(1 - self.out ** 2)"),
        "partial.updated-weights",
        "a library of layers",
        *MEAN,
    ),
    "tanh of the slope": of(
        _filled(OF_LAYERS, dense=DENSE, slope="(1 - self.out)"), "partial.gate-half", "a library of layers", *MEAN
    ),
    "never set to zero": of(
        _filled(KEPT, set="+=", gate="dout * self.masks[k - 1]"), "code.accumulated", "gradients that grow", *SUM
    ),
    "no mask": of(_filled(KEPT, set="=", gate="dout"), "partial.gate-ignored-hidden", "a library of layers", *SUM),
    "slope twice after cross-entropy": of(
        _filled(ATTRIBUTES, slope="(self.A2 - Y) * self.A2 * (1 - self.A2)", square="** 2"),
        "partial.gate-twice",
        "a course's network in a class",
        "--cost",
        "mean-binary-cross-entropy",
    ),
    "no weights on the way back": of(
        _filled(NEURONS, path="other.delta"), "partial.weights-not-followed", "a network from scratch", *HALF
    ),
    "slope of tanh without the square": of(
        _filled(VALUES, curve="1 - t"), "partial.gate-half", "a small engine of values", *SUM
    ),
    "errors without slopes": of(
        _filled(OF_NODES, errors="output_errors"), "partial.gate-not-carried", "a book's network", *HALF
    ),
    "weights alone, no slope": of(
        _filled(WEIGHTS_ALONE, gate="1"), "partial.gate-ignored-hidden", "half of a backward pass", *SUM
    ),
    "slope of z in a rate of its own": of(
        _filled(OWN_RATE, slope="(1 - outputs[k])"), "partial.gate-half", "a perceptron of several layers", *HALF
    ),
}
"""Programs with one bug each, by what is wrong."""
