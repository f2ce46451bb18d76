"""Names with an index for whichever unit: `w_{kj}^{(2)}`, `δ_k`, `a^1_j`, `z2_k`, `wⱼ`."""

import re

from tutor.sheet.terms import Indexed
from tutor.sheet.tidying import OUTPUT, UNIT_I

LETTERS = f"jklmn{UNIT_I}"
"""What units are counted with; i is a data point's, and where it is a unit's it is written otherwise by now."""
_BASE = re.compile(rf"(?P<letter>{OUTPUT}|delta|net|out|[wWbzapyrxδot])(?P<layer>[0-9])?")
_INDICES = rf"[{LETTERS}0-9]{{1,2}}|[{LETTERS}0-9]\s?,\s?[{LETTERS}0-9]"
_GROUP = re.compile(
    rf"_(?:\{{(?P<lows>{_INDICES})(?:,?i)?\}}|(?P<low>{_INDICES})(?:,?i)?(?![A-Za-z0-9,]))"
    r"|(?P<small>[ⱼₖₗₘₙ₀-₉]{1,2})"
    r"|\^\{?\((?P<high>[0-9]{1,2})\)\}?|\^\{?(?P<bare>[0-9]{1,2})\}?|⁽(?P<raised>[⁰¹²³⁴-⁹])⁾|(?P<power>[⁰¹²³⁴-⁹])"
    r"|(?P<point>\^\{?\(i\)\}?|⁽ⁱ⁾|,?ᵢ)"
)
_SMALL = str.maketrans("ⱼₖₗₘₙ₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "jklmn01234567890123456789")
_CALLED = {"delta": "δ", "W": "w", OUTPUT: "a", "p": "a", "o": "a", "out": "a", "net": "z", "t": "y"}
_OF_NO_LAYER = frozenset("xyr")
_INDEX_BEHIND = re.compile(rf"_\{{?[{LETTERS}0-9]|[ⱼₖₗₘₙ]")
_MOST_GROUPS = 3


def indexed(text: str, start: int) -> tuple[Indexed, int] | None:
    """The name at a place of a folded text, and where it ends; None for one without an index."""
    base = _BASE.match(text, start)
    if base is None:
        return None
    letter = _CALLED.get(base["letter"], base["letter"])
    end, layer, indices = base.end(), base["layer"], ""
    for _ in range(_MOST_GROUPS):
        group = _GROUP.match(text, end)
        if group is None:
            break
        low = (group["lows"] or group["low"] or group["small"] or "").translate(_SMALL)
        high = group["high"] or group["bare"] or group["raised"] or group["power"]
        may_be_power = bool(group["bare"] or group["power"])
        if (low and indices) or (high and (layer is not None or (may_be_power and letter in _OF_NO_LAYER))):
            break
        if may_be_power and not indices and not _INDEX_BEHIND.match(text, group.end()):
            break
        layer = high.translate(_SMALL) if high else layer
        indices = indices or low.replace(",", "").replace(" ", "")
        end = group.end()
    if not any(one in LETTERS for one in indices):
        return None
    return Indexed(letter, int(layer) if layer else None, tuple(indices)), end
