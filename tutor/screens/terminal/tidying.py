"""Garbage is collected while the learner thinks: to collect all of it takes longer than a key should have to wait."""

import gc
from collections.abc import Iterable

from textual.widget import Widget

try:
    from textual import _styles_cache
except ImportError:  # it is private; without it, colours stay until others take their place
    _styles_cache = None  # type: ignore[assignment]

QUIET = 2.0
"""Seconds without a key after which the learner seems to think."""
NEW_PAGE = 0.3
"""Seconds after a page was painted: the learner reads it, and the page before it is garbage."""
RARELY = 500
ENOUGH = 2
"""So many collections of young objects make one of all objects worth while."""


def begin() -> None:
    """Collect again, but what was made at the start and stays is left out, and the rest is rarely looked at whole."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, RARELY)
    gc.enable()


def forget(widgets: Iterable[Widget]) -> None:
    """Let widgets that are gone forget what they drew.

    It is most of what they leave behind; were it left to be collected, that would stop the keys for a second.
    """
    for widget in widgets:
        widget.refresh()
    _forget_colours()


def _forget_colours() -> None:
    """Empty Textual's cache of mixed colours, whose keys hold all that the last 1,024 widgets drew, gone or not."""
    cached = getattr(getattr(_styles_cache, "StylesCache", None), "get_inner_outer", None)
    forget = getattr(cached, "cache_clear", None)
    if forget is not None:
        forget()


def tidy_page(quiet: float) -> None:
    """Collect what is left of the page before, if the learner is not typing on the new one yet."""
    if quiet >= NEW_PAGE:
        gc.collect()


def tidy(quiet: float) -> None:
    """Collect everything, if it is worth while and no key came for so many seconds."""
    if quiet >= QUIET and gc.get_count()[2] >= ENOUGH:
        _forget_colours()
        gc.collect()
