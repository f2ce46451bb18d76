"""What is told of wrong answers, under the fields that they stand in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tutor.lessons.stages import FieldId
from tutor.session.desk import Desk
from tutor.session.status import Status
from tutor.widgets.explanation_text import explanation_text

if TYPE_CHECKING:
    from tutor.screens.app import TutorApp
    from tutor.session.explainer import Told
    from tutor.widgets.stage_view import StageView


class Telling:
    """Explains wrong answers of a sitting, and shows on the page what there is to say of them."""

    def __init__(self, tutor: TutorApp, desk: Desk, page: Callable[[], StageView]) -> None:
        """`page` is the page in view, which may be another one at any time."""
        self._tutor = tutor
        self._desk = desk
        self._page = page
        self._told: dict[FieldId, Told] = {}
        self._one_at_a_time = asyncio.Lock()
        self._walked: FieldId | None = None

    def of(self, place: FieldId) -> Told | None:
        """What was told of the answer at a field."""
        return self._told.get(place)

    async def walk_is_at(self, place: FieldId | None) -> None:
        """The walk back stands under this field now; what is told there is what it leaves to be told."""
        before, self._walked = self._walked, place
        if before != place:
            await self.show_again()

    def untold(self) -> list[FieldId]:
        """The wrong answers on the page of which nothing is told yet."""
        return [place for place in self._wrong_on_page() if place not in self._told]

    async def show_again(self) -> None:
        """Another page is in view: show there what was told."""
        for place in self._wrong_on_page():
            if place in self._told:
                await self._show(self._told[place])

    async def tell(self, answered: Iterable[FieldId]) -> Widget | None:
        """Say what explains some answers, and again what explains those that they throw light on.

        What explains the first of them, if anything does, is handed back as it is shown.
        """
        answered = tuple(answered)
        await self._be_ready()
        async with self._one_at_a_time:
            return await self._tell(answered)

    async def _tell(self, answered: tuple[FieldId, ...]) -> Widget | None:
        shown = None
        places = tuple(dict.fromkeys([*answered, *self._told]))
        for place in places:
            # What was answered while this waited counts, and not what stood there before.
            told = self._explained(place)
            if told is not None:
                self._told[place] = told
                self._desk.explained(place, told.named, told.diagnosis.record(), is_sure=told.is_flat)
                found = await self._show(told)
                shown = found if place == places[0] else shown
            elif self._told.pop(place, None) is not None:
                await self._page().take_explanation(place)
        return shown

    async def _be_ready(self) -> None:
        """Wait until answers can be explained; the screen goes on meanwhile."""
        explainer, problem = self._tutor.explainer, self._desk.problem
        explainer.prepare(problem)
        if not explainer.is_ready(problem):
            await asyncio.to_thread(explainer.wait, problem)

    def _explained(self, place: FieldId) -> Told | None:
        sitting = self._desk.sitting
        if sitting.status(place) is not Status.WRONG:
            return None
        return self._tutor.explainer.explain(sitting, place, self._tutor.voice.words.language)

    async def _show(self, told: Told) -> Widget | None:
        sitting, page = self._desk.sitting, self._page()
        text = explanation_text(
            told, self._tutor.voice.of(sitting.problem), sitting, is_walked=told.field == self._walked
        )
        if text:
            return await page.show_explanation(told.field, text, sitting.answers[told.field].text)
        await page.take_explanation(told.field)
        return None

    def _wrong_on_page(self) -> list[FieldId]:
        sitting, page = self._desk.sitting, self._page()
        return [
            place
            for place, answer in sitting.answers.items()
            if place.stage == page.stage and answer.attempts and sitting.status(place) is Status.WRONG
        ]
