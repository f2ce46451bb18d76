"""What content is made of once its Markdown is read: blocks, and the spans of running text inside them."""

from dataclasses import dataclass
from typing import Literal

NoteKind = Literal["note", "aside", "tip", "warning"]
Alignment = Literal["left", "center", "right"] | None


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style. A line break the author forced is a newline in `text`."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in running text, as LaTeX."""

    latex: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `url` (http, https or mailto; already percent-encoded)."""

    spans: tuple[Text | Math, ...]
    url: str

    @property
    def text(self) -> str:
        """The words alone, formulas as their source."""
        return plain_text(self.spans)


Span = Text | Math | Link
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 to 6."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula displayed on lines of its own, as LaTeX."""

    latex: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: each item holds blocks. `tight` where the author left no blank lines between items."""

    ordered: bool
    start: int
    items: "tuple[Blocks, ...]"
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A GitHub alert. An `aside` is folded until the reader opens it."""

    kind: NoteKind
    title: Spans
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has as many cells as the header, and `alignment` one entry for each."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    alignment: tuple[Alignment, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose lines stay as they are."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, between two thoughts."""


Block = Heading | Paragraph | Formula | Listing | Note | Quote | Table | Code | Rule
Blocks = tuple[Block, ...]


def plain_text(spans: Spans) -> str:
    """The words of `spans` without their styles; a formula gives its LaTeX, a link its words."""
    return "".join(span.latex if isinstance(span, Math) else span.text for span in spans)
