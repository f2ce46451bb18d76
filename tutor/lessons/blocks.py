"""What content is made of once its Markdown is read: blocks, and the spans of running text inside them.

Tuples with names, because the first paint waits for this module and they are made in half the time of dataclasses.
"""

from typing import Literal, NamedTuple

NoteKind = Literal["note", "aside", "tip", "warning"]
Alignment = Literal["left", "center", "right"] | None


class Text(NamedTuple):
    """Words in one style. A line break the author forced is a newline in `text`."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


class Math(NamedTuple):
    """A formula in running text, as LaTeX."""

    latex: str
    strong: bool = False
    emphasis: bool = False


class Link(NamedTuple):
    """Words that lead to `url` (http, https or mailto; already percent-encoded)."""

    spans: tuple[Text | Math, ...]
    url: str

    @property
    def text(self) -> str:
        """The words alone, formulas as their source."""
        return plain_text(self.spans)


Span = Text | Math | Link
Spans = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading, level 1 to 6."""

    level: int
    spans: Spans


class Paragraph(NamedTuple):
    """Running text."""

    spans: Spans


class Formula(NamedTuple):
    """A formula displayed on lines of its own, as LaTeX."""

    latex: str


class Listing(NamedTuple):
    """A list: each item holds blocks. `tight` where the author left no blank lines between items."""

    ordered: bool
    start: int
    items: "tuple[Blocks, ...]"
    tight: bool = True


class Note(NamedTuple):
    """A GitHub alert. An `aside` is folded until the reader opens it."""

    kind: NoteKind
    title: Spans
    blocks: "Blocks"


class Quote(NamedTuple):
    """Words of somebody else."""

    blocks: "Blocks"


class Table(NamedTuple):
    """A table: every row has as many cells as the header, and `alignment` one entry for each."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    alignment: tuple[Alignment, ...]


class Code(NamedTuple):
    """Text whose lines stay as they are."""

    text: str
    language: str


class Rule(NamedTuple):
    """A line across, between two thoughts."""


Block = Heading | Paragraph | Formula | Listing | Note | Quote | Table | Code | Rule
Blocks = tuple[Block, ...]


def plain_text(spans: Spans) -> str:
    """The words of `spans` without their styles; a formula gives its LaTeX, a link its words."""
    return "".join(span.latex if isinstance(span, Math) else span.text for span in spans)
