"""What is said of any layer, `δ^l = (W^{l+1})ᵀ δ^{l+1} ⊙ σ'(z^l)`, as what it says of each; L is the last one."""

import re
from collections.abc import Iterator
from functools import partial

from tutor.answers.characters import Typed
from tutor.sheet.tracing import replaced

_ONE = r"(?P<{0}letter>l|L|\\ell)(?![A-Za-z])\s*(?:(?P<{0}sign>[-−–+])\s*1)?\s*"
_LAYER = re.compile(
    rf"\^\{{\s*[(\[]?\s*{_ONE.format('a')}[)\]]?\s*(?P<turned>\\top|T)?\s*\}}|\^\(\s*{_ONE.format('b')}\)"
    rf"|\^\[\s*{_ONE.format('c')}\]|\^(?P<dletter>l|L|\\ell)(?![A-Za-z])|⁽?(?P<eletter>ˡ|ᴸ)(?:(?P<esign>[⁻⁺])¹)?⁾?"
)
"""The letter of a layer above another, with 1 more or less."""


def in_layers(line: Typed, depth: int) -> Iterator[Typed]:
    """The line for each layer that it can be about; as it is where it has no letter for one."""
    letters = {_letter(found) for found in _LAYER.finditer(line.text)} if depth else set()
    if not letters:
        yield line
        return
    is_of_any = not letters <= {"L", "ᴸ"}
    for layer in range(1, depth + 1) if is_of_any else (depth,):
        if all(0 <= _number(found, layer, depth) <= depth for found in _LAYER.finditer(line.text)):
            yield replaced(line, _LAYER, partial(_numbered, layer, depth))


def _letter(found: re.Match[str]) -> str:
    return next(letter for way in "abcde" if (letter := found[f"{way}letter"]))


def _number(found: re.Match[str], layer: int, depth: int) -> int:
    sign = next((one for way in "abce" if (one := found[f"{way}sign"])), "")
    step = 0 if not sign else 1 if sign in "+⁺" else -1
    return (depth if _letter(found) in ("L", "ᴸ") else layer) + step


def _numbered(layer: int, depth: int, found: re.Match[str]) -> str:
    return f"^{{({_number(found, layer, depth)}){'T' if found['turned'] else ''}}}"
