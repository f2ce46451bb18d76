"""The walk back on the screen: one dialogue under the field that it began at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message as TextualMessage
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tutor.answers.errors import Unreadable
from tutor.lessons.blocks import Blocks
from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId
from tutor.session.sitting import Sitting
from tutor.session.verdict_look import sign_of
from tutor.session.walking import SMALL, Prompt, short_names
from tutor.widgets.field_row import FieldRow
from tutor.widgets.fitting import in_lines
from tutor.widgets.prose import Prose
from tutor.widgets.screen_naming import ScreenNaming

GAP = "   "


class AnsweredSteps(Widget):
    """What was answered, step by step, as many in a line as fit."""

    DEFAULT_CSS = "AnsweredSteps { height: auto; width: 1fr; color: $foreground 80%; }"
    items: reactive[tuple[str, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        return Content("\n".join(self._lines(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the items take at this width."""
        return max(1, len(Content("\n".join(self._lines(width))).wrap(max(1, width))))

    def _lines(self, width: int) -> list[str]:
        return in_lines(self.items, GAP, width)


class WalkView(Vertical):
    """What was answered so far, the question, and a line to answer in; at the end, what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]
    DEFAULT_CSS = """
    WalkView {
        height: auto; width: 1fr; margin: 0 0 1 2; padding: 0 1; border-left: outer $primary 60%;
        & > .walk--head { height: auto; width: 1fr; text-style: bold; color: $text-primary; }
        & > .walk--hints { padding: 0 1; border-left: outer $secondary 60%; }
    }
    """

    @dataclass
    class Submitted(TextualMessage):
        """Enter was pressed at what is asked, with an answer or without."""

        steps: tuple[FieldId, ...]
        text: str

    class Left(TextualMessage):
        """The learner leaves the walk."""

    def __init__(self, field: FieldId, sitting: Sitting, naming: ScreenNaming) -> None:
        super().__init__()
        self.field = field
        """Where the walk began."""
        self._sitting = sitting
        self._naming = naming
        self._steps: tuple[FieldId, ...] = ()
        self.answered: tuple[FieldId, ...] = ()
        """The steps that are told of."""
        self._head = Static("", classes="walk--head", markup=False)
        self._answered = AnsweredSteps(markup=False)
        self._hints = Prose((), naming, classes="walk--hints")

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._answered
        yield self._hints

    def on_mount(self) -> None:
        self._hints.display = False

    @property
    def row(self) -> FieldRow | None:
        """The line to answer in; none at the end."""
        return next(iter(self.query(FieldRow)), None)

    async def ask(self, prompt: Prompt, sitting: Sitting, drafts: Mapping[FieldId, str]) -> None:
        """Ask for some steps, the first of which is not answered yet."""
        self._sitting, self._steps = sitting, prompt.steps
        label = f"{prompt.label} =" if prompt.label else ""
        field, label = prompt.steps[0], label or self._naming.label(prompt.steps[0], sitting)
        self._head.update(self._naming.say("walk.head", number=prompt.number))
        await self._show_text(prompt.text)
        row = self.row
        if row is None:
            row = FieldRow(field, self._naming, label=label, draft=drafts.get(field), sitting=sitting)
            await self.mount(row, before=self._hints)
        else:
            row.sitting = sitting
            row.ask(field, label, None, drafts.get(field))
        row.focus_answer()

    async def end(self, text: str, sitting: Sitting) -> None:
        """Say what was found; there is nothing more to answer."""
        self._sitting = sitting
        self._head.update(self._naming.say("walk.end_head"))
        await self.query(FieldRow).remove()
        self.show_hints(())
        await self._show_text(text)

    def show_hints(self, blocks: Blocks) -> Prose:
        """Show the hints that are open for what is asked."""
        self._hints.update(blocks)
        self._hints.display = bool(blocks)
        return self._hints

    def tell(self, answered: Sequence[FieldId], sitting: Sitting) -> None:
        """Show how the steps stand that were answered."""
        self._sitting, self.answered = sitting, tuple(answered)
        shown = []
        for field, name in zip(answered, short_names(answered, self._naming, sitting), strict=True):
            answer = sitting.answers.get(field)
            if answer is not None:
                sign = sign_of(sitting.status(field), plain=self._naming.plain)
                shown.append(f"{name} = {answer.mark.reading} {sign}".rstrip())
        self._answered.items = tuple(shown)
        self._answered.display = bool(shown)

    async def _show_text(self, text: str) -> None:
        await self.query(".walk--text").remove()
        prose = Prose(parse(text), self._naming, classes="walk--text")
        await self.mount(prose, after=self._answered)

    def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        if not event.text.strip() and self.row is not None:
            self.row.note(self._naming.say("mark.empty"))
        self.post_message(self.Submitted(self._steps, event.text))

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        # It goes on to who keeps what is typed.
        if self.row is not None:
            self.row.note(self._read(event.field, event.text))

    def _read(self, field: FieldId, text: str) -> str:
        """How what is typed is read."""
        from tutor.answers.marking import unreadable
        from tutor.answers.paste import shared_out
        from tutor.answers.preview import preview

        try:
            parts = shared_out(self._steps, text)
        except Unreadable as error:
            return self._naming.message(unreadable(error))
        if len(parts) > 1:
            names = short_names(list(parts), self._naming, self._sitting)
            shown = ", ".join(f"{name} = {part}" for name, part in zip(names, parts.values(), strict=True))
            return self._naming.say("walk.read", values=shown)
        read = preview(self._sitting.problem, field.parent if field.step == SMALL else field, text)
        return self._naming.message(read) if read else ""

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()  # the learner is still at the field that the walk began at

    def action_leave(self) -> None:
        """Back to the field."""
        self.post_message(self.Left())
