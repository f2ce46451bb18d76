"""An export read back: as a stream, so that its size does not matter, and with nothing in it believed unseen."""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TextIO

from tutor.exchange.form import FORMAT, READERS, VERSION, Malformed, from_json
from tutor.journal.records import Change
from tutor.lessons.files import NotAFileError, open_regular

PIECE = 1 << 16
LONGEST_RECORD = 8_000_000
"""Characters; the longest text that the journal keeps has a million, each of which JSON may write as six."""
_SPACE = re.compile(r"[ \t\r\n]*")


def read_records(path: Path) -> Iterator[Change]:
    """The records in a file. Raises Malformed, with the line, for what is no export or not of this version; OSError.

    What this program writes is known by its head before a record is read. In other order it is known at the end, so a
    caller who wants all or nothing takes nothing before the end.
    """
    try:
        opened = open_regular(path)
    except NotAFileError:
        raise Malformed("not_a_file", line=1) from None
    with TextIOWrapper(opened, encoding="utf-8-sig", newline="") as file:
        reader = _Reader(file)
        try:
            yield from _records(reader)
        except Malformed as error:
            error.params.setdefault("line", reader.line)
            raise
        except UnicodeDecodeError:
            raise Malformed("not_utf8", line=reader.line) from None


def _records(reader: "_Reader") -> Iterator[Change]:
    head: dict[str, object] = {}
    seen: set[str] = set()
    if reader.peek() != "{":
        raise Malformed("not_an_export")
    for name in reader.items("{", "}"):
        key = reader.key(name)
        if key in seen:
            raise Malformed("key_twice", name=key[:40])
        seen.add(key)
        if key in READERS:
            if reader.peek() != "[":
                raise Malformed("not_a_list", name=key)
            for value in reader.items("[", "]"):
                yield from_json(key, value)
        elif key in ("format", "version"):
            head[key] = reader.value()
            _check(key, head[key])
        else:
            reader.value()  # of a later writer of this version
    reader.end()
    for key in ("format", "version"):
        if key not in head:
            raise Malformed("not_an_export")


def _check(key: str, value: object) -> None:
    if key == "format" and value != FORMAT:
        raise Malformed("not_an_export")
    if key == "version" and (type(value) is not int or value != VERSION):
        if type(value) is int and value > VERSION:
            raise Malformed("newer_export", version=value if value < 1_000_000 else "…")
        raise Malformed("not_an_export")


class _Reader:
    """A JSON text read piece by piece: the outer two levels here, each value within them by the standard library."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._at_end = False
        self._before = 1
        self._decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)

    @property
    def line(self) -> int:
        """The line that was reached."""
        return self._before + self._text.count("\n", 0, self._at)

    def peek(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def items(self, opening: str, closing: str) -> Iterator[Any]:
        """Each value between brackets and commas; within braces each key, whose value the caller takes."""
        self._take(opening)
        if self.peek() == closing:
            self._take(closing)
            return
        while True:
            yield self.value()
            if self.peek() == closing:
                self._take(closing)
                return
            self._take(",")

    def key(self, name: object) -> str:
        """A key, with the colon after it taken."""
        if not isinstance(name, str):
            raise Malformed("not_json")
        self._take(":")
        return name

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                raise Malformed("not_json") from None
            except ValueError:  # not yet whole, or never
                end = len(self._text)
                if self._at_end or end - self._at > LONGEST_RECORD:
                    raise Malformed("not_json") from None
            else:
                if end - self._at > LONGEST_RECORD:
                    raise Malformed("not_json")
                if end < len(self._text) or self._at_end:  # else a number might go on
                    self._at = end
                    return value
            # Twice as much each time, so that a long record is not parsed at every piece.
            self._more(max(PIECE, end - self._at))

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise Malformed("not_json")

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise Malformed("cut_short" if not self.peek() else "not_json")
        self._at += 1

    def _more(self, size: int = PIECE) -> bool:
        piece = self._file.read(size)
        self._at_end = not piece
        self._before += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)


def _refuse(_name: str) -> NoReturn:
    raise Malformed("not_json")  # NaN and infinities are not JSON


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise Malformed("not_json")
    return number
