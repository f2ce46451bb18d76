"""What is told of wrong answers, under the fields that they stand in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tutor.lessons.stages import FieldId
from tutor.screens.shared import Shared
from tutor.session.desk import Desk
from tutor.session.explanation_words import Ways, headline, words_in_sitting
from tutor.session.status import Status
from tutor.session.tellings import Tellings

if TYPE_CHECKING:
    from tutor.session.told import Told
    from tutor.widgets.stage_view import StageView


class Telling(Tellings):
    """Explains wrong answers of a sitting, and shows on the page what there is to say of them."""

    def __init__(self, shared: Shared, desk: Desk, page: Callable[[], StageView]) -> None:
        """`page` is the page in view, which may be another one at any time."""
        super().__init__(desk, lambda sitting, field: shared.explainer.explain(sitting, field, shared.language))
        self._shared = shared
        self._page = page
        self._one_at_a_time = asyncio.Lock()
        self._walked: FieldId | None = None

    async def walk_is_at(self, field: FieldId | None) -> None:
        """The walk back stands under this field now; what is told there is what it leaves to be told."""
        before, self._walked = self._walked, field
        if before != field:
            await self.show_again()

    def untold(self) -> list[FieldId]:
        """The wrong answers on the page of which nothing is told yet."""
        return [field for field in self._wrong_on_page() if self.of(field) is None]

    async def show_again(self) -> None:
        """Another page is in view: show there what was told."""
        for place in self._wrong_on_page():
            if (told := self.of(place)) is not None:
                await self._show(told)

    async def explain(self, answered: Iterable[FieldId]) -> None:
        """Say what explains some answers, and again what explains those that they throw light on."""
        await self._be_ready()
        async with self._one_at_a_time:
            for field, told in self.tell(tuple(answered)).items():
                if told is None:
                    await self._page().take_explanation(field)
                else:
                    await self._show(told)

    async def _be_ready(self) -> None:
        """Wait until answers can be explained; the screen goes on meanwhile."""
        explainer, problem = self._shared.explainer, self._desk.problem
        explainer.prepare(problem)
        if not explainer.is_ready(problem):
            await asyncio.to_thread(explainer.wait, problem)

    async def _show(self, told: Told) -> None:
        sitting, page = self._desk.sitting, self._page()
        naming, is_walked = self._shared.naming.of(sitting.problem), told.field == self._walked
        ways = Ways(naming.say("small.press"), naming.key_of("break_down"), naming.key_of("where"))
        text = words_in_sitting(told, naming, sitting, ways, is_walked=is_walked)
        if text:
            answer = sitting.answers[told.field].text
            await page.show_explanation(told.field, text, answer, headline(told, naming))
        else:
            await page.take_explanation(told.field)

    def _wrong_on_page(self) -> list[FieldId]:
        sitting, page = self._desk.sitting, self._page()
        return [
            field
            for field, answer in sitting.answers.items()
            if field.stage == page.stage and answer.attempts and sitting.status(field) is Status.WRONG
        ]
