"""Now and then it is asked why a step is right: the question stands below the page until it is answered or left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Vertical

from tutor.lessons.stages import FieldId
from tutor.lessons.why_plans import RIGHT
from tutor.screens.shared import Shared
from tutor.session.desk import Desk
from tutor.session.self_explaining import open_why, why_of
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.widgets.why_view import WhyView


class AskingWhy:
    """Asks on behalf of the desk, which says when it is due and writes down what follows."""

    def __init__(
        self, work: Vertical, desk: Desk, shared: Shared, naming: ScreenNaming, back: Callable[[FieldId], None]
    ) -> None:
        """`back` puts the cursor in a field."""
        self._work, self._desk, self._shared, self._naming, self._back = work, desk, shared, naming, back
        self._shown: WhyView | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is asked."""
        return open_why(self._desk.sitting) is not None and self._view is not None

    @property
    def _view(self) -> WhyView | None:
        return self._shown if self._shown is not None and self._shown.is_attached else None

    async def ask(self, field: FieldId) -> None:
        """Ask about the answer that was just given, if that is due and nobody is typing on."""
        if self._shared.asks_why and not self._shared.host.keys_wait and self._desk.ask_why(field, self._shared.random):
            await self.take_up()

    async def take_up(self) -> None:
        """Show the question that is open, if there is one."""
        sitting = self._desk.sitting
        asked = open_why(sitting)
        if asked is None or self._view is not None:
            return
        from tutor.widgets.why_view import WhyView

        why = why_of(sitting, asked, self._shared.wordings, self._shared.language)
        self._shown = view = WhyView(why, asked.reasons, self._naming)
        await self._work.mount(view)
        view.take_cursor()

    def choose(self, reason: str) -> None:
        """A reason is chosen; after the right one the cursor goes on, and what is said stays to be read."""
        view = self._view
        if view is not None and self.is_on:
            self._desk.answer_why(reason)
            view.reply(reason, is_right=reason == RIGHT)
            if reason == RIGHT:
                self._go_back()

    async def leave(self) -> None:
        """It is left unanswered, or what was said of it was read."""
        was_on, view = self.is_on, self._view
        self._desk.answer_why()
        if view is not None:
            await view.remove()
        if was_on:
            self._go_back()

    def _go_back(self) -> None:
        """To the field where the learner is now; after a chain, to the table that it has brought."""
        sitting = self._desk.sitting
        asked = sitting.whys[-1].field
        self._back((sitting.next_open(asked) if asked.step else None) or sitting.current)
