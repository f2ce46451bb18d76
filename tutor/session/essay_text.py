"""An essay's text: how long it is, and the whole of it as Markdown."""

from collections.abc import Callable
from typing import NamedTuple

from tutor.lessons.languages import Language
from tutor.lessons.problem import Essay


class Length(NamedTuple):
    """How long a text is. Line ends are no characters."""

    characters: int
    unspaced: int
    """Characters that are not spaces."""
    words: int
    """What stands between spaces: words in English, 어절 in Korean."""


def count(text: str) -> Length:
    """How long `text` is."""
    words = text.split()
    return Length(len(text.replace("\n", "")), sum(map(len, words)), len(words))


def as_markdown(essay: Essay, language: Language, answer: Callable[[str], str]) -> str:
    """The questions with the learner's answers, as a Markdown document."""
    parts = [f"# {essay.id} {essay.wording(language).title}"]
    for name in essay.prompt_names:
        parts += [f"## ({name})", essay.prompt(name, language).question, "---", answer(name).strip() or "…"]
    return "\n\n".join(parts) + "\n"
