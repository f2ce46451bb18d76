"""How sure each skill, and each of what they are made of, is with a learner: a line each, with a bar."""

from collections.abc import Iterator
from datetime import datetime

from rich.cells import cell_len

from tutor.practice.order import BUILDS_ON
from tutor.practice.progress_figures import Progress
from tutor.session.drill_words import due_words
from tutor.session.naming import Naming

BAR, LABEL = 12, 30
"""Cells of a bar, and of the name before it."""


def skill_lines(naming: Naming, found: Progress, now: datetime) -> Iterator[str]:
    """The skills in the order in which they build on one another, each with when it is due."""
    say = naming.say
    for skill in BUILDS_ON:
        name = padded(say(f"skill.{skill}"))
        state, seen = found.skills.get(skill), found.seen.get(skill)
        if state is not None:
            level = say("progress.mastered") if state.is_mastered else say("practice.level", level=state.level)
            yield f"{name} {_share_bar(naming, state.p)}  {level} · {due_words(naming, state.due, now)}"
        elif seen is not None:
            yield f"{name} {_share_bar(naming, seen)}  {say('progress.seen')}"
        else:
            yield f"{name} {say('progress.not_met')}"


def component_lines(naming: Naming, found: Progress) -> Iterator[str]:
    """What the skills are made of, as far as any answer bore on it."""
    for component, p in found.components.items():
        yield f"{padded(naming.say(f'component.{component}'))} {_share_bar(naming, p)}"


def share_bar(naming: Naming, share: float) -> str:
    """A share as a bar."""
    full, empty = ("#", ".") if naming.plain else ("■", "·")
    filled = round(BAR * share)
    return full * filled + empty * (BAR - filled)


def padded(text: str) -> str:
    """A name in so many cells that bars stand below one another."""
    return text + " " * max(0, LABEL - cell_len(text))


def _share_bar(naming: Naming, share: float) -> str:
    return f"{share_bar(naming, share)} {round(100 * share):3}%"
