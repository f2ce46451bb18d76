"""The words of questions why a right step is right: there in all languages, and filled for problems of all sorts."""

from collections.abc import Iterator
from pathlib import Path

from tutor.lessons.named_text import NamedText
from tutor.lessons.problem import Problem
from tutor.lessons.self_explanation import SECTIONS, Why, text_of, whys_of
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.why_plans import PLANS
from tutor.lint.findings import Finding
from tutor.lint.named_texts import check_named
from tutor.lint.passages import Passage
from tutor.lint.samples import samples

EVERY = 3
"""The words are tried on one of so many samples, at the first and the last field where the question can be asked."""


def check_why(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words of a question in a content folder."""
    places = list(_places(name))

    def passages(text: NamedText, there: tuple[str, ...]) -> Iterator[Passage]:
        for problem, field in places:
            why, shown = Why(name, problem, field, text), (text.body, *(text.sections[one] for one in there))
            yield from (Passage(text.path, section, why.names) for section in shown)

    return check_named(lambda language: text_of(folder, name, language), SECTIONS, passages)


def _places(name: str) -> Iterator[tuple[Problem, FieldId]]:
    for problem in list(samples())[::EVERY]:
        fields = [one for one in asked_fields(problem, PLANS[name].stage) if name in whys_of(problem, one)]
        yield from ((problem, field) for field in dict.fromkeys((*fields[:1], *fields[-1:])))
