"""The words of primers: there in all languages, and right for networks and graphs of all sorts."""

from collections.abc import Iterator
from pathlib import Path

from tutor.lessons.named_text import NamedText
from tutor.lessons.primer import Primer, sections_of, text_of
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS
from tutor.lint.findings import Finding
from tutor.lint.named_texts import check_named
from tutor.lint.passages import Passage
from tutor.lint.samples import samples
from tutor.practice.codes import format_code
from tutor.practice.variants import open_code

EVERY = 4
"""The words of stages are tried on one of so many samples, and on all computation graphs."""


def check_primer(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a primer in a content folder."""
    problems = list(_problems(name, folder))

    def passages(text: NamedText, there: tuple[str, ...]) -> Iterator[Passage]:
        for problem in problems:
            primer = Primer(name, problem, text)
            asked = {f"predict.{role}" for role in primer.asks}
            shown = [text.sections[one] for one in there if one in asked or not one.startswith("predict.")]
            yield from (Passage(text.path, section, primer.names) for section in (text.body, *shown))

    return check_named(lambda language: text_of(folder, name, language), sections_of(name), passages)


def _problems(name: str, folder: Path) -> Iterator[Problem]:
    """What the words are said of: the problems of a skill, or those that have the stage."""
    if name not in KINDS.values():
        yield from (open_code(format_code(name, level, 0), folder).problem for level in (1, 3, 5))
        return
    for number, problem in enumerate(samples()):
        if (problem.is_layered and number % EVERY == 0) or (not problem.is_layered and PLANS[name].asks != ("number",)):
            yield problem
