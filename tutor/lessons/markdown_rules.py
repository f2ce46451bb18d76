"""Rules for markdown-it-py: emphasis next to Korean letters, which CommonMark does not close, and `$$ … $$`."""

from typing import Final

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

# Scripts whose words go on without a space: Hangul (jamo, syllables), kana, Han. As a character class of a regular
# expression these would take 3 ms to compile, before the first screen.
_UNSPACED: Final = (
    (0x1100, 0x11FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x3130, 0x318F),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFFDC),
    (0x20000, 0x3FFFF),
)


def _is_unspaced(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _UNSPACED)


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
        can_open = can_open or (_is_unspaced(before) and not isWhiteSpace(ord(after)))
        can_close = can_close or (_is_unspaced(after) and not isWhiteSpace(ord(before)))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), scanned.length, place, end=-1, open=can_open, close=can_close))
    state.pos += scanned.length
    return True


FORMULA = "math_block"


def display_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with `$$`, to the line that ends with `$$`; blank lines may stand between.

    Unlike mdit-py-plugins' rule it ends where its list item or quotation ends, and an unclosed `$$` looks no further
    than the next one, so that reading takes time in proportion to the text.
    """
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not first.startswith("$$"):
        return False
    lines, line = [first[2:]], start
    while "$$" not in lines[-1]:
        line += 1
        if line >= end or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            return False
        lines.append(state.src[state.bMarks[line] : state.eMarks[line]].rstrip())
    last, _, rest = lines[-1].partition("$$")
    latex = "\n".join([*lines[:-1], last]).strip()
    if rest or not latex:
        return False
    if not silent:
        state.line = line + 1
        token = state.push(FORMULA, "math", 0)
        token.content, token.markup, token.map = latex, "$$", [start, line + 1]
    return True
