"""What a formula of numbers comes to: a reader of the little LaTeX that the tutor writes, and no other code of it."""

import math
import re
from collections.abc import Callable
from fractions import Fraction

_TOKEN = re.compile(
    r"\\times 10\^\{(-?\d+)\}|(\d+(?:\.\d+)?)|(\\mathrm\{\w+\}|\\[a-z]+|[-+()\[\]{}^,<>])|(\s+)|(\\,)", re.ASCII
)
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "\\ln": math.log,
    "\\exp": math.exp,
    "\\tanh": math.tanh,
    "\\sqrt": math.sqrt,
    "\\sin": math.sin,
    "\\cos": math.cos,
    "\\mathrm{LeakyReLU}": lambda x: max(x, x / 100),
    "\\sigma": lambda x: 1 / (1 + math.exp(-x)),
    "\\mathrm{relu}": lambda x: max(x, 0.0),
    "\\mathrm{id}": lambda x: x,
    "\\mathrm{softplus}": lambda x: math.log1p(math.exp(x)),
}
_RELATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": lambda x, y: x > y,
    "<": lambda x, y: x < y,
    "\\ge": lambda x, y: x >= y,
    "\\le": lambda x, y: x <= y,
}
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "\\lvert": "\\rvert"}
_ENDS = ("+", "-", ",", *_CLOSED_BY.values(), *_RELATIONS)


def value(latex: str) -> Fraction:
    """The value of `2 \\cdot \\left(-3\\right)^2 + \\frac{1}{2}`, exact but for functions. Fails on anything else."""
    tokens, end = [], 0
    while end < len(latex):
        found = _TOKEN.match(latex, end)
        assert found, latex[end:]
        end = found.end()
        if found[1]:
            tokens.append(f"e{found[1]}")
        elif found[2] or found[3] not in (None, "\\left", "\\right"):
            tokens.append(found[2] or found[3])
    tokens.reverse()
    result = _sum(tokens)
    assert not tokens, tokens
    return result


def _sum(tokens: list[str]) -> Fraction:
    total = _product(tokens)
    while tokens and tokens[-1] in "+-":
        sign = tokens.pop()
        total += _product(tokens) if sign == "+" else -_product(tokens)
    return total


def _product(tokens: list[str]) -> Fraction:
    if tokens[-1] == "-":
        tokens.pop()
        return -_product(tokens)
    total = _power(tokens)
    while tokens and tokens[-1] not in _ENDS:
        if tokens[-1] == "\\cdot":
            tokens.pop()
        total *= _power(tokens)
    return total


def _power(tokens: list[str]) -> Fraction:
    base = _atom(tokens)
    if tokens and tokens[-1] == "^":
        tokens.pop()
        exponent = _atom(tokens)
        if exponent.denominator == 1:
            return base ** int(exponent)
        return Fraction(math.pow(base, exponent))
    return base


def _atom(tokens: list[str]) -> Fraction:
    token = tokens.pop()
    if token == "\\frac":
        return _atom(tokens) / _atom(tokens)
    if token in _FUNCTIONS:
        return Fraction(_FUNCTIONS[token](float(_atom(tokens))))
    if token in ("\\max", "\\min"):
        assert tokens.pop() == "("
        pair = _sum(tokens), _pair_s_second(tokens)
        return max(pair) if token == "\\max" else min(pair)
    if token in _CLOSED_BY:
        inside = _sum(tokens)
        if tokens[-1] in _RELATIONS:  # 1 where what the brackets ask for holds
            relation = _RELATIONS[tokens.pop()]
            inside = Fraction(relation(inside, _sum(tokens)))
        assert tokens.pop() == _CLOSED_BY[token]
        return abs(inside) if token == "\\lvert" else inside
    if token.startswith("e"):
        return Fraction(10) ** int(token[1:])
    return Fraction(token)


def _pair_s_second(tokens: list[str]) -> Fraction:
    assert tokens.pop() == ","
    second = _sum(tokens)
    assert tokens.pop() == ")"
    return second
