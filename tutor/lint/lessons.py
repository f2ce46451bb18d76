"""One lesson: its file, its translations, and all that they say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.load import load
from tutor.lessons.problem import LANGUAGES, Essay, Lesson, Problem
from tutor.lessons.template import Table
from tutor.lint.findings import Finding, Severity, of_content
from tutor.lint.formulas import check_formulas
from tutor.lint.lines import line_of_numbers
from tutor.lint.numbers import check_numbers
from tutor.lint.passages import Passage, passages
from tutor.lint.placeholders import Flagged, check_placeholders
from tutor.lint.solvable import check_solvable


def check_lesson(path: Path, folder: Path, *, is_own: bool) -> Iterator[Finding]:
    """Check a lesson against the shared wording in `folder`.

    A lesson of a content folder (`is_own`) must have both languages and the name that its id says; a file of a
    teacher's own may have one language.
    """
    try:
        lesson = load(path)
    except ContentError as error:
        yield _without_its_original(path) or of_content(error)
        return
    yield from _languages(lesson, Severity.ERROR if is_own else Severity.WARNING)
    yield from _sections(lesson)
    if is_own and path.name != f"{lesson.id}.md":
        yield Finding(path, 1, "lint.name_differs", {"id": lesson.id, "expected": f"{lesson.id}.md"})
    yield from _essay(lesson) if isinstance(lesson, Essay) else _problem(lesson, folder)


def _without_its_original(path: Path) -> Finding | None:
    """A file that is named as a translation and has no original beside it is not to be read as a lesson."""
    base, _, language = path.name.removesuffix(".md").rpartition(".")
    if language not in LANGUAGES or not base:
        return None
    return Finding(path, 1, "lint.no_original", {"expected": f"{base}.md"})


def _languages(lesson: Lesson, severity: Severity) -> Iterator[Finding]:
    for language in LANGUAGES:
        if language not in lesson.wordings:
            expected = f"{lesson.path.name.removesuffix('.md')}.{language}.md"
            yield Finding(lesson.path, 1, "lint.no_translation", {"expected": expected}, severity)


def _sections(lesson: Lesson) -> Iterator[Finding]:
    """Sections that one language has and the other has not; statements that are empty."""
    every = {name for wording in lesson.wordings.values() for name in wording.sections}
    for wording in lesson.wordings.values():
        for name in sorted(every - wording.sections.keys()):
            yield Finding(wording.path, 1, "lint.no_section", {"name": name})
        if not wording.body.text.strip():
            yield Finding(wording.path, wording.body.line, "lint.no_statement", severity=Severity.WARNING)
        for section in wording.sections.values():
            if not section.text.strip():
                yield Finding(wording.path, section.heading, "lint.empty_section")


def _problem(problem: Problem, folder: Path) -> Iterator[Finding]:
    for language in problem.wordings:
        for passage in passages(problem, language, folder):
            yield from check_placeholders(passage)
            yield from check_formulas(passage)
            if passage.is_cut():
                yield Finding(problem.path, line_of_numbers(problem), "lint.cut_short", severity=Severity.WARNING)
            if not passage.is_shared:  # shared wording has samples for its branches
                for flag in (True, False):
                    yield from check_formulas(replace(passage, names=Flagged(passage.names, flag)))
    yield from check_numbers(problem)
    yield from check_solvable(problem)


def _essay(essay: Essay) -> Iterator[Finding]:
    """An essay has no numbers: a placeholder in it would be shown as it stands."""
    for wording in essay.wordings.values():
        for section in (wording.body, *wording.sections.values()):
            passage = Passage(wording.path, section, Table({}))
            yield from check_placeholders(passage)
            yield from check_formulas(passage)
