"""The fields of a stage in their slots, and what stands under each: sub-steps, hints, walks, explanations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import VerticalScroll

from tutor.lessons.blocks import Blocks
from tutor.lessons.markdown import parse
from tutor.lessons.slopes import needs_slopes
from tutor.lessons.stages import FieldId, StageId, asked_fields
from tutor.lessons.steps import offers_breakdown
from tutor.lessons.wording import Wordings
from tutor.session.sitting import Sitting
from tutor.widgets.field_row import FieldRow
from tutor.widgets.field_slot import Explained, FieldSlot
from tutor.widgets.folded import Said
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.widgets.breakdown_view import BreakdownView
    from tutor.widgets.walk_view import WalkView


class StageSlots(VerticalScroll, can_focus=False):
    """Finds the slot of a field, or of a sub-step, and has it show what belongs there."""

    def __init__(
        self,
        sitting: Sitting,
        stage: StageId,
        naming: ScreenNaming,
        wordings: Wordings,
        *,
        drafts: Mapping[FieldId, str],
    ) -> None:
        super().__init__()
        self.sitting, self.stage = sitting, stage
        self._naming, self._wordings = naming, wordings
        self._drafts = drafts
        self._slots: dict[FieldId, FieldSlot] = {}
        places = asked_fields(sitting.problem, stage)
        self._label_width = max((cell_len(naming.label(field, sitting)) for field in places), default=0)

    def _slot(self, field: FieldId) -> FieldSlot:
        answer, draft = self.sitting.standing(field), self._drafts.get(field)
        row = FieldRow(
            field,
            self._naming,
            label=self._naming.label(field, self.sitting),
            answer=answer,
            draft=draft,
            label_width=self._label_width,
        )
        self._slots[field] = FieldSlot(row, self._naming)
        return self._slots[field]

    def row_of(self, field: FieldId) -> FieldRow | None:
        """The row on the page for a field, or for a sub-step if it is the one being asked.

        A sub-step that is a field, too, has two rows while it is asked for as a step: then that with the cursor counts.
        """
        rows = self._rows_of(field)
        return next((row for row in rows if row.has_focus_within), next(iter(rows), None))

    def _rows_of(self, field: FieldId) -> list[FieldRow]:
        own, whole = self._slots.get(field), self._slots.get(field.parent)
        steps = whole.steps if whole is not None and field.step else None
        asked = [steps.row] if steps is not None and steps.here == field else []
        return [own.row, *asked] if own is not None else asked

    def _slot_of(self, field: FieldId) -> FieldSlot | None:
        """The slot with the row of a place: a sub-step's own where it is asked for by name, else its field's."""
        whole = self._slots.get(field.parent)
        has_row = whole is not None and whole.steps is not None and whole.steps.here == field
        return whole if has_row else self._slots.get(field, whole)

    async def open_steps(self, field: FieldId) -> BreakdownView:
        """Open a field's sub-steps."""
        table = self.sitting.table(field)
        return await self._slots[field].open_steps(table, self.sitting, self._drafts, self.open_hints)

    async def open_walk(self, field: FieldId, view: WalkView) -> WalkView:
        """Open a walk back from a field."""
        slot = self._slot_of(field)
        if slot is not None:
            await slot.open_walk(view)
        return view

    async def fold_steps(self, field: FieldId) -> None:
        """Fold a field's sub-steps."""
        await self._slots[field].fold_steps()

    async def show_hints(self, field: FieldId) -> Prose:
        """Show the hints that are open at a field or a sub-step: they are what is read beside it."""
        slot = self._slot_of(field)
        if slot is not None and field.step and slot.row.field != field and slot.steps is not None:
            return slot.steps.show_hints()
        return await (slot or self._slots[field.parent]).show_hints(self.open_hints(field))

    def open_hints(self, field: FieldId) -> Blocks:
        """The hints that are open at a field or a sub-step, the newest first, with the keys that lead on from them."""
        parts: list[str] = []
        opened, problem, found = self.sitting.hint_levels.get(field, 0), self.sitting.problem, self.sitting.found()
        for hint_level in reversed(range(opened)):
            heading = self._naming.say("hint.heading", number=hint_level + 1)
            parts += (f"**{heading}**", self._wordings.hint(problem, field, hint_level, found))
            if needs_slopes(problem, field, hint_level):
                parts.append(self._naming.say("hint.slopes"))
            if offers_breakdown(field, hint_level) and field not in self.sitting.broken_down:
                parts.append(self._naming.say("hint.steps"))
        return tuple(block for part in parts for block in parse(part))

    async def show_explanation(self, field: FieldId, text: str, answer: str, headline: str = "") -> None:
        """Show what explains an answer, as long as it stands there: under its field, or under the sub-steps."""
        slot = self._slot_of(field)
        if slot is not None and slot.is_attached:  # else another page is coming
            await slot.show_explanation(field, Said(parse(text), headline), answer)

    def explained(self, field: FieldId) -> Explained | None:
        """What explains the answer that stands in a field, as it is shown."""
        return next((text for text in self.walk_children(Explained) if text.field == field and text.display), None)

    async def take_explanation(self, field: FieldId) -> None:
        """Take away what explains an answer."""
        slot = self._slot_of(field)
        if slot is not None and slot.is_attached:
            await slot.take_explanation(field)
