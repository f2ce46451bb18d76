"""The work on an item: passes what the learner does to the desk, and shows what follows from it."""

from __future__ import annotations

import asyncio

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static

from tutor.answers.verdicts import Verdict
from tutor.lessons.figures import as_text
from tutor.practice.item import Option
from tutor.practice.item_words import ItemWords
from tutor.screens.items.value_work import ValueWork
from tutor.screens.shared import Shared
from tutor.session.item_desk import ItemDesk
from tutor.session.verdict_look import sign_of
from tutor.widgets.field_row import FieldRow
from tutor.widgets.options import Options
from tutor.widgets.told_pane import ToldPane

SHORT = 8
"""Up to so many options leave the room below them to what is told."""


class ItemWork(Vertical):
    """What is asked, and what there is to choose from; below it what is told, and a value to work out."""

    DEFAULT_CSS = """
    ItemWork {
        & > #ask { height: auto; width: 1fr; text-style: bold; color: $text-primary; padding: 0 1; }
        &.-short Options { height: auto; max-height: 50%; }
        &.-short ToldPane { max-height: 1fr; }
    }
    """

    class Changed(Message):
        """Something was answered or opened, or the cursor is somewhere else."""

    class GoOn(Message):
        """All is told, and the learner goes on."""

    def __init__(self, desk: ItemDesk, shared: Shared, *, is_example: bool) -> None:
        super().__init__()
        self.desk = desk
        self._shared, self._naming = shared, shared.naming
        self._words = ItemWords(desk.problem, shared.wordings, shared.naming.words)
        self._is_example = is_example
        self._ask = Static("", id="ask", markup=False)
        self._told = ToldPane(shared.labels, plain=self._naming.plain)
        self._take_up()
        self._choices = Options(self._lines(), self._right)
        self._asked_for_answer = False
        self._page = asyncio.Lock()
        """Held while the page changes: a choice in the list comes a moment after its key, and may meet the next one."""

    @property
    def is_told(self) -> bool:
        """Whether all is known: found, or told in an example."""
        return self.desk.is_done or self._is_example

    @property
    def value_work(self) -> ValueWork | None:
        """The value being worked out, if there is one."""
        return next(iter(self.query(ValueWork)), None)

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is in the field of a value."""
        return self.value_work is not None and self.value_work.has_cursor

    @property
    def can_work_out(self) -> bool:
        """Whether what is chosen from can be worked out."""
        return not self.is_told and any(option.field for option in self._options)

    @property
    def place(self) -> tuple[int | None, bool]:
        """The option that is highlighted, and whether it is being worked out."""
        return self._choices.highlighted, self.value_work is not None

    async def go_to(self, place: tuple[int | None, bool]) -> None:
        """To a place where the learner was before."""
        index, is_worked_out = place
        if index is not None and index < self._choices.option_count:
            self._choices.highlighted = index
            if is_worked_out:
                async with self._page:
                    await self._work_on(index)

    def compose(self) -> ComposeResult:
        yield self._ask
        yield self._choices
        yield self._told

    async def on_mount(self) -> None:
        if self.is_told:
            self._explain()
        else:
            await self._show_hints()

    def take_cursor(self) -> None:
        """Put the cursor in the field of the value that is being worked out, else among the options."""
        if self.value_work is not None:
            self.value_work.take_cursor()
        else:
            self._choices.focus()

    def keep(self) -> None:
        """Keep what is typed but not submitted."""
        if self.value_work is not None:
            self.value_work.keep()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_field_row_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        self._asked_for_answer = False

    # What is asked

    def _take_up(self) -> None:
        """Ask what is to be asked now; where all is told, show a question's options with the right one marked."""
        item, naming = self.desk.item, self._naming
        self._right: int | None = None
        if self.is_told:
            question, self._right = list(item.solved(self._words))[item.at_end]
            self._ask.update(naming.say("practice.worked") if self._is_example else "")
        else:
            question = item.ask(self.desk.found, self._words)
            self._ask.update(naming.line(question.text.replace("\n\n", "\n")))
        self._options = question.options
        self.set_class(len(question.options) <= SHORT, "-short")

    def _lines(self) -> list[str]:
        return [self._line(index) for index in range(len(self._options))]

    def _line(self, index: int) -> str:
        """An option with its number and its data point, and how it stands."""
        option, naming = self._options[index], self._naming
        point = f"  {naming.at(str(option.point))}" if option.point is not None else ""
        return f"{index + 1:2}  {naming.line(option.text)}{point}  {self._sign(index, option)}".rstrip()

    def _sign(self, index: int, option: Option) -> str:
        """An arrow at what is right, once it is told; before, how an option compares with the learner's own value."""
        plain = self._naming.plain
        if self._right is not None:
            return ("<-" if plain else "←") if index == self._right else ""
        if option.field is None or option.field not in self.desk.sitting.answers:
            return ""
        if self.desk.agrees(option) is False and option.right is not None:
            return f"{'/=' if plain else '≠'} {as_text(option.right)}"
        return sign_of(self.desk.sitting.status(option.field), plain=plain)

    # Values worked out

    async def work_out(self) -> None:
        """Work out what is highlighted; or leave off, and go back to the options."""
        async with self._page:
            self._say("")
            if self.value_work is None:
                await self._work_on(self._choices.highlighted or 0)
            else:
                await self._put_away()
                self._choices.focus()
        self.post_message(self.Changed())

    async def step(self, by: int) -> None:
        """From what is being worked out to what is that many below."""
        async with self._page:
            if self.value_work is not None:
                await self.value_work.step(by)

    def digit(self, digit: int) -> None:
        """To what has the number that is typed digit by digit."""
        self._choices.go_by_digit(digit)

    async def _work_on(self, index: int) -> None:
        value_work = self.value_work
        if value_work is None and self.can_work_out:
            value_work = ValueWork(self.desk, self._options, self._shared)
            await self.mount(value_work, after=self._choices)
        if value_work is not None:
            await value_work.work_on(index)

    async def _put_away(self) -> None:
        self.keep()
        await self.query(ValueWork).remove()

    def on_value_work_moved(self, event: ValueWork.Moved) -> None:
        event.stop()
        if self.can_work_out:  # it may come late
            self._choices.show_line(event.index, self._line(event.index))

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
        """One more hint for what is asked; those that show the answer are asked for twice."""
        desk = self.desk
        if desk.take_hint(sure=self._asked_for_answer):
            self._say("")
            await self._show_hints()
        elif desk.next_hint_level:
            self._say(self._naming.say(f"hint.ask_{desk.next_hint_level}"))
            self._asked_for_answer = True
        else:
            self._say(self._naming.say("hint.no_more"))
        self.post_message(self.Changed())

    async def _show_hints(self) -> None:
        """The hints that are open, the newest first."""
        desk, say = self.desk, self._naming.say
        parts = [
            f"**{say('hint.heading', number=level + 1)}**\n\n{desk.item.hint(desk.found, level, self._words)}"
            for level in reversed(range(desk.hints))
        ]
        await self._told.show("hints", "\n\n".join(parts))

    # Answers

    def on_options_nothing_chosen(self, event: Options.NothingChosen) -> None:
        event.stop()
        self._say(self._naming.say("drill.choose_first"))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        async with self._page:
            await self._choose(event.option_index)
        self.post_message(self.Changed())

    async def _choose(self, index: int) -> None:
        desk, naming = self.desk, self._naming
        if self.is_told:
            self.post_message(self.GoOn())
        elif self.value_work is not None:
            await self._work_on(index)
        else:
            found, name = desk.found, self._options[index].name
            if desk.choose(name):
                self._say(naming.say("drill.right"), Verdict.CORRECT)
                await self._turn()
            else:
                self._say(naming.line(desk.item.remark(found, name, self._words)), Verdict.WRONG)

    async def _turn(self) -> None:
        """To the next question, or to what there is to learn."""
        await self._put_away()
        self._take_up()
        self._choices.show(self._lines(), self._right)
        self._choices.focus()
        await self._told.show("hints", "")
        if self.is_told:
            self._explain()

    def _say(self, text: str, verdict: Verdict | None = None) -> None:
        self._asked_for_answer = False
        self._told.say(text, verdict)

    @work(exclusive=True)
    async def _explain(self) -> None:
        """What is right, and what more there is to tell; prepared in a thread, for that takes a moment."""
        item, words = self.desk.item, self._words
        more = await asyncio.to_thread(item.explanation, words)
        await self._told.show("explanation", "\n\n".join(part for part in (item.told(words), more) if part))
