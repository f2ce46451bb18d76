r"""LaTeX source to tokens. What stands in `\text{…}` is a token for each run of words; `$…$` in it becomes a group."""

import re
import unicodedata
from typing import NamedTuple

from tutor.typeset.errors import TypesetError

TEXT_MACROS = frozenset(
    {"text", "textrm", "textbf", "textit", "textsf", "texttt", "textnormal", "textup", "mbox", "emph"}
)
_PIECE = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<newline>\\\\\*?(?:\s*\[\s*-?[0-9.]+\s*(?:pt|em|ex|mm|cm|mu)\s*\])?)"
    r"|\\(?P<edge>begin|end)\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\}"
    r"|\\(?P<macro>[A-Za-z]+|.)"
    r"|(?P<relation>:=|=:)"
    r"|(?P<char>.)",
    re.DOTALL,
)
_WORDS = re.compile(
    r"(?P<words>[^\\{}$~%#&^_]+)"
    r"|(?P<gap>~|\\[ ,;:])"
    r"|\\(?P<escape>[%$&#_{}])"
    r"|\\(?P<macro>[A-Za-z]+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_BRACE = re.compile(r"\s*\{")
_PLAIN_KINDS = {"{": "open", "}": "close", "^": "sup", "_": "sub", "&": "tab", "'": "prime", "~": "macro"}


class Token(NamedTuple):
    """`kind`: char, macro, text, begin, end, open, close, sup, sub, tab, prime, newline, left, middle, right, eof."""

    kind: str
    text: str
    start: int


def tokenize(source: str) -> list[Token]:
    """The tokens of the source, `eof` last."""
    return _Scanner(source).scan()


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.tokens: list[Token] = []
        # What the scanner is in, innermost last, with where it began: text, a brace in text, or $…$ in text.
        self.inside: list[tuple[str, int]] = []

    def scan(self) -> list[Token]:
        while self.at < len(self.source):
            if self.inside and self.inside[-1][0] != "$":
                self._text()
            else:
                self._mathematics()
        if self.inside:
            raise self._error("unclosed-group", self.inside[-1][1])
        self._emit("eof", "", self.at)
        return self.tokens

    def _mathematics(self) -> None:
        start, found = self.at, self._next(_PIECE)
        kind, text = found.lastgroup, found.group()
        if kind == "macro":
            self._macro(found["macro"], start)
        elif kind == "name":
            self._emit(found["edge"], found["name"], start)
        elif kind == "newline":
            self._emit("newline", text, start)
        elif kind == "relation":
            self._emit("char", text, start)
        elif text == "$" and self.inside:
            self.inside.pop()
            self._emit("close", text, start)
        elif text in _PLAIN_KINDS:
            self._emit(_PLAIN_KINDS[text], text, start)
        elif kind == "char":
            self._character(text, start)

    def _next(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.source, self.at)
        if found is None:
            raise self._error("unexpected-character", self.at)
        self.at = found.end()
        return found

    def _macro(self, name: str, start: int) -> None:
        if name in TEXT_MACROS:
            self._open_text("text", start, name)
            self._emit("open", "{", start)
        elif name in ("left", "middle", "right"):
            self._emit(name, name, start)
        else:
            self._emit("macro", " " if name.isspace() else name, start)

    def _open_text(self, what: str, start: int, name: str) -> None:
        brace = _BRACE.match(self.source, self.at)
        if brace is None:
            raise TypesetError(start, "missing-argument", self.source, "\\" + name)
        self.at = brace.end()
        self.inside.append((what, start))

    def _character(self, text: str, start: int) -> None:
        if text in "$%#\\" or unicodedata.category(text)[0] in "CM":
            raise self._error("unexpected-character", start)
        while self.at < len(self.source) and unicodedata.category(self.source[self.at])[0] == "M":
            self.at += 1
        self._emit("char", self.source[start : self.at], start)

    def _text(self) -> None:
        start, found = self.at, self._next(_WORDS)
        if words := found["words"] or found["escape"]:
            self._words(words, start)
        elif found["gap"]:
            self._emit("text", " ", start)
        elif name := found["macro"]:
            if name not in TEXT_MACROS:
                raise self._error("unknown-macro", start)
            self._open_text("{", start, name)
        elif found.group() == "{":
            self.inside.append(("{", start))
        elif found.group() == "}":
            if self.inside.pop()[0] == "text":
                self._emit("close", "}", start)
        elif found.group() == "$":
            self.inside.append(("$", start))
            self._emit("open", "$", start)
        else:
            raise self._error("unexpected-character", start)

    def _words(self, words: str, start: int) -> None:
        for offset, letter in enumerate(words):
            if unicodedata.category(letter)[0] == "C" and not letter.isspace():
                raise self._error("unexpected-character", start + offset)
        self._emit("text", re.sub(r"\s+", " ", words), start)

    def _emit(self, kind: str, text: str, start: int) -> None:
        self.tokens.append(Token(kind, text, start))

    def _error(self, reason: str, position: int) -> TypesetError:
        found = _PIECE.match(self.source, position)
        return TypesetError(position, reason, self.source, found.group() if found else "")
