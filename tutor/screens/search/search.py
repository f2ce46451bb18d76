"""The search for a wrong step: passes what the learner does to the desk, and shows what follows from it."""

from __future__ import annotations

import asyncio

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static

from tutor.answers.verdicts import Verdict
from tutor.practice.find_hints import correction, hint
from tutor.screens.search.line_work import LineWork
from tutor.screens.shared import Shared
from tutor.session.find_desk import FindDesk
from tutor.session.find_told import explanation_of
from tutor.widgets.field_row import FieldRow
from tutor.widgets.solution_list import SolutionList, line_text
from tutor.widgets.told_pane import ToldPane


class Search(Vertical):
    """The lines of the solution, then the mistakes; below them what is asked and told, and a line to work out."""

    DEFAULT_CSS = """
    Search {
        & > #ask { height: auto; width: 1fr; text-style: bold; color: $text-primary; padding: 0 1; }
        &.-mistakes SolutionList { height: auto; max-height: 50%; }
        &.-mistakes ToldPane { max-height: 1fr; }
    }
    """

    class Changed(Message):
        """Something was answered or opened, or the cursor is somewhere else."""

    class Found(Message):
        """The mistake was named."""

    class GoOn(Message):
        """All is told, and the learner goes on."""

    def __init__(self, desk: FindDesk, shared: Shared, *, is_example: bool) -> None:
        super().__init__()
        self.desk = desk
        self._shared, self._naming = shared, shared.naming
        self._is_example = is_example
        self._choices = SolutionList(desk, self._naming, is_told=self.is_told)
        self._ask = Static(self._question(), id="ask", markup=False)
        self._told = ToldPane(shared.labels, plain=self._naming.plain)
        self._asked_for_answer = False
        self._page = asyncio.Lock()
        """Held while the page changes: a choice in the list comes a moment after its key, and may meet the next one."""

    @property
    def is_told(self) -> bool:
        """Whether line and mistake are known: found, or told in an example."""
        return self.desk.is_done or self._is_example

    @property
    def line_work(self) -> LineWork | None:
        """The line being worked out, if there is one."""
        return next(iter(self.query(LineWork)), None)

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is in the field of a line."""
        return self.line_work is not None and self.line_work.has_cursor

    @property
    def place(self) -> tuple[int | None, bool]:
        """The line that is highlighted, and whether it is being worked out."""
        return self._choices.highlighted, self.line_work is not None

    async def go_to(self, place: tuple[int | None, bool]) -> None:
        """To a place where the learner was before."""
        index, is_worked_out = place
        if index is not None and index < self._choices.option_count:
            self._choices.highlighted = index
            if is_worked_out:
                async with self._page:
                    await self._work_on(index)

    def compose(self) -> ComposeResult:
        yield self._choices
        yield self._ask
        yield self._told

    async def on_mount(self) -> None:
        self.set_class(self.desk.has_line and not self.is_told, "-mistakes")
        if self.is_told:
            self._explain()
        else:
            await self._show_hints()

    def take_cursor(self) -> None:
        """Put the cursor in the field of the line that is being worked out, else among the lines."""
        if self.line_work is not None:
            self.line_work.take_cursor()
        else:
            self._choices.focus()

    def keep(self) -> None:
        """Keep what is typed but not submitted."""
        if self.line_work is not None:
            self.line_work.keep()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        self._asked_for_answer = False

    # Lines worked out

    async def work_out(self) -> None:
        """Work out the line that is highlighted; or leave off, and go back to the lines."""
        async with self._page:
            self._say("")
            if self.line_work is None:
                await self._work_on(self._choices.highlighted or 0)
            else:
                await self._put_away()
                self._choices.focus()
        self.post_message(self.Changed())

    async def step(self, by: int) -> None:
        """From the line that is being worked out to the one that many below."""
        async with self._page:
            if self.line_work is not None:
                await self.line_work.step(by)

    def digit(self, digit: int) -> None:
        """To what has the number that is typed digit by digit."""
        self._choices.go_by_digit(digit)

    async def _work_on(self, index: int) -> None:
        work = self.line_work
        if work is None:
            work = LineWork(self.desk, self._shared)
            await self.mount(work, after=self._choices)
        await work.work_on(index)

    async def _put_away(self) -> None:
        self.keep()
        await self.query(LineWork).remove()

    def on_line_work_moved(self, event: LineWork.Moved) -> None:
        event.stop()
        self._choices.show_line(event.index)

    # Hints

    @property
    def is_asking(self) -> bool:
        """Whether a hint is asked for twice."""
        return self._asked_for_answer

    def ask_no_more(self) -> None:
        """The hint that was asked about is left unopened."""
        self._say("")
        self.post_message(self.Changed())

    async def open_hint(self) -> None:
        """One more hint for what is asked; the bottom ones are asked for twice."""
        desk = self.desk
        if desk.open_hint(sure=self._asked_for_answer):
            self._say("")
            await self._show_hints()
            self.post_message(self.Changed())
        elif desk.next_hint_level:
            self._say(self._naming.say(f"hint.ask_{desk.next_hint_level}"))
            self._asked_for_answer = True
            self.post_message(self.Changed())
        else:
            self._say(self._naming.say("hint.no_more"))

    async def _show_hints(self) -> None:
        """The hints that are open, the newest first."""
        desk, naming = self.desk, self._naming
        title = naming.say(f"mistake.{desk.found.mistake}")
        parts = [
            f"**{naming.say('hint.heading', number=hint_level + 1)}**\n\n"
            + hint(desk.found, desk.question, hint_level, self._shared.wordings, title)
            for hint_level in reversed(range(desk.hint_levels))
        ]
        await self._told.show("hints", "\n\n".join(parts))

    # Answers

    def on_solution_list_nothing_chosen(self, event: SolutionList.NothingChosen) -> None:
        event.stop()
        self._say(self._naming.say("drill.choose_first"))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        async with self._page:
            await self._choose(event.option_index)
        self.post_message(self.Changed())

    async def _choose(self, index: int) -> None:
        desk = self.desk
        if self.is_told:
            self.post_message(self.GoOn())
        elif desk.has_line:
            self._say_verdict(desk.answer_mistake(desk.found.choices[index]))
            if desk.is_done:
                await self._turn()
                self.post_message(self.Found())
        elif self.line_work is not None:
            await self._work_on(index)
        else:
            self._say_verdict(desk.answer_line(index), number=index + 1)
            if desk.has_line:
                await self._turn()

    async def _turn(self) -> None:
        """From the lines to the mistakes, or back to the lines with what there is to learn."""
        await self._put_away()
        self._choices.show(is_told=self.is_told)
        self._choices.focus()
        self._ask.update(self._question())
        self.set_class(self.desk.has_line and not self.is_told, "-mistakes")
        await self._told.show("hints", "")
        if self.is_told:
            self._explain()

    def _say(self, text: str, verdict: Verdict | None = None) -> None:
        self._asked_for_answer = False
        self._told.say(text, verdict)

    def _say_verdict(self, key: str, **values: int) -> None:
        verdict = Verdict.CORRECT if key == "right" else Verdict.WRONG
        self._say(self._naming.say(f"drill.{key}", **values), verdict)

    def _question(self) -> str:
        say, found = self._naming.say, self.desk.found
        if self.is_told:
            return say("practice.worked") if self._is_example else ""
        if not self.desk.has_line:
            return say("drill.which_line")
        first = found.first_wrong
        return f"{line_text(found, first, self._naming)}\n{say('drill.which_mistake', number=first + 1)}"

    @work(exclusive=True)
    async def _explain(self) -> None:
        """What the mistake is; prepared in a thread, for the table takes a moment."""
        words, found = self._naming.words, self.desk.found
        told = await asyncio.to_thread(explanation_of, found, self._shared.content, words.language)
        first = correction(found, words)
        parts = (first, told.what, told.why) if told else (first,)
        await self._told.show("explanation", "\n\n".join(part for part in parts if part))
