"""The operations of a computation graph: for each, how its value is made and what it sends back to its parents.

Values are numbers, Fractions, or arrays of any shape that broadcast; a data point is an entry along the last axis.
`value(*parents)` is the forward rule. `shares(arriving, value, *parents)` is the backward rule: what arrives at the
node, ∂f/∂value, times the local derivative by each parent. Of backpropagation nothing else depends
on the operation.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

LARGEST_EXACT_POWER = 64
"""Beyond this exponent a power is worked out in floats: a fraction's digits would grow without bound."""


Shares: TypeAlias = tuple[Any, ...]
"""What is sent back to each parent."""


@dataclass(frozen=True)
class Operation:
    """The forward and the backward rule. `is_exact`: a fraction's value and shares are fractions."""

    value: Callable[..., Any]
    shares: Callable[..., Shares]
    is_exact: bool = True


def _either(of_number: Callable[[float], float], of_array: Callable[..., Any]) -> Callable[[Any], Any]:
    """A function that takes numbers by Python's own, which is far quicker for one, and arrays by numpy's."""

    def function(x: Any) -> Any:
        return of_array(x) if isinstance(x, np.ndarray) else of_number(x)

    return function


def _sigmoid(x: float) -> float:
    e = math.exp(-abs(x))
    return 1 / (1 + e) if x >= 0 else e / (1 + e)


exp = _either(math.exp, np.exp)
log = _either(math.log, np.log)
sqrt = _either(math.sqrt, np.sqrt)
tanh = _either(math.tanh, np.tanh)
sin = _either(math.sin, np.sin)
cos = _either(math.cos, np.cos)
sigmoid = _either(_sigmoid, lambda x: np.exp(-np.logaddexp(0, -x)))
softplus = _either(lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), lambda x: np.logaddexp(0, x))


def _leaky(x: Any) -> Any:
    """1 where x > 0, else the slope that leaks through; a hundredth, exact where x is."""
    return Fraction(1, 100) + Fraction(99, 100) * int(x > 0) if isinstance(x, Fraction) else 0.01 + 0.99 * (x > 0)


def sign(x: Any) -> Any:
    """1 or −1 as x is positive or negative, 0 where it is 0."""
    return (x > 0) * 1 - (x < 0) * 1


def _larger(x: Any, y: Any) -> Any:
    return np.where(x >= y, x, y) if isinstance(x, np.ndarray) or isinstance(y, np.ndarray) else (x if x >= y else y)


def power(x: Any, n: Any) -> Any:
    """xⁿ, exact for a fraction to a small whole power."""
    if isinstance(x, Fraction) and isinstance(n, Fraction):
        if n.denominator == 1 and abs(n) <= LARGEST_EXACT_POWER:
            return x ** int(n)
        return float(x) ** float(n)
    return x**n


def _power_shares(g: Any, _out: Any, x: Any, n: Any) -> tuple[Any, Any]:
    """n xⁿ⁻¹, and xⁿ ln x where x > 0: an exponent that is a mere number asks for nothing there."""
    slope = g * n * power(x, n - 1)
    if isinstance(x, np.ndarray):
        return slope, g * x**n * np.log(np.where(x > 0, x, 1))
    return slope, (g * power(x, n) * math.log(x) if not isinstance(n, Fraction) and x > 0 else 0 * g)


def _affine(*terms: Any) -> Any:
    """Σ w a (+ b): weights and what they are multiplied by in turn, and the bias, where there is one, last."""
    total = terms[-1] if len(terms) % 2 else 0
    for k in range(0, len(terms) - 1, 2):
        total = total + terms[k] * terms[k + 1]
    return total


