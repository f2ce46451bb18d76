"""What stands in a page: its formulas, and its running text."""

from collections.abc import Iterable, Iterator

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
