"""An expression read and computed exactly, by precedence climbing: `2*(2*3 + 13*6)`.

Loosest first: + and −; × and / from left to right, where a product may leave out its sign: `2(3+4)`; a sign; powers
from right to left, so that −2^2 is −4. Every value stays below MAX_BITS, checked before a power is taken.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from tutor.answers.characters import Typed
from tutor.answers.complaints import missing, stopped
from tutor.answers.errors import Unreadable
from tutor.answers.lexer import MAX_DEPTH, Token
from tutor.answers.literal import read_literal
from tutor.answers.quantity import MAX_BITS, Quantity

_MAX_POWER = 1000

_SUM, _PRODUCT, _SIGN, _POWER = 10, 20, 30, 40
_IMPLICIT = frozenset({"open", "fraction"})
"""What begins a second factor with no sign before it."""
_BINDING = {
    **{"sign": _SUM, "times": _PRODUCT, "over": _PRODUCT, "power": _POWER},
    **dict.fromkeys(_IMPLICIT, _PRODUCT),
}
_SIGNS = {"times": "×", "over": "/", "power": "^"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_LAYOUT = frozenset({"newline", "tab"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


class _Part(NamedTuple):
    """A value; the form of its text (atom, negative, power, other); the number it is, if only that; if it is plain.

    Plain is what needs no computing: a number, or a fraction in lowest terms.
    """

    value: Fraction
    form: str
    literal: Quantity | None = None
    plain: bool = False


def read_expression(typed: Typed, tokens: Sequence[Token], start: int, stop: int) -> Quantity:
    """The one value that the tokens from `start` to before `stop` say. Raises Unreadable."""
    signed = stop - start == 2 and tokens[start].text == "-"
    if (signed or stop - start == 1) and tokens[stop - 1].kind == "number":  # most answers, and all cells of a sheet
        literal = read_literal(tokens[stop - 1].text)
        if literal:
            return literal.negative() if signed else literal
    return _Expression(typed, tokens, start, stop).read()


class _Expression:
    """Reads the tokens from `start` to before `stop`, which must be one value."""

    def __init__(self, typed: Typed, tokens: Sequence[Token], start: int, stop: int) -> None:
        self._typed, self._tokens = typed, tokens
        self._index, self._stop = start, stop
        self._depth = 0
        self._shown: list[str] = []
        after = tokens[stop - 1].end if stop > 0 else 0
        self._end = Token("end", after, after, False, "")

    def read(self) -> Quantity:
        """The whole as one quantity. Raises Unreadable."""
        part = self._climb(0)
        rest = self._peek()
        if rest.kind != "end":
            raise stopped(self._typed, self._tokens, self._index, self._depth)
        if part.literal:
            return part.literal
        if part.plain:  # a fraction in lowest terms
            return Quantity(part.value, str(part.value).replace("-", "−"))
        return Quantity(part.value, "".join(self._shown), True)

    def _peek(self) -> Token:
        while self._index < self._stop and self._tokens[self._index].kind in _LAYOUT:
            self._index += 1
        return self._tokens[self._index] if self._index < self._stop else self._end

    def _climb(self, binding: int) -> _Part:
        left = self._prefix()
        before = ""
        while True:
            token = self._peek()
            kind = token.kind
            if kind == "raised":
                left = self._raise(left, token)
            elif _BINDING.get(kind, 0) <= binding:
                return left
            elif kind in _IMPLICIT:
                if before == "over":
                    raise self._error("ambiguous_division", token)
                left = self._binary(left, "times", token)
            else:
                self._index += 1
                left = self._binary(left, kind, token)
            before = kind

    def _binary(self, left: _Part, kind: str, token: Token) -> _Part:
        """Read the right operand of the operator `kind` that `token` is, or stands for, and compute."""
        self._shown.append(_SIGNS.get(kind) or (" + " if token.text == "+" else " − "))
        if kind == "power":
            if left.form == "power":
                raise self._error("ambiguous_power", token)  # 2²^3; 2^3^2 is read from the right
            right = self._nested(_POWER - 1, token, ("negative", "power"))
            return self._power(left, right.value, token)
        right = self._operand(_BINDING[kind], ("negative",))
        if kind == "over":
            return self._divided(left, right, token)
        if kind == "times":
            value = left.value * right.value
        else:
            value = left.value + right.value if token.text == "+" else left.value - right.value
        return _Part(self._bounded(value, token), "other")

    def _divided(self, left: _Part, right: _Part, token: Token) -> _Part:
        if not right.value:
            raise self._error("division_by_zero", token)
        value = self._bounded(left.value / right.value, token)
        above, below = left.literal, right.literal
        whole = above is not None and below is not None and above.place == below.place == 0
        # 1/3 is a number; 2/6 and 6/3 are still to be computed.
        return _Part(value, "other", None, whole and right.value > 1 and value.denominator == right.value)

    def _raise(self, left: _Part, token: Token) -> _Part:
        if left.form == "power":
            raise self._error("ambiguous_power", token)
        exponent = read_literal(token.text.translate(_RAISED).lstrip("+-"))
        if exponent is None:
            raise self._error("too_large", token)
        self._index += 1
        negative = token.text[0] == "⁻"
        self._shown.append(f"^(−{exponent.shown})" if negative else f"^{exponent.shown}")
        return self._power(left, -exponent.value if negative else exponent.value, token)

    def _power(self, base: _Part, exponent: Fraction, token: Token) -> _Part:
        if exponent.denominator != 1:
            raise self._error("exponent_not_whole", token)
        if exponent < 0 and not base.value:
            raise self._error("division_by_zero", token)
        bits = max(base.value.numerator.bit_length(), base.value.denominator.bit_length())
        if abs(exponent) > _MAX_POWER or (bits - 1) * abs(exponent) > MAX_BITS:
            raise self._error("too_large", token)
        return _Part(self._bounded(base.value ** int(exponent), token), "power")

    def _prefix(self) -> _Part:
        token = self._peek()
        kind = token.kind
        if kind == "number":
            self._index += 1
            literal = read_literal(token.text)
            if literal is None:
                raise self._error("too_large", token)
            self._shown.append(literal.shown)
            return _Part(literal.value, "atom", literal, True)
        if kind == "sign":
            return self._signed(token)
        if kind == "open":
            return self._bracketed(token)
        if kind == "fraction":
            return self._latex_fraction(token)
        raise missing(self._typed, self._tokens, self._index)

    def _signed(self, token: Token) -> _Part:
        self._index += 1
        if token.text == "+":
            return self._nested(_SIGN, token, ())
        self._shown.append("−")
        inner = self._nested(_SIGN, token, ("negative", "power"))
        number = inner.literal if inner.form == "atom" and inner.literal and inner.value >= 0 else None
        return _Part(
            -inner.value, "negative", number.negative() if number else None, inner.plain and number is not None
        )

    def _bracketed(self, token: Token) -> _Part:
        """A value in brackets; a number alone in them is still that number."""
        self._index += 1
        self._shown.append("(")
        self._deeper(token)
        inner = self._climb(0)
        close = self._peek()
        if close.kind == "end":
            raise self._error("unclosed", token)
        if close.kind != "close":
            raise stopped(self._typed, self._tokens, self._index, self._depth)
        if close.text != _PAIRS[token.text]:
            raise self._error("unopened", close)
        self._depth -= 1
        self._index += 1
        self._shown.append(")")
        return _Part(inner.value, "atom", inner.literal, inner.plain)

    def _latex_fraction(self, token: Token) -> _Part:
        self._index += 1
        self._shown.append("(")
        above = self._braced(token)
        self._shown.append("/")
        below = self._braced(token)
        self._shown.append(")")
        return self._divided(above, below, token)._replace(form="atom")

    def _braced(self, token: Token) -> _Part:
        brace = self._peek()
        if brace.text != "{":
            raise self._error("missing_operand", token)
        start = len(self._shown)
        part = self._bracketed(brace)
        if part.literal and part.value >= 0:
            self._shown[start:] = [part.literal.shown]
        return part

    def _nested(self, binding: int, token: Token, wrapped: tuple[str, ...]) -> _Part:
        """An operand one level deeper: signs and powers can follow one another without end."""
        self._deeper(token)
        part = self._operand(binding, wrapped)
        self._depth -= 1
        return part

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error("too_deep", token, limit=MAX_DEPTH)

    def _operand(self, binding: int, wrapped: tuple[str, ...]) -> _Part:
        """An operand; in brackets if its form is one of `wrapped`, so that what is shown reads only one way."""
        start = len(self._shown)
        part = self._climb(binding)
        if part.form in wrapped:
            self._shown.insert(start, "(")
            self._shown.append(")")
        return part

    def _bounded(self, value: Fraction, token: Token) -> Fraction:
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
            raise self._error("too_large", token)
        return value

    def _error(self, key: str, token: Token, **params: str | int) -> Unreadable:
        return self._typed.unreadable(key, token.start, token.end, **params)
