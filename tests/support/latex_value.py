"""What a formula of numbers comes to: a reader of the little LaTeX that the tutor writes, and no other code of it."""

import re
from fractions import Fraction

_TOKEN = re.compile(r"\\times 10\^\{(-?\d+)\}|(\d+(?:\.\d+)?)|(\\frac|\\cdot|\\left|\\right|[-+()\[\]{}^])|(\s+)")


def value(latex: str) -> Fraction:
    """The exact value of `2 \\cdot \\left(-3\\right)^2 + \\frac{1}{2}`. Fails on anything else."""
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
    while tokens and tokens[-1] not in ("+", "-", ")", "]", "}"):
        if tokens[-1] == "\\cdot":
            tokens.pop()
        total *= _power(tokens)
    return total


def _power(tokens: list[str]) -> Fraction:
    base = _atom(tokens)
    if tokens and tokens[-1] == "^":
        tokens.pop()
        base **= int(tokens.pop())
    return base


def _atom(tokens: list[str]) -> Fraction:
    token = tokens.pop()
    if token == "\\frac":
        return _atom(tokens) / _atom(tokens)
    if token in "([{":
        inside = _sum(tokens)
        assert tokens.pop() == {"(": ")", "[": "]", "{": "}"}[token]
        return inside
    if token.startswith("e"):
        return Fraction(10) ** int(token[1:])
    return Fraction(token)
