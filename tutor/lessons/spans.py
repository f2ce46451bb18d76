"""Running text: markdown-it's inline tokens read into spans."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from markdown_it.token import Token

from tutor.lessons.blocks import Formula, Link, Math, Paragraph, Span, Spans, Text
from tutor.lessons.clean import clean

DISPLAYED: Final = "math_inline_double"
_REACHABLE = re.compile(r"(?:https?://|mailto:)[!-~]+\Z", re.IGNORECASE)


def split_displayed(tokens: list[Token]) -> Iterator[Paragraph | Formula]:
    """A paragraph's tokens as paragraphs, with a formula of its own where `$$…$$` stands inside, as in LaTeX."""
    start = 0
    for place, token in enumerate([*tokens, None]):
        if token is None or token.type == DISPLAYED:
            if spans := read_spans(tokens[start:place]):
                yield Paragraph(spans)
            if token is not None:
                yield Formula(_latex(token))
            start = place + 1


def read_spans(tokens: list[Token]) -> Spans:
    """`tokens` as spans, neighbours in the same style joined, without space at either end."""
    spans: list[Span] = []
    for url, group in groupby(_pieces(tokens), key=lambda piece: piece.url):
        inner = list(_joined(group))
        spans += [Link(tuple(inner), url)] if url and inner else inner
    return _trimmed(spans)


class _Piece(NamedTuple):
    url: str
    style: tuple[bool, bool, bool]
    text: str
    is_formula: bool


def _pieces(tokens: list[Token]) -> Iterator[_Piece]:
    """Each token's text with the style and the link that hold there."""
    url, strong, emphasis = "", 0, 0
    for token in tokens:
        if token.type.startswith("strong_"):
            strong += token.nesting
        elif token.type.startswith("em_"):
            emphasis += token.nesting
        elif token.type == "link_open":
            href = clean(str(token.attrs["href"]))
            url = href if _REACHABLE.match(href) else ""
        elif token.type == "link_close":
            url = ""
        else:
            style = (strong > 0, emphasis > 0, token.type == "code_inline")
            is_formula = token.type.startswith("math_inline")
            yield _Piece(url, style, _latex(token) if is_formula else _text(token), is_formula)


def _text(token: Token) -> str:
    if token.type == "image":
        return "".join(map(_text, token.children or []))
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)


def _latex(token: Token) -> str:
    return clean(" ".join(token.content.split()))


def _joined(pieces: Iterable[_Piece]) -> Iterator[Text | Math]:
    for (is_formula, style), group in groupby(pieces, key=lambda piece: (piece.is_formula, piece.style)):
        if is_formula:
            yield from (Math(piece.text, *style[:2]) for piece in group)
        # A numeric entity may have smuggled in what the source as a whole was cleaned of.
        elif text := clean("".join(piece.text for piece in group)).replace("\t", " "):
            yield Text(text, *style)


def _trimmed(spans: list[Span]) -> Spans:
    """`spans` without the white space at either end, which the author's line breaks and markers leave."""
    if spans and isinstance(spans[0], Text):
        spans[0] = spans[0]._replace(text=spans[0].text.lstrip())
    if spans and isinstance(spans[-1], Text):
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip())
    return tuple(span for span in spans if not isinstance(span, Text) or span.text)
