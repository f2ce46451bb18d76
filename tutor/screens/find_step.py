"""A worked solution with one mistake: the learner finds the first wrong line, then names the mistake."""

from __future__ import annotations

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static

from tutor.lessons.figures import as_latex
from tutor.lessons.markdown import parse
from tutor.lessons.template import Latex, fill
from tutor.practice.find_step import WorkedMistake
from tutor.practice.texts import intro
from tutor.screens.drill import DRILL_COMMANDS, DrillFlow
from tutor.screens.problem import WIDE, ReadingPane
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.find_desk import FindDesk, explanation_of, right_value
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar


class FindStepScreen(DrillFlow):
    """The problem, the numbered lines of its solution, and below them what is asked and told."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (
        DRILL_COMMANDS[0],
        Command("choose_line", "enter"),
        Command("turn_page", "f6", "turn_page"),
        DRILL_COMMANDS[1],
        Command("home", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(digit), f"digit({digit})") for digit in range(10)),
    ]
    DEFAULT_CSS = """
    FindStepScreen {
        & #panes { height: 1fr; }
        & ReadingPane { width: 5fr; }
        & #search { width: 6fr; height: 1fr; border-left: vkey $panel; padding: 0 1; }
        & #ask { height: auto; width: 1fr; text-style: bold; color: $text-primary; padding: 0 1; }
        & #told { height: auto; max-height: 50%; width: 1fr; padding: 0 1; }
        & #verdict { height: auto; width: 1fr; color: $text-warning; }
        & OptionList, & OptionList:focus {
            height: 1fr; width: 1fr; background: $background; border: none; padding: 0; scrollbar-size-vertical: 1;
        }
        & OptionList > .option-list--option { padding: 0 1; }
        & OptionList > .option-list--option-highlighted, & OptionList:focus > .option-list--option-highlighted {
            background: $primary 25%; color: $foreground; text-style: bold;
        }
        &.-narrow ReadingPane { display: none; width: 1fr; }
        &.-narrow #search { border-left: none; width: 1fr; }
        &.-narrow.-reading ReadingPane { display: block; }
        &.-narrow.-reading #search { display: none; }
    }
    """

    def __init__(self, desk: DrillDesk, drill: Drill, found: WorkedMistake) -> None:
        super().__init__()
        self.desk, self.drill, self.found = desk, drill, found
        self._search: FindDesk | None = None
        self._typed = ""
        self._said = ""

    @property
    def search(self) -> FindDesk:
        """The desk, once the screen is mounted."""
        if self._search is None:
            tutor = self.tutor
            self._search = FindDesk(self.found, tutor.journal, tutor.now, self.voice.words.language)
        return self._search

    @property
    def is_told(self) -> bool:
        """Whether line and mistake are known: found, or told in an example."""
        return self.search.is_done or self.drill.is_example

    def compose(self) -> ComposeResult:
        yield StageBar(self.title_of_drill(), plain=self.voice.plain)
        yield self.drill_bar()
        with Horizontal(id="panes"):
            with ReadingPane():
                yield self._prose(self._statement())
            with Vertical(id="search"):
                yield OptionList(*self._options(), markup=False)
                yield Static(self._ask(), id="ask", markup=False)
                with VerticalScroll(id="told"):
                    yield Static(self._said, id="verdict", markup=False)
                    yield Prose(plain=self.voice.plain, labels=self.labels, id="explanation")
        yield KeyBar()

    def on_mount(self) -> None:
        self._mounted()
        self.begin_drill()

    def _mounted(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")
        choices = self.query_one(OptionList)
        choices.focus()
        choices.highlighted = self.found.first_wrong if self.is_told else 0
        if self.is_told:
            self._explain()
        self.refresh_keys()

    async def retell(self) -> None:
        self.search.language = self.voice.words.language
        self._said = ""
        await self.recompose()
        self._mounted()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")
        self.refresh_keys()

    def applies(self, name: str) -> bool:
        if name == "turn_page":
            return self.has_class("-narrow")
        if name == "next_drill":
            return self.is_told
        if name in ("choose_line", "skip_drill"):
            return not self.is_told
        return True

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self.is_told

    def action_turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the lines, or the lines again."""
        self.toggle_class("-reading")
        self.query_one(ReadingPane if self.has_class("-reading") else OptionList).focus()

    def action_digit(self, digit: int) -> None:
        """To the line with the number that was typed, digit by digit."""
        choices = self.query_one(OptionList)
        for typed in (f"{self._typed}{digit}", str(digit)):
            if 1 <= int(typed) <= choices.option_count:
                self._typed = typed
                choices.highlighted = int(typed) - 1
                return
        self._typed = ""

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._typed = ""
        if self.is_told:
            await self.action_next_drill()
        elif self.search.has_line:
            self._say(self.search.answer_mistake(self.found.choices[event.option_index]))
            if self.search.is_done:
                self.desk.finish(self.drill, self.voice.words.language)
                self.finished = True
                self.refresh_bar()
                self._turn()
        else:
            self._say(self.search.answer_line(event.option_index), event.option_index + 1)
            if self.search.has_line:
                self._turn()

    async def action_next_drill(self) -> None:
        """The next drill."""
        if self.drill.is_example and not self.finished:
            self.finished = True
            self.desk.read(self.drill, self.voice.words.language)
        await self.go_on()

    def _turn(self) -> None:
        """From the lines to the mistakes, or back to the lines with what there is to learn."""
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(self._options())
        choices.highlighted = self.found.first_wrong if self.is_told else 0
        self.query_one("#ask", Static).update(self._ask())
        if self.is_told:
            self._explain()
        self.refresh_keys()

    def _say(self, key: str, number: int = 0) -> None:
        self._said = self.voice.say(f"drill.{key}", number=number)
        self.query_one("#verdict", Static).update(self._said)
        self.answered()

    def _ask(self) -> str:
        say = self.voice.say
        if self.is_told:
            return say("practice.worked") if self.drill.is_example else ""
        key = "which_mistake" if self.search.has_line else "which_line"
        return say(f"drill.{key}", number=self.found.first_wrong + 1)

    def _options(self) -> list[str]:
        if self.search.has_line and not self.is_told:
            return [
                f"{number:2}  {self.voice.say(f'mistake.{name}')}" for number, name in enumerate(self.found.choices, 1)
            ]
        return [self._line(number) for number in range(1, len(self.found.lines) + 1)]

    def _line(self, number: int) -> str:
        line, math = self.found.lines[number - 1], self.voice.math
        point = f"  ({math('i')} = {line.point})" if line.point is not None else ""
        arrow = "<-" if self.voice.plain else "←"
        told = f"  {arrow}" if self.is_told and number == self.found.first_wrong + 1 else ""
        return f"{number:2}  {math(f'{line.latex} = {as_latex(line.value)}')}{point}{told}"

    def _statement(self) -> str:
        from tutor.lessons.vocabulary import of_problem

        problem = self.found.problem
        statement = self.tutor.wordings.statement(problem)
        if not self.drill.is_example:
            return statement
        section = intro(self.tutor.content, self.drill.at_hand.skill, self.voice.words.language)
        return f"{statement}\n\n{fill(section.text, of_problem(problem))}"

    @work(thread=True, exclusive=True)
    def _explain(self) -> None:
        """What the mistake is; prepared in a thread, for the table takes a moment."""
        language = self.voice.words.language
        told = explanation_of(self.found, self.tutor.content, language)
        self.app.call_from_thread(
            self._show, "\n\n".join(part for part in (told.what, told.why) if part) if told else ""
        )

    def _show(self, explained: str) -> None:
        words, found = self.voice.words, self.found
        line = found.lines[found.first_wrong]
        first = words(
            "worksheet.first_wrong",
            number=found.first_wrong + 1,
            wrong=Latex(f"{line.latex} = {as_latex(line.value)}"),
            right=Latex(f"{line.latex} = {as_latex(right_value(found))}"),
            mistake=words(f"mistake.{found.mistake}"),
        )
        for prose in self.query("#explanation").results(Prose):
            prose.update(parse(f"{first}\n\n{explained}"))

    def _prose(self, text: str) -> Prose:
        return Prose(parse(text), plain=self.voice.plain, labels=self.labels)
