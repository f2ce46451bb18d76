"""The learner's own letters where they stand in a line."""

import re
from collections.abc import Mapping

from tutor.sheet.terms import Letter, Term

OwnLetters = Mapping[str, Term | None]
"""What letters stand for; None for one that the same line defines."""
WORD = re.compile(
    r"(?P<word>[A-Za-zα-ωΑ-Ω]{1,40}(?:_[A-Za-z]{2,20}(?:_[A-Za-z]{1,20}){0,4}|(?:_[A-Za-z]{1,20}){2,5})?)(?:(?P<low>[₀-₉]{1,3}|_\{?[0-9A-Za-z]{1,3}\}?(?![0-9A-Za-z]))|(?P<digits>[0-9]{0,3}))"
)
"""A word, with what stands below it, `h₁`, `E_o1`, also one of a program, `hidden_error`."""
_OVER = re.compile(r"\s?/\s?[d∂]")
BELOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "_{}")


def own_letter(text: str, start: int, letters: OwnLetters) -> tuple[Letter, int] | None:
    """The learner's own letter at a place, and where it ends."""
    own = WORD.match(text, start)
    word = own.group() if own else ""
    for end in (len(word), len(word.rstrip("0123456789"))):
        letter = word[:end].translate(BELOW)
        is_differential = letter[:1] == "d" and _OVER.match(text, start + end)  # dC = 2r dr, dC/dw1
        if letter in letters and not is_differential:
            return Letter(letter), start + end
    return None
