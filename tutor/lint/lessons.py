"""One lesson: its file, its translations, and all that they say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tutor.lessons.errors import ContentError, ContentErrors
from tutor.lessons.front_matter import read_source
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.load import Reading, read
from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.template import Table, TemplateError, mentions
from tutor.lint.findings import Finding, Severity, of_content, of_template
from tutor.lint.formulas import check_all_formulas, check_passages
from tutor.lint.giving_away import check_free_hints
from tutor.lint.lines import line_of_numbers
from tutor.lint.meant import check_folded, check_orientation, check_pictures
from tutor.lint.numbers import check_computable, check_numbers, check_solvable
from tutor.lint.passages import Passage, own_passages, passages
from tutor.lint.placeholders import Flagged, check_placeholders


def check_lesson(path: Path, folder: Path, is_own: bool) -> Iterator[Finding]:
    """Check a lesson against the shared wording in `folder`.

    A lesson of a content folder (`is_own`) must have both languages and the name that its id says. For a teacher's own
    one language is enough.
    """
    lesson, errors = reading(path)
    yield from map(of_content, errors)
    if lesson is None:
        yield from _unread(path)
        return
    if is_own:
        yield from _languages(lesson)
    if is_own and path.name != f"{lesson.id}.md":
        yield Finding(path, 1, "lint.name_differs", {"id": lesson.id, "expected": f"{lesson.id}.md"})
    yield from faults(lesson)
    if isinstance(lesson, Problem):
        yield from _shared(lesson, folder)


def reading(path: Path) -> Reading:
    """What can be read of the lesson in this file, and what is wrong with it."""
    lesson, errors = read(path)
    # A file that is named as a translation and has no original beside it is not to be read as a lesson.
    base, _, language = path.name.removesuffix(".md").rpartition(".")
    if language in LANGUAGES and base and errors and errors[0].path == path:
        return Reading(None, (ContentError("lint.no_original", path, 1, expected=f"{base}.md"),))
    return Reading(lesson, errors)


def _unread(path: Path) -> Iterator[Finding]:
    """What is wrong with the placeholders of a lesson whose numbers can't be read: their sections and braces."""
    try:
        source = read_source(path)
    except ContentError:
        return
    try:
        mentions(source.body)
    except TemplateError as error:
        yield of_template(error, path, source.body_line)


def faults(lesson: Lesson) -> Iterator[Finding]:
    """What is wrong with what the lesson itself says and asks."""
    yield from _sections(lesson)
    yield from _essay(lesson) if isinstance(lesson, Essay) else _problem(lesson)


def _languages(lesson: Lesson) -> Iterator[Finding]:
    for language in LANGUAGES:
        if language not in lesson.wordings:
            expected = f"{lesson.path.name.removesuffix('.md')}.{language}.md"
            yield Finding(lesson.path, 1, "lint.no_translation", {"expected": expected})


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


def _problem(problem: Problem) -> Iterator[Finding]:
    if not problem.is_layered:
        found = list(check_computable(problem))
        yield from found
        if found:
            return  # what has no value can be shown nowhere
    for language, wording in problem.wordings.items():
        yield from check_pictures(wording)
        yield from check_folded(wording)
        yield from check_free_hints(wording.path, wording.sections, Severity.WARNING)
        for passage in own_passages(problem, language):
            yield from check_placeholders(passage)
            yield from check_all_formulas(
                (passage, *(replace(passage, names=Flagged(passage.names, flag)) for flag in (True, False)))
            )
    if problem.is_layered:
        yield from check_orientation(problem)
    yield from check_numbers(problem)
    yield from check_solvable(problem)


def _shared(problem: Problem, folder: Path) -> Iterator[Finding]:
    """The wording that all problems share has samples for its branches; here it is tried on this problem's numbers."""
    for language in problem.wordings:
        shared = [passage for passage in passages(problem, language, folder) if passage.is_shared]
        yield from check_passages(shared)
        for passage in shared:
            if passage.is_cut():
                yield Finding(problem.path, line_of_numbers(problem), "lint.cut_short", severity=Severity.WARNING)


def _essay(essay: Essay) -> Iterator[Finding]:
    """An essay has no numbers: a placeholder in it would be shown as it stands."""
    for wording in essay.wordings.values():
        for section in (wording.body, *wording.sections.values()):
            yield from check_passages([Passage(wording.path, section, Table({}))])


def sound(path: Path) -> Lesson:
    """The lesson in this file. Raises ContentError by the first fault that `lint` finds in what is its own."""
    lesson, errors = reading(path)
    if errors or lesson is None:
        raise ContentErrors(errors)
    found = next((one for one in faults(lesson) if one.severity is Severity.ERROR), None)
    if found is not None:
        values = {name: str(value) for name, value in found.values.items()}
        raise ContentError(found.key, found.path, found.line, **values)
    return lesson
