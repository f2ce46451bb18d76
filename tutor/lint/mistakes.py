"""The words about mistakes: there for each in both languages, right wherever it shows, and no answer given away."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.files import read_content
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.mistake_texts import PARTS, MistakeText, path_of, read_mistake
from tutor.lessons.problem import Section
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Table, TemplateError, mentions
from tutor.lint.findings import Finding, of_content, of_template
from tutor.lint.formulas import check_all_formulas
from tutor.lint.giving_away import gives_away
from tutor.lint.mistake_cases import Case, cases
from tutor.lint.parts import check_parts
from tutor.lint.passages import Passage
from tutor.lint.placeholders import check_placeholders, error_of
from tutor.lint.samples import samples
from tutor.mistakes.code import code_ids


def check_mistakes(ids: Iterable[str], root: Path) -> Iterator[Finding]:
    """Check the words about some mistakes in a content folder."""
    texts: dict[str, list[MistakeText]] = {}
    for mistake in dict.fromkeys(ids):
        texts[mistake] = []
        for language in LANGUAGES:
            path = path_of(root, mistake, language)
            try:
                found = read_mistake(path, read_content(path))
            except ContentError as error:
                yield of_content(error)
            except FileNotFoundError:
                yield Finding(path, 1, "lint.no_page")
            else:
                yield from check_parts(path, found.parts, PARTS)
                # A title stands by itself in lists.
                yield from check_placeholders(Passage(path, Section(found.title, 1, 1), Table({})))
                texts[mistake].append(found)
    yield from _filled(texts)


def _filled(texts: dict[str, list[MistakeText]]) -> Iterator[Finding]:
    """What is wrong with the words once filled, in the cases of all samples."""
    where: dict[str, list[Case]] = {}
    read = frozenset(mistake for mistake, found in texts.items() if found)
    for problem in samples():
        for case in cases(problem, read):
            where.setdefault(case.id, []).append(case)
    for name in set(code_ids()) & texts.keys():  # of programs: they name nothing, and stand as they are
        where[name] = [Case(name, FieldId("d"), Table({}))]
    for mistake, found in texts.items():
        for text in found:
            for section in text.parts.values():
                yield from _section(text.path, section, where.get(mistake, []))


def _section(path: Path, section: Section, where: list[Case]) -> Iterator[Finding]:
    faults = list(_mentioned(path, section, where))
    shown = [] if faults else [Passage(path, section, case.names, is_shared=True) for case in where]
    yield from faults
    yield from check_all_formulas(shown)


def _mentioned(path: Path, section: Section, where: list[Case]) -> Iterator[Finding]:
    """Placeholders that give an answer away, and those that no case offers, in branches that none takes as well."""
    try:
        mentioned = mentions(section.text)
    except TemplateError as error:
        yield of_template(error, path, section.line)
        return
    for mention in mentioned:
        if mention.name == "formula" or gives_away(mention.name):
            yield Finding(path, section.line + mention.line - 1, "lint.gives_away", {"name": mention.name})
            continue
        faults: list[TemplateError] = []
        for case in where:
            fault = error_of(mention, case.names)
            if fault is None:
                break
            faults.append(fault)
        else:
            yield from (of_template(fault, path, section.line) for fault in faults[:1])
