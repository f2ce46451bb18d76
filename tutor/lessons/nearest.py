"""The word that was probably meant: another name of the same thing, or the allowed word that is written most alike."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

LONGEST_WORD = 60
"""Characters; a longer word is no slip of a short one, and comparing takes time in proportion to it."""
SHORT = 3
"""Characters; of a word that is shorter, half may be wrong."""
_SAME = (
    # What other books and libraries call it: the first is the word here.
    "learning_rate: lr eta alpha rate step step_size lernrate stepsize learning",
    "cost: loss objective error cost_function loss_function criterion",
    "theta: parameters params weights_and_biases initial init",
    "data: points dataset samples examples training training_data",
    "activation: activations activation_function nonlinearity rho",
    "widths: layers width sizes layer_sizes units neurons shape",
    "title: name heading",
    "lang: language",
    "digits: precision decimals significant",
    "eta: learning_rate lr rate alpha",
    "P: parameters params parameter_count",
    "m: points n number_of_points",
    "L: depth layers number_of_layers",
    "sigmoid: logistic sigm expit logsig σ",
    "identity: linear none lin id purelin",
    "relu: rectifier rectified-linear ramp max",
    "tanh: hyperbolic-tangent tansig",
    "leaky-relu: lrelu leakyrelu",
    "softplus: smooth-relu soft-plus",
    "softmax: soft-max",
    "half-mean-of-squares: half-mse half-mean-squared-error",
    "mean-of-squares: mse mean-squared-error mean-square-error l2",
    "sum-of-squares: sse ssr rss squared-error squares quadratic sum-of-squared-errors",
    "half-sum-of-squares: half-sse half-squared-error half half-sum half-mse",
    "mean-of-squares-over-outputs: mean-of-squares-and-outputs mean-over-outputs",
    "binary-cross-entropy: bce log-loss logloss logistic-loss binary-crossentropy",
    "mean-binary-cross-entropy: mean-bce bce-mean",
    "cross-entropy: ce crossentropy categorical-cross-entropy categorical-crossentropy nll negative-log-likelihood",
    "mean-cross-entropy: mean-ce ce-mean",
    "none: no false off null",
    "unit: yes true on per-unit",
    "shared: layer per-layer one",
    "from-to: x-w xw row-from rows-from",
    "to-from: w-x wx row-to rows-to",
)
_MEANT: dict[str, tuple[str, ...]] = {}
for _line in _SAME:
    _word, _, _others = _line.partition(":")
    for _other in _others.split():
        _MEANT[_other] = (*_MEANT.get(_other, ()), _word)


def nearest(word: str, allowed: Collection[str]) -> str:
    """The allowed word that `word` was probably meant for; empty where none is like it."""
    if len(word) > LONGEST_WORD:
        return ""
    plain = {_plain(one): one for one in reversed(list(allowed))}
    written = _plain(word)
    if written in plain:
        return plain[written]
    for meant in _meant(word):
        if meant in allowed:
            return meant
    near = get_close_matches(written, plain, 1, cutoff=0.5 if len(written) < SHORT else 0.6)
    return plain[near[0]] if near else ""


def _meant(word: str) -> Iterable[str]:
    lower = word.strip().lower()
    for spelled in (lower, lower.replace(" ", "-").replace("_", "-"), lower.replace(" ", "_").replace("-", "_")):
        yield from _MEANT.get(spelled, ())


def _plain(word: str) -> str:
    """The word without what is easily written differently: capitals, hyphens, spaces."""
    return "".join(character for character in word.lower() if character not in "-_ .")
