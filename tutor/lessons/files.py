"""Files from others, read within bounds: what is no regular file is never opened, and no file is read without end."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from tutor.lessons.errors import ContentError

LONGEST_FILE = 200_000
"""Bytes of a content file."""


class NotAFileError(OSError):
    """A device, a pipe, a socket: reading it might wait for ever, or do something."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file. Raises NotAFileError for anything else that is no folder, and OSError."""
    _look_at(path.stat())  # before it is opened: to open some devices is to use them
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _look_at(os.fstat(descriptor))  # another may stand there by now
        return open(descriptor, "rb")  # noqa: PTH123  # a descriptor has no path
    except BaseException:
        os.close(descriptor)
        raise


def read_content(path: Path) -> str:
    """The text of a content file, with its ends of lines as one sign. Raises ContentError, and FileNotFoundError."""
    try:
        with open_regular(path) as file:
            read = file.read(LONGEST_FILE + 1)
        if len(read) > LONGEST_FILE:
            raise ContentError("too_long", path, limit=str(LONGEST_FILE))
        return read.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentError("not_utf8", path) from None
    except NotAFileError:
        raise ContentError("not_a_file", path) from None
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:  # a NUL in the name
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ContentError("unreadable", path, reason=reason) from None


def _look_at(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise NotAFileError("no regular file")
