"""Expressions of a computation graph, read into steps: a name, an operation and what it is made of.

An expression is text from anywhere: it is read sign by sign, never run, and its length, depth and numbers are bounded.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from tutor.lessons.figures import MINUS, as_text
from tutor.lessons.nearest import nearest

LONGEST_EXPRESSION = 400
"""Characters."""
DEEPEST = 30
"""Brackets, functions, powers and signs inside each other."""
LARGEST_POWER = 30
MOST_BITS = 400
"""Of a number that numbers in an expression come to."""
LONGEST_LITERAL = 30
FUNCTIONS = {
    **dict.fromkeys(("exp", "log", "sqrt", "sin", "cos", "abs"), 1),
    **dict.fromkeys(("relu", "leaky_relu", "sigmoid", "tanh", "softplus"), 1),
    **dict.fromkeys(("max", "min"), 2),
}
"""Each with the number of what it takes; those that take two take more, two by two."""
_OTHER_NAMES = {"ln": "log", "σ": "sigmoid", "sigma": "sigmoid", "ReLU": "relu", "LeakyReLU": "leaky_relu"}
_OPERATIONS = {"leaky_relu": "leaky-relu"}
"""Operations that are called otherwise: a name in an expression has no hyphen."""
_POWERS = str.maketrans({"²": "^2", "³": "^3"})
_SIGNS = {"−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "÷": "/", "**": "^"}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+\-]?\d+(?![\w.]))?)"
    r"|(?P<name>[^\W\d]\w*)|(?P<sign>\*\*|[-+*/^(),−–·×⋅÷])|(?P<other>\S))"
)
_NO_OPERANDS = frozenset("+*/^),")
Step: TypeAlias = tuple[str, str, tuple[str, ...]]
_Operand: TypeAlias = "str | Fraction"


class ExpressionError(ValueError):
    """An expression that can't be read: `key` names the message, `params` fill it."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(f"{key} {params}")
        self.key, self.params = key, params


class Expression(NamedTuple):
    """The steps that an expression takes, the last of which makes what it is; and the numbers in it, by their names."""

    steps: tuple[Step, ...]
    constants: dict[str, Fraction]


def read_expression(text: str, name: str, known: Collection[str], fresh: Callable[[], str]) -> Expression:
    """The steps that make `name` from the names that are known. Raises ExpressionError.

    `+ − · /` and `^` bind as usual, the last to the right. What is inside and has no name gets one from `fresh`; what
    comes of numbers alone is worked out.
    """
    if len(text) > LONGEST_EXPRESSION:
        raise ExpressionError("expression_too_long", limit=str(LONGEST_EXPRESSION))
    reader = _Reader(_tokens(text.translate(_POWERS)), known)
    result = reader.sum()
    if reader.next:
        raise reader.unexpected()
    if isinstance(result, Fraction):
        raise ExpressionError("expression_constant", value=text.strip())
    if not reader.steps:  # a name alone
        return Expression(((name, "identity", (result,)),), {})
    named = {step[0]: fresh() for step in reader.steps[:-1]} | {result: name}
    steps = tuple(
        (named[made], operation, tuple(named.get(one, one) for one in parents))
        for made, operation, parents in reader.steps
    )
    return Expression(steps, reader.constants)


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    while match := _TOKEN.match(text, place):
        place = match.end()
        if match["other"]:
            raise ExpressionError("expression_sign", value=match["other"])
        word = match["number"] or match["name"] or match["sign"]
        found.append(_SIGNS.get(word, word))
    return found


