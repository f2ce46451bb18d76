"""Emphasis next to Korean letters, which CommonMark does not close: a rule for markdown-it-py."""

import re

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

# Scripts whose words go on without a space: Hangul (jamo, syllables), kana, Han.
_UNSPACED = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)


def emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule for `*` and `_`, but a letter of an unspaced script beside `*` stands for a space.

    A particle follows its noun without a space: in `**손실(loss)**를` and `**$C$**를` CommonMark sees punctuation, `**`
    and a letter in a row, and takes that for an opening. `_` keeps to CommonMark: it never works inside a word.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*":
        end = state.pos + scanned.length
        before = state.src[state.pos - 1] if state.pos > 0 else " "
        after = state.src[end] if end < state.posMax else " "
        can_open = can_open or (bool(_UNSPACED.match(before)) and not isWhiteSpace(ord(after)))
        can_close = can_close or (bool(_UNSPACED.match(after)) and not isWhiteSpace(ord(before)))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), scanned.length, place, end=-1, open=can_open, close=can_close))
    state.pos += scanned.length
    return True
