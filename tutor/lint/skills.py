"""The words of a skill that is drilled: there in both languages, and right for the problems of every level."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from tutor.lessons import vocabulary
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.template import Names
from tutor.lint.findings import Finding, Severity, of_content
from tutor.lint.formulas import check_all_formulas
from tutor.lint.giving_away import check_free_hints
from tutor.lint.passages import Passage, own_passages
from tutor.lint.placeholders import check_placeholders
from tutor.practice.codes import format_code
from tutor.practice.find_hints import names_of
from tutor.practice.find_step import worked_mistake
from tutor.practice.skills import FIND_STEP, LEVELS
from tutor.practice.texts import FIND_HINTS, FOLDER, drill_names, drill_sections, intro, wordings
from tutor.practice.variants import open_code

DRAWN = 3
"""How many problems of each level the words are tried on."""
_Drawn: TypeAlias = tuple[Problem, Names | None]


def check_skill(skill: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a skill in a content folder."""
    found = wordings(folder, skill)
    sections: dict[Language, set[str]] = {}
    for language in LANGUAGES:
        try:
            own = drill_sections(folder, skill, language)
            sections[language] = set(found[language].sections) | own.keys()
        except ContentError as error:
            yield of_content(error)
    every = {*drill_names(skill), *(name for names in sections.values() for name in names)}
    for language, names in sections.items():
        for name in sorted(every - names):
            yield Finding(found[language].path, 1, "lint.no_section", {"name": name})
    drawn = list(_drawn(skill, folder))
    for language in sections:
        yield from _passages(skill, drawn, language, folder)


def _drawn(skill: str, folder: Path) -> Iterator[_Drawn]:
    """Problems of every level; those of a search with what its hints can name."""
    for level in LEVELS:
        for number in range(DRAWN):
            problem = open_code(format_code(skill, level, number), folder).problem
            yield problem, names_of(worked_mistake(problem), "") if skill == FIND_STEP else None


def _passages(skill: str, drawn: Sequence[_Drawn], language: Language, folder: Path) -> Iterator[Finding]:
    sections = drill_sections(folder, skill, language)
    yield from check_free_hints(folder / FOLDER / f"{skill}.{language}.md", sections, Severity.ERROR)
    shown = list(_shown(skill, drawn, language, folder))
    for passage in shown:
        if not passage.section.text.strip():
            yield Finding(passage.path, passage.section.heading, "lint.empty_section")
        yield from check_placeholders(passage)
    yield from check_all_formulas(shown)


def _shown(skill: str, drawn: Sequence[_Drawn], language: Language, folder: Path) -> Iterator[Passage]:
    """All that a learner reads of this skill's own words."""
    path, section = folder / FOLDER / f"{skill}.{language}.md", intro(folder, skill, language)
    for problem, names in drawn:
        yield Passage(path, section, vocabulary.of_problem(problem))
        yield from own_passages(problem, language)
        if names is not None:
            hints = drill_sections(folder, skill, language)
            yield from (Passage(path, hints[name], names) for name in FIND_HINTS if name in hints)
