"""What an option says, worked out by the learner: a field for their value, marked and explained as any answer is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from textual import work
from textual.containers import VerticalScroll
from textual.message import Message

from tutor.answers.preview import preview
from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId
from tutor.practice.item import Option
from tutor.screens.base import DRAFT_SECONDS
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import Leavable
from tutor.session.drafts import Drafts
from tutor.session.explanation_words import explanation_words
from tutor.session.item_desk import ItemDesk
from tutor.session.status import Status
from tutor.widgets.field_row import FieldRow
from tutor.widgets.field_slot import FieldSlot
from tutor.widgets.folded import Said


class ValueWork(Leavable, VerticalScroll, can_focus=False):
    """The field of one option at a time, with what explains the answer in it."""

    DEFAULT_CSS = """
    ValueWork { height: auto; max-height: 40%; width: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class Moved(Message):
        """Another option is being worked out, or what is known of it has changed."""

        index: int

    def __init__(self, desk: ItemDesk, options: tuple[Option, ...], shared: Shared) -> None:
        super().__init__()
        self.index: int | None = None
        """The option that is being worked out, from 0."""
        self._desk, self._shared, self._options = desk, shared, options
        self._drafts = Drafts(desk.drafts(), desk.keep_draft)
        self._slot: FieldSlot | None = None

    def on_mount(self) -> None:
        self.set_interval(DRAFT_SECONDS, self.keep)

    @property
    def has_cursor(self) -> bool:
        focused = self.screen.focused
        return focused is not None and self in focused.ancestors

    async def work_on(self, index: int) -> None:
        """Ask for the value of an option, in the field that is there already if there is one."""
        field, naming = self._options[index].field, self._shared.naming
        if field is None:
            return
        self.index = index
        label = f"{index + 1}  {naming.label(field)}"
        answer, draft = self._desk.sitting.answers.get(field), self._drafts.texts.get(field)
        if self._slot is None:
            row = FieldRow(field, naming, label=label, answer=answer, draft=draft)
            self._slot = FieldSlot(row, naming)
            await self.mount(self._slot)
            self._shared.explainer.prepare(self._desk.problem)
        else:
            self._slot.row.ask(field, label, answer, draft)
            self._slot.fit_explanations()
        self._slot.row.focus_answer()
        self.post_message(self.Moved(index))
        if self._desk.sitting.status(field) is Status.WRONG:
            self.call_after_refresh(self._explain, self._slot, field)

    async def step(self, by: int) -> None:
        """Ask for the option that many below, if there is one."""
        if self.index is not None and 0 <= self.index + by < len(self._options):
            await self.work_on(self.index + by)

    def take_cursor(self) -> None:
        """Put the cursor in the field."""
        if self._slot is not None:
            self._slot.row.focus_answer()

    def keep(self) -> None:
        """Keep what is typed but not submitted."""
        if self._slot is not None and self._slot.row.is_ahead:  # the key was painted, and its message is under way
            self._drafts.typed(self._slot.row.field, self._slot.row.text)
        self._drafts.keep()

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.row.kept(event.text)
        self._drafts.typed(event.field, event.text)
        # The key is painted first.
        self.call_after_refresh(self._preview, event.field, event.text)

    def _preview(self, field: FieldId, text: str) -> None:
        if self._slot is not None and self._slot.row.field == field and self._drafts.texts.get(field) == text:
            read = preview(self._desk.problem, field, text)
            self._slot.row.note(self._shared.naming.message(read) if read else "")

    async def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        if self.index is not None and self._slot is not None and event.field == self._slot.row.field:
            if event.text.strip():
                await self._submit(self._slot, self.index, event.text)
            else:
                self._slot.row.note(self._shared.naming.say("mark.empty"))
        self._shared.host.key_is_done("enter")

    async def _submit(self, slot: FieldSlot, index: int, text: str) -> None:
        field = slot.row.field
        before = self._desk.sitting.answers.get(field)
        if before is not None and before.mark.is_right and before.text == text:
            await self.step(1)
            return
        marked = self._desk.work_out(field, text)
        self._drafts.submitted([field])
        slot.row.show(text, marked)
        self.post_message(self.Moved(index))
        if self._desk.agrees(self._options[index]):
            await self.step(1)
        elif self._desk.sitting.status(field) is Status.WRONG:
            self.call_after_refresh(self._explain, slot, field)  # the verdict is painted first
        else:
            await slot.take_explanation(field)

    @work(exclusive=True)
    async def _explain(self, slot: FieldSlot, field: FieldId) -> None:
        explainer, desk, shared = self._shared.explainer, self._desk, self._shared
        if not explainer.is_ready(desk.problem):
            await asyncio.to_thread(explainer.wait, desk.problem)
        told = explainer.explain(desk.sitting, field, shared.language)
        if told is None or slot is not self._slot or slot.row.field != field:
            return
        desk.explained(field, told.named, told.diagnosis.record(), is_sure=told.is_flat)
        # No other step is asked for here: the values are there to be worked out.
        if text := explanation_words(told, shared.naming, None):
            await slot.show_explanation(field, Said(parse(text)), desk.sitting.answers[field].text)
