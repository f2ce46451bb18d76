"""Content as plain text: Markdown in, lines for any terminal, file or pipe out."""

from tutor.lessons.markdown import parse
from tutor.lessons.words import Words
from tutor.widgets.prose_layout import Page
from tutor.widgets.prose_signs import Labels


def plain_page(markdown: str, words: Words, width: int, *, ascii_signs: bool = False) -> str:
    """The page laid out for a width in cells, asides open, links with their addresses.

    `ascii_signs` sets formulas without signs that a terminal may lack or draw in two cells: `w^(1)`, `dC/dw1`.
    """
    labels = Labels(*(words(f"prose.{kind}") for kind in ("note", "aside", "tip", "warning")))
    lines = Page(parse(markdown), ascii_signs, labels).lay_out(width, open_asides=True)
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)
