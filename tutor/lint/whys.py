"""The words of questions why a right step is right: there in all languages, and filled for problems of all sorts."""

from collections.abc import Iterator
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.self_explanation import SECTIONS, Why, text_of, whys_of
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.why_plans import PLANS
from tutor.lint.findings import Finding, of_content
from tutor.lint.formulas import check_all_formulas
from tutor.lint.passages import Passage
from tutor.lint.placeholders import check_placeholders
from tutor.lint.samples import samples

EVERY = 3
"""The words are tried on one of so many samples, at the first and the last field where the question can be asked."""


def check_why(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a question in a content folder."""
    places = list(_places(name))
    for language in LANGUAGES:
        try:
            text = text_of(folder, name, language)
        except ContentError as error:
            yield of_content(error)
            continue
        missing = [one for one in SECTIONS if one not in text.sections]
        for one in missing:
            yield Finding(text.path, 1, "lint.no_section", {"name": one})
        shown = (text.body, *(text.sections[one] for one in SECTIONS if one not in missing))
        for section in shown:
            if not section.text.strip():
                yield Finding(text.path, section.heading, "lint.empty_section")
        whys = [Why(name, problem, field, text) for problem, field in places]
        passages = [Passage(text.path, section, why.names) for why in whys for section in shown]
        for passage in passages:
            yield from check_placeholders(passage)
        yield from check_all_formulas(passages)


def _places(name: str) -> Iterator[tuple[Problem, FieldId]]:
    for problem in list(samples())[::EVERY]:
        fields = [one for one in asked_fields(problem, PLANS[name].stage) if name in whys_of(problem, one)]
        yield from ((problem, field) for field in dict.fromkeys((*fields[:1], *fields[-1:])))
