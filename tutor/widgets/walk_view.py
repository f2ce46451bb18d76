"""The walk back on the screen: one dialogue under the field that it began at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message as TextualMessage
from textual.widgets import Static

from tutor.answers.preview import preview
from tutor.answers.reading import looks_like_many
from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId
from tutor.session.sitting import Sitting
from tutor.widgets.breakdown_view import PLAIN_SIGNS, SIGNS
from tutor.widgets.field_row import FieldRow
from tutor.widgets.prose import Prose
from tutor.widgets.prose_signs import Labels
from tutor.widgets.voice import Voice

SMALL = "small"
"""The name of the sub-step under which the reply to a question with numbers of its own is typed."""
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Prompt:
    """What the dialogue asks: the words, the steps that are asked for, and how far along that is."""

    text: str
    steps: tuple[FieldId, ...]
    number: int
    at_most: int
    label: str = ""
    """What stands before the line to answer in, where that is not the first step's name."""


class WalkView(Vertical):
    """What was answered so far, the question, and a line to answer in; at the end, what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave")]
    DEFAULT_CSS = """
    WalkView {
        height: auto; width: 1fr; margin: 0 0 1 2; padding: 0 1; border-left: outer $primary 60%;
        & > .walk--head { height: auto; width: 1fr; text-style: bold; color: $text-primary; }
        & > .walk--answered { height: auto; width: 1fr; color: $foreground 80%; }
    }
    """

    @dataclass
    class Submitted(TextualMessage):
        """Something was answered to what is asked."""

        steps: tuple[FieldId, ...]
        text: str

    class Left(TextualMessage):
        """The learner leaves the walk."""

    def __init__(self, field: FieldId, sitting: Sitting, voice: Voice, labels: Labels) -> None:
        super().__init__()
        self.field = field
        """Where the walk began."""
        self._sitting = sitting
        self._voice = voice
        self._labels = labels
        self._steps: tuple[FieldId, ...] = ()
        self._head = Static("", classes="walk--head", markup=False)
        self._answered = Static("", classes="walk--answered", markup=False)

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._answered

    @property
    def row(self) -> FieldRow | None:
        """The line to answer in; none at the end."""
        return next(iter(self.query(FieldRow)), None)

    async def ask(self, prompt: Prompt, sitting: Sitting, drafts: Mapping[FieldId, str]) -> None:
        """Ask for some steps, the first of which is not answered yet."""
        self._sitting, self._steps = sitting, prompt.steps
        place, label = prompt.steps[0], prompt.label or f"{self._called(prompt.steps[0])} ="
        self._head.update(self._voice.say("walk.head", number=prompt.number, most=prompt.at_most))
        await self._show_text(prompt.text)
        row = self.row
        if row is None:
            row = FieldRow(place, self._voice, label=label, draft=drafts.get(place))
            await self.mount(row)
        else:
            row.ask(place, label, None, drafts.get(place))
        row.focus_answer()

    async def end(self, text: str, sitting: Sitting) -> None:
        """Say what was found; there is nothing more to answer."""
        self._sitting = sitting
        self._head.update(self._voice.say("walk.end_head"))
        for row in self.query(FieldRow):
            await row.remove()
        await self._show_text(text)

    def tell(self, answered: Sequence[FieldId], sitting: Sitting) -> None:
        """Show how the steps stand that were answered."""
        signs = PLAIN_SIGNS if self._voice.plain else SIGNS
        shown = []
        for place, name in zip(answered, self._short_names(answered), strict=True):
            answer = sitting.answers.get(place)
            if answer is not None:
                item = f"{name} = {answer.mark.reading} {signs[sitting.status(place)]}".rstrip()
                shown.append(item.replace(" ", NO_BREAK))
        self._answered.update("   ".join(shown))
        self._answered.display = bool(shown)

    def names(self, steps: Sequence[FieldId]) -> str:
        """Several steps by their names, with commas."""
        return ", ".join(name.replace(" ", NO_BREAK) for name in self._short_names(steps))

    def _short_names(self, steps: Sequence[FieldId]) -> list[str]:
        """The names of steps; where all are at one point, which the question names, without it."""
        points = {step.step.partition("@")[2] for step in steps}
        names = map(self._called, steps)
        return [name.partition(" (")[0] for name in names] if len(points) == 1 < len(steps) else list(names)

    def _called(self, place: FieldId) -> str:
        """A step by its name; of what a point gives by several paths, each path has a letter."""
        name = self._voice.field(place)
        path = place.step.partition("@")[2].partition(".")[2]
        return f"{name.removesuffix(')')}{chr(ord('a') + int(path) - 1)})" if path and name.endswith(")") else name

    async def _show_text(self, text: str) -> None:
        await self.query(Prose).remove()
        prose = Prose(parse(text), plain=self._voice.plain, labels=self._labels)
        await self.mount(prose, after=self._answered)

    def on_field_row_submitted(self, event: FieldRow.Submitted) -> None:
        event.stop()
        if event.text.strip():
            self.post_message(self.Submitted(self._steps, event.text))
        elif self.row is not None:
            self.row.note(self._voice.say("mark.empty"))

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        # It goes on to who keeps what is typed.
        if self.row is not None:
            several = len(self._steps) > 1 and looks_like_many(event.text)
            place = event.place.parent if event.place.step == SMALL else event.place
            read = None if several else preview(self._sitting.problem, place, event.text)
            self.row.note(self._voice.message(read) if read else "")

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()  # the learner is still at the field that the walk began at

    def action_leave(self) -> None:
        """Back to the field."""
        self.post_message(self.Left())
