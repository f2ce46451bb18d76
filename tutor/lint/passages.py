"""Every text that a learner can be shown about a problem, with the names that its placeholders can use there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tutor.lessons import vocabulary_problem
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.chain import chain_place, has_chain
from tutor.lessons.given import GIVEN, given_section, names_of_given, names_of_statement
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem, Section
from tutor.lessons.sections import CHAIN_PARTS, LAST_STAGE_PARTS, STAGE_PARTS
from tutor.lessons.stages import STAGE_IDS, FieldId, StageId, all_fields, fields_of
from tutor.lessons.steps import FILE_OF, STEP_SECTIONS, hint_levels_of, kind_of
from tutor.lessons.template import Names, TemplateError, fill
from tutor.lessons.wording import (
    AFTER_STEP,
    names_of,
    names_of_hint,
    shared_sections,
    words_of_stage,
)

WITH_WHAT_WAS_FOUND = ("hint.where", "hint.formula", "hint.numbers")
"""Hints that say more once what they rest on was found."""


@dataclass(frozen=True)
class Passage:
    """A text in a file, and what its placeholders can name. Where it grows too long, shared wording is cut."""

    path: Path
    section: Section
    names: Names
    is_shared: bool = False

    def filled(self) -> str:
        """The text as it is shown. Raises TemplateError."""
        return self._filled[0]

    def is_cut(self) -> bool:
        """Whether the end of the text is not shown."""
        try:
            return self._filled[1]
        except TemplateError:
            return False

    @cached_property
    def _filled(self) -> tuple[str, bool]:
        """The text, and whether it was cut. Raises TemplateError."""
        try:
            return fill(self.section.text, self.names), False
        except TemplateError as error:
            if not self.is_shared or error.key != "too_long":
                raise
            return fill(self.section.text, self.names, cut=True), True


def parts_of(stage: StageId) -> tuple[str, ...]:
    """The sections that a stage's wording consists of."""
    if stage == "chain":
        return CHAIN_PARTS
    return LAST_STAGE_PARTS if stage == STAGE_IDS[-1] else STAGE_PARTS


def passages(problem: Problem, language: Language, folder: Path) -> Iterator[Passage]:
    """The statement and, for each stage, the problem's own sections or else the shared ones: all that is shown."""
    wording = problem.wording(language)
    yield from own_passages(problem, language)
    yield from given_passages(problem, language, folder)
    yield from after_passages(problem, language, folder)
    for stage in STAGE_IDS:
        if not fields_of(problem, stage):
            continue
        name = words_of_stage(problem, stage)
        shared = shared_sections(folder, name, language)
        shared_path = folder / "stages" / f"{name}.{language}.md"
        for part in parts_of(stage):
            if f"{stage}.{part}" not in wording.sections and part in shared:
                yield from _each(problem, stage, part, shared_path, shared[part])


def own_passages(problem: Problem, language: Language) -> Iterator[Passage]:
    """The statement, and the problem's own sections."""
    wording = problem.wording(language)
    yield Passage(wording.path, wording.body, names_of_statement(problem))
    for stage in STAGE_IDS:
        for part in parts_of(stage):
            own = wording.sections.get(f"{stage}.{part}")
            if own is not None:
                yield from _each(problem, stage, part, wording.path, own, is_shared=False)


def shared_passages(problem: Problem, stage: StageId, language: Language, folder: Path) -> Iterator[Passage]:
    """The shared wording of one stage, for a problem that has it."""
    if not fields_of(problem, stage):
        return
    name = words_of_stage(problem, stage)
    path = folder / "stages" / f"{name}.{language}.md"
    for part, section in shared_sections(folder, name, language).items():
        if part in parts_of(stage):
            yield from _each(problem, stage, part, path, section)


def after_passages(problem: Problem, language: Language, folder: Path) -> Iterator[Passage]:
    """The shared wording of what is asked once the step is made, for a problem that asks for something."""
    after = [field for field in fields_of(problem, "e") if field.is_after]
    path, sections = folder / "stages" / f"{AFTER_STEP}.{language}.md", shared_sections(folder, AFTER_STEP, language)
    for part in STAGE_PARTS if after else ():
        if part not in sections:
            continue
        if part.startswith("hint."):
            hints = (names_of_hint(problem, field) for field in after)
            yield from (Passage(path, sections[part], names, is_shared=True) for names in hints)
        else:
            yield Passage(path, sections[part], vocabulary_problem.of_problem(problem), is_shared=True)


def given_passages(problem: Problem, language: Language, folder: Path) -> Iterator[Passage]:
    """The shared wording of what a problem gives."""
    path, sections = folder / "stages" / f"{GIVEN}.{language}.md", shared_sections(folder, GIVEN, language)
    for part in ("heading", given_section(problem)):
        if part in sections:
            yield Passage(path, sections[part], names_of_given(problem), is_shared=True)


def step_passages(
    problem: Problem, language: Language, folder: Path, files: Collection[str] = STEP_SECTIONS
) -> Iterator[Passage]:
    """The shared wording of the sub-steps, each section at the chain and the first row of every field that has it.

    `files` are those in which it is looked for: all, unless some are named.
    """
    for field in all_fields(problem):
        if has_breakdown(field):
            chain = (chain_place(field),) if has_chain(field) else ()
            for place in (*chain, *breakdown(problem, field).rows[0].cells):
                kind = kind_of(problem, place)
                if (name := FILE_OF[kind]) in files:
                    path, sections = (
                        folder / "stages" / f"{name}.{language}.md",
                        shared_sections(folder, name, language),
                    )
                    parts = (f"{kind}.{hint_level}" for hint_level in hint_levels_of(place))
                    for section in (sections[part] for part in parts if part in sections):
                        yield Passage(path, section, names_of(problem, place), is_shared=True)


def _each(
    problem: Problem, stage: StageId, part: str, path: Path, section: Section, *, is_shared: bool = True
) -> Iterator[Passage]:
    """The section once, or once for each field where it is a hint."""
    if part.startswith("hint."):
        before_and_after = ((), tuple(all_fields(problem))) if part in WITH_WHAT_WAS_FOUND else ((),)
        for field in (one for one in fields_of(problem, stage) if not one.is_after):
            for found in before_and_after:
                yield Passage(path, section, names_of_hint(problem, field, found), is_shared)
    elif part == "solution":
        yield Passage(path, section, names_of(problem, FieldId(stage)), is_shared)
    else:
        yield Passage(path, section, vocabulary_problem.of_problem(problem), is_shared)
