"""The folder of records of each page that is open: the learner's, or a temporary one of the page's own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

KEPT = 1800.0
"""Seconds that a temporary folder outlives its page, which may be opened again: reloaded, or after a broken line."""


@dataclass
class _Own:
    folder: TemporaryDirectory[str] = field(
        default_factory=lambda: TemporaryDirectory(prefix="backprop-tutor-", ignore_cleanup_errors=True)
    )
    pages: int = 0
    end: asyncio.TimerHandle | None = None


class OwnFolders:
    """A temporary folder for each tab, known by a secret of the tab's; deleted with what is in it."""

    def __init__(self) -> None:
        self._all: dict[str, _Own] = {}

    @contextmanager
    def folder(self, token: str) -> Iterator[Path]:
        """The folder of this tab, made where there is none."""
        if token not in self._all:
            self._all[token] = _Own()
        own = self._all[token]
        own.pages += 1
        if own.end is not None:
            own.end.cancel()
        try:
            yield Path(own.folder.name)
        finally:
            own.pages -= 1
            if own.pages == 0:
                own.end = asyncio.get_running_loop().call_later(KEPT, self._delete, token)

    def delete_all(self) -> None:
        """Delete every folder."""
        for token in list(self._all):
            self._delete(token)

    def _delete(self, token: str) -> None:
        own = self._all.pop(token, None)
        if own is not None:
            own.folder.cleanup()
