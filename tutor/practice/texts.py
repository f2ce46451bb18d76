"""The words of the drills: `content/skills/SKILL.LANG.md`, read when they are needed, each file once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.named_text import read_named
from tutor.lessons.problem import Section, Wording
from tutor.lessons.sections import PROBLEM_SECTIONS
from tutor.practice.items import KINDS

FOLDER, INTRO = "skills", "intro"


@dataclass(frozen=True)
class SkillWordings(Mapping[Language, Wording]):
    """A skill's words by language, as a problem has them; none is read before it is asked for: ContentError then."""

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


def intro(folder: Path, skill: str, language: Language) -> Section:
    """What the skill is: the template that goes before its first worked example. Raises ContentError."""
    return drill_sections(folder, skill, language)[INTRO]


def drill_names(skill: str) -> tuple[str, ...]:
    """The names of the sections that a skill has beside those of any problem."""
    return (INTRO, *(KINDS[skill].sections if skill in KINDS else ()))


def drill_sections(folder: Path, skill: str, language: Language) -> Mapping[str, Section]:
    """Those sections, templates all of them, by name. Raises ContentError."""
    return _read(folder, skill, language)[1]


@lru_cache(maxsize=64)
def _read(folder: Path, skill: str, language: Language) -> tuple[Wording, Mapping[str, Section]]:
    """The words that any problem has, and those that only drills have."""
    own = drill_names(skill)
    text = read_named(folder / FOLDER, skill, language, (*PROBLEM_SECTIONS, *own))
    sections = dict(text.sections)
    if INTRO not in sections:
        raise ContentError("no_intro", text.path, text.body.heading)
    drills = {name: sections.pop(name) for name in own if name in sections}
    return Wording(text.path, text.title, text.body, sections, gives_all=True), drills
