"""The words about a mistake: `content/mistakes/ID.LANG.md`, a short title and three parts, each file read once."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tutor.lessons.errors import ContentError
from tutor.lessons.languages import Language
from tutor.lessons.problem import Section
from tutor.lessons.sections import split

FOLDER = "mistakes"
PARTS = ("what", "why", "nudge")
_ID = re.compile(r"[a-z]+\.[a-z0-9-]+\Z")
_TITLE = re.compile(r"#[ \t]+(\S.*)\Z")


class MistakeText(NamedTuple):
    """A mistake's title and the templates about it: what the number answers, why that differs, and a nudge."""

    path: Path
    title: str
    parts: Mapping[str, Section]


def path_of(folder: Path, mistake: str, language: Language) -> Path:
    """Where a mistake's words stand; `folder` is the content folder."""
    return folder / FOLDER / f"{mistake}.{language}.md"


@lru_cache(maxsize=512)
def mistake_text(folder: Path, mistake: str, language: Language) -> MistakeText:
    """A mistake's words by its id.

    Raises KeyError for an id that content has no words for, and ContentError for a file that is not made so.
    """
    path = path_of(folder, mistake, language)
    if not _ID.match(mistake) or not path.is_file():
        raise KeyError(mistake)
    return read_mistake(path, path.read_text(encoding="utf-8"))


def read_mistake(path: Path, text: str) -> MistakeText:
    """The words in a file's text.

    Raises ContentError where not just a title stands before the parts, and where a part comes twice.
    """
    head, sections = split(text, 1, path)
    title = _TITLE.match(head.text)
    if title is None:
        raise ContentError("no_mistake_title", path, head.line)
    return MistakeText(path, title[1].rstrip(), sections)
