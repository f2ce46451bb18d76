"""Textual, lighter for tests that start it by the hundred: what it finds again and again in the same classes and style
sheets is found once, and frames are painted to be looked at.

A headless app paints each frame and throws it away. Here it paints what `picture` of `tests.screens.screens_kit` asks
for, which is all of the screen; soaks, and what is said of frames themselves, have them `as_in_a_terminal`.
"""

from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest
import textual._callback
import textual.screen
from textual._compositor import Compositor
from textual.css.match import match
from textual.css.stylesheet import Stylesheet
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from tutor.screens.type_ahead import TypeAhead

from .light_styles import find_styles_once

PERIOD = 1 / 60
"""Seconds between two frames in a terminal."""
_render_update: Any = Compositor.render_update
_parse: Any = Stylesheet.parse
_parse_rules: Any = Stylesheet._parse_rules
_get: Any = Reactive.__get__
_count: Any = textual._callback._count_parameters
_SHEETS: dict[tuple[Any, ...], Any] = {}
_PARSED: dict[tuple[Any, ...], Any] = {}
_THEMES: dict[frozenset[tuple[str, str]], frozenset[tuple[str, str]]] = {}
_HELD = [0]
_COMPUTED: dict[tuple[type, str], bool] = {}
_COUNTS: dict[CodeType, int] = {}
_LAST: list[tuple[dict[str, str], frozenset[tuple[str, str]]]] = []


def lighten() -> None:
    """From now on."""
    textual.screen.UPDATE_PERIOD = 0.5  # type: ignore[misc]  # `settle` and `until` lay out what there is to see
    Compositor.render_update = _only_all  # type: ignore[method-assign]
    Stylesheet.parse = _parse_once  # type: ignore[method-assign]
    Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]
    MessagePump._get_dispatch_methods = _handlers  # type: ignore[assignment,method-assign]
    Reactive.__get__ = _value  # type: ignore[assignment,method-assign]
    textual._callback._count_parameters = _counted  # type: ignore[assignment]
    find_styles_once()


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


def frames() -> int:
    """How many frames were held so far: what was painted since the last of them shows what there is to see."""
    return _HELD[0]


def _only_all(self: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False) -> Any:
    _HELD[0] += not full
    return _render_update(self, full, screen_stack, simplify) if full else None


def _value(self: Any, node: Any, kind: type) -> Any:
    """What stands in an attribute, where it is not computed each time: which those are is looked for once."""
    if node is not None:
        key = kind, self.compute_name
        if key not in _COMPUTED:
            _COMPUTED[key] = hasattr(kind, self.compute_name)
        if not _COMPUTED[key] and self.internal_name in vars(node):
            return vars(node)[self.internal_name]
    return _get(self, node, kind)


def _counted(function: Callable[..., object]) -> int:
    """How many parameters a function has: as many as any other that is made of the same code."""
    if not isinstance(function, FunctionType) or vars(function):
        return int(_count(function))
    if function.__code__ not in _COUNTS:
        _COUNTS[function.__code__] = _count(function)
    return _COUNTS[function.__code__]


def _colours(variables: dict[str, str]) -> frozenset[tuple[str, str]]:
    """The colours of a theme, one object for all apps; an app asks for the same ones with each of its texts."""
    if not _LAST or _LAST[0][0] is not variables:
        colours = frozenset(variables.items())
        _LAST[:] = [(variables, _THEMES.setdefault(colours, colours))]
    return _LAST[0][1]


def _parse_once(self: Stylesheet) -> None:
    """All the rules of an app are those of another one that has shown the same, in the same colours."""
    key = (_colours(self._variables), tuple(self.source.items()))
    if key not in _SHEETS:
        _parse(self)
        _SHEETS[key] = self._rules, self.rules_map
    self._rules, self._rules_map = _SHEETS[key]
    self._require_parse = False


def _parsed_once(
    self: Stylesheet, css: str, read_from: Any, is_default_rules: bool = False, tie_breaker: int = 0, scope: str = ""
) -> Any:
    """The rules of a text are those of the same text with the same colours in another app."""
    key = (_colours(self._variables), css, read_from, is_default_rules, tie_breaker, scope)
    if key not in _PARSED:
        _PARSED[key] = _parse_rules(self, css, read_from, is_default_rules, tie_breaker, scope)
    return _PARSED[key]


class _Handler(NamedTuple):
    """A method that takes a message: which class has it, and what the message must come from, if it says so."""

    owner: type
    method: Any
    selectors: dict[str, Any]
    is_decorated: bool


_HANDLERS: dict[tuple[type, type, str], tuple[_Handler, ...]] = {}


def _handlers_of(pump: type, kind: type[Message], name: str) -> tuple[_Handler, ...]:
    """What the classes of a part have for a kind of message, in the order in which Textual asks them."""
    found: list[_Handler] = []
    kinds = [one for one in kind.__mro__ if issubclass(one, Message)]
    for owner in pump.__mro__:
        own = vars(owner)
        decorated: dict[Any, Any] = own.get("_decorated_handlers") or {}
        pairs = (handler for one in kinds for handler in decorated.get(one, ()))
        found += (_Handler(owner, method, selectors, True) for method, selectors in pairs)
        method = own.get(f"_{name}") or own.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append(_Handler(owner, method, {}, False))
    return tuple(found)


def _handlers(self: MessagePump, name: str, message: Message) -> Iterator[tuple[type, Any]]:
    """As Textual has it, which looks through all the classes of a part for each message."""
    owner, taken = None, set()
    key = (type(self), type(message), name)
    if key not in _HANDLERS:
        _HANDLERS[key] = _handlers_of(*key)
    for handler in _HANDLERS[key]:
        if handler.owner is not owner and message._no_default_action:
            return
        owner = handler.owner
        if handler.is_decorated:
            if handler.method in taken or not _is_from(message, handler.selectors):
                continue
            taken.add(handler.method)
        yield owner, handler.method.__get__(self, owner)


def _is_from(message: Message, selectors: dict[str, Any]) -> bool:
    nodes = ((getattr(message, attribute), selector) for attribute, selector in selectors.items())
    return not selectors or (
        message._sender is not None and all(node is not None and match(selector, node) for node, selector in nodes)
    )
