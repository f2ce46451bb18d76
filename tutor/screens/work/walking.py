"""The walk back from a wrong answer, in its place on the page: it asks, marks, and leads back to its field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from tutor.lessons.stages import FieldId
from tutor.screens.work.telling import Telling
from tutor.session.desk import Desk
from tutor.session.facts import Fact
from tutor.session.walking import SMALL, WalkBack
from tutor.widgets.field_row import FieldRow
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.session.walk import Walk
    from tutor.widgets.stage_view import StageView
    from tutor.widgets.walk_view import WalkView


class Kept(NamedTuple):
    """A walk as it stands, to be taken up again on another page."""

    walk: Walk
    answered: tuple[FieldId, ...]
    """The steps that the last answer gave."""


class Walking:
    """A walk on the page in view, if there is one."""

    def __init__(
        self,
        desk: Desk,
        naming: ScreenNaming,
        telling: Telling,
        page: Callable[[], StageView],
        drafts: Mapping[FieldId, str],
    ) -> None:
        self._desk = desk
        self._naming = naming
        self._telling = telling
        self._page = page
        self._drafts = drafts
        self._back: WalkBack | None = None
        self._view: WalkView | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is asked."""
        return self.row is not None

    @property
    def field(self) -> FieldId | None:
        """Where the walk began that is on the page."""
        return self._view.field if self._view is not None and self._view.is_attached else None

    def is_past(self, answered: Collection[FieldId]) -> bool:
        """Whether the walk on the page is of answers that these have taken the place of."""
        back, field = self._back, self.field
        return (
            back is not None
            and field is not None
            and (field in answered or (not self.is_on and back.is_past(answered)))
        )

    @property
    def row(self) -> FieldRow | None:
        """The line to answer in, while something is asked."""
        return self._view.row if self._view is not None and self._view.is_attached else None

    @property
    def hinted(self) -> FieldId | None:
        """Whose hints help with what is asked; None where the question has numbers of its own."""
        row = self.row
        return self._desk.sitting.hinted(row.field) if row is not None and row.field.step != SMALL else None

    @property
    def kept(self) -> Kept | None:
        """The walk on the page, to be taken up again; None if there is none."""
        if self._back is None or self._view is None or not self._view.is_attached:
            return None
        return Kept(self._back.walk, self._view.answered)

    async def begin(self, field: FieldId) -> None:
        """Walk back from a wrong answer: by the step that decides what explains it, if there is one."""
        await self._open(field, ())
        self._back = WalkBack.begin(self._desk, self._naming, self._telling.of, field)
        await self._show()

    async def take_up(self, kept: Kept) -> None:
        """Go on with a walk that stood on another page, where it stood."""
        await self._open(kept.walk.field, kept.answered)
        back = WalkBack(self._desk, self._naming, self._telling.of, kept.walk)
        if back.is_of_explanations:
            await self._telling.explain([kept.walk.field])  # what it asks, or found, is in that
        self._back = back
        await self._show()

    async def _open(self, field: FieldId, answered: Sequence[FieldId]) -> None:
        from tutor.widgets.walk_view import WalkView

        await self.leave()
        view = WalkView(field, self._desk.sitting, self._naming)
        self._view = await self._page().open_walk(field, view)
        self._view.tell(answered, self._desk.sitting)
        await self._telling.walk_is_at(field)

    def show_hints(self) -> Widget | None:
        """Show the hints that are open for what is asked."""
        if self._view is None or self.hinted is None:
            return None
        return self._view.show_hints(self._page().open_hints(self.hinted))

    async def answer(self, steps: tuple[FieldId, ...], text: str) -> tuple[Fact, ...]:
        """Something was answered to what is asked: it is marked, and what is still to be asked comes next."""
        back, view = self._back, self._view
        if back is None or view is None or back.walk.question is None or view.row is None:
            return ()
        asked = back.walk.question.steps
        reply = back.answer(steps, text)
        if reply.facts:
            await self._page().take(self._desk.sitting, reply.facts)
        if reply.stopped is not None:
            view.row.show(text, reply.stopped)
            return reply.facts
        if reply.facts:
            view.tell(asked, self._desk.sitting)
        if reply.retold:
            await self._telling.explain(reply.retold)
        back.go_on()
        await self._show()
        return reply.facts

    async def leave(self) -> None:
        """The walk goes from the page."""
        view, self._view, self._back = self._view, None, None
        if view is not None and view.is_attached:
            await view.remove()
        await self._telling.walk_is_at(None)

    async def _show(self) -> None:
        back, view = self._back, self._view
        if back is None or view is None or not view.is_attached:
            return
        prompt = back.prompt()
        if prompt is None:
            await view.end(back.found(self._naming.say("walk.again")), self._desk.sitting)
            return
        await view.ask(prompt, self._desk.sitting, self._drafts)
        self.show_hints()
