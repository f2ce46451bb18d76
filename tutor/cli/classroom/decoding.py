"""The lines of a text file from anywhere: UTF-8 with or without a mark, UTF-16 with one, or a Korean Excel's CP949."""

import codecs
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tutor.cli.refusals import Refused

MOST_BYTES = 64 * 2**20
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ENCODINGS = ("utf-8", "cp949")


@dataclass(frozen=True)
class Line:
    """A line by its number from 1; `text` is None where its bytes are text in no known encoding."""

    number: int
    text: str | None


def lines_of(path: Path | None) -> list[Line]:
    """The lines of a file, or of stdin where there is none. Raises OSError, and Refused for what is too large."""
    if path is None:
        stream = getattr(sys.stdin, "buffer", None)
        content = stream.read(MOST_BYTES + 1) if stream is not None else b""
    else:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused("class_too_large", file="-" if path is None else str(path), most=str(MOST_BYTES // 2**20))
    return list(_decoded(content))


def _decoded(content: bytes) -> Iterator[Line]:
    if content.startswith(UTF_16):
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(codecs.BOM_UTF8)
    # Where the whole is in one encoding, so is each line: a short name in CP949 may look like UTF-8.
    whole = next((name for name in ENCODINGS if _decode(content, name) is not None), None)
    order = ENCODINGS if whole is None else (whole,)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for number, line in enumerate(lines, 1):
        yield Line(number, next((text for name in order if (text := _decode(line, name)) is not None), None))


def _decode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
