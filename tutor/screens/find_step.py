"""A worked solution with one mistake: the learner finds the first wrong line, then names the mistake."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from tutor.lessons.figures import as_latex
from tutor.lessons.markdown import parse
from tutor.lessons.template import Latex, fill
from tutor.practice.find_hints import hint
from tutor.practice.find_step import WorkedMistake
from tutor.practice.solution_lines import right_value
from tutor.practice.texts import intro
from tutor.screens.drill import DRILL_COMMANDS, DrillFlow
from tutor.screens.line_work import LineWork
from tutor.screens.problem import WIDE, ProblemScreen, ReadingPane
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.find_desk import FindDesk
from tutor.session.find_told import explanation_of
from tutor.session.sitting import LAST_RUNG
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.solution_list import SolutionList, line_text
from tutor.widgets.stage_bar import StageBar
from tutor.widgets.told_pane import ToldPane

SEARCHING = ("check", "choose_line", "hint", "work_out", "skip_drill")
"""The commands of a learner who is still searching."""


class FindStepScreen(DrillFlow):
    """The problem, the numbered lines of its solution, and below them what is asked and told."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (
        DRILL_COMMANDS[0],
        ProblemScreen.COMMAND_LIST[0],
        Command("choose_line", "enter"),
        Command("hint", "f2", "hint"),
        Command("work_out", "f3", "work_out"),
        Command("turn_page", "f6", "turn_page"),
        DRILL_COMMANDS[1],
        Command("home", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    FindStepScreen {
        & #panes { height: 1fr; }
        & ReadingPane { width: 5fr; }
        & #search { width: 6fr; height: 1fr; border-left: vkey $panel; padding: 0 1; }
        & #ask { height: auto; width: 1fr; text-style: bold; color: $text-primary; padding: 0 1; }
        &.-mistakes SolutionList { height: auto; max-height: 50%; }
        &.-mistakes ToldPane { max-height: 1fr; }
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
        self._said = ""
        self._asked_for_answer = False

    @property
    def search(self) -> FindDesk:
        """The desk, once the screen is mounted."""
        if self._search is None:
            tutor = self.tutor
            self._search = FindDesk(self.found, tutor.journal, tutor.now, self.voice.words.language)
        return self._search

    @property
    def line_work(self) -> LineWork | None:
        """The line being worked out; None while the language changes, and where there is nothing to work out."""
        return next(iter(self.query(LineWork)), None)

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
            yield Vertical(id="search")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.refresh_keys()
        if self.has_class("-narrow"):
            self.call_later(self._begin)
        else:  # the problem is painted first
            self.tutor.after_paint(self._begin)
        self.begin_drill()

    async def _begin(self, highlighted: int | None = None) -> None:
        """Bring in the lines, and what is asked and told of them."""
        if self.query(SolutionList):  # the language changed, and with it they came
            return
        choices = SolutionList(self.search, self.voice, is_told=self.is_told)
        ask = Static(self._ask(), id="ask", markup=False)
        told = ToldPane(self._said, self.labels, plain=self.voice.plain)
        self.set_class(self.search.has_line and not self.is_told, "-mistakes")
        await self.query_one("#search").mount(choices, ask, told)
        choices.focus()
        if highlighted is not None:
            choices.highlighted = highlighted
        if self.is_told:
            self._explain()
        elif self.search.rungs:
            self.call_after_refresh(self._show_hints)
        self.refresh_keys()

    async def retell(self) -> None:
        self.keep()
        work = self.line_work
        highlighted = next((choices.highlighted for choices in self.query(SolutionList)), None)
        at_work = work.index if work else None
        self.search.language = self.voice.words.language
        self._said = ""
        await self.recompose()
        self.set_class(self.app.size.width < WIDE, "-narrow")
        await self._begin(highlighted)
        if at_work is not None:
            await self._work_on(at_work)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")
        self.refresh_keys()

    def keep(self) -> None:
        super().keep()
        if self.line_work is not None:
            self.line_work.keep()

    def applies(self, name: str) -> bool:
        if not self.query(SolutionList):
            return name in ("home", "help")
        if name == "turn_page":
            return self.has_class("-narrow")
        if name == "next_drill" or name in SEARCHING:
            return (name == "next_drill") is self.is_told and self._applies_now(name)
        return True

    def _applies_now(self, name: str) -> bool:
        """Whether a command fits what is on the screen, and what is asked there."""
        if self.has_class("-narrow") and self.has_class("-reading"):
            return name in ("next_drill", "skip_drill")
        if name in ("check", "choose_line"):
            return (self.line_work is not None) is (name == "check")
        return name != "work_out" or not self.search.has_line

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self.line_work is not None and self.line_work.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        has_cursor = self.line_work is not None and self.line_work.has_cursor
        return key.key == "enter" and (self.is_told or has_cursor)

    def action_turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the lines, or the lines again."""
        self.toggle_class("-reading")
        if self.has_class("-reading"):
            self.query_one(ReadingPane).focus()
        elif self.line_work is not None:
            self.line_work.take_cursor()
        else:
            self.query_one(SolutionList).focus()
        self.refresh_keys()

    # Lines worked out

    async def action_work_out(self) -> None:
        """Work out the line that is highlighted; or leave off, and go back to the lines."""
        self._tell("")
        work = self.line_work
        if work is None:
            await self._work_on(self.query_one(SolutionList).highlighted or 0)
        else:
            self.keep()
            await work.remove()
            self.query_one(SolutionList).focus()
            self.refresh_keys()

    async def _work_on(self, index: int) -> None:
        work = LineWork(self.search, self.tutor, self.labels)
        await self.query_one("#search").mount(work, after=self.query_one(SolutionList))
        await work.work_on(index)
        self.refresh_keys()

    async def action_step_focus(self, by: int) -> None:
        """From the line that is being worked out to the one below or above."""
        if self.line_work is not None:
            await self.line_work.step(by)

    def on_line_work_moved(self, event: LineWork.Moved) -> None:
        event.stop()
        self.query_one(SolutionList).show_line(event.index)

    # Hints

    async def action_hint(self) -> None:
        """One more hint for what is asked; the answer itself is asked for twice."""
        search = self.search
        if search.open_hint(sure=self._asked_for_answer):
            self._asked_for_answer = False
            self._tell("")
            await self._show_hints()
            self.answered()
            return
        self._asked_for_answer = search.rungs == LAST_RUNG
        self._tell(self.voice.say("hint.ask_answer" if self._asked_for_answer else "hint.no_more"))

    async def _show_hints(self) -> None:
        """The hints that are open, the newest first."""
        search, voice = self.search, self.voice
        title = voice.say(f"mistake.{self.found.mistake}")
        parts = [
            f"**{voice.say('hint.heading', number=rung + 1)}**\n\n"
            + hint(self.found, search.question, rung, self.tutor.wordings, title)
            for rung in reversed(range(search.rungs))
        ]
        await self.query_one(ToldPane).show("hints", "\n\n".join(parts))

    # Answers

    def on_solution_list_nothing_chosen(self) -> None:
        self._tell(self.voice.say("drill.choose_first"))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._asked_for_answer = False
        if self.is_told:
            await self.action_next_drill()
        elif self.search.has_line:
            self._verdict(self.search.answer_mistake(self.found.choices[event.option_index]))
            if self.search.is_done:
                self.desk.finish(self.drill, self.voice.words.language)
                self.finished = True
                self.refresh_bar()
                await self._turn()
        else:
            self._verdict(self.search.answer_line(event.option_index), event.option_index + 1)
            if self.search.has_line:
                await self._turn()

    async def action_next_drill(self) -> None:
        """The next drill."""
        if self.drill.is_example and not self.finished:
            self.finished = True
            self.desk.read(self.drill, self.voice.words.language)
        await self.go_on()

    def done_words(self) -> str:
        return self.voice.say("drill.done_found" if self.desk.sitting is not None else "drill.done_found_single")

    async def _turn(self) -> None:
        """From the lines to the mistakes, or back to the lines with what there is to learn."""
        await self.query(LineWork).remove()
        await self.query_one(ToldPane).show("hints", "")
        choices = self.query_one(SolutionList)
        choices.show(is_told=self.is_told)
        choices.focus()
        self.query_one("#ask", Static).update(self._ask())
        self.set_class(self.search.has_line and not self.is_told, "-mistakes")
        if self.is_told:
            self._explain()
        self.refresh_keys()

    def _verdict(self, key: str, number: int = 0) -> None:
        self._tell(self.voice.say(f"drill.{key}", number=number))
        self.answered()

    def _tell(self, text: str) -> None:
        self._said = text
        self.query_one(ToldPane).say(text)

    def _ask(self) -> str:
        say = self.voice.say
        if self.is_told:
            return say("practice.worked") if self.drill.is_example else ""
        if not self.search.has_line:
            return say("drill.which_line")
        first = self.found.first_wrong
        return f"{line_text(self.found, first, self.voice)}\n{say('drill.which_mistake', number=first + 1)}"

    def _statement(self) -> str:
        from tutor.lessons.vocabulary import of_problem

        problem = self.found.problem
        statement = self.tutor.wordings.statement(problem)
        if not self.drill.is_example:
            return statement
        section = intro(self.tutor.content, self.drill.at_hand.skill, self.voice.words.language)
        return f"{statement}\n\n{fill(section.text, of_problem(problem))}"

    @work(exclusive=True)
    async def _explain(self) -> None:
        """What the mistake is; prepared in a thread, for the table takes a moment."""
        language = self.voice.words.language
        told = await asyncio.to_thread(explanation_of, self.found, self.tutor.content, language)
        explained = "\n\n".join(part for part in (told.what, told.why) if part) if told else ""
        for pane in self.query(ToldPane):  # there is none while the language changes
            await pane.show("explanation", f"{self._first_wrong()}\n\n{explained}")

    def _first_wrong(self) -> str:
        words, found = self.voice.words, self.found
        line = found.lines[found.first_wrong]
        return words(
            "worksheet.first_wrong",
            number=found.first_wrong + 1,
            wrong=Latex(line.equation),
            right=Latex(f"{line.latex} = {as_latex(right_value(found.problem, line))}"),
            mistake=words(f"mistake.{found.mistake}"),
        )

    def _prose(self, text: str, name: str | None = None) -> Prose:
        return Prose(parse(text), plain=self.voice.plain, labels=self.labels, id=name)