def _affine_shares(g: Any, _out: Any, *terms: Any) -> tuple[Any, ...]:
    shares = [g * terms[k + 1 if k % 2 == 0 else k - 1] for k in range(len(terms) // 2 * 2)]
    return (*shares, g) if len(terms) % 2 else tuple(shares)


def _softmax(own: Any, *others: Any) -> Any:
    """e^own / Σ e^z, with the largest taken out so that nothing overflows."""
    highest = own
    for z in others:
        highest = _larger(highest, z)
    return exp(own - highest) / sum((exp(z - highest) for z in others), exp(own - highest))


def _softmax_shares(g: Any, out: Any, own: Any, *others: Any) -> tuple[Any, ...]:
    """p (1 − p) by its own z, −p p_k by each other."""
    every = (own, *others)
    return (
        g * out * (1 - out),
        *(-g * out * _softmax(z, *(every[:k] + every[k + 1 :])) for k, z in enumerate(every) if k),
    )


def _halves(terms: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """Outputs with their targets: the first half of the terms with the second."""
    count = len(terms) // 2
    return list(zip(terms[:count], terms[count:], strict=True))


def _cost(value: Callable[[Any, Any], Any], slope: Callable[[Any, Any], Any], *, is_exact: bool = True) -> Operation:
    """A cost that is a sum over the outputs, from one output's share of it and the derivative of that.

    Its parents are the outputs and then their targets, with respect to which nobody differentiates.
    """

    def shares(g: Any, _out: Any, *terms: Any) -> tuple[Any, ...]:
        pairs = _halves(terms)
        return (*(g * slope(a, y) for a, y in pairs), *(0 * g for _ in pairs))

    return Operation(lambda *terms: sum(value(a, y) for a, y in _halves(terms)), shares, is_exact)


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "+": Operation(lambda x, y: x + y, lambda g, _out, _x, _y: (g, g)),
        "-": Operation(lambda x, y: x - y, lambda g, _out, _x, _y: (g, -g)),
        "negative": Operation(lambda x: -x, lambda g, _out, _x: (-g,)),
        "*": Operation(lambda x, y: x * y, lambda g, _out, x, y: (g * y, g * x)),
        "/": Operation(lambda x, y: x / y, lambda g, out, _x, y: (g / y, -g * out / y)),
        "^": Operation(power, _power_shares),
        "max": Operation(_larger, lambda g, _out, x, y: (g * (x >= y), g * (x < y))),
        "min": Operation(lambda x, y: -_larger(-x, -y), lambda g, _out, x, y: (g * (x <= y), g * (x > y))),
        "exp": Operation(exp, lambda g, out, _x: (g * out,), is_exact=False),
        "log": Operation(log, lambda g, _out, x: (g / x,), is_exact=False),
        "sqrt": Operation(sqrt, lambda g, out, _x: (g / (2 * out),), is_exact=False),
        "sin": Operation(sin, lambda g, _out, x: (g * cos(x),), is_exact=False),
        "cos": Operation(cos, lambda g, _out, x: (-g * sin(x),), is_exact=False),
        "abs": Operation(abs, lambda g, _out, x: (g * sign(x),)),
        "identity": Operation(lambda x: x, lambda g, _out, _x: (g,)),
        "relu": Operation(lambda x: (x > 0) * x + 0, lambda g, _out, x: (g * (x > 0),)),  # + 0: no −0
        "leaky-relu": Operation(lambda x: x * _leaky(x), lambda g, _out, x: (g * _leaky(x),)),
        "softplus": Operation(softplus, lambda g, _out, x: (g * sigmoid(x),), is_exact=False),
        "sigmoid": Operation(sigmoid, lambda g, _out, x: (g * sigmoid(x) * sigmoid(-x),), is_exact=False),
        "tanh": Operation(tanh, lambda g, out, _x: (g * (1 - out * out),), is_exact=False),
        "affine": Operation(_affine, _affine_shares),
        "softmax": Operation(_softmax, _softmax_shares, is_exact=False),
        "squares": _cost(lambda a, y: (a - y) * (a - y), lambda a, y: 2 * (a - y)),
        "cross-entropy": _cost(lambda a, y: -y * log(a), lambda a, y: -y / a, is_exact=False),
        "binary-cross-entropy": _cost(
            lambda a, y: -y * log(a) - (1 - y) * log(1 - a), lambda a, y: (a - y) / (a * (1 - a)), is_exact=False
        ),
        "output": Operation(lambda *terms: sum(terms), lambda g, _out, *terms: (g,) * len(terms)),
    }
)
