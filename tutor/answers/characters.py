"""Typed text brought to one alphabet, each character remembering where it stood.

Never NFKC, which turns `3²` into `32`: only what means the same is replaced, and superscripts and subscripts stay.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from tutor.answers.errors import KEYS, Unreadable
from tutor.answers.hangul_keyboard import HANGUL, keys

FRACTION = "\\"
"""Stands for LaTeX's `\\frac` after folding."""
_UNKNOWN = "\ufffd"

_SAME = {
    "-": "−–—‐‑‒―⁃﹣➖",
    "+": "﹢➕",
    "*": "×·⋅∙•✕✖∗⨯・･‧ㆍ",
    "/": "÷∕⁄➗",
    ".": "。｡",
    ",": "、､",
    ":": "∶",
    "=": "≈≒≃≅",
    "'": "′’‘ʹʼ´`",
    "(": "⟨〈〈",
    ")": "⟩〉〉",
    "[": "【〔",
    "]": "】〕",
    "\n": "\r\x85\u2028\u2029",
    " ": "$\x0b\x0c\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
}
_ONE_FOR_ONE = {
    **{ord(character): same for same, characters in _SAME.items() for character in characters},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **{  # mathematical letters and digits, as pasted from a formula
        code: plain
        for code in range(0x1D400, 0x1D800)
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and ord(plain) != code
    },
}

_LATEX = {
    r"\\": ";",
    **dict.fromkeys((r"\cdot", r"\times", r"\ast"), "*"),
    r"\div": "/",
    **dict.fromkeys((r"\frac", r"\dfrac", r"\tfrac"), FRACTION),
    **dict.fromkeys((r"\left", r"\right", r"\big", r"\Big", r"\bigl", r"\bigr"), ""),
    **dict.fromkeys((r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad"), " "),
    **{r"\{": "{", r"\}": "}", r"\partial": "∂", r"\nabla": "∇", r"\prime": "'"},
    **{r"\theta": "θ", r"\eta": "η", r"\rho": "ρ", r"\sigma": "σ", r"\to": "→", r"\rightarrow": "→"},
}

_LONGER = re.compile(
    rf"(?P<hangul>[{HANGUL}]+)"
    r"|(?P<unseen>[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]+)"
    r"|(?P<begin>\\begin ?\{[a-z]{0,9}matrix\})|(?P<end>\\end ?\{[a-z]{0,9}matrix\})"
    r"|(?P<latex>\\(?:[A-Za-z]+|.)?)",
    re.DOTALL,
)
_PREAMBLE = re.compile(r"\s*(?:정?답[은는]?\s*[:=]?|(?:answer|ans)\s*[:=])?\s*=?", re.IGNORECASE)


class Typed(NamedTuple):
    """What was typed (`source`), and the same folded (`text`); `origins[i]` is the index in `source` of `text[i]`."""

    source: str
    text: str
    origins: Sequence[int]

    def position(self, index: int) -> int:
        """Where `text[index]` stood in the source; the source's end for the end."""
        return self.origins[index] if index < len(self.origins) else len(self.source)

    def slice(self, start: int, end: int) -> str:
        """What was typed for `text[start:end]`."""
        return self.source[self.position(start) : self.position(end - 1) + 1] if start < end else ""

    def unreadable(self, key: str, start: int, end: int | None = None, **params: str | int) -> Unreadable:
        """The error `key` at `text[start:end]` (one character unless told), which it quotes as typed."""
        if "found" in KEYS[key]:
            params.setdefault("found", self.slice(start, min(start + 1 if end is None else end, len(self.text))))
        return Unreadable(key, self.position(start), **params)


def folded(name: str) -> str:
    """A name as it is after folding, where it was typed as it is written."""
    return _LONGER.sub(lambda found: "".join(map(keys, found.group())), name.translate(_ONE_FOR_ONE))


def fold(source: str, limit: int) -> Typed:
    """Fold `source`; a leading `=` or `답:` is blanked.

    Raises Unreadable: `too_long` above `limit` characters, `empty`.
    """
    if len(source) > limit:
        raise Unreadable("too_long", limit, limit=limit)
    text = source.translate(_ONE_FOR_ONE)
    preamble = _PREAMBLE.match(text)
    if preamble and preamble.end():
        text = " " * preamble.end() + text[preamble.end() :]
    if not text or text.isspace():
        raise Unreadable("empty")
    if text.isascii() and "\\" not in text:
        return Typed(source, text, range(len(text)))
    typed = _lengthened(source, text)
    if not typed.text or typed.text.isspace():
        raise Unreadable("empty")
    return typed


def _lengthened(source: str, text: str) -> Typed:
    """Fold what takes more, or fewer, characters than were typed."""
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in _LONGER.finditer(text):
        start, end = match.span()
        pieces.append(text[done:start])
        origins.extend(range(done, start))
        done = end
        if match.lastgroup == "hangul":
            for index in range(start, end):
                latin = keys(text[index])
                pieces.append(latin)
                origins.extend([index] * len(latin))
        elif match.lastgroup != "unseen":
            command = {"begin": "(", "end": ")"}.get(match.lastgroup or "") or _LATEX.get(match.group())
            if command is None:  # an unknown command: as long as it was, so that the whole of it is quoted
                pieces.append(_UNKNOWN * (end - start))
                origins.extend(range(start, end))
            else:
                pieces.append(command)
                origins.extend([start] * len(command))
    pieces.append(text[done:])
    origins.extend(range(done, len(text)))
    return Typed(source, "".join(pieces), origins)
