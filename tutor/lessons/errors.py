"""What can be wrong with content, said with the file and the line."""

from collections.abc import Mapping
from pathlib import Path


class ContentError(Exception):
    """Content that can't be used: `key` names the message among the interface's words, `params` fill it."""

    def __init__(self, key: str, path: Path, line: int | None = None, **params: str) -> None:
        super().__init__(f"{path}:{line or 1}: {key} {params or ''}".strip())
        self.key = key
        self.path = path
        self.line = line
        self.params: Mapping[str, str] = params
