"""Printing, whatever the stream can take: nothing that is printed raises, and nothing moves the cursor."""

import json
import sys
from contextlib import nullcontext, suppress
from typing import Any, TextIO

import click

from tutor.lessons.clean import clean

_SIMPLER = str.maketrans({"−": "-", "×": "*", "·": "*", "✓": "+", "✗": "x", "≈": "~", "…": "...", "’": "'"})
_SIGNS_OF_FORMULAS = "∂⁽¹⁾∑√−ρ′"


def put(text: str = "", *, error: bool = False) -> None:
    """Print a line, on stderr for an error. OSError where stdout can't take it; an error that can't be told is lost."""
    with suppress(OSError) if error else nullcontext():
        click.echo(printable(text, sys.stderr if error else sys.stdout), err=error)


def put_json(value: Any) -> None:
    """Print a value as JSON, with letters beyond ASCII if the stream takes them. ValueError for infinity and NaN."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    click.echo(text if _fits(text, sys.stdout) else json.dumps(value))


def printable(text: str, stream: TextIO) -> str:
    """`text` with what the stream's encoding lacks simplified or replaced."""
    if _fits(text, stream):
        return text
    encoding = _encoding(stream)
    return text.translate(_SIMPLER).encode(encoding, "replace").decode(encoding)


def draws_formulas() -> bool:
    """Whether the signs of formulas can be printed at all."""
    return _fits(_SIGNS_OF_FORMULAS, sys.stdout)


def one_line(text: str) -> str:
    """Text from outside in one line, without what would move the cursor."""
    return " ".join(clean(text).split())


def _encoding(stream: TextIO) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _fits(text: str, stream: TextIO) -> bool:
    try:
        text.encode(_encoding(stream))
    except UnicodeEncodeError:
        return False
    return True
