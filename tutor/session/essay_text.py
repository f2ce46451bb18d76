"""An essay's text: how long it is, and the whole of it as Markdown."""

from collections.abc import Callable

from tutor.lessons.problem import Essay, Language


def count(text: str) -> tuple[int, int]:
    """Characters (line ends not counted) and words."""
    return len(text.replace("\n", "")), len(text.split())


def as_markdown(essay: Essay, language: Language, answer: Callable[[str], str]) -> str:
    """The questions with the learner's answers, as a Markdown document."""
    parts = [f"# {essay.id} {essay.wording(language).title}"]
    for name in essay.prompt_names:
        parts += [f"## ({name})", essay.prompt(name, language).question, "---", answer(name).strip() or "…"]
    return "\n\n".join(parts) + "\n"
