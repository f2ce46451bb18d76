"""A file of the program's own in the system's folder for caches: it can be lost, spoiled or kept from being written."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from zlib import crc32

MOST_BYTES = 1_000_000


def cache_folder() -> Path:
    """Where the program's caches belong on this system."""
    from platformdirs import user_cache_path

    return user_cache_path("backprop-tutor", appauthor=False)


class CacheFile:
    """One file, whole or not at all."""

    def __init__(self, name: str) -> None:
        self._name = name

    def read(self) -> str:
        """What was written last; nothing where it cannot be read, is too long, or is not as it was written."""
        try:
            with (cache_folder() / self._name).open("rb") as file:
                found = file.read(MOST_BYTES + 1)
            head, _, kept = found.partition(b"\n")
            return kept.decode() if len(found) <= MOST_BYTES and head == _head(kept) else ""
        except (OSError, ValueError):
            return ""

    def write(self, kept: str) -> None:
        """Write this in place of what was there; where that cannot be done, leave what is there."""
        data = kept.encode()
        if len(data) >= MOST_BYTES:
            return
        with suppress(OSError, ValueError):
            folder = cache_folder()
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, path = tempfile.mkstemp(dir=folder, prefix=f"{self._name}.")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_head(data) + b"\n" + data)
                Path(path).replace(folder / self._name)
            except BaseException:
                Path(path).unlink(missing_ok=True)
                raise


def _head(data: bytes) -> bytes:
    return b"%08x" % crc32(data)
