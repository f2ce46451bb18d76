"""A folded line cut into tokens."""

import re
from typing import NamedTuple

from tutor.answers.characters import FRACTION, Typed
from tutor.answers.lexer import MAX_DEPTH, VULGAR
from tutor.answers.literal import read_literal
from tutor.sheet.array_calls import ARRAY_CALLS, METHODS
from tutor.sheet.folding import IS, SAME, SO, WORDS
from tutor.sheet.kinds import COUNTS
from tutor.sheet.names import Names
from tutor.sheet.own_letters import BELOW, WORD, OwnLetters, own_letter
from tutor.sheet.terms import Group, Letter, Number, Term

MAX_TOKENS = 300

FUNCTIONS = {
    **dict.fromkeys(("ρ", "rho", "φ", "phi", "act"), "rho"),
    "f": "f",  # of a number also what the network makes of it
    **dict.fromkeys(("σ", "sigma", "sigmoid"), "sigmoid"),
    **dict.fromkeys(("ln", "log"), "log"),
    **{name: name for name in ("relu", "tanh", "exp", "sqrt", "max", "min", "softplus", "sin", "cos", "abs", "sign")},
    "sgn": "sign",
    "√": "sqrt",
}
_WRITTEN_OUT = frozenset({"sum", *(name for name in FUNCTIONS if len(name) > 2)})
_FUNCTION = re.compile(
    rf"(?:(?:np|numpy|math|torch)\.)?({'|'.join(sorted(FUNCTIONS, key=len, reverse=True))})"
    r"(?:_?\{?[0-9]{1,2}\}?|[₀-₉]|\^\{?\([0-9]{1,2}\)\}?|⁽[⁰¹²³⁴-⁹]⁾)?\s*('?)\s*(?=[(\[{])",
    re.IGNORECASE,
)
_LOG = re.compile(r"(ln|log)(?=\s+[0-9A-Za-zŷ])")
"""A logarithm without brackets."""
_ACTIVATION = re.compile(r"g(?:_?\{?[0-9]\}?|[₀-₉]|\^\{?\([0-9]\)\}?|⁽[⁰¹²³⁴-⁹]⁾)?('?)(?=\s*\(\s*z)")
_OF_ARRAYS = {**{name: name for name in ARRAY_CALLS}, "maximum": "max", "minimum": "min"}
_OF_LIBRARY = re.compile(
    rf"(?:np|numpy|torch)\.({'|'.join(_OF_ARRAYS)})(?=\()|(dot|matmul|outer|maximum|minimum|mean)(?=\()"
)
"""Other words are functions only behind the library's name."""
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9]|,[0-9])(?:\.[0-9]+)?")
_BELOW_SUM = r"_\{?[a-zı]{0,2}\s*(?:=\s*[01]|∈\s*\{?[^{}]{1,20}\}?)?\}?|_[a-zı]|[ᵢⱼₖₗₘₙ]"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<words>[{WORDS}{IS}{SO}{SAME}]+)
    | (?P<number>[0-9]*[{"".join(VULGAR)}] | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+)
    | (?P<relation>:=|=>|==?|→+|->) | (?P<assign>←|<-(?=\s))
    | (?P<transposed>\^T) | (?P<power>\*\*|\^) | (?P<sign>[+-]) | (?P<times>[*⊙@]) | (?P<over>/) | (?P<compare>[<>])
    | (?P<open>[(\[{{]) | (?P<close>[)\]}}])
    | (?P<method>\.(?:{"|".join(METHODS)})(?=\())
    | (?P<comma>,) | (?P<semicolon>;|&) | (?P<colon>:) | (?P<norm>‖|\|\|) | (?P<bar>\|)
    | (?P<total>(?:Σ|sum(?:\s+of)?(?![A-Za-z]))(?:{_BELOW_SUM})?(?:\^\{{?[^\s{{}}]{{1,8}}\}}?)?)
    | (?P<letters>[\\A-Za-zα-ωΑ-Ω∂∇√]) | (?P<bad>.)""",
    re.VERBOSE | re.DOTALL,
)
_PART = re.compile(r"_?\{?[0-9]|[₀-₉\[⁽]|\^\{?\(")
"""What a part of θ would begin with."""
_EXPONENT = re.compile(r"\s*(?:\^|\*\*|[⁻⁰¹²³⁴-⁹])")
_BEFORE_COLON = re.compile(r"\s*:(?!=)")
_COUNT = re.compile(rf"[{''.join(sorted(COUNTS))}](?![A-Za-z0-9_'])")


class Token(NamedTuple):
    """A piece `text[start:end]`. `term` is what a name or a number is; a function's name is its `text`."""

    kind: str
    start: int
    end: int
    text: str
    term: Term | None = None


def tokenize(typed: Typed, names: Names, letters: OwnLetters, start: int = 0) -> list[Token]:
    """Cut a line into tokens from a place on; `letters` are the learner's own. What is no name is of the kind `word`.

    Raises Unreadable: `too_complex`, `too_deep`, `too_large`, `unexpected`, `theta_part`.
    """
    text, position, depth = typed.text, start, 0
    tokens: list[Token] = []
    while position < len(text) and (match := _TOKEN.match(text, position)):
        kind, token = match.lastgroup or "", Token(match.lastgroup or "", position, match.end(), match.group())
        position = match.end()
        if kind == "space":
            continue
        if kind == "bad":
            raise typed.unreadable("unexpected", token.start, token.end)
        if kind == "number":
            token = _number(typed, token, depth)
        elif kind == "letters":
            token = _lettered(text, token.start, names, letters)
            if isinstance(token.term, Group) and token.term.label == "\\theta" and _PART.match(text, token.end):
                raise typed.unreadable("theta_part", token.start, token.end)
        position = token.end
        depth += (kind == "open") - (kind == "close")
        if depth > MAX_DEPTH:
            raise typed.unreadable("too_deep", token.start, limit=MAX_DEPTH)
        if len(tokens) >= MAX_TOKENS:
            raise typed.unreadable("too_complex", token.start)
        tokens.append(token)
    return tokens


def _number(typed: Typed, token: Token, depth: int) -> Token:
    grouped = _GROUPED.match(typed.text, token.start) if depth == 0 else None
    end = grouped.end() if grouped else token.end
    literal = read_literal(typed.text[token.start : end])
    if literal is None:
        raise typed.unreadable("too_large", token.start, end)
    return Token("number", token.start, end, typed.text[token.start : end], Number(literal))


def _lettered(text: str, start: int, names: Names, letters: OwnLetters) -> Token:
    if named := _named(text, start, names, letters):
        return named
    if names.has_points and _COUNT.match(text, start):
        return Token("name", start, start + 1, text[start], Letter(text[start]))
    if text[start] == FRACTION:
        return Token("fraction", start, start + 1, FRACTION)
    word = WORD.match(text, start)
    return _word(text, start, word, letters) if word else Token("word", start, start + 1, text[start])


def _named(text: str, start: int, names: Names, letters: OwnLetters) -> Token | None:
    """The learner's own letter, a function, a name, or what `d/dw` before an expression differentiates by."""
    if own := own_letter(text, start, letters):
        known = names.at(text, start, letters) if text[own[1] : own[1] + 1].isdigit() else None
        if known is None or known[1] <= own[1]:  # z1 is no own letter z, and 1
            return Token("name", start, own[1], own[0].letter, own[0])
    function = _function(text, start)
    if function and not names.is_name(function.text):
        return function
    if found := names.at(text, start, letters):
        return Token("name", start, found[1], text[start : found[1]], found[0])
    below = names.slopes.operator(text, start, letters)
    return Token("slope", start, below[1], text[start : below[1]], below[0]) if below else None


def _word(text: str, start: int, own: re.Match[str], letters: OwnLetters) -> Token:
    """A word, or the learner's own letter that it begins with; with what stands below it, `h₁`, `E_o1`."""
    word = own.group()
    if _BEFORE_COLON.match(text, own.end()):  # point2:
        word = word.rstrip("0123456789")
        return Token("word", start, start + len(word), word)
    if "_" in own.group() or (own["low"] and not any(word.startswith(letter) for letter in letters)):
        return Token("word", start, own.end(), word.translate(BELOW))
    # A number is not parted: u10 does not begin with u1.
    ends = (k for k in range(len(word), 0, -1) if not (word[k - 1].isdigit() and word[k:][:1].isdigit()))
    shortest = next((word[:k] for k in ends if word[:k] in letters), word)
    term = Letter(shortest) if shortest in letters else None
    return Token("name" if term else "word", start, start + len(shortest), shortest, term)


def _function(text: str, start: int) -> Token | None:
    """A function before its bracket, or e before its exponent."""
    if text[start] == "e" and _EXPONENT.match(text, start + 1):
        return Token("euler", start, start + 1, "e")
    if text[start] == "√":  # a bracket may be left out
        return Token("function", start, start + 1, "sqrt")
    if activation := _ACTIVATION.match(text, start):
        return Token("function", start, activation.end(), f"rho{activation[1]}")
    if of_arrays := _OF_LIBRARY.match(text, start):
        return Token("function", start, of_arrays.end(), _OF_ARRAYS[of_arrays[1] or of_arrays[2]])
    function = _FUNCTION.match(text, start)
    if function is None:
        return Token("function", start, start + len(bare[1]), "log") if (bare := _LOG.match(text, start)) else None
    name = FUNCTIONS[function[1].lower()]
    return Token("function", start, function.end(), f"{name}'" if function[2] else name)


def is_formula(latin: str, names: Names, letters: OwnLetters) -> bool:
    """Whether letters and digits are names one after the other, the beginning of a derivative, or a function's name."""
    if latin.lower() in _WRITTEN_OUT:
        return True
    position = 0
    while position < len(latin):
        token = _lettered(latin, position, names, letters) if latin[position].isalpha() else None
        if token is None and latin[position].isalpha():
            return False
        if token is not None and token.kind == "word":
            if latin[position] != "d":
                return False
            token = None
        elif token is not None and token.text not in letters and names.is_short_for_other(token.text, latin):
            return False
        position = token.end if token else position + 1
    return bool(latin)
