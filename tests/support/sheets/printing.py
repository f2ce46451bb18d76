"""Writing a formula down in a hand."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from tests.support.sheets.hands import Hand
from tests.support.sheets.notation import Notation
from tests.support.sheets.terms import Add, Call, Mul, Num, Numbers, Over, Power, Quantity, Sigma, Term, Var, times

SUM, PRODUCT, FACTOR = 0, 1, 2
OWN = Quantity("own")
LATEX_TIMES = r" \cdot "


def is_negative(term: Term) -> bool:
    """Whether a minus sign would stand before it."""
    if isinstance(term, Num):
        return bool(term.value < 0)
    return isinstance(term, Mul) and isinstance(term.factors[0], Num) and term.factors[0].value < 0


def turned(term: Term) -> Term:
    """The term with the other sign, for one before which a minus sign stands."""
    if isinstance(term, Num):
        return Num(-term.value)
    assert isinstance(term, Mul)
    first = term.factors[0]
    assert isinstance(first, Num)
    rest = term.factors[1:] if first.value == -1 else (Num(-first.value), *term.factors[1:])
    return rest[0] if len(rest) == 1 else Mul(rest)


class Printer:
    """Writes terms; `own` has the letters that the hand has given to terms."""

    def __init__(self, hand: Hand, shape: Numbers, random: Random) -> None:
        self.hand = hand
        self.notation = Notation(hand, shape)
        self.random = random
        self.own: dict[Term, str] = {}
        self.is_latex = hand.script == "latex"

    def number(self, value: Any) -> str:
        """A number as it is written: exact where it ends soon, else rounded."""
        text = _decimal(value, int(self.hand.digits))
        return self.hand.minus.strip() + text[1:] if text.startswith("-") else text

    def rounded(self, value: Any) -> Any:
        """The value that is written for a value."""
        text = _decimal(value, int(self.hand.digits))
        return value if "/" in text else Fraction(text) if isinstance(value, int | Fraction) else float(text)

    def text(self, term: Term, place: int = SUM, index: str = "") -> str:  # noqa: PLR0911  one kind of term a line
        """A term; `place` says what it stands in, `index` is the letter of the points inside a sum."""
        if term in self.own:
            return self.own[term]
        match term:
            case Num(value):
                text = self.number(value)
                in_brackets = (value < 0 and place >= PRODUCT) or ("/" in text and place >= PRODUCT)
                return f"({text})" if in_brackets else text
            case Var(of, point):
                return self._variable(of, point, index)
            case Add(terms):
                made = self._sum(terms, index)
                return f"({made})" if place >= PRODUCT else made
            case Mul(factors):
                for meant, letter in self.own.items():
                    if isinstance(meant, Mul) and factors[: len(meant.factors)] == meant.factors:
                        rest = times(Var(OWN), *factors[len(meant.factors) :])
                        return Printer.text(self._lettered(letter), rest, place, index)
                if is_negative(term):
                    made = self.hand.minus + self.text(turned(term), PRODUCT, index)
                    return f"({made})" if place >= PRODUCT else made
                made = self._product(factors, index)
                return f"({made})" if place >= FACTOR else made
            case Over(top, bottom):
                return self._over(top, bottom, place, index)
            case Power(base, exponent):
                return self._power(base, exponent, index)
            case Sigma(body):
                return self._sigma(body, place)
            case Call():
                return self._call(term, index)

    def _lettered(self, letter: str) -> "Printer":
        """The same, for whom the own letter stands for what it was introduced for."""
        other = Printer(self.hand, self.notation.shape, self.random)
        other.own = {Var(OWN): letter}
        return other

    def _variable(self, of: Quantity, point: int | None, index: str) -> str:
        if of.kind == "eta" and self.hand.eta == "number":
            return self.number(self.notation.shape.eta)
        at = str(point) if point else "" if of.is_total else index
        if at == "i" and self.hand.index == "r" and of.kind not in "rxy":
            at = ""
        return self.notation.name(of, at)

    def _sum(self, terms: Sequence[Term], index: str) -> str:
        made = self.text(terms[0], SUM, index)
        space = "" if self.hand.equals == "=" else " "
        for one in terms[1:]:
            if is_negative(one) and not (isinstance(one, Num) and self.hand.signed == "brackets" and self._coin()):
                made += f"{space}{self.hand.minus}{space}{self.text(turned(one), PRODUCT, index)}"
            else:
                made += f"{space}+{space}{self.text(one, PRODUCT if is_negative(one) else SUM, index)}"
        return made

    def _coin(self) -> bool:
        return self.random.random() < 0.5

    def _product(self, factors: Sequence[Term], index: str) -> str:
        made = ""
        for k, one in enumerate(factors):
            last = k == len(factors) - 1
            text = self.text(one, PRODUCT if last and isinstance(one, Sigma) else FACTOR, index)
            if isinstance(one, Mul):
                text = text if text.startswith("(") else f"({text})"
            made += (self._between(factors[k - 1], one, made, text) if k else "") + text
        return made

    def _between(self, before: Term, one: Term, so_far: str, text: str) -> str:
        sign = self.hand.times
        if self.is_latex:
            two_numbers = isinstance(one, Num) or (isinstance(before, Num) and text[:1].isdigit())
            return LATEX_TIMES if two_numbers else " "
        if sign in ("", " "):
            if text[:1].isdigit():
                return "·"
            if text.startswith("(") and (so_far[-1:].isalnum() and not isinstance(before, Num)):
                return "·" if sign == "" else " · "  # a bracket after a letter would be an argument
            ascii_word = so_far[-1:].isalpha() and len(text) > 1 and text[1:2].isalpha()
            return " " if sign == " " or ascii_word else ""
        is_coefficient = isinstance(before, Num) and isinstance(one, Var | Add) and so_far.isdigit()
        return "" if is_coefficient and text[:1].isidentifier() and text[:1] not in "ed" else sign

    def _over(self, top: Term, bottom: Term, place: int, index: str) -> str:
        if self.is_latex:
            return rf"\frac{{{self.text(top, SUM, index)}}}{{{self.text(bottom, SUM, index)}}}"
        if isinstance(bottom, Num) and not isinstance(top, Num | Var):
            made = (
                f"1/{self.text(bottom, FACTOR, index)}{self.hand.times.strip() or '·'}{self.text(top, PRODUCT, index)}"
            )
        else:
            made = f"{self.text(top, FACTOR, index)}/{self.text(bottom, FACTOR, index)}"
        return f"({made})" if place >= PRODUCT else made

    def _power(self, base: Term, exponent: int, index: str) -> str:
        inner = self.text(base, FACTOR, index)
        if isinstance(base, Mul) and not inner.startswith("("):
            inner = f"({inner})"
        if self.hand.power == "times" and not self.is_latex:
            return f"{inner}{self.hand.times.strip() or '·'}{inner}"
        return inner + ("^2" if self.is_latex else self.hand.power) if exponent == 2 else f"{inner}^{exponent}"

    def _sigma(self, body: Term, place: int) -> str:
        index = "i" if self.hand.index != "none" else ""
        inner = self.text(body, PRODUCT, index)
        sign = self.hand.sigma
        if self.is_latex:
            sign = self.random.choice((r"\sum_i", r"\sum_{i}", r"\sum"))
        if sign == "implicit":
            return inner
        if sign == "sum(":
            return f"sum({self.text(body, SUM, index)})"
        made = f"{sign} {inner}" if self.hand.equals != "=" or sign == "합" else f"{sign}{inner}"
        return f"({made})" if place >= PRODUCT and place != SUM else made

    def _call(self, call: Call, index: str) -> str:
        inner = self.text(call.argument, SUM, index)
        match call.function:
            case "abs":
                return rf"\left|{inner}\right|" if self.is_latex else f"|{inner}|"
            case "sign":
                return f"sign({inner})"
            case "closed":
                return f"[{inner} < 0]"
            case "root":
                return rf"\sqrt{{{inner}}}" if self.is_latex else f"√({inner})"
            case "slope":
                return self.notation.slope(call.layer, inner)
        name = self.notation.function(call.layer)
        return f"max(0, {inner})" if name == "max" else f"{name}({inner})"


def _decimal(value: Any, digits: int) -> str:
    """A value as a decimal: exact if it has few places, a fraction if it is simple, else rounded."""
    if isinstance(value, int | Fraction):
        exact = Fraction(value)
        if exact.denominator == 1:
            return str(exact.numerator)
        for places in range(1, 7):
            if (exact * 10**places).denominator == 1:
                sign, size = "-" if exact < 0 else "", abs(exact * 10**places).numerator
                return f"{sign}{size // 10**places}.{size % 10**places:0{places}d}"
        if exact.denominator < 50:
            return f"{exact.numerator}/{exact.denominator}"
    number = float(value)
    if number == int(number) and abs(number) < 10**digits:
        return str(int(number))
    text = f"{number:.{digits}g}"
    return f"{float(text):.12f}".rstrip("0").rstrip(".") if "e" in text else text
