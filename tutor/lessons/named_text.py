"""The words about one thing, `NAME.LANG.md`: front matter that says so, what comes first, and named sections."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tutor.lessons.front_matter import read_source
from tutor.lessons.languages import Language
from tutor.lessons.problem import Section
from tutor.lessons.sections import check_names, split


class NamedText(NamedTuple):
    """The words of a thing in a language; each section is a template."""

    path: Path
    title: str
    """Empty where there is none."""
    body: Section
    sections: Mapping[str, Section]


@lru_cache(maxsize=256)
def read_named(
    folder: Path, name: str, language: Language, known: tuple[str, ...], *, has_title: bool = True
) -> NamedText:
    """The words out of a folder; `known` are the sections that there can be. Raises ContentError."""
    path = folder / f"{name}.{language}.md"
    source = read_source(path)
    members = source.front.members(("id", "lang", "title") if has_title else ("id", "lang"))
    members["id"].choice((name,))
    members["lang"].choice((language,))
    body, sections = split(source.body, source.body_line, path)
    check_names(sections, known, path)
    return NamedText(path, members["title"].text() if has_title else "", body, sections)
