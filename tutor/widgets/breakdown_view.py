"""A field broken down on the screen: its chain to be typed, then the table, and the line for what is being asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message as TextualMessage
from textual.reactive import reactive
from textual.widget import Widget

from tutor.lessons.blocks import Blocks
from tutor.lessons.breakdown import Breakdown
from tutor.lessons.chain import chain_place, has_chain, is_chain
from tutor.lessons.figures import as_text
from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId
from tutor.session.answer import Answer
from tutor.session.at_hand import chain_asked
from tutor.session.deltas import delta_at
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.session.verdict_look import sign_of
from tutor.widgets.field_row import FieldRow
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.step_table import Cell, lay_out
from tutor.widgets.verdict_colours import colour_of

Hints: TypeAlias = Callable[[FieldId], Blocks]
"""The hints that are open at a sub-step."""


class StepTable(Widget):
    """The table; the sub-step being asked stands in brackets."""

    COMPONENT_CLASSES = {f"steps--{role}" for role in ("head", "here", *(status.value for status in Status))}  # noqa: RUF012
    DEFAULT_CSS = f"""
    StepTable {{
        width: 1fr; height: auto; text-wrap: nowrap;
        & > .steps--head {{ color: $foreground 70%; }}
        {" ".join(f"& > .steps--{status.value} {{ color: {colour_of(status)}; }}" for status in Status)}
        & > .steps--here {{ color: $text-accent; text-style: bold reverse; }}
    }}
    """

    here: reactive[FieldId | None] = reactive(None)

    def __init__(self, table: Breakdown, sitting: Sitting, naming: ScreenNaming) -> None:
        super().__init__(markup=False)
        self._table = table
        self._naming = naming
        self._sitting = sitting

    def show(self, table: Breakdown, sitting: Sitting) -> None:
        """Show the sub-steps, and how they stand in a sitting."""
        self._table, self._sitting = table, sitting
        self.refresh(layout=True)

    def render(self) -> Content:
        runs = [
            Content.assemble(*((text, f".steps--{role}" if role else "") for text, role in line))
            for line in self._lines(self.content_size.width)
        ]
        return Content("\n").join(runs)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the table has at this width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[tuple[str, str], ...]]:
        corner = self._naming.math("i")
        return lay_out(self._table, self.heading, self._cell, corner, width)

    def heading(self, latex: str) -> str:
        """A column's heading."""
        return self._naming.math(latex) if latex else self._naming.say("field.product")

    def _cell(self, field: FieldId) -> Cell:
        status = self._sitting.status(field)
        answer: Answer | None = self._sitting.answers.get(field)
        sign = sign_of(status, plain=self._naming.plain) or " "
        if field == self.here:
            text = answer.mark.reading if answer else ""
            return Cell(f"[{text or '?'}]{sign}", "here")
        at_hand = delta_at(self._sitting, field) if answer is None else None
        if at_hand is not None:
            return Cell(f"{as_text(at_hand)}  ", "head")
        return Cell(f"{answer.mark.reading if answer else '·'} {sign}", status.value)


class BreakdownView(Vertical):
    """The table with the field row of one sub-step under it; before the chain is right, what asks for that instead."""

    DEFAULT_CSS = """
    BreakdownView {
        height: auto; width: 1fr; margin: 0 0 1 2; padding: 0 1; border-left: outer $accent 60%;
        & StepTable { margin: 0 0 1 0; }
        & > .explanation { margin: 0 0 1 0; padding: 0 1; border-left: outer $warning 60%; }
        & .steps--hints { margin: 0 0 1 0; padding: 0 1; border-left: outer $secondary 60%; }
        & .steps--question { margin: 0 0 1 0; }
    }
    """

    @dataclass
    class Moved(TextualMessage):
        """Another sub-step is being asked."""

        field: FieldId

    def __init__(
        self,
        table: Breakdown,
        sitting: Sitting,
        naming: ScreenNaming,
        drafts: Mapping[FieldId, str],
        hints: Hints,
    ) -> None:
        super().__init__()
        self.table = table
        self._sitting = sitting
        self._naming = naming
        self._drafts = drafts
        self._hints = hints
        self.here = self._first()
        self.steps = StepTable(table, sitting, naming)
        self.steps.set_reactive(StepTable.here, None if is_chain(self.here) else self.here)
        answer, draft = sitting.answers.get(self.here), drafts.get(self.here)
        self.row = FieldRow(self.here, naming, label=self._label(), answer=answer, draft=draft, sitting=sitting)
        """The row of the sub-step being asked."""
        self._shown_hints = Prose((), naming, classes="steps--hints")

    def _first(self) -> FieldId:
        """What is asked first: the chain, or the first sub-step that is to be worked at."""
        if not self._sitting.has_table(self.table.field):
            return chain_place(self.table.field)
        cells = list(self.table.cells())
        return next((cell for cell in cells if self._sitting.is_to_do(cell)), cells[0])

    def compose(self) -> ComposeResult:
        if has_chain(self.table.field):
            blocks = parse(chain_asked(self._sitting, self.table.field, self._naming.words))
            yield Prose(blocks, self._naming, classes="steps--question")
        yield self.steps
        yield self.row
        yield self._shown_hints

    def on_mount(self) -> None:
        self._show_parts()

    def _show_parts(self) -> None:
        """The table once there is one; until then the question for the chain."""
        self.steps.display = self._sitting.has_table(self.table.field)
        for question in self.query(".steps--question"):
            question.display = is_chain(self.here)
        self.show_hints()

    def show_hints(self) -> Prose:
        """Show the hints that are open at what is being asked."""
        shown, blocks = self._shown_hints, self._hints(self.here)
        if blocks != shown.blocks and shown.parent is self.row.parent is self:
            # What was asked for last stands next to the field.
            self.move_child(shown, after=self.row)
        shown.update(blocks)
        shown.display = bool(blocks)
        return shown

    def _label(self) -> str:
        return self._naming.label(self.here, self._sitting)

    def refresh_from(self, sitting: Sitting) -> None:
        """Show how the sub-steps stand now."""
        self._sitting = self.row.sitting = sitting
        self.table = sitting.table(self.table.field)
        self.steps.show(self.table, sitting)
        if not is_chain(self.here) and self.here not in self.table.cells():  # the chain was typed the other way
            self.go(self._first())
        self._show_parts()

    def go(self, field: FieldId) -> None:
        """Ask for another sub-step."""
        self.here = field
        self.steps.here = None if is_chain(field) else field
        self.steps.refresh(layout=True)
        self._show_parts()
        self.row.ask(field, self._label(), self._sitting.answers.get(field), self._drafts.get(field))
        self.row.focus_answer()
        self.post_message(self.Moved(field))

    def below(self, rows: int) -> FieldId | None:
        """The sub-step so many rows below the one that is asked, if there is one."""
        if not self.steps.display or is_chain(self.here):
            return None
        grid = [row.cells for row in self.table.rows]
        y, x = next((y + rows, cells.index(self.here)) for y, cells in enumerate(grid) if self.here in cells)
        return grid[y][x] if 0 <= y < len(grid) and x < len(grid[y]) else None
