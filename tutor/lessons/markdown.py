"""Markdown as blocks: CommonMark with tables, `$…$`, `$$…$$` and GitHub's alerts; no HTML, no pictures.

What reads it (`tutor.lessons.markdown_reading`) is imported for a text that was not read before.
"""

from functools import lru_cache
from typing import Final

from tutor.lessons.blocks import Blocks
from tutor.lessons.errors import ContentTooLargeError
from tutor.lessons.readings import once

LENGTH_LIMIT: Final = 200_000


def parse(text: str) -> Blocks:
    """The blocks of `text`.

    Raw HTML is text, a picture its alternative text, a link of another scheme than http, https or mailto its words.
    Raises ContentTooLargeError for text longer than LENGTH_LIMIT or nested deeper than NESTING_LIMIT levels of tokens.
    """
    if len(text) > LENGTH_LIMIT:
        raise ContentTooLargeError("length", LENGTH_LIMIT)
    return once("markdown", text, _read)


@lru_cache(maxsize=32)
def _read(text: str) -> Blocks:
    from tutor.lessons.markdown_reading import blocks_of

    return blocks_of(text)
