"""Random exact expressions: a tree, its value computed apart from the reader, and the many ways of writing it."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

SUM, PRODUCT, SIGN, POWER, ATOM = range(5)
_MINUS, _TIMES, _OVER = "-−–－", ("*", "×", "·", "⋅", " × "), ("/", "÷", " / ")
_BRACKETS = ("()", "[]", "{}", "（）")
_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": lambda base, exponent: base ** int(exponent),
}
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Node:
    """A number (its text), a sign, or an operator over two nodes."""

    kind: str
    parts: tuple["Node", ...] = ()
    text: str = ""

    def value(self) -> Fraction:
        """Its value. Raises ZeroDivisionError."""
        if self.kind == "number":
            return Fraction(self.text)
        first, *rest = (part.value() for part in self.parts)
        return -first if self.kind == "-1" else _OPERATIONS[self.kind](first, *rest)


def numbers() -> st.SearchStrategy[Node]:
    """Plain numbers: whole ones and decimals."""
    whole = st.integers(0, 9999).map(str)
    decimal = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda pair: f"{pair[0]}.{pair[1]}")
    small = st.sampled_from(["0", "1", "2", "3", "0.5", ".5", "1e2", "25e-1"])
    return st.one_of(small, whole, decimal).map(lambda text: Node("number", text=text))


def _larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    exponents = st.integers(0, 3).map(lambda n: Node("number", text=str(n)))
    exponents = st.one_of(exponents, exponents.map(lambda node: Node("-1", (node,))))
    return st.one_of(
        st.builds(lambda kind, a, b: Node(kind, (a, b)), st.sampled_from("+-*/"), inner, inner),
        st.builds(lambda kind, a, b: Node(kind, (a, b)), st.sampled_from("+-*/"), inner, inner),
        st.builds(lambda node: Node("-1", (node,)), inner),
        st.builds(lambda a, b: Node("^", (a, b)), inner, exponents),
    )


def expressions() -> st.SearchStrategy[Node]:
    """Expressions of up to twelve numbers."""
    return st.recursive(numbers(), _larger, max_leaves=12)


def written(node: Node, random: Random) -> str:
    """One way of writing `node`, with no more brackets than it needs, or now and then some."""
    return _written(node, random)[0].strip()


def _written(node: Node, random: Random) -> tuple[str, int]:
    """The text, and how tightly its loosest operator binds."""
    if node.kind == "number":
        return (node.text.translate(_FULL) if random.random() < 0.1 else node.text), ATOM
    if node.kind == "-1":
        return random.choice(_MINUS) + random.choice(("", " ")) + _part(node.parts[0], SIGN, random), SIGN
    if node.kind == "^":
        return _power(node.parts[0], node.parts[1], random), POWER
    left, right = node.parts
    if node.kind in "*/":
        first, second = _part(left, PRODUCT, random), _part(right, SIGN, random)
        sign = random.choice(_OVER if node.kind == "/" else _TIMES)
        unsigned = node.kind == "*" and second[0] in "([{（" and not _divides(left)
        return first + ("" if unsigned and random.random() < 0.5 else sign) + second, PRODUCT
    sign = random.choice(("+", "＋", " + ")) if node.kind == "+" else random.choice(_MINUS)
    space = random.choice(("", " "))
    return _part(left, SUM, random) + space + sign + space + _part(right, PRODUCT, random), SUM


def _power(base: Node, exponent: Node, random: Random) -> str:
    if random.random() < 0.5:
        raised = ("-" if exponent.kind == "-1" else "") + (exponent.parts or (exponent,))[0].text
        return _part(base, ATOM, random) + raised.translate(_RAISED)
    return _part(base, ATOM, random) + random.choice(("^", "**")) + _part(exponent, SIGN, random)


def _divides(node: Node) -> bool:
    """Whether its text can end in a divisor: `a/b`, where a bracket straight after it would be read in two ways."""
    return node.kind == "/" or (node.kind in ("*", "-1") and _divides(node.parts[-1]))


def _part(node: Node, binding: int, random: Random) -> str:
    text, own = _written(node, random)
    if own >= binding and random.random() < 0.9:
        return text
    brackets = random.choice(_BRACKETS)
    return brackets[0] + text + brackets[1]
