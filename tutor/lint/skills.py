"""The words of a skill that is drilled: there in both languages, and right for the problems of every level."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tutor.lessons import vocabulary_problem
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem, Section
from tutor.lessons.template import Names, TemplateError
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.lint.findings import Finding, Severity, of_content
from tutor.lint.formulas import check_passages
from tutor.lint.giving_away import check_free_hints
from tutor.lint.passages import Passage, own_passages
from tutor.practice.codes import format_code
from tutor.practice.item import Item
from tutor.practice.item_words import ItemWords
from tutor.practice.items_of_codes import item_of
from tutor.practice.skills import LEVELS
from tutor.practice.texts import FOLDER, SkillWordings, drill_names, drill_sections, intro
from tutor.practice.variants import open_code

DRAWN = 3
"""How many problems of each level the words are tried on."""
Drawn = tuple[Problem, Item | None]
"""A problem with its item, where it asks for no numbers."""


@dataclass(frozen=True)
class _Said(ItemWords):
    """Words that remember which sections were said, and with what names."""

    said: list[tuple[str, Names]] = field(default_factory=list)

    def filled(self, section: str, names: Names) -> str:
        self.said.append((section, names))
        try:
            return super().filled(section, names)
        except (KeyError, TemplateError):  # found where the section is checked
            return ""


def check_skill(skill: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a skill in a content folder."""
    found = SkillWordings(folder, skill)
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
    numbers = range(DRAWN)
    codes = [format_code(skill, level, number) for level in LEVELS for number in numbers]
    drawn = [(problem, item_of(problem)) for problem in (open_code(code, folder) for code in codes)]
    for language in sections:
        yield from _passages(skill, drawn, language, folder)


def _passages(skill: str, drawn: Sequence[Drawn], language: Language, folder: Path) -> Iterator[Finding]:
    sections = drill_sections(folder, skill, language)
    yield from check_free_hints(folder / FOLDER / f"{skill}.{language}.md", sections, Severity.ERROR)
    shown = list(_shown(skill, drawn, language, folder))
    for passage in shown:
        if not passage.section.text.strip():
            yield Finding(passage.path, passage.section.heading, "lint.empty_section")
    yield from check_passages(shown)


def _shown(skill: str, drawn: Sequence[Drawn], language: Language, folder: Path) -> Iterator[Passage]:
    """All that a learner reads of this skill's own words."""
    path, section = folder / FOLDER / f"{skill}.{language}.md", intro(folder, skill, language)
    own = drill_sections(folder, skill, language)
    for problem, item in drawn:
        yield Passage(path, section, vocabulary_problem.of_problem(problem))
        yield from own_passages(problem, language)
        said = () if item is None else _said(problem, item, own, Wordings(folder, language))
        yield from (Passage(path, own[name], names) for name, names in said if name in own)


def _said(problem: Problem, item: Item, sections: Mapping[str, Section], wordings: Wordings) -> list[tuple[str, Names]]:
    """All that an item says, whatever is chosen and asked for."""
    words = _Said(problem, wordings, read_words(wordings.folder, wordings.language), lambda: sections)
    found: tuple[str, ...] = ()
    for question, right in item.solved(words):
        for option in question.options:
            if not item.is_right(found, option.name):
                item.remark(found, option.name, words)
        for level in range(len(item.hint_levels)):
            item.hint(found, level, words)
        found = (*found, question.options[right].name)
    _ = item.told(words), list(item.on_paper(words))
    return words.said
