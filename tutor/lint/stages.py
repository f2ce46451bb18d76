"""The wording that all problems share: complete in both languages, and right for networks of all sorts."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.files import read_content
from tutor.lessons.given import GIVEN, GIVEN_SECTIONS
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.sections import STAGE_PARTS, split
from tutor.lessons.stages import KINDS, StageId
from tutor.lessons.steps import STEP_SECTIONS
from tutor.lessons.wording import AFTER_STEP, OF_GRAPHS
from tutor.lint.findings import Finding, Severity, of_content
from tutor.lint.formulas import check_passages
from tutor.lint.giving_away import check_free_hints
from tutor.lint.parts import check_parts
from tutor.lint.passages import Passage, after_passages, given_passages, parts_of, shared_passages, step_passages
from tutor.lint.samples import samples

BESIDE_STAGES: Mapping[str, tuple[tuple[str, ...], Callable[[Problem, Language, Path], Iterator[Passage]]]] = {
    **{name: (sections, partial(step_passages, files=(name,))) for name, sections in STEP_SECTIONS.items()},
    AFTER_STEP: (STAGE_PARTS, after_passages),
    GIVEN: (GIVEN_SECTIONS, given_passages),
}
"""What else has shared wording in `stages`: sub-steps, what is asked after the step, what is given; with its parts."""


def check_stage(stage: StageId, folder: Path, of_graphs: bool = False) -> Iterator[Finding]:
    """Check the wording of one stage in a content folder, of networks or of computation graphs."""

    def passages(problem: Problem, language: Language) -> Iterator[Passage]:
        return shared_passages(problem, stage, language, folder) if problem.is_layered != of_graphs else iter(())

    name = f"{OF_GRAPHS}{KINDS[stage]}" if of_graphs else KINDS[stage]
    yield from _check(folder, name, parts_of(stage), passages)


def check_beside(name: str, folder: Path) -> Iterator[Finding]:
    """Check the wording of what is no stage, one of `BESIDE_STAGES`, in a content folder."""
    parts, passages = BESIDE_STAGES[name]
    return _check(folder, name, parts, lambda problem, language: passages(problem, language, folder))


def _check(
    folder: Path, name: str, parts: tuple[str, ...], passages: Callable[[Problem, Language], Iterator[Passage]]
) -> Iterator[Finding]:
    """Check `stages/NAME.LANG.md` in each language: its parts, and what they say of networks of all sorts."""
    for language in LANGUAGES:
        path = folder / "stages" / f"{name}.{language}.md"
        try:
            body, sections = split(read_content(path), 1, path)
        except ContentError as error:
            yield of_content(error)
            continue
        except FileNotFoundError:
            yield Finding(path, 1, "lint.no_stage")
            continue
        yield from check_parts(path, sections, parts)
        yield from check_free_hints(path, sections, Severity.ERROR)
        if body.text.strip():
            yield Finding(path, body.line, "lint.before_sections")
        yield from check_passages(passage for problem in samples() for passage in passages(problem, language))
