"""A line of a sheet on the screen: where it is written, its mark in the margin, how it was read, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message as TextualMessage
from textual.widgets import Input, Static

from tutor.session.sheet_words import LOOKS, mark_shown
from tutor.sheet.verdict import LineMark, LineVerdict
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.folded import Folded, Said
from tutor.widgets.note import Note
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.verdict_colours import COLOURS

_MARKS = " ".join(f"&.-{mark} .line--mark {{ color: {COLOURS[look.tone]}; }}" for mark, look in LOOKS.items())


class SheetRow(Vertical):
    """Tells what the learner does, and shows what it is told; it marks nothing."""

    # Here, for the page around it would scroll at these keys.
    BINDINGS: ClassVar[list[BindingType]] = [("down", "screen.step_line(1)"), ("up", "screen.step_line(-1)")]
    DEFAULT_CSS = f"""
    SheetRow {{
        height: auto; width: 1fr;
        & > Horizontal {{ height: 1; width: 1fr; }}
        & .line--number {{ width: 4; padding: 0 1 0 0; text-align: right; color: $foreground 70%; }}
        & AnswerField {{ width: 1fr; }}
        & .line--mark {{ width: 17; padding: 0 0 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }}
        & .line--read, & .line--said {{ height: auto; width: 1fr; padding: 0 1 0 5; }}
        & .line--read {{ color: $text-primary; }}
        & .line--said {{ color: $foreground 75%; }}
        & .explanation {{ margin: 0 0 1 4; padding: 0 1; border-left: outer $warning 60%; }}
        &.-lit .line--number {{ color: $text-warning; text-style: bold reverse; }}
        {_MARKS}
    }}
    """

    @dataclass
    class Submitted(TextualMessage):
        """The learner pressed Enter in a line."""

        row: SheetRow

    @dataclass
    class Typed(TextualMessage):
        """The learner changed a line that was marked, or what was marked stands there again."""

        row: SheetRow

    @dataclass
    class Entered(TextualMessage):
        """A line got the cursor."""

        row: SheetRow

    def __init__(self, number: int, naming: ScreenNaming, text: str = "") -> None:
        """`number` is the line's own, not its place."""
        super().__init__()
        self.number = number
        self.verdict: LineVerdict | None = None
        self._below = ""
        self._shows = False
        """Whether the verdict is shown: what was marked stands here still."""
        self.kept = text
        """What was last kept of what stands here."""
        self._naming = naming
        self._place = Static("", classes="line--number", markup=False)
        self._field = AnswerField(text)
        self._mark = Static("", classes="line--mark", markup=False)
        self._read, self._said = Note("line--read"), Note("line--said")

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._place
            yield self._field
            yield self._mark
        yield self._read
        yield self._said

    def on_mount(self) -> None:
        self._say("")
        self._show_read("")

    @property
    def text(self) -> str:
        """What stands here."""
        return self._field.value

    @property
    def has_cursor(self) -> bool:
        return self._field.has_focus

    @property
    def is_marked(self) -> bool:
        """Whether what stands here is what was marked."""
        return self.verdict is not None and self.verdict.text == self.text.strip()

    @property
    def told(self) -> Folded | None:
        """What is told of the rule that makes the line."""
        return next(iter(self.query(Folded)), None)

    def focus_line(self) -> None:
        """Put the cursor here."""
        self._field.focus(scroll_visible=False)
        self.scroll_visible(animate=False)

    def invite(self, placeholder: str) -> None:
        """Say in the empty line what it is for."""
        self._field.placeholder = placeholder

    def show(self, place: int, verdict: LineVerdict | None, below: str = "", *, is_lit: bool = False) -> None:
        """Show the line's place on the sheet, its verdict, and what to say `below` it.

        `is_lit`: it is the first that is wrong.
        """
        self._place.update(str(place))
        self.verdict, self._below = verdict, below
        self.set_class(is_lit, "-lit")
        self._show_verdict()

    def empty(self) -> None:
        """Take out what stands here."""
        self._field.clear()

    async def tell(self, told: Said | None) -> None:
        """Show what is known of the rule that makes it, in place of what was shown; None takes it away."""
        there = self.told
        if there is not None and there.told == told:
            return
        is_read = (
            there is not None and told is not None and not there.is_folded and there.told.headline == told.headline
        )
        await self.query(Folded).remove()
        if told is not None and self.is_attached:
            text = Folded(told, self._naming)
            if is_read:
                text.turn()
            await self.mount(text)

    def _show_verdict(self) -> None:
        self._shows = self.is_marked
        verdict = self.verdict if self._shows else None
        for mark in LineMark:
            self.set_class(verdict is not None and verdict.mark is mark, f"-{mark}")
        self._mark.update(mark_shown(verdict.mark, self._naming) if verdict else "", layout=False)
        self._show_read(self._naming.math(verdict.latex) if verdict and verdict.latex else "")
        self._say(self._below if verdict else "")
        if (told := self.told) is not None:
            told.display = verdict is not None

    def _show_read(self, text: str) -> None:
        self._read.display = bool(text)
        self._read.say(text)

    def _say(self, text: str) -> None:
        self._said.display = bool(text)
        self._said.say(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_marked is not self._shows:  # a key is painted, and nothing else, as long as that does not change
            self._show_verdict()
            self.post_message(self.Typed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        event.stop()
        self.post_message(self.Entered(self))