@dataclass
class _Reader:
    """Reads by recursive descent, and writes each step as soon as both of its sides are known."""

    tokens: list[str]
    known: Collection[str]
    steps: list[Step] = field(default_factory=list)
    constants: dict[str, Fraction] = field(default_factory=dict)
    place: int = 0
    depth: int = 0

    @property
    def next(self) -> str:
        """The next sign, number or name; empty at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        """The next one, passed over."""
        word = self.next
        self.place += 1
        return word

    def unexpected(self) -> ExpressionError:
        """What is wrong where reading stopped."""
        if not self.next:
            return ExpressionError("expression_end")
        return ExpressionError("expression_unexpected", value=self.next)

    def sum(self) -> _Operand:
        """A sum of terms, from the left."""
        left = self.product()
        while self.next in ("+", "-"):
            left = self.made(self.take(), left, self.product())
        return left

    def product(self) -> _Operand:
        """A product of factors, from the left."""
        left = self.signed()
        while self.next in ("*", "/"):
            left = self.made(self.take(), left, self.signed())
        return left

    def signed(self) -> _Operand:
        """A power with or without a sign: −x² is −(x²)."""
        if self.next not in ("-", "+"):
            return self.power()
        negative = self.take() == "-"
        self.deeper()
        operand = self.signed()
        self.depth -= 1
        return self.made("negative", operand) if negative else operand

    def power(self) -> _Operand:
        """A base to an exponent, from the right."""
        base = self.atom()
        if self.next != "^":
            return base
        self.take()
        self.deeper()
        exponent = self.signed()
        self.depth -= 1
        return self.made("^", base, exponent)

    def atom(self) -> _Operand:
        """A number, a name, a function of something, or what stands in brackets."""
        word = self.next
        if not word or word in _NO_OPERANDS:
            raise self.unexpected()
        self.take()
        if word == "(":
            self.deeper()
            inside = self.sum()
            self.depth -= 1
            self.close()
            self.not_followed(")")
            return inside
        if word[0].isdecimal() or word[0] == ".":
            return self.number(word)
        return self.called(word) if self.next == "(" and word not in self.known else self.named(word)

    def number(self, word: str) -> Fraction:
        """An exact number."""
        exponent = word.lower().partition("e")[2]
        if len(word) > LONGEST_LITERAL or (exponent and abs(int(exponent)) > LARGEST_POWER):
            raise ExpressionError("expression_number", value=word[:LONGEST_LITERAL])
        self.not_followed(word)
        return Fraction(word)

    def not_followed(self, word: str) -> None:
        """Raise where what begins a factor follows a factor, and no sign stands between."""
        if self.next and (self.next[0].isalnum() or self.next == "("):
            raise ExpressionError("expression_product", value=word, other=self.next)

    def named(self, word: str) -> str:
        """A quantity that is there already."""
        if word not in self.known:
            near = "exp(…)" if word == "e" else nearest(word, self.known)
            raise ExpressionError("expression_name", value=word, near=near, allowed=", ".join(self.known))
        self.not_followed(word)
        return word

    def called(self, word: str) -> _Operand:
        """A function of what stands in brackets behind it."""
        function = _OTHER_NAMES.get(word, word)
        if function not in FUNCTIONS:
            near = nearest(word, FUNCTIONS)
            raise ExpressionError("expression_function", value=word, near=near, allowed=", ".join(FUNCTIONS))
        self.take()
        self.deeper()
        operands = [self.sum()]
        while self.next == ",":
            self.take()
            operands.append(self.sum())
        self.depth -= 1
        self.close()
        if (len(operands) == 1) != (FUNCTIONS[function] == 1):
            raise ExpressionError("expression_operands", value=word, number=str(FUNCTIONS[function]))
        made = operands[0]
        for other in operands[1:]:
            made = self.made(function, made, other)
        return self.made(_OPERATIONS.get(function, function), made) if len(operands) == 1 else made

    def close(self) -> None:
        """The bracket that closes."""
        if self.next != ")":
            raise ExpressionError("expression_open") if not self.next else self.unexpected()
        self.take()

    def deeper(self) -> None:
        """One level more."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("expression_too_deep", limit=str(DEEPEST))

    def made(self, operation: str, *operands: _Operand) -> _Operand:
        """What an operation makes: a number of numbers, else a step of its own."""
        numbers = [one for one in operands if isinstance(one, Fraction)]
        if len(numbers) == len(operands):
            return _worked_out(operation, *numbers)
        name = f"#{len(self.steps)}"  # until it is known which of them is the last
        self.steps.append((name, operation, tuple(self.placed(one) for one in operands)))
        return name

    def placed(self, operand: _Operand) -> str:
        """The name of an operand; that of a number is how it is written."""
        if isinstance(operand, str):
            return operand
        name = as_text(operand).replace(MINUS, "-")
        self.constants[name] = operand
        return name


def _worked_out(operation: str, first: Fraction, second: Fraction = Fraction(0)) -> Fraction:
    """What an operation makes of numbers, exactly. Raises ExpressionError where that can't be, or grows too large."""
    if operation in ("max", "min"):
        return max(first, second) if operation == "max" else min(first, second)
    if operation == "abs":
        return abs(first)
    if operation not in ("+", "-", "*", "/", "^", "negative"):
        raise ExpressionError("expression_constant", value=f"{operation}({as_text(first)})")
    if (operation == "/" and not second) or (operation == "^" and not first and second < 0):
        raise ExpressionError("expression_zero")
    if operation == "^":
        if second.denominator != 1 or abs(second) > LARGEST_POWER:
            raise ExpressionError("expression_power", value=as_text(second), limit=str(LARGEST_POWER))
        if (first.numerator.bit_length() + first.denominator.bit_length()) * abs(second) > MOST_BITS:
            raise ExpressionError("expression_large")
        return first ** int(second)
    made = {"+": first + second, "-": first - second, "*": first * second, "negative": -first}
    result = first / second if operation == "/" else made[operation]
    if result.numerator.bit_length() + result.denominator.bit_length() > MOST_BITS:
        raise ExpressionError("expression_large")
    return result
