"""Waiting until an app has done all that it was told.

Textual's own pilot sends a message to every widget of the screen for this: on a page of fifty that costs more than what
the page does. Here the queues are looked at instead.
"""

import asyncio
from contextlib import suppress
from time import monotonic
from typing import Any

from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump

PATIENCE = 30.0
"""Seconds after which what is still under way fails the test."""
_ROUNDS = 30
"""Looks until it is given time: what is under way waits for a clock or a thread."""


async def quiet(app: App[Any]) -> None:
    """Wait until nothing is under way in the app and its screen, then have painted what that led to."""
    deadline, rounds = monotonic() + PATIENCE, 0
    while not (ended := _has_ended(app)) and _is_under_way(app):
        if monotonic() > deadline:
            raise TimeoutError("messages are still under way")
        rounds += 1
        await asyncio.sleep(0 if rounds < _ROUNDS else 0.002)
    if not ended:
        paint(app)


def paint(app: App[Any]) -> None:
    """Lay out and paint what waits for the next frame."""
    with suppress(ScreenStackError):
        app.screen._on_timer_update()


def _has_ended(app: App[Any]) -> bool:
    return app._exception is not None or not app._running


def _is_under_way(app: App[Any]) -> bool:
    loop: Any = asyncio.get_running_loop()
    if loop._ready:  # something is about to go on: no need to look at each part
        return True
    try:
        return any(map(_is_busy, (app, *app.screen.walk_children(with_self=True))))
    except ScreenStackError:
        return False


def _is_busy(pump: MessagePump) -> bool:
    """Whether a part of the app has messages before it, or is at one: then it does not wait for the next."""
    queue: Any = pump._message_queue
    return not queue.empty() or not (pump._closed or queue.ready_event._waiters)
