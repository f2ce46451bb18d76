"""The words of an explanation that is told, as Markdown: the same on the screen and on the command line."""

from collections.abc import Callable, Sequence

from tutor.diagnosis.explanations import Explanation


def explanation_words(explanations: Sequence[Explanation], say: Callable[[str], str], *, is_flat: bool) -> str:
    """Each cause under its title, said for sure (`is_flat`) or as a possibility; `say` gives the words of a key."""
    parts = [] if is_flat else [say("diagnosis.possible")]
    parts += [say("diagnosis.two")] if len(explanations) > 1 else []
    for one in explanations:
        parts += [f"**{say(f'mistake.{one.id}')}**", one.what, one.why, one.nudge]
    return "\n\n".join(part for part in parts if part)
