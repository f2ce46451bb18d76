"""Single signs in words: letters of other alphabets, operators, relations, brackets, and what no naming reads aloud."""

import re
import unicodedata
from typing import Protocol

from tutor.typeset.nodes import Symbol


class Words(Protocol):
    """The words of a language."""

    def __call__(self, key: str, **values: str) -> str:
        """The words for a key."""
        ...

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        ...


OPERATORS = {
    "+": "plus",
    "−": "minus",
    "-": "minus",
    "⋅": "times",
    "·": "times",
    "×": "times",
    "*": "times",
    "∗": "times",
    "÷": "divided",
    "/": "divided",
    "∘": "composed",
    "⊙": "elementwise",
    "±": "plus_minus",
    "∪": "union",
    "∩": "intersection",
    "∧": "and",
    "∨": "or",
    "mod": "modulo",
}
RELATIONS = {
    "=": "equal",
    "≠": "unequal",
    "<": "less",
    ">": "greater",
    "≤": "at_most",
    "≥": "at_least",
    "≪": "much_less",
    "≫": "much_greater",
    "≈": "about",
    "≃": "about",
    "∼": "like",
    "≡": "identical",
    "∝": "proportional",
    "∈": "element",
    "∉": "no_element",
    "⊂": "subset",
    "⊆": "subset",
    "→": "to",
    "⟶": "to",
    "↦": "to",
    "⟼": "to",
    "←": "gets",
    "⟵": "gets",
    "⇒": "implies",
    "⟹": "implies",
    "⇔": "equivalent",
    "⟺": "equivalent",
    ":=": "defined",
    "≜": "defined",
    "=:": "called",
    ":": "such_that",
}
COMPARISONS = frozenset(
    {"unequal", "less", "greater", "at_most", "at_least", "much_less", "much_greater", "like", "proportional"}
    | {"element", "no_element", "subset"}
)
"""Relations that say something of just two sides."""
BRACKETS = {
    "(": "round",
    ")": "round",
    "[": "square",
    "]": "square",
    "{": "curly",
    "}": "curly",
    "⟨": "angle",
    "⟩": "angle",
    "⌊": "floor",
    "⌋": "floor",
    "⌈": "ceiling",
    "⌉": "ceiling",
}
NAMED = {
    "\\": "backslash",
    "{": "curly_open",
    "}": "curly_close",
    "$": "dollar",
    "^": "caret",
    "_": "underscore",
    "%": "percent",
    "#": "number",
    "&": "ampersand",
    "|": "bar",
    "‖": "bar",
    "′": "prime",
    "'": "prime",
    "…": "dots",
    "⋯": "dots",
    "⋮": "dots",
    "⋱": "dots",
    "∞": "infinity",
    "∂": "partial",
    "∇": "nabla",
    "∑": "sum",
    "∏": "product",
    "∫": "integral",
    "√": "root",
    "∅": "empty",
    "∀": "for_all",
    "∃": "exists",
    "¬": "not",
    "°": "degree",
    "!": "factorial",
    "⊤": "transposed",
    "⊺": "transposed",
    "−": "minus",
    "~": "tilde",
}
SAID_AS_THEY_ARE = frozenset(" .,;:?!'\"()[]+-*/=<>%·")
"""Signs of running text that a voice knows how to read, or to pass over."""


def named_sign(symbol: Symbol, words: Words) -> str:
    """A symbol in words: a Greek letter by its name, a function or a sign by what it is called."""
    glyph = unicodedata.normalize("NFKC", symbol.glyph) if symbol.glyph not in NAMED else symbol.glyph
    if symbol.kind == "function" and words.has(f"sign.{glyph}"):
        return words(f"sign.{glyph}")
    if len(glyph) == 1:
        return _letter(glyph, words)
    return readable(glyph, words)


def readable(text: str, words: Words) -> str:
    """Running text with every sign in words that a voice passes over, and every Greek letter by its name."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text
    return "".join(_in_text(character, words) for character in text)


def in_running_text(text: str, words: Words) -> str:
    """Words of a language with the signs of mathematics among them said in words; all else stays as it is."""
    if text.isascii():
        return text
    return re.sub(" {2,}", " ", "".join(_among_words(character, words) for character in text))


def _among_words(character: str, words: Words) -> str:
    if character.isascii() or unicodedata.category(character) == "Lo":
        return character
    if character == "−":  # before a number, where a hyphen is read as it should be
        return "-"
    if character in "²³":
        return f" {words('speech.squared' if character == '²' else 'speech.cubed', body='').strip()}"
    is_mathematics = character in "′∂∇" or unicodedata.category(character) == "Sm"
    is_greek = unicodedata.name(character, "").startswith("GREEK")
    return _letter(character, words) if is_greek else f" {_letter(character, words)} " if is_mathematics else character


def _in_text(character: str, words: Words) -> str:
    if character in SAID_AS_THEY_ARE or (character.isascii() and character.isalnum()):
        return character
    if character == "_":  # between the parts of a name
        return " "
    said = _letter(character, words)
    return said if said == character else f" {said} "


def _letter(glyph: str, words: Words) -> str:
    """One character in words."""
    if glyph in NAMED:
        said = words(f"sign.{NAMED[glyph]}")
    elif glyph in OPERATORS:
        said = words(f"speech.{OPERATORS[glyph]}")
    elif (name := unicodedata.name(glyph, "")).startswith("GREEK "):
        said = _greek(name, words)
    elif (simpler := unicodedata.normalize("NFKC", glyph)) != glyph:
        said = readable(simpler, words)
    else:
        said = {"S": name.lower(), "P": name.lower(), "Z": " ", "C": " "}.get(unicodedata.category(glyph)[0], glyph)
    return said


def _greek(name: str, words: Words) -> str:
    """A Greek letter by its Unicode name: `GREEK SMALL LETTER THETA`, `GREEK PHI SYMBOL`."""
    letter = name.removeprefix("GREEK ").removeprefix("SMALL ").removeprefix("CAPITAL ").removeprefix("LETTER ")
    letter = letter.split(" ")[0].lower().replace("lunate", "epsilon").replace("lamda", "lambda")
    said = words(f"sign.{letter}") if words.has(f"sign.{letter}") else letter
    return words("sign.capital", letter=said) if "CAPITAL" in name else said
