"""Textual, lighter for tests that start it by the hundred: style sheets parsed once, frames painted to be looked at.

A headless app paints each frame and throws it away. Here it paints what `picture` of `tests.screens.screens_kit` asks
for, which is all of the screen; soaks, and what is said of frames themselves, have them `as_in_a_terminal`.
"""

from typing import Any

import pytest
import textual.screen
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from tutor.screens.type_ahead import TypeAhead

PERIOD = 1 / 60
"""Seconds between two frames in a terminal."""
_render_update: Any = Compositor.render_update
_parse_rules: Any = Stylesheet._parse_rules
_PARSED: dict[tuple[Any, ...], Any] = {}
_THEMES: dict[frozenset[tuple[str, str]], frozenset[tuple[str, str]]] = {}
_LAST: list[tuple[dict[str, str], frozenset[tuple[str, str]]]] = []


def lighten() -> None:
    """From now on."""
    textual.screen.UPDATE_PERIOD = 0.5  # type: ignore[misc]  # `settle` and `until` lay out what there is to see
    Compositor.render_update = _only_all  # type: ignore[method-assign]
    Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]


def as_in_a_terminal(patch: pytest.MonkeyPatch) -> None:
    """Frames at any time, each painted when it comes."""
    patch.setattr(textual.screen, "UPDATE_PERIOD", PERIOD)
    patch.setattr(Compositor, "render_update", _render_update)


def forbid_stalls() -> None:
    """Fail where keys had to wait until the tutor took them in any case: nothing told the end of the one before."""
    TypeAhead._go_on_in_any_case = _told_no_end  # type: ignore[method-assign]


async def _told_no_end(self: TypeAhead) -> None:
    raise AssertionError(f"nothing told the end of {self._under_way!r} on {type(self.screen).__name__}")


def holds_frames() -> bool:
    """Whether nothing is painted before it is looked at."""
    return Compositor.render_update is _only_all


def _only_all(self: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False) -> Any:
    return _render_update(self, full, screen_stack, simplify) if full else None


def _colours(variables: dict[str, str]) -> frozenset[tuple[str, str]]:
    """The colours of a theme, one object for all apps; an app asks for the same ones with each of its texts."""
    if not _LAST or _LAST[0][0] is not variables:
        colours = frozenset(variables.items())
        _LAST[:] = [(variables, _THEMES.setdefault(colours, colours))]
    return _LAST[0][1]


def _parsed_once(
    self: Stylesheet, css: str, read_from: Any, is_default_rules: bool = False, tie_breaker: int = 0, scope: str = ""
) -> Any:
    """The rules of a text are those of the same text with the same colours in another app."""
    key = (_colours(self._variables), css, read_from, is_default_rules, tie_breaker, scope)
    if key not in _PARSED:
        _PARSED[key] = _parse_rules(self, css, read_from, is_default_rules, tie_breaker, scope)
    return _PARSED[key]
