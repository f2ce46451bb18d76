"""The words of primers, and of questions why a step is right: there in all languages, and filled for each problem."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tutor.lessons import primer_plans, self_explanation, why_plans
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.named_text import NamedText
from tutor.lessons.primer import Primer, sections_of, text_of
from tutor.lessons.problem import Problem
from tutor.lessons.self_explanation import Why, whys_of
from tutor.lessons.stages import KINDS, FieldId, asked_fields
from tutor.lint.findings import Finding, of_content
from tutor.lint.formulas import check_passages
from tutor.lint.passages import Passage
from tutor.lint.samples import samples
from tutor.practice.codes import format_code
from tutor.practice.variants import open_code

TRIED = 4
"""The words of primers of stages are tried on one of so many samples, and on all computation graphs."""
ASKED = 3
"""Those of questions are tried on one of so many samples, at the first and the last field where they can be asked."""


def check_primer(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a primer in a content folder."""
    problems = list(_problems(name, folder))

    def passages(text: NamedText, there: tuple[str, ...]) -> Iterator[Passage]:
        for problem in problems:
            primer = Primer(name, problem, text)
            asked = {f"predict.{role}" for role in primer.asks}
            shown = [text.sections[one] for one in there if one in asked or not one.startswith("predict.")]
            yield from (Passage(text.path, section, primer.names) for section in (text.body, *shown))

    return _check(lambda language: text_of(folder, name, language), sections_of(name), passages)


def check_why(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a question in a content folder."""
    places = list(_places(name))

    def passages(text: NamedText, there: tuple[str, ...]) -> Iterator[Passage]:
        for problem, field in places:
            why, shown = Why(name, problem, field, text), (text.body, *(text.sections[one] for one in there))
            yield from (Passage(text.path, section, why.names) for section in shown)

    sections = self_explanation.SECTIONS
    return _check(lambda language: self_explanation.text_of(folder, name, language), sections, passages)


def _check(
    read: Callable[[Language], NamedText],
    known: tuple[str, ...],
    passages_of: Callable[[NamedText, tuple[str, ...]], Iterable[Passage]],
) -> Iterator[Finding]:
    """Check words in all languages; `known` are the sections that they need.

    `passages_of` gives what is shown, of a text and those of its sections that are there.
    """
    for language in LANGUAGES:
        try:
            text = read(language)
        except ContentError as error:
            yield of_content(error)
            continue
        there = tuple(one for one in known if one in text.sections)
        for name in known:
            if name not in there:
                yield Finding(text.path, 1, "lint.no_section", {"name": name})
        for section in (text.body, *(text.sections[one] for one in there)):
            if not section.text.strip():
                yield Finding(text.path, section.heading, "lint.empty_section")
        yield from check_passages(passages_of(text, there))


def _problems(name: str, folder: Path) -> Iterator[Problem]:
    """What a primer's words are said of: the problems of a skill, or those that have the stage."""
    if name not in KINDS.values():
        yield from (open_code(format_code(name, level, 0), folder) for level in (1, 3, 5))
        return
    asks = primer_plans.PLANS[name].asks
    for number, problem in enumerate(samples()):
        if (problem.is_layered and number % TRIED == 0) or (not problem.is_layered and asks != ("number",)):
            yield problem


def _places(name: str) -> Iterator[tuple[Problem, FieldId]]:
    stage = why_plans.PLANS[name].stage
    for problem in list(samples())[::ASKED]:
        fields = [one for one in asked_fields(problem, stage) if name in whys_of(problem, one)]
        yield from ((problem, field) for field in dict.fromkeys((*fields[:1], *fields[-1:])))
