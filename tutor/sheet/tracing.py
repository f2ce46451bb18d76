"""Text that is changed before it is read, each character remembering where it was typed."""

import re
from collections.abc import Callable

from tutor.answers.characters import Typed, fold


def as_typed(source: str) -> Typed:
    """A text as it was typed."""
    return Typed(source, source, range(len(source)))


def part(typed: Typed, start: int, stop: int | None = None) -> Typed:
    """The characters from one place to before another."""
    return typed._replace(text=typed.text[start:stop], origins=typed.origins[start:stop])


def stripped(typed: Typed) -> Typed:
    """Without blanks around it."""
    lead = len(typed.text) - len(typed.text.lstrip())
    return part(typed, lead, max(lead, len(typed.text.rstrip())))


def joined(first: Typed, *others: Typed | str) -> Typed:
    """Pieces of one line, one after the other; what is put between them stands where the one before ends."""
    text, origins = first.text, list(first.origins)
    for one in others:
        if isinstance(one, str):
            origins += [origins[-1] if origins else 0] * len(one)
            text += one
        else:
            origins += one.origins
            text += one.text
    return first._replace(text=text, origins=origins)


def replaced(typed: Typed, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> Typed:
    """With something else for all that a pattern matches, as `pattern.sub` has it.

    What begins or ends as it did before keeps its place; what is new stands where the rest began.
    """
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in pattern.finditer(typed.text):
        old, new = match.group(), match.expand(by) if isinstance(by, str) else by(match)
        if old == new:
            continue
        begins = _same(old, new)
        ends = _same(old[begins:][::-1], new[begins:][::-1])
        start, stop = match.start() + begins, match.end() - ends
        pieces += (typed.text[done:start], new[begins : len(new) - ends])
        origins += typed.origins[done:start]
        origins += [typed.position(start)] * (len(new) - begins - ends)
        done = stop
    if not done and not pieces:
        return typed
    return typed._replace(text="".join((*pieces, typed.text[done:])), origins=[*origins, *typed.origins[done:]])


def _same(old: str, new: str) -> int:
    """How many characters at the beginning are the same."""
    most = min(len(old), len(new))
    return next((k for k in range(most) if old[k] != new[k]), most)


def folded(typed: Typed, limit: int) -> Typed:
    """Folded as answers are, each character remembering where it was typed. Raises Unreadable as `fold` does."""
    found = fold(typed.text, limit)
    return found._replace(source=typed.source, origins=[typed.position(at) for at in found.origins])
