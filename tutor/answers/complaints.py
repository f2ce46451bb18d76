"""What to say of a token that is out of place in an expression."""

from collections.abc import Sequence

from tutor.answers.characters import Typed
from tutor.answers.errors import Unreadable
from tutor.answers.lexer import ENDS_VALUE, Token
from tutor.answers.spelling import spellings

_OUT_OF_PLACE = {
    **{"unknown": "unknown_name", "bad": "unexpected", "equals": "equation", "label": "equation"},
    **{"number": "missing_operator", "close": "unopened"},
    **dict.fromkeys(("comma", "semicolon", "ampersand"), "many_values"),
}
_NEVER_A_VALUE = frozenset({"unknown", "bad", "equals", "label"})


def missing(typed: Typed, tokens: Sequence[Token], index: int) -> Unreadable:
    """The error where a value must begin, and tokens[index] (or the end of the text) stands instead."""
    if index < len(tokens) and tokens[index].kind in _NEVER_A_VALUE:
        return stopped(typed, tokens, index, 0)
    after_operator = index > 0 and tokens[index - 1].kind not in ENDS_VALUE
    lonely = tokens[index - 1] if after_operator or index == len(tokens) else tokens[index]
    return typed.unreadable("missing_operand", lonely.start, lonely.end)


def stopped(typed: Typed, tokens: Sequence[Token], index: int, depth: int) -> Unreadable:
    """The error where a value has ended and tokens[index] cannot go on with it; `depth` brackets are open."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if token.text == "%":
        return typed.unreadable("percent", token.start, token.end)
    if token.kind == "number" and before and before.kind == "number":
        if token.gap:
            return typed.unreadable("many_values", token.start, token.end)
        return typed.unreadable("not_a_number", token.start, found=typed.slice(before.start, token.end))
    if token.kind == "comma" and depth == 0 and _is_decimal(tokens, index):
        return typed.unreadable("decimal_comma", token.start, token.end)
    if before and before.kind in ENDS_VALUE and _is_unit(tokens[index:]):
        return typed.unreadable("unit", token.start, tokens[-1].end)
    is_letter = token.kind == "unknown" and _is_letter(token.text)
    key = "letter" if is_letter else _OUT_OF_PLACE.get(token.kind, "unexpected")
    return typed.unreadable(key, token.start, token.end)


def _is_letter(text: str) -> bool:
    """Whether it is a quantity's letter, as in `2r·a1` or `dC/da1`: a formula, where a number is; or a lone one."""
    text = text[1:] if len(text) > 1 and text[0] in "d∂" else text
    is_lone = len(text) == 1 and ("a" <= text.lower() <= "z" or "ㄱ" <= text <= "ㅣ")
    return is_lone or any(cut.end == len(text) and cut.well_formed() for cut in spellings(text, 0, loose=True))


def _is_unit(tokens: Sequence[Token]) -> bool:
    """Whether the rest of the text is words, as in `7개` or `3 units`. A single letter may be a name mistyped."""
    first = tokens[0].text
    is_word = len(first) > 1 or "가" <= first <= "힣"
    return is_word and all(token.kind == "unknown" and token.text.isalpha() for token in tokens)


def _is_decimal(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma is the only one and has digits on both sides, as in `1,23`."""
    around = tokens[max(comma - 1, 0) : comma + 2]
    if [token.kind for token in around] != ["number", "comma", "number"] or around[1].gap or around[2].gap:
        return False
    return sum("," in token.text for token in tokens) == 1
