"""What an item's problem gives, above its question, where the problem itself is out of sight."""

from __future__ import annotations

from tutor.lessons.definitions import of_stage
from tutor.lessons.stages import PRIME
from tutor.screens.items.item_work import ItemWork
from tutor.widgets.given_strip import GivenStrip
from tutor.widgets.screen_naming import ScreenNaming

BESIDE = 14
"""Lines of the screen that are taken besides the options: by what is given, the question and what is told."""
ENOUGH = 8
"""Options of a longer list that are to be seen at once; the others come as it is scrolled."""


class ItemStrip(GivenStrip):
    """There as long as a question is asked about the problem as it was given, and there is room."""

    def __init__(self, work: ItemWork, naming: ScreenNaming) -> None:
        """`naming` has the problem's letters."""
        super().__init__(work.desk.problem, naming)
        self._work = work
        self._parts: tuple[str, ...] | None = None

    def follow(self, *, is_needed: bool) -> None:
        """Something has changed: what is asked, or whether the work is in view without the problem beside it."""
        work, was = self._work, self._parts
        self._parts = None if work.is_told else work.desk.item.in_sight(work.desk.found, work.words)
        has_room = min(len(work.options), ENOUGH) + BESIDE <= self.screen.size.height
        self.display = self._parts is not None and has_room and is_needed
        if self._parts is not None and self._parts != was:
            self.show("d", [*self._step(), *(self._naming.line(part) for part in self._parts)])

    def _step(self) -> list[str]:
        """How θ′ comes about, where any option is about it."""
        about_step = any(option.about.endswith(PRIME) for option in self._work.options)
        return [self._naming.math(of_stage(self._work.desk.problem, "e"))] if about_step else []
