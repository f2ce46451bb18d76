"""Filled texts: they must be Markdown that can be read, and every formula in them must typeset in every form."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from tutor.lessons.blocks import (
    Block,
    Blocks,
    Formula,
    Heading,
    Link,
    Listing,
    Math,
    Note,
    Paragraph,
    Quote,
    Spans,
    Table,
    Text,
)
from tutor.lessons.errors import ContentTooLargeError
from tutor.lessons.markdown import parse
from tutor.lessons.template import TemplateError
from tutor.lint.findings import Finding, Severity, of_template
from tutor.lint.lines import line_of_formula, line_of_text
from tutor.lint.passages import Passage
from tutor.lint.placeholders import check_placeholders, with_near
from tutor.typeset.errors import TypesetError
from tutor.typeset.render import display, inline

MOST_FORMULAS = 2_000
"""How many formulas a text may have: each is typeset before the page is shown."""
_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_STRAY = re.compile(r"\$|\\[a-zA-Z]+")


def check_formulas(passage: Passage) -> Iterator[Finding]:
    """What of a passage can't be filled or, once filled, read or typeset."""
    section = passage.section
    try:
        blocks = parse(passage.filled())
    except TemplateError as error:
        yield of_template(with_near(error, passage.names), passage.path, section.line)
        return
    except ContentTooLargeError as error:
        yield Finding(passage.path, section.line, f"lint.too_much_{error.what}", {"limit": error.limit})
        return
    latexes = list(islice(formulas(blocks), MOST_FORMULAS + 1))
    if len(latexes) > MOST_FORMULAS:
        yield Finding(passage.path, section.line, "lint.too_much_formulas", {"limit": MOST_FORMULAS})
        return
    for latex in latexes:
        fault = why_not_typeset(latex)
        if fault is not None:
            key = f"lint.formula_{fault.reason.replace('-', '_')}"
            yield Finding(passage.path, line_of_formula(latex, section), key, {"found": fault.found, "latex": latex})
    for text in texts(blocks):
        if stray := _STRAY.search(text):
            line = line_of_text(stray[0], section)
            yield Finding(passage.path, line, "lint.stray", {"found": stray[0]}, Severity.WARNING)


def check_passages(passages: Iterable[Passage]) -> Iterator[Finding]:
    """What is wrong with the placeholders of many passages, and with what they say once filled."""
    passages = list(passages)
    for passage in passages:
        yield from check_placeholders(passage)
    yield from check_all_formulas(passages)


def check_all_formulas(passages: Iterable[Passage]) -> Iterator[Finding]:
    """What of many passages can't be filled, read or typeset; those that differ in a number only are typeset once."""
    seen: set[tuple[Path, int, str]] = set()
    for passage in passages:
        try:
            shape = (passage.path, passage.section.line, _NUMBER.sub("0", passage.filled()))
        except TemplateError as error:
            yield of_template(with_near(error, passage.names), passage.path, passage.section.line)
            continue
        if shape not in seen:
            seen.add(shape)
            yield from check_formulas(passage)


def why_not_typeset(latex: str) -> TypesetError | None:
    """Why a formula can't be typeset in one of its forms; None if it can be in all."""
    # Formulas that differ in their digits only are set alike, and most of what is checked do.
    return _why_not(latex) if _why_not(_DIGIT.sub("0", latex)) else None


@lru_cache(maxsize=4096)
def _why_not(latex: str) -> TypesetError | None:
    try:
        for plain in (False, True):
            inline(latex, plain)
            display(latex, plain)
    except TypesetError as error:
        return error
    return None


def formulas(blocks: Iterable[Block]) -> Iterator[str]:
    """The LaTeX of every formula, displayed or in running text."""
    for block in blocks:
        if isinstance(block, Formula):
            yield block.latex
        yield from (span.latex for span in _spans(block) if isinstance(span, Math))
        for inner in _inner(block):
            yield from formulas(inner)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Every piece of running text; code, which stands as it is, left out."""
    for block in blocks:
        yield from (span.text for span in _spans(block) if isinstance(span, Text) and not span.code)
        for inner in _inner(block):
            yield from texts(inner)


def _spans(block: Block) -> Iterator[Text | Math]:
    """The spans of a block itself, those of links among them."""
    for spans in _groups(block):
        for span in spans:
            yield from span.spans if isinstance(span, Link) else (span,)


def _groups(block: Block) -> tuple[Spans, ...]:
    match block:
        case Heading(_, spans) | Paragraph(spans):
            return (spans,)
        case Note(_, title, _):
            return (title,)
        case Table(header, rows, _):
            return (*header, *(cell for row in rows for cell in row))
    return ()


def _inner(block: Block) -> tuple[Blocks, ...]:
    match block:
        case Listing(items=items):
            return items
        case Note(blocks=blocks) | Quote(blocks):
            return (blocks,)
    return ()
