"""Typed text cut into tokens."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from tutor.answers.characters import Typed
from tutor.answers.labels import read_label
from tutor.answers.spelling import LETTER, Vocabulary

MAX_TOKENS = 1_000
MAX_NAMES = 320
MAX_DEPTH = 30

VULGAR: Mapping[str, tuple[int, int]] = {
    **{"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)},
    **{"⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)},
    **{"⅑": (1, 9), "⅒": (1, 10)},
}

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9]|,[0-9])(?:\.[0-9]*)?")
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<number>[0-9]*[{"".join(VULGAR)}] | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+)
    | (?P<power>\*\*|\^) | (?P<sign>[+-]) | (?P<times>\*) | (?P<over>/)
    | (?P<open>[(\[{{]) | (?P<close>[)\]}}])
    | (?P<comma>,) | (?P<semicolon>;) | (?P<ampersand>&) | (?P<equals>[=:]) | (?P<fraction>\\)
    | (?P<name>[{LETTER}]{{1,40}}+[0-9]{{0,9}}+'{{0,9}}+) | (?P<bad>\ufffd+|.)""",
    re.VERBOSE | re.DOTALL,
)

ENDS_VALUE = frozenset({"number", "close", "raised"})
"""Kinds that can end a value."""
STARTS_VALUE = frozenset({"number", "open", "fraction"})
"""Kinds that can begin a value, signs apart."""


class Token(NamedTuple):
    """A piece `text[start:end]`; `gap` if white space stands before it; `text` is a label's own form."""

    kind: str
    start: int
    end: int
    gap: bool
    text: str


def tokenize(typed: Typed, names: Vocabulary, *, layout: bool = False, grouped: bool = True) -> list[Token]:
    """Cut `typed` into tokens; ends after the first that is `unknown` or `bad`, for nothing after it can be read.

    `names` are those that a label (`w1 =`) can use. With `layout`, line ends and tabs are tokens. With `grouped`, a
    comma outside brackets may group thousands. Raises Unreadable: `too_complex`, `too_deep`.
    """
    text = typed.text
    tokens: list[Token] = []
    position, depth, named, gap = 0, 0, 0, False
    while match := _TOKEN.match(text, position):  # to the end: the last alternative matches anything
        kind, piece, end = match.lastgroup or "", match.group(), match.end()
        if kind == "space":
            if layout and ("\n" in piece or "\t" in piece):
                tokens.append(Token("newline" if "\n" in piece else "tab", position, end, False, ""))
            position, gap = end, True
            continue
        depth += (kind == "open") - (kind == "close")
        if kind == "number" and grouped and depth <= 0 and (thousands := _GROUPED.match(text, position)):
            piece, end = thousands.group(), thousands.end()
        elif kind in ("name", "fraction"):
            unknown = kind if kind == "fraction" else "unknown"
            label = read_label(text, position, names)
            kind, piece, end = ("label", *label) if label else (unknown, piece, end)
            named += 1
        tokens.append(Token(kind, position, end, gap, piece))
        if kind in ("unknown", "bad"):
            break
        if depth > MAX_DEPTH:
            raise typed.unreadable("too_deep", position, limit=MAX_DEPTH)
        if len(tokens) > MAX_TOKENS or named > MAX_NAMES:
            raise typed.unreadable("too_complex", position)
        position, gap = end, False
    if len(tokens) > 1 and tokens[-1].text == "." and not text[tokens[-1].end :].strip():
        tokens.pop()  # the full stop of a sentence
    return tokens
