"""What the command line can't do for its user: an error with words in both languages, and exit status 2."""

from collections.abc import Mapping

REFUSED = 2
INTERRUPTED = 130
"""The status of a program that was stopped by Ctrl+C, as shells have it: 128 + SIGINT."""
LONGEST_QUOTATION = 80


class Refused(Exception):
    """A command that can't be carried out: `key` names the message in the interface's table [cli], `params` fill it."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(f"{key} {params or ''}".strip())
        self.key = key
        self.params: Mapping[str, str] = params


def shorten(text: str) -> str:
    """What was typed, short enough to be quoted."""
    return text if len(text) <= LONGEST_QUOTATION else f"{text[: LONGEST_QUOTATION - 1]}…"
