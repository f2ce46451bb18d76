"""What is still under way for a screen that is closed, or a tutor that is left, finds nothing any more: no fault."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from inspect import isawaitable
from typing import Any, cast

from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.message_pump import MessagePump
from textual.widget import MountError
from textual.worker import NoActiveWorker, WorkerFailed, get_current_worker

try:
    from textual import _context
except ImportError:  # it is private; without it, only workers are known to belong to what is gone
    _context = None  # type: ignore[assignment]

NOT_THERE = (NoMatches, NoScreen, MountError, ScreenStackError)
"""What is raised by looking for something, or bringing it in, where nothing is."""


def is_there(node: DOMNode) -> bool:
    """Whether a screen, or a part of one, is mounted and not being taken away."""
    try:
        shown = node.screen in node.app.screen_stack
    except NOT_THERE:
        return False
    # The mark is private; without it, what is about to be taken away passes for there.
    return shown and node.is_attached and node.is_running and not getattr(node, "_pruning", False)


def while_there(node: DOMNode, callback: Callable[[], object]) -> Callable[[], Awaitable[None]]:
    """The callback, but for what it does once the screen or the part that it works on is gone."""

    async def call() -> None:
        if not is_there(node):
            return
        try:
            done = callback()
            if isawaitable(done):
                await done
        except NOT_THERE:
            if is_there(node):
                raise

    return call


def tells_of_what_is_gone(error: Exception, *, is_left: bool) -> bool:
    """Whether what raised an error, now, only looked for parts of what is gone; `is_left`: the whole tutor goes."""
    if isinstance(error, WorkerFailed):
        node: object = _working_for()
        error = error.error  # type: ignore[assignment]  # workers catch nothing but exceptions
    else:
        node = _active_pump()
    return isinstance(error, NOT_THERE) and (is_left or (isinstance(node, DOMNode) and not is_there(node)))


def _working_for() -> DOMNode | None:
    try:
        return get_current_worker().node
    except NoActiveWorker:
        return None


def _active_pump() -> MessagePump | None:
    active = getattr(_context, "active_message_pump", None)
    return active.get(None) if active is not None else None


class Leavable(MessagePump):
    """A screen, or a part of one, that asks for something after a paint: it is done where that is still there."""

    def call_after_refresh(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
        """As Textual does it, which calls back for what is gone, too."""
        wanted = partial(callback, *args, **kwargs)
        return super().call_after_refresh(while_there(cast("DOMNode", self), wanted))
