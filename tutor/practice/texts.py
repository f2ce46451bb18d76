"""The words of the drills: `content/skills/SKILL.LANG.md`, read when they are needed, each file once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.front_matter import read_source
from tutor.lessons.problem import LANGUAGES, Language, Section, Wording
from tutor.lessons.sections import PROBLEM_SECTIONS, check_names, split

FOLDER, INTRO = "skills", "intro"


@dataclass(frozen=True)
class SkillWordings(Mapping[Language, Wording]):
    """A skill's words by language, as a problem has them; no file is read before its words are asked for."""

    folder: Path
    skill: str

    def __getitem__(self, language: Language) -> Wording:
        if language not in LANGUAGES:
            raise KeyError(language)
        return _read(self.folder, self.skill, language)[0]

    def __iter__(self) -> Iterator[Language]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def wordings(folder: Path, skill: str) -> SkillWordings:
    """A skill's words; `folder` is the content folder. A language is read when it is looked up: ContentError then."""
    return SkillWordings(folder, skill)


def intro(folder: Path, skill: str, language: Language) -> Section:
    """What the skill is: the template that goes before its first worked example. Raises ContentError."""
    return _read(folder, skill, language)[1]


@lru_cache(maxsize=64)
def _read(folder: Path, skill: str, language: Language) -> tuple[Wording, Section]:
    path = folder / FOLDER / f"{skill}.{language}.md"
    source = read_source(path)
    members = source.front.members(("id", "lang", "title"))
    members["id"].choice((skill,))
    members["lang"].choice((language,))
    body, sections = split(source.body, source.body_line, path)
    check_names(sections, (*PROBLEM_SECTIONS, INTRO), path)
    first = sections.pop(INTRO, None)
    if first is None:
        raise ContentError("no_intro", path, source.body_line)
    return Wording(path, members["title"].text(), body, sections), first
