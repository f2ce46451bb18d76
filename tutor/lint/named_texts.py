"""The words of primers, and of questions why a step is right: there in all languages, and filled for each problem."""

from collections.abc import Callable, Iterable, Iterator

from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.named_text import NamedText
from tutor.lint.findings import Finding, of_content
from tutor.lint.formulas import check_all_formulas
from tutor.lint.passages import Passage
from tutor.lint.placeholders import check_placeholders


def check_named(
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
        passages = list(passages_of(text, there))
        for passage in passages:
            yield from check_placeholders(passage)
        yield from check_all_formulas(passages)
