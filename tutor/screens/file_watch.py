"""A problem's file while the problem is open: read again when it changes, and what is wrong with it told in a line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.message import Message
from textual.widgets import Static

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Lesson, Problem
from tutor.screens.terminal.gone import is_there
from tutor.session.file_stamps import Stamp, stamp
from tutor.widgets.fitting import cut
from tutor.widgets.screen_naming import ScreenNaming

LOOK_SECONDS = 1.0
"""How often it is looked whether a problem's file was changed."""
FAULT_LINES, WORD = 2, 12
"""In how many lines it is told at most what is wrong with the file, and the cells that a line may lack at its end."""


class FileWatch(Static):
    """Shows what is wrong with the file since the problem was read, and nothing while it is sound."""

    DEFAULT_CSS = """
    FileWatch { height: auto; padding: 0 1; color: $text-warning; background: $boost; display: none; }
    """

    class Read(Message):
        """The problem was read again."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    class Told(Message):
        """The line takes more room, or less."""

    def __init__(
        self, problem: Problem, read: Callable[[Path], Lesson], naming: ScreenNaming, *, watches: bool
    ) -> None:
        """`watches`: whether the problem was read from a file as it is, which may be gone for a while."""
        super().__init__("", id="fault", markup=False)
        self._problem = problem
        self._read = read
        self._naming = naming
        self._watches = watches
        self._fault: ContentError | None = None
        self._stamp: Stamp | None = None
        self._is_looking = False
        """Whether it is being looked whether the file was changed."""

    def on_mount(self) -> None:
        if self._watches:
            self._stamp = stamp(self._problem)
            self.set_interval(LOOK_SECONDS, self._look)

    def follow(self, before: FileWatch) -> None:
        """Go on from what another one knew."""
        self._fault, self._stamp = before._fault, before._stamp
        self._show()

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self.run_worker(self._read_if_changed(), group="file")

    async def _read_if_changed(self) -> None:
        try:
            found = await asyncio.to_thread(stamp, self._problem)
            if found != self._stamp and found[0] is not None:  # while it is being written, it may not be there
                await self._read_again(found)
        finally:
            self._is_looking = False

    async def read_now(self) -> None:
        """Read the file again, whether it was changed or not, and say so."""
        found = await asyncio.to_thread(stamp, self._problem)
        self.run_worker(self._read_again(found, tells=True), group="file")

    async def _read_again(self, found: Stamp, *, tells: bool = False) -> None:
        """Take the problem from its file. As long as something is wrong there, that is said, and all stays as it is."""
        # The first paint has no need of these.
        from tutor.session.record_names import record_name
        from tutor.session.rereading import reread

        self._stamp, fresh = found, self._problem
        try:
            fresh, self._fault = await asyncio.to_thread(reread, self._problem, self._read), None
        except ContentError as error:
            self._fault = error
        if not is_there(self):
            return
        same = record_name(fresh) == record_name(self._problem)
        if self._fault is None:
            self._problem = fresh
            self.post_message(self.Read(fresh))
            if tells or not same:
                self.notify(self._naming.say("reread.same" if same else "reread.other"), markup=False)
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        fault = self._fault
        words = self._naming.fault(fault) if fault else ""
        room = FAULT_LINES * (self.app.size.width - 2 - WORD)  # lines end between words
        self.update(self._naming.say("reread.fault", fault=cut(words, room)) if fault else "")
        self.display = fault is not None
        self.post_message(self.Told())
