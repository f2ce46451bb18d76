"""One field: what is asked, the line to answer in, the verdict in its place, and a line underneath for what to say."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message as TextualMessage
from textual.widgets import Input, Static

from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.stages import FieldId
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.voice import Voice

SIGNS = {
    Verdict.CORRECT: "✓",
    Verdict.ROUNDED: "✓",
    Verdict.CONSISTENT: "~",
    Verdict.WRONG: "✗",
    Verdict.UNREADABLE: "?",
}
PLAIN_SIGNS = {**SIGNS, Verdict.CORRECT: "v", Verdict.ROUNDED: "v", Verdict.WRONG: "x"}


class FieldRow(Vertical):
    """A field on the screen. It tells what the learner does and shows what it is told; it marks nothing."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto; width: 1fr;
        & > Horizontal { height: 1; width: 1fr; }
        & .row--label { width: auto; min-width: 12; padding: 0 1 0 0; text-style: bold; }
        & AnswerField { width: 1fr; max-width: 60; }
        & .row--verdict { width: 15; padding: 0 0 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & .row--note { height: auto; min-height: 1; width: 1fr; padding: 0 0 0 2; color: $foreground 75%; }
        &.-correct .row--verdict, &.-rounded .row--verdict { color: $text-success; }
        &.-consistent .row--verdict, &.-wrong .row--verdict { color: $text-warning; }
        &.-unreadable .row--verdict { color: $text-secondary; }
        &.-correct .row--label, &.-rounded .row--label { color: $foreground 60%; text-style: none; }
    }
    """

    @dataclass
    class Submitted(TextualMessage):
        """The learner pressed Enter in a field."""

        place: FieldId
        text: str

    @dataclass
    class Typed(TextualMessage):
        """The learner changed what stands in a field."""

        place: FieldId
        text: str

    @dataclass
    class Entered(TextualMessage):
        """A field got the cursor."""

        place: FieldId

    def __init__(self, place: FieldId, voice: Voice, *, label: str, text: str = "", mark: Mark | None = None) -> None:
        super().__init__(classes="field-row")
        self.place = place
        self.mark = mark
        self._voice = voice
        self._label = label
        self._answer = AnswerField(text)
        self._verdict = Static("", classes="row--verdict", markup=False)
        self._note = Static("", classes="row--note", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self._label, classes="row--label", markup=False)
            yield self._answer
            yield self._verdict
        yield self._note

    def on_mount(self) -> None:
        if self.mark is not None:
            self.show(self.mark)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._answer.value

    def fill(self, text: str) -> None:
        """Put text in the field, as if typed."""
        with self._answer.prevent(Input.Changed):
            self._answer.value = text
            self._answer.cursor_position = len(text)

    def focus_answer(self) -> None:
        """Put the cursor in the field."""
        self._answer.focus(scroll_visible=False)
        self.scroll_visible(animate=False)

    def show(self, mark: Mark) -> None:
        """Show a verdict: a sign and a word in the same place every time, and underneath what there is to say."""
        self.mark = mark
        for verdict in Verdict:
            self.set_class(verdict is mark.verdict, f"-{verdict.value}")
        signs = PLAIN_SIGNS if self._voice.plain else SIGNS
        self._verdict.update(f"{signs[mark.verdict]} {self._voice.say(f'verdict.{mark.verdict.value}')}")
        self.note(self._voice.message(mark.message) if mark.message else "")

    def note(self, text: str) -> None:
        """Show a line under the field."""
        self._note.update(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.place, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self.place, event.value))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        event.stop()
        self.add_class("-current")
        self.post_message(self.Entered(self.place))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        event.stop()
        self.remove_class("-current")
