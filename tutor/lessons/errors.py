"""What can be wrong with content, said with the file and the line."""

from collections.abc import Mapping
from pathlib import Path

LONGEST_QUOTE = 1_000
"""Characters; a list of all that is allowed fits in."""


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


def _quoted(text: str) -> str:
    """What stands in a file as it may be shown: within bounds, and nothing in it that a terminal obeys."""
    printable = "".join(character if character.isprintable() else "�" for character in text[: LONGEST_QUOTE + 1])
    return printable if len(printable) <= LONGEST_QUOTE else printable[: LONGEST_QUOTE - 1] + "…"
