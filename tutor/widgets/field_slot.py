"""A field with what can be opened under it: its sub-steps and its hints."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.lessons.blocks import Blocks
from tutor.lessons.breakdown import Breakdown
from tutor.lessons.stages import FieldId
from tutor.session.sitting import Sitting
from tutor.widgets.breakdown_view import BreakdownView
from tutor.widgets.field_row import FieldRow
from tutor.widgets.prose import Prose
from tutor.widgets.prose_signs import Labels
from tutor.widgets.voice import Voice


class FieldSlot(Vertical):
    """The place of one field on a stage's page."""

    DEFAULT_CSS = """
    FieldSlot {
        height: auto; width: 1fr;
        & > .explanation { margin: 0 0 1 2; padding: 0 1; border-left: outer $warning 60%; }
        & > .hints { margin: 0 0 1 2; padding: 0 1; border-left: outer $secondary 60%; }
    }
    """

    def __init__(self, row: FieldRow, voice: Voice, labels: Labels) -> None:
        super().__init__()
        self.row = row
        self._voice = voice
        self._labels = labels

    def compose(self) -> ComposeResult:
        yield self.row

    @property
    def steps(self) -> BreakdownView | None:
        """The sub-steps, where they are open."""
        return next(iter(self.query(BreakdownView)), None)

    async def open_steps(self, table: Breakdown, sitting: Sitting, drafts: Mapping[FieldId, str]) -> BreakdownView:
        """Open the sub-steps under the field."""
        steps = BreakdownView(table, sitting, self._voice, drafts, self._labels)
        await self.mount(steps, after=self.row)
        return steps

    async def fold_steps(self) -> None:
        """Fold the sub-steps again."""
        await self.query(BreakdownView).remove()

    async def show_explanation(self, blocks: Blocks) -> Prose | None:
        """Show what explains a wrong answer, in place of what was shown before; nothing for no blocks."""
        await self.query(".explanation").remove()
        if not blocks:
            return None
        text = Prose(blocks, plain=self._voice.plain, labels=self._labels, classes="explanation")
        await self.mount(text, after=self.row)
        return text

    async def show_hints(self, blocks: Blocks) -> Prose:
        """Show the hints that are open, in place of those shown before."""
        await self.query(".hints").remove()
        hints = Prose(blocks, plain=self._voice.plain, labels=self._labels, classes="hints")
        await self.mount(hints)
        return hints
