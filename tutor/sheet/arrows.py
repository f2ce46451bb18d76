"""Arrows from number to number among a line's tokens: they tell what comes next, and not what is equal."""

from collections.abc import Sequence

from tutor.sheet.around import begins_with_name, is_arrow, is_bare
from tutor.sheet.clauses import JOINS, WORDS, depth, sides_of
from tutor.sheet.lexer import Token

_EXACT = 3
"""Characters of a number that says by itself what it is."""
_SHORTEST = 2
"""More numbers than these make a flow of arrows between them."""


def flowing(piece: Sequence[Token]) -> list[list[Token]]:
    """The sides of a flow, `1 → 2 → 3` or `x = 4 → 5 → 6`, the first with its name; none for what is none."""
    joined = [token for token in piece if token.kind in JOINS]
    sides = sides_of([token for token in piece if token.kind not in WORDS])
    has_name = bool(joined) and not is_arrow(joined[0]) and begins_with_name(sides[0])
    arrows, numbers = (joined[1:], sides[1:]) if has_name else (joined, sides)
    if not arrows or not all(map(is_arrow, arrows)) or not all(map(is_bare, numbers)):
        return []
    return sides if len(sides) > _SHORTEST or all(len(side[-1].text) > _EXACT for side in sides) else []


def led_on(piece: list[Token]) -> tuple[list[Token], list[Token]]:
    """What is worked out, and the arrows that lead on from what it comes to: `0.2 + 0.18 = 0.38 → 0.59`."""
    joined = [k for k, token in enumerate(piece) if token.kind in JOINS and depth(piece, k) == 0]
    first = next((n for n, k in enumerate(joined) if is_arrow(piece[k])), 0)
    if not first or not all(is_arrow(piece[k]) for k in joined[first:]):
        return piece, []
    begin = joined[first - 1] + 1
    ahead = [side for side in sides_of(piece[begin:]) if side]
    is_flow = len(ahead) == len(joined) - first + 1 and all(map(is_bare, ahead))
    return (piece[: joined[first]], piece[begin:]) if is_flow else (piece, [])
