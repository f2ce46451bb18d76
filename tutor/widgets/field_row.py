"""One field: what is asked, the line to answer in, the verdict in its place, and a line underneath for what to say."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message as TextualMessage
from textual.widgets import Input, Static

from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.chain import is_chain
from tutor.lessons.stages import FieldId
from tutor.session import verdict_look
from tutor.session.answer import Answer
from tutor.session.sitting import Sitting
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.note import Note
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.verdict_colours import coloured

REPLACED = (Verdict.WRONG, Verdict.CONSISTENT)
"""Verdicts on numbers that another number takes the place of; one too short gets more digits, one unread is mended."""
IN_THE_VERDICT = "mark.wrong"
"""What the verdict beside the field says already."""
LEAST_LABEL = 12
"""Cells that a label takes at least, with the one behind it."""


class FieldRow(Vertical):
    """A field on the screen. It tells what the learner does and shows what it is told; it marks nothing."""

    # Here, for the page around it would scroll at these keys.
    BINDINGS: ClassVar[list[BindingType]] = [("down", "screen.step_focus(1)"), ("up", "screen.step_focus(-1)")]
    DEFAULT_CSS = f"""
    FieldRow {{
        height: auto; width: 1fr;
        & > Horizontal {{ height: 1; width: 1fr; }}
        & .row--label {{ width: auto; padding: 0 1 0 0; text-style: bold; }}
        & AnswerField {{ width: 1fr; max-width: 60; }}
        & .row--verdict {{ width: 17; padding: 0 0 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }}
        & .row--note {{ height: auto; min-height: 1; width: 1fr; padding: 0 0 0 2; color: $foreground 75%; }}
        {coloured("&.VERDICT .row--verdict")}
        &.-correct .row--label, &.-rounded .row--label {{ color: $foreground 70%; text-style: none; }}
    }}
    """

    class Submitted(TextualMessage):
        """The learner pressed Enter in a field."""

        def __init__(self, field: FieldId, text: str) -> None:
            super().__init__()
            self.field, self.text = field, text

    class Typed(TextualMessage):
        """The learner changed what stands in a field. Who keeps what is typed says so to the row: `kept`."""

        def __init__(self, row: "FieldRow", field: FieldId, text: str) -> None:
            super().__init__()
            self.row, self.field, self.text = row, field, text

    class Entered(TextualMessage):
        """A field got the cursor."""

        def __init__(self, field: FieldId) -> None:
            super().__init__()
            self.field = field

    def __init__(
        self,
        field: FieldId,
        naming: ScreenNaming,
        *,
        label: str,
        answer: Answer | None = None,
        draft: str | None = None,
        sitting: Sitting | None = None,
        label_width: int = 0,
    ) -> None:
        """`label_width`: cells that the labels of the page take at most, so that what is typed lines up."""
        super().__init__(classes="field-row")
        self.field = field
        self.sitting = sitting
        """The sitting whose names the sub-steps have that are mentioned under the field."""
        self._naming = naming
        self._mark = answer.mark if answer else None
        self._marked = answer.text if answer else ""
        """What stood in the field when it was marked: the verdict is on that, and on nothing else."""
        self._label = Static(label, classes="row--label", markup=False)
        self._label.styles.min_width = max(LEAST_LABEL, label_width + 1)
        self._answer = AnswerField(self._marked if draft is None else draft)
        self._typed = self._kept = self.text
        self._is_filled = False
        """Whether what stands in the field was put there by the tutor."""
        self._verdict = Static("", classes="row--verdict", markup=False)
        self._note = Note("row--note")

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._label
            yield self._answer
            yield self._verdict
        yield self._note

    def on_mount(self) -> None:
        if self._mark is not None:
            self.show_mark()

    def _invite(self) -> None:
        """Select what the next key is to take the place of, as the cursor comes to it: what is not the true value, and
        what the learner did not type. An arrow or Home keeps it.

        A list of names, or a formula, is not selected: what is missing is added to it.
        """
        standing = self.standing
        is_list = self.field.stage in ("b", "chain") or is_chain(self.field)
        is_replaced = standing is not None and (standing.verdict in REPLACED or self._is_filled)
        if self._answer.has_focus and is_replaced and not is_list:
            self._answer.select_all()

    @property
    def is_ahead(self) -> bool:
        """Whether something was typed of which nobody has heard yet, though it may be painted, and told."""
        return self._answer.value != self._kept

    def kept(self, text: str) -> None:
        """Somebody has heard of what was typed, and keeps it."""
        self._kept = text

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._answer.value

    def fill(self, text: str) -> None:
        """Put text in the field, as if typed."""
        with self._answer.prevent(Input.Changed):
            self._answer.value = self._typed = self._kept = text
            self._answer.cursor_position = len(text)

    def focus_answer(self) -> None:
        """Put the cursor in the field."""
        self._answer.focus(scroll_visible=False)
        self.scroll_visible(animate=False)

    def ask(self, field: FieldId, label: str, answer: Answer | None, draft: str | None) -> None:
        """Ask for another field in the same row."""
        self.field = field
        self._mark, self._marked = (answer.mark, answer.text) if answer else (None, "")
        self._is_filled = False
        self._label.update(label)
        self.fill(self._marked if draft is None else draft)
        self.show_mark()
        self._invite()

    def show(self, text: str, mark: Mark) -> None:
        """Show a verdict: a sign and a word in the same place every time, and underneath what there is to say."""
        self._mark, self._marked = mark, text
        if self.text != text:
            self.fill(text)
            self._is_filled = True
        self.show_mark()
        self._invite()

    @property
    def standing(self) -> Mark | None:
        """The mark, as long as what was marked still stands there."""
        return self._mark if self.text == self._marked else None

    def show_mark(self) -> None:
        """Show the verdict on what stands there, if it is still on that, and what there is to say of it."""
        self._show_verdict()
        self.note_mark()

    def note_mark(self) -> None:
        """Show under the field what there is to say of the answer in it; else what it comes to, if it is a sum."""
        standing = self.standing
        message = standing.message if standing and standing.message and standing.message.key != IN_THE_VERDICT else None
        if message is None and standing and standing.quantity is not None and standing.quantity.is_expression:
            from tutor.answers.said_back import said_back  # most answers are numbers

            message = said_back(standing.quantity)
        self.note(self._naming.message(message, self.sitting) if message else "")

    def _show_verdict(self) -> None:
        shown = self.standing
        looks = {"field-row", f"-{shown.verdict.value}"} if shown else {"field-row"}
        if self.classes != looks:
            self.set_classes(looks)
        word = verdict_look.shown(shown.verdict, self._naming.say, plain=self._naming.plain) if shown else ""
        self._verdict.update(word, layout=False)

    def note(self, text: str) -> None:
        """Show a line under the field."""
        self._note.say(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._typed:  # an Input tells of the text that it begins with, too
            return
        self._typed = event.value
        self._is_filled = False
        if self._mark is not None:
            self._show_verdict()
        self.post_message(self.Typed(self, self.field, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._invite()  # the same wrong number, typed again
        self.post_message(self.Submitted(self.field, event.value))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        event.stop()
        self._note.add_class("-here")
        self._invite()
        self.post_message(self.Entered(self.field))

    def on_descendant_blur(self) -> None:
        self._note.remove_class("-here")
