"""What can be wrong with content, said with the file and the line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

LONGEST_QUOTE = 1_000
"""Characters; a list of all that is allowed fits in."""
NESTING_LIMIT = 24
"""Levels of tokens in a text."""
_Read = TypeVar("_Read")
_Item = TypeVar("_Item")


class ContentError(Exception):
    """Content that can't be used: `key` names the message among the interface's words, `params` fill it.

    A key without a table is one of `[content]`.
    """

    def __init__(self, key: str, path: Path, line: int | None = None, **params: str) -> None:
        self.key = key
        self.path = path
        self.line = line
        self.params: Mapping[str, str] = {name: _quoted(value) for name, value in params.items()}
        super().__init__(f"{path}:{line or 1}: {key} {self.params or ''}".strip())

    @property
    def words_key(self) -> str:
        """The key of the message, with its table."""
        return self.key if "." in self.key else f"content.{self.key}"

    @property
    def every(self) -> tuple["ContentError", ...]:
        """All that is wrong, where this stands for several."""
        return (self,)


class ContentTooLargeError(ValueError):
    """More than a page of a tutor can hold: `what` is "length" (characters) or "nesting" (levels), `limit` the most."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"{what} is more than {limit}")
        self.what = what
        self.limit = limit


class ContentErrors(ContentError):
    """All that is wrong with a lesson. Where there is room for one only, it is the first."""

    def __init__(self, errors: Sequence[ContentError]) -> None:
        first = errors[0]
        super().__init__(first.key, first.path, first.line, **first.params)
        self._every = tuple(errors)

    @property
    def every(self) -> tuple[ContentError, ...]:
        """All of them, in the order of the lines."""
        return self._every


class Faults:
    """What is wrong with a lesson, gathered while its files are read as far as they can be."""

    def __init__(self) -> None:
        self.found: list[ContentError] = []

    def add(self, error: ContentError) -> None:
        """Note what is wrong, and go on."""
        self.found += error.every

    def read(self, read: Callable[[], _Read]) -> _Read | None:
        """What is read; None where it can't be, which is noted."""
        try:
            return read()
        except ContentError as error:
            self.add(error)
            return None

    def each(self, items: Iterable[_Item], read: Callable[[_Item], _Read | None]) -> tuple[_Read, ...] | None:
        """What is read of every item; None where one of them can't be."""
        found = [self.read(lambda item=item: read(item)) for item in items]  # type: ignore[misc]  # a loop's variable
        whole = tuple(one for one in found if one is not None)
        return whole if len(whole) == len(found) else None

    def in_order(self, first: Path) -> tuple[ContentError, ...]:
        """Those of the file `first`, then those of others, by line."""
        return tuple(sorted(self.found, key=lambda error: (error.path != first, str(error.path), error.line or 1)))


def note(error: ContentError, faults: Faults | None) -> None:
    """Note what is wrong where faults are gathered; else raise it."""
    if faults is None:
        raise error
    faults.add(error)


def _quoted(text: str) -> str:
    """What stands in a file as it may be shown: within bounds, and nothing in it that a terminal obeys."""
    printable = "".join(character if character.isprintable() else "�" for character in text[: LONGEST_QUOTE + 1])
    return printable if len(printable) <= LONGEST_QUOTE else printable[: LONGEST_QUOTE - 1] + "…"
