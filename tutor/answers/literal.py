"""Numbers as they are written: decimals, `1.5e-2`, `1,234`, `½`, `4½`."""

from fractions import Fraction

from tutor.answers.lexer import VULGAR
from tutor.answers.quantity import MAX_BITS, Quantity

MAX_DIGITS = 150
MAX_EXPONENT = 150


def read_literal(text: str) -> Quantity | None:
    """The value of one number token; None if it has more than MAX_DIGITS digits or an exponent beyond MAX_EXPONENT."""
    if len(text) > 2 * MAX_DIGITS:
        return None
    if text[-1] in VULGAR:
        return _vulgar(text)
    mantissa, _, exponent_text = text.replace(",", "").lower().partition("e")
    whole, point, decimals = mantissa.partition(".")
    if len(exponent_text) > 5 or len(whole) + len(decimals) > MAX_DIGITS:
        return None
    exponent = int(exponent_text or "0")
    if abs(exponent) > MAX_EXPONENT:
        return None
    place = exponent - len(decimals)
    unscaled = int(whole + decimals)
    value = Fraction(unscaled * 10**place) if place >= 0 else Fraction(unscaled, 10**-place)
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        return None
    significant = (whole + decimals).lstrip("0") or "0"
    digits = len(significant)
    sure = digits if point or not unscaled else len(significant.rstrip("0"))
    shown = (whole.lstrip("0") or "0") + ("." + decimals if decimals else "")
    if exponent:
        shown += f"e{exponent}".replace("-", "−")
    return Quantity(value, shown, False, digits, place, sure)


def _vulgar(text: str) -> Quantity | None:
    """`½`, or a mixed number `4½`: four and a half."""
    whole = text[:-1].lstrip("0")
    if len(whole) > MAX_DIGITS:
        return None
    return Quantity(int(whole or "0") + Fraction(*VULGAR[text[-1]]), whole + text[-1])
