r"""Letters of other alphabets (`\mathbf`, `\mathbb`, …), letters with accents, raised and lowered letters."""

import unicodedata

from tutor.typeset.nodes import Node, Row, Scripts, Symbol

_STYLES = {
    "mathbf": "BOLD",
    "boldsymbol": "BOLD",
    "bm": "BOLD",
    "mathbb": "DOUBLE-STRUCK",
    "mathcal": "SCRIPT",
    "mathscr": "SCRIPT",
    "mathfrak": "FRAKTUR",
}
UPRIGHT = frozenset({"mathrm", "mathit", "mathsf", "mathtt", "mathnormal"})
ALPHABETS = frozenset(_STYLES) | UPRIGHT

_RAISED = dict(
    zip(
        "0123456789+\u2212=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘⊤⊺†‡′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°ᵀᵀ†‡′",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+\u2212=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
_COMBINING = {
    "hat": "\u0302",
    "bar": "\u0304",
    "vec": "\u20d7",
    "tilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
    "overline": "\u0305",
    "underline": "\u0332",
}


def accented(body: Node, mark: str) -> str | None:
    """A single letter with its accent; None where there is no such thing."""
    if isinstance(body, Symbol) and len(body.glyph) == 1 and mark in _COMBINING:
        return unicodedata.normalize("NFC", body.glyph + _COMBINING[mark])
    return None


def raised(text: str) -> str | None:
    """The text in superscript characters, if every one of its characters has one."""
    return "".join(_RAISED[c] for c in text) if text and all(c in _RAISED for c in text) else None


def lowered(text: str) -> str | None:
    """The text in subscript characters, if every one of its characters has one; a comma between two stays as it is."""
    parts = text.split(",")
    if not all(part and all(c in _LOWERED for c in part) for part in parts):
        return None
    return ",".join("".join(_LOWERED[c] for c in part) for part in parts)


def restyled(node: Node, alphabet: str) -> Node:
    """The node with its letters and digits in another alphabet, where Unicode has them; names become one word."""
    if alphabet in UPRIGHT:
        return _word(node)
    match node:
        case Symbol(glyph, "ord" | "prefix" | "large", plain):
            return node._replace(glyph="".join(_styled(c, _STYLES[alphabet]) for c in glyph), plain=plain or glyph)
        case Row(items):
            return Row(tuple(restyled(item, alphabet) for item in items))
        case Scripts(base):
            return node._replace(base=restyled(base, alphabet))
        case _:
            return node


def _word(node: Node) -> Node:
    if isinstance(node, Row) and node.items:
        letters = [item for item in node.items if isinstance(item, Symbol) and item.glyph.isalnum()]
        if len(letters) == len(node.items):
            return Symbol("".join(letter.glyph for letter in letters), "ord", "".join(x.shown(True) for x in letters))
    return node


def _styled(letter: str, style: str) -> str:
    name = unicodedata.name(letter, "")
    if letter.isascii() and letter.isalpha():
        name = f"{style} {'CAPITAL' if letter.isupper() else 'SMALL'} {letter.upper()}"
    elif letter.isascii() and letter.isdigit():
        name = f"{style} {name}"
    elif letter in "∇∂" or name.startswith("GREEK"):
        name = f"{style} {name.removeprefix('GREEK ').replace(' LETTER', '')}"
    else:
        return letter
    for prefix in ("MATHEMATICAL ", "", "BLACK-LETTER " if style == "FRAKTUR" else ""):
        full = prefix + (name.removeprefix("FRAKTUR ") if prefix.startswith("BLACK") else name)
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return letter
