"""What words and brackets are beside a formula: passed over, a letter to be defined, or a part that is missing."""

import re
from collections.abc import Sequence

from tutor.sheet.clauses import JOINS, WORDS, depth
from tutor.sheet.kinds import COUNTS
from tutor.sheet.lexer import Token
from tutor.sheet.terms import Group, Letter, Named

_IN_SENTENCES = frozenset(("the", "of", "a", "an", "about", "again", "also", "then", "so", "is", "just", "only"))
_LIKE_A_NAME = re.compile(r"[A-Za-zα-ω]{1,5}[0-9]{1,2}")


def totals_as_words(tokens: list[Token]) -> list[Token]:
    """With "sum" as a word where nothing is added up behind it: `sum = 582`."""
    pairs = zip(tokens, [*tokens[1:], None], strict=True)
    return [
        one._replace(kind="words") if one.kind == "total" and (after is None or after.kind in JOINS) else one
        for one, after in pairs
    ]


def is_operand(word: Token, beside: Token) -> bool:
    """Whether a word is one side of an operation, and not beside a formula: the k of k + 1, but not "is" in "is −5"."""
    if beside.kind in ("times", "over", "power", "raised") or beside.text == "+":
        return True
    if beside.kind == "name" and beside.end <= word.start and _LIKE_A_NAME.fullmatch(word.text):
        return True  # the q9 of 2r w3 q9: a factor that nothing here is called
    return beside.kind == "sign" and word.kind == "word" and len(word.text) == 1


def begins_with_name(tokens: Sequence[Token]) -> bool:
    """Whether a side is the name of a quantity, which a line begins with, and not one that goes on."""
    meant = [token for token in tokens if token.kind not in WORDS]
    return len(meant) == 1 and isinstance(meant[0].term, Named | Group)


def meant(tokens: Sequence[Token]) -> bool:
    """Whether anything but words stands there that may be one side, or letters that may be a name."""
    return any(token.kind != "words" for token in tokens)


def is_bare(side: Sequence[Token]) -> bool:
    """Whether one number is all that a side is."""
    return bool(side) and side[-1].kind == "number" and all(token.kind == "sign" for token in side[:-1])


def is_arrow(token: Token) -> bool:
    """Whether it leads on from what stands before it: `→`, `->`, `=>`."""
    return token.kind == "relation" and ("→" in token.text or ">" in token.text)


def factor_unknown(side: Sequence[Token]) -> Token | None:
    """What stands before a formula as a factor does, and is no word of a sentence: the dscores of `dscores W2^T`."""
    begin = next((k for k, token in enumerate(side) if token.kind not in WORDS), len(side))
    word = side[begin - 1] if 0 < begin < len(side) else None
    is_factor = word is not None and word.kind == "word" and side[begin].kind in ("name", "open", "function")
    return word if word is not None and is_factor and word.text.lower() not in _IN_SENTENCES else None


def may_be_defined(side: Sequence[Token]) -> bool:
    """Whether words end in what may be a letter of the learner's own, as the m of `m = 4`."""
    *before, last = side
    is_count = isinstance(last.term, Letter) and last.text in COUNTS
    return (last.kind == "word" or is_count) and all(token.kind in WORDS for token in before)


def has_operand(tokens: Sequence[Token]) -> bool:
    """Whether a word stands where a value would: the formula is not read without it."""
    for k, word in enumerate(tokens):
        if word.kind not in WORDS:
            continue
        if k and tokens[k - 1].kind != "raised" and is_operand(word, tokens[k - 1]):  # r² by the chain rule
            return True
        if k + 1 < len(tokens) and is_operand(word, tokens[k + 1]):
            return True
        is_factor = k and tokens[k - 1].kind in JOINS and word.kind == "word" and len(word.text) == 1
        if is_factor and k + 1 < len(tokens) and tokens[k + 1].kind not in WORDS:
            return True
    return False


def without_brackets(tokens: list[Token]) -> list[Token]:
    """A line that stands in brackets as a whole, `(C = 366)`, without them."""
    if len(tokens) < 3 or tokens[0].kind != "open" or tokens[-1].kind != "close":
        return tokens
    inside = tokens[1:-1]
    is_one = all(depth(inside, k) >= 0 for k in range(len(inside)))
    says = any(token.kind in JOINS and depth(inside, k) == 0 for k, token in enumerate(inside))
    return inside if is_one and says else tokens


def plain_heading(tokens: list[Token]) -> list[Token]:
    """A heading without what is in or around brackets: `[점 2]`, `point 2 (x = 4):`."""
    plain = (*WORDS, "number")
    opened = next((k for k, token in enumerate(tokens[:8]) if token.kind == "open"), None)
    closed = next((k for k, token in enumerate(tokens[:16]) if token.kind == "close"), None)
    if opened is None or closed is None or closed < opened + 2:
        return tokens
    before, inside, rest = tokens[:opened], tokens[opened + 1 : closed], tokens[closed + 1 :]
    if not before and not rest and inside[0].kind in WORDS and all(token.kind in plain for token in inside):
        return inside
    says_input = inside[0].text.startswith("x") and inside[1].kind == "relation"
    is_heading = bool(before) and before[0].kind in WORDS and all(token.kind in plain for token in before)
    if says_input and is_heading and (not rest or rest[0].kind == "colon"):
        return [*before, *rest]
    counts = len(inside) == 3 and inside[0].text == "i" and inside[1].kind == "relation" and inside[2].kind == "number"
    if counts and is_heading and all(token.kind in WORDS for token in before) and rest and rest[0].kind == "colon":
        return [*before, inside[2], *rest]
    return tokens
