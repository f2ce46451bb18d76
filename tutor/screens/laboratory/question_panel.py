"""A question of the laboratory under the plots: its words, options or a field, and what is said of the answer."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList

from tutor.answers.verdicts import Verdict
from tutor.laboratory.questions import Question
from tutor.session.laboratory_desk import LaboratoryDesk
from tutor.session.verdict_look import sign_of
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.note import Note
from tutor.widgets.options import Options
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.verdict_colours import coloured


class QuestionPanel(Vertical):
    """Asks one question after another, the first that is not rightly answered first.

    It is as high whatever it says, and scrolls what has no room: what stands above it stays where it is.
    """

    DEFAULT_CSS = f"""
    QuestionPanel {{
        height: 8; max-height: 60%; width: 1fr; padding: 0 1; border-top: solid $panel; overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .lab--ask {{ height: auto; width: 1fr; text-style: bold; color: $text-primary; }}
        & > .lab--told {{ height: auto; width: 1fr; min-height: 1; }}
        & > Options {{ height: auto; min-height: 1; max-height: 6; }}
        {coloured("& > .lab--told.VERDICT")}
    }}
    """

    class Done(Message):
        """There is nothing left to ask, and the learner goes on."""

    class Turned(Message):
        """Something else is asked, or an answer was right: Enter does something else now."""

    def __init__(self, desk: LaboratoryDesk, questions: Sequence[Question], naming: ScreenNaming) -> None:
        super().__init__(id="questions")
        self._desk, self._questions, self._naming = desk, questions, naming
        self._at = next((k for k, one in enumerate(questions) if not desk.answered.get(one.name)), len(questions))
        self.goes_on = False
        """Whether the question in sight was just answered rightly: Enter goes on."""
        self._ask, self._told = Note("lab--ask"), Note("lab--told")
        self._options, self._field = Options((), None), AnswerField()

    @property
    def has_cursor(self) -> bool:
        """Whether what is typed goes into a field here."""
        return self._field.has_focus

    def compose(self) -> ComposeResult:
        yield self._ask
        yield self._options
        yield self._field
        yield self._told

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        naming, self.goes_on = self._naming, False
        self.post_message(self.Turned())
        if self._at >= len(self._questions):
            key = "laboratory.all_answered" if self._questions else "laboratory.no_questions"
            self._ask.say(naming.say(key))
            self._options.display, self._field.display = True, False
            self._options.show([naming.say("command.close_question")], 0)
            self._options.focus()
            return
        question = self._questions[self._at]
        number = naming.say("laboratory.question", number=self._at + 1, of=len(self._questions))
        asked = naming.line(naming.say(f"lab_question.{question.name}", **question.about))
        self._ask.say(f"{number} · {asked}")
        self._options.display, self._field.display = bool(question.options), not question.options
        lines = [naming.say(f"lab_option.{question.name}_{option}") for option in question.options]
        self._options.show([f"{k} {line}" for k, line in enumerate(lines, 1)], None)
        self._field.value = ""
        (self._options if question.options else self._field).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.goes_on:
            self._next()
            return
        question = self._questions[self._at]
        if not event.value.strip():
            self._say(self._naming.say("laboratory.empty"))
            return
        verdict, message = self._desk.answer(question, event.value)
        if message is not None:
            self._say(self._naming.message(message), verdict)
        else:
            self._say_of(question, question.name, is_right=verdict is Verdict.CORRECT)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._at >= len(self._questions):
            self.post_message(self.Done())
        elif self.goes_on:
            self._next()
        else:
            question = self._questions[self._at]
            option = question.options[event.option_index]
            self._say_of(question, f"{question.name}_{option}", is_right=self._desk.choose(question, option))

    def on_options_nothing_chosen(self, event: Options.NothingChosen) -> None:
        event.stop()
        self._say(self._naming.say("drill.choose_first"))

    def on_options_highlighted(self, event: Options.Highlighted) -> None:
        event.stop()
        self._say("")

    def _say_of(self, question: Question, wrong: str, *, is_right: bool) -> None:
        naming, self.goes_on = self._naming, is_right
        self.post_message(self.Turned())
        key = f"lab_right.{question.name}" if is_right else f"lab_wrong.{wrong}"
        said = naming.line(naming.say(key, **question.about))
        more = f" {naming.say('laboratory.enter_next')}" if is_right else ""
        self._say(said + more, Verdict.CORRECT if is_right else Verdict.WRONG)

    def _next(self) -> None:
        self._at += 1
        self._say("")
        self._show()

    def _say(self, text: str, verdict: Verdict | None = None) -> None:
        if verdict is Verdict.WRONG:
            self._field.select_all()  # the next key takes the place of a wrong number; an arrow keeps it
        self._told.say(f"{sign_of(verdict, plain=self._naming.plain)} {text}" if verdict is not None else text)
        self._told.set_classes(f"lab--told -{verdict}" if verdict is not None else "lab--told")
        self.call_after_refresh(self._told.scroll_visible, animate=False)
