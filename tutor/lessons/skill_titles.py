"""The titles of the skills that are drilled, as their words in `content/skills` have them, each file read once."""

import re
from functools import lru_cache
from pathlib import Path

from tutor.lessons.languages import Language

FOLDER = "skills"
_ID = re.compile(r"[a-z-]+\Z")


@lru_cache(maxsize=256)
def skill_title(folder: Path, skill: str, language: Language) -> str:
    """A skill's title; `folder` is the content folder. Raises KeyError for one without words, and ContentError."""
    path = folder / FOLDER / f"{skill}.{language}.md"
    if not _ID.match(skill) or not path.is_file():
        raise KeyError(skill)
    from tutor.lessons.front_matter import read_source  # brings YAML, which no other words need

    return read_source(path).front.members(("id", "lang", "title"))["title"].text()
