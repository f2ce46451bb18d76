"""Tokens read as terms, by precedence climbing.

Loosest first: + and −; × and / from left to right, a product's sign left out or not; a sign; powers from right to
left. Σ takes the product that follows it.
"""

from collections.abc import Sequence

from tutor.answers.characters import Typed
from tutor.answers.errors import Unreadable
from tutor.answers.lexer import MAX_DEPTH
from tutor.answers.literal import read_literal
from tutor.sheet.array_calls import ARRAY_CALLS, array_call, joined
from tutor.sheet.index_names import LETTERS
from tutor.sheet.lexer import Token
from tutor.sheet.terms import (
    Call,
    Group,
    Letter,
    Named,
    Number,
    Over,
    Power,
    Product,
    Slope,
    Sum,
    Term,
    Total,
    Transposed,
    Vector,
    walk,
)

_BEGINS = frozenset({"number", "name", "open", "function", "fraction", "total", "euler", "slope"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SMALL = str.maketrans({"ⱼ": "_j", "ₖ": "_k", "ₗ": "_l", "ₘ": "_m", "ₙ": "_n"})
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_END = Token("end", 0, 0, "")


class Expressions:
    """Reads the tokens from `start` to before `stop` as one term."""

    def __init__(self, typed: Typed, tokens: Sequence[Token], start: int, stop: int) -> None:
        self._typed, self._tokens = typed, tokens
        self._index, self._stop, self._depth = start, stop, 0

    def read(self) -> Term:
        """The term. Raises Unreadable."""
        term = self._sum()
        rest = self._peek()
        if rest.kind != "end":
            raise self._unexpected(rest)
        return term

    def _peek(self) -> Token:
        return self._tokens[self._index] if self._index < self._stop else _END

    def _take(self) -> Token:
        token = self._peek()
        self._index += 1
        return token

    def _sum(self) -> Term:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._typed.unreadable("too_deep", self._peek().start, limit=MAX_DEPTH)
        terms = [self._signed()]
        while self._peek().kind == "sign":
            terms.append(self._signed())
        self._depth -= 1
        return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else Sum(tuple(terms))

    def _signed(self) -> tuple[int, Term]:
        """A term with its sign; a + (−1) is a − 1."""
        sign, term = self._sign(), self._product()
        if isinstance(term, Sum) and len(term.terms) == 1:
            return sign * term.terms[0][0], term.terms[0][1]
        return sign, term

    def _sign(self) -> int:
        sign = 1
        while self._peek().kind == "sign":
            sign *= -1 if self._take().text == "-" else 1
        return sign

    def _product(self) -> Term:
        if self._peek().kind == "total":
            over = self._take().text
            body = self._product()
            is_inner = isinstance(body, Total) and body.over is Over.POINTS and not isinstance(body.body, Total)
            if isinstance(body, Total) and is_inner and any(isinstance(one, Group) for one in walk(body)):
                return body._replace(over=Over.ALL)  # over the points and the units
            for index in reversed([one for one in _below(over) if one in LETTERS] or [""]):
                body = Total(body, counter=index)
            return body
        factors = [(1, self._power())]
        while True:
            kind = self._peek().kind
            if kind in ("times", "over"):
                sign = self._take().text
                if sign == "⊙":
                    return joined(sign, _product_of(factors), self._signed_product())
                if sign == "@":
                    factors = [(1, joined(sign, _product_of(factors), self._power()))]
                    continue
                if self._peek().kind == "sign":  # 2 · −3
                    factors.append((-1 if kind == "over" else 1, Sum(((self._sign(), self._power()),))))
                    continue
            elif kind not in _BEGINS:
                break
            elif factors[-1][0] == -1 and kind != "total" and not self._is_fraction(factors):  # a/b c
                raise self._typed.unreadable("ambiguous_division", self._peek().start, self._peek().end)
            if self._peek().kind == "total":
                factors.append((-1 if kind == "over" else 1, self._product()))
                break
            factors.append((-1 if kind == "over" else 1, self._power()))
        return _product_of(factors)

    def _signed_product(self) -> Term:
        is_signed = self._peek().kind == "sign"
        sign = self._sign()
        return Sum(((sign, self._product()),)) if is_signed else self._product()

    def _is_fraction(self, factors: Sequence[tuple[int, Term]]) -> bool:
        """Whether a division is a fraction before what follows: `1/2 r`, `λ/2 w2`, and not `a/b c`."""
        return len(factors) == 2 and isinstance(factors[1][1], Number | Letter)

    def _power(self) -> Term:
        kind = self._peek().kind
        if kind == "slope":
            return self._slope(self._take())
        base = self._exponential() if kind == "euler" else self._atom()
        while True:
            token = self._peek()
            if token.kind == "raised":
                self._take()
                base = Power(base, self._raised(token))
            elif token.kind == "transposed":
                self._take()
                base = Transposed(base)
            elif token.kind == "power":
                self._take()
                base = Power(base, self._exponent())
            elif token.kind == "method":
                self._take()
                base = self._of_array(token, [base, *self._items(self._take(), may_be_none=True)])
            else:
                return base

    def _slope(self, operator: Token) -> Term:
        """What stands behind d/dw: one piece, or a sum with its summands."""
        body = self._product() if self._peek().kind == "total" else self._power()
        if not isinstance(operator.term, Named | Letter):
            raise self._unexpected(operator)
        return Slope(body, operator.term)

    def _exponential(self) -> Term:
        """e to a power."""
        self._take()
        token = self._take()
        return Call("exp", (self._raised(token) if token.kind == "raised" else self._exponent(),))

    def _exponent(self) -> Term:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._typed.unreadable("too_deep", self._peek().start, limit=MAX_DEPTH)
        sign = self._sign()
        exponent = self._power()
        self._depth -= 1
        return exponent if sign == 1 else Sum(((-1, exponent),))

    def _raised(self, token: Token) -> Term:
        digits = token.text.translate(_RAISED)
        literal = read_literal(digits.lstrip("+-"))
        if literal is None:
            raise self._typed.unreadable("too_large", token.start, token.end)
        return Number(literal.negative() if digits[0] == "-" else literal)

    def _atom(self) -> Term:
        token = self._take()
        if token.kind in ("number", "name") and token.term is not None:
            return token.term
        if token.kind == "function":
            return self._call(token)
        if token.kind == "fraction":
            above, below = self._bracketed(self._take()), self._bracketed(self._take())
            return Product(((1, above), (-1, below)))
        if token.kind == "open":
            return self._bracketed(token)
        if token.kind in ("bar", "norm"):
            return self._absolute(token)
        if token.kind == "end":
            end = self._tokens[self._stop - 1].end if self._stop else 0
            raise self._typed.unreadable("missing_operand", max(end - 1, 0))
        raise self._unexpected(token)

    def _absolute(self, token: Token) -> Term:
        """|…| or ‖…‖, inside which no other bar stands."""
        inside = self._sum()
        if self._take().kind != token.kind:
            raise self._typed.unreadable("unclosed", token.start, token.end)
        return Call("abs" if token.kind == "bar" else "norm", (inside,))

    def _call(self, token: Token) -> Term:
        if token.text in ("sqrt", "log") and self._peek().kind != "open":
            return Call(token.text, (self._power(),))
        arguments = self._items(self._take())
        name = token.text.rstrip("'")
        if name in ARRAY_CALLS:
            return self._of_array(token, arguments)
        if name in ("relu", "rho", "f", "sigmoid", "tanh") and len(arguments) > 1:
            arguments = [Vector(tuple(arguments))]
        if len(arguments) != (2 if name in ("max", "min") else 1):
            raise self._unexpected(token)
        return Call(name, tuple(arguments), token.text.endswith("'"))

    def _of_array(self, token: Token, arguments: Sequence[Term]) -> Term:
        found = array_call(token.text.lstrip("."), arguments)
        if found is None:
            raise self._unexpected(token)
        return found

    def _bracketed(self, token: Token) -> Term:
        """What stands in brackets: a value, or several with commas, semicolons or line ends between them."""
        items = self._items(token)
        return items[0] if len(items) == 1 and not isinstance(items[0], Vector) else Vector(tuple(items))

    def _item(self) -> Term:
        """A value in brackets; one in brackets of its own there is a row of a matrix."""
        begin = self._peek()
        item = self._sum()
        end = self._tokens[self._index - 1]
        is_row = begin.text == "[" and end.text == "]" and not isinstance(item, Vector)
        return Vector((item,)) if is_row else item

    def _items(self, token: Token, *, may_be_none: bool = False) -> list[Term]:
        """The values in brackets."""
        if token.kind != "open":
            raise self._unexpected(token) if token.kind != "end" else self._typed.unreadable("missing_operand", 0)
        if may_be_none and self._peek().text == _PAIRS[token.text]:
            self._take()
            return []
        items = [self._item() if token.text == "[" else self._sum()]
        compare = self._peek()
        if compare.kind == "compare":
            self._take()
            sides = (items[0], self._sum())
            above, below = sides if compare.text == ">" else reversed(sides)
            items = [Call("positive", (Sum(((1, above), (-1, below))),))]
        while self._peek().kind in ("comma", "semicolon"):
            self._take()
            items.append(self._item() if token.text == "[" else self._sum())
        close = self._peek()
        if close.kind == "end":
            raise self._typed.unreadable("unclosed", token.start, token.end)
        if close.kind != "close" or close.text != _PAIRS[token.text]:
            raise self._unexpected(close)
        self._take()
        return items

    def _unexpected(self, token: Token) -> Unreadable:
        key = "unknown_name" if token.kind in ("word", "words") else "unexpected"
        return self._typed.unreadable(key, token.start, max(token.end, token.start + 1))


def _below(total: str) -> str:
    """What stands below a sign of a sum."""
    return total.partition("^")[0].translate(_SMALL).partition("_")[2]


def _product_of(factors: Sequence[tuple[int, Term]]) -> Term:
    return factors[0][1] if len(factors) == 1 else Product(tuple(factors))
