"""A question in between, below the work: why is a right step right? Three reasons to choose from, each answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message as TextualMessage
from textual.widgets import OptionList, Static

from tutor.answers.verdicts import Verdict
from tutor.lessons.self_explanation import Why
from tutor.widgets.options import Options
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.told_pane import ToldPane


class WhyView(Vertical):
    """Has the cursor until a right reason is chosen, or it is left. Who types on is typing the next answer."""

    DEFAULT_CSS = """
    WhyView {
        height: auto; max-height: 70%; width: 1fr; padding: 0 1; border-left: outer $secondary 60%;
        & > .why--head { height: auto; width: 1fr; color: $foreground 75%; }
        & > .why--ask { height: auto; width: 1fr; max-width: 92; text-style: bold; color: $text-primary; }
        & > Options { height: auto; min-height: 1; max-height: 1fr; }
        & > ToldPane { max-height: 1fr; padding: 0; }
    }
    """

    @dataclass
    class Chosen(TextualMessage):
        """A reason is chosen, by its name."""

        reason: str

    @dataclass
    class TypedOn(TextualMessage):
        """The learner types the next answer, and not the number of a reason."""

        text: str
        key: str
        """The last one; the widget has ended its way."""

    def __init__(self, why: Why, given: Sequence[str], naming: ScreenNaming) -> None:
        """`given` are the reasons that were chosen before."""
        super().__init__()
        self._why, self._naming = why, naming
        self._digits = ""
        self._given = given[-1:]
        self._told = ToldPane(naming)

    def compose(self) -> ComposeResult:
        line = self._naming.line
        yield Static(self._naming.say("why.heading"), classes="why--head", markup=False)
        yield Static(line(self._why.question), classes="why--ask", markup=False)
        yield Options([f"{k} {line(self._why.say(one))}" for k, one in enumerate(self._why.reasons, 1)], None)
        yield self._told

    def on_mount(self) -> None:
        for reason in self._given:
            self.reply(reason, is_right=False)

    def take_cursor(self) -> None:
        """Put the cursor among the reasons."""
        self.query_one(Options).focus()

    def reply(self, reason: str, *, is_right: bool) -> None:
        """Say what there is to say of a reason; after the right one there is nothing more to choose."""
        self._digits = ""
        self._told.say(self._naming.line(self._why.say(f"reply.{reason}")), _VERDICTS[is_right])
        if is_right:
            self.query_one(Options).display = self.query_one(".why--head").display = False

    def on_key(self, event: events.Key) -> None:
        """One digit is a reason's number. Whatever else can be written, and more digits, belong to an answer."""
        if event.character is None or not event.is_printable:
            self._digits = ""
        elif self._digits or not event.character.isdigit():
            event.stop()
            event.prevent_default()
            self.post_message(self.TypedOn(self._digits + event.character, event.key))
        else:
            self._digits = event.character

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._why.reasons[event.option_index]))

    def on_options_nothing_chosen(self, event: Options.NothingChosen) -> None:
        event.stop()


_VERDICTS = {True: Verdict.CORRECT, False: Verdict.WRONG}
