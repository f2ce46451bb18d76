"""Numbers as a plot, a slider and a sentence beside them give them: to three digits."""

MINUS = "\N{MINUS SIGN}"
SMALLEST = 1e-9
"""What is nearer to 0 is 0: it comes of rounding."""

MANY_DIGITS = 100_000
"""From here on with a power of ten."""


def short(value: float) -> str:
    """A number in few characters."""
    if abs(value) < SMALLEST:
        value = 0.0
    digits = f"{value:.0f}" if MANY_DIGITS > abs(value) >= 1000 else f"{value:.3g}"
    text = digits.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
    return text.replace("-", MINUS)
