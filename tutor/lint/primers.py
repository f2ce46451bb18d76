"""The words of primers: there in all languages, and right for networks and graphs of all sorts."""

from collections.abc import Iterator
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.primer import Primer, sections_of, text_of
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS
from tutor.lint.findings import Finding, of_content
from tutor.lint.formulas import check_all_formulas
from tutor.lint.passages import Passage
from tutor.lint.placeholders import check_placeholders
from tutor.lint.samples import samples
from tutor.practice.codes import format_code
from tutor.practice.variants import open_code

EVERY = 4
"""The words of stages are tried on one of so many samples, and on all computation graphs."""


def check_primer(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a primer in a content folder."""
    problems = list(_problems(name, folder))
    for language in LANGUAGES:
        try:
            text = text_of(folder, name, language)
        except ContentError as error:
            yield of_content(error)
            continue
        missing = [one for one in sections_of(name) if one not in text.sections]
        for section in missing:
            yield Finding(text.path, 1, "lint.no_section", {"name": section})
        passages = []
        for problem in problems:
            primer = Primer(name, problem, text)
            kept = {f"predict.{role}" for role in primer.asks}
            shown = [text.body, *(text.sections[one] for one in sections_of(name) if _is_said(one, kept, missing))]
            passages += [Passage(text.path, section, primer.names) for section in shown]
        for passage in passages:
            if not passage.section.text.strip():
                yield Finding(passage.path, passage.section.heading, "lint.empty_section")
            yield from check_placeholders(passage)
        yield from check_all_formulas(passages)


def _is_said(section: str, kept: set[str], missing: list[str]) -> bool:
    return section not in missing and (section in kept or not section.startswith("predict."))


def _problems(name: str, folder: Path) -> Iterator[Problem]:
    """What the words are said of: the problems of a skill, or those that have the stage."""
    if name not in KINDS.values():
        yield from (open_code(format_code(name, level, 0), folder).problem for level in (1, 3, 5))
        return
    for number, problem in enumerate(samples()):
        if (problem.is_layered and number % EVERY == 0) or (not problem.is_layered and PLANS[name].asks != ("number",)):
            yield problem
