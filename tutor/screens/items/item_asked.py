"""What an item asks, what there is to choose from, and a value of it that is worked out."""

from __future__ import annotations

import asyncio

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tutor.answers.verdicts import Verdict
from tutor.practice.items_of_codes import words_of
from tutor.screens.items.option_lines import option_line
from tutor.screens.items.own_line import OwnLine
from tutor.screens.items.value_work import ValueWork
from tutor.screens.shared import Shared
from tutor.session.item_desk import ItemDesk
from tutor.widgets.field_row import FieldRow
from tutor.widgets.note import Note
from tutor.widgets.options import Options
from tutor.widgets.told_pane import ToldPane

SHORT = 10
"""Up to so many options leave the room below them to what is told."""


class ItemAsked(Vertical):
    """What is asked, and what there is to choose from; below it what is told, and a value to work out."""

    DEFAULT_CSS = """
    ItemAsked {
        & > .ask { height: auto; width: 1fr; max-width: 92; text-style: bold; color: $text-primary; padding: 1; }
        &.-told ToldPane { max-height: 65%; }
        &.-short Options { height: auto; max-height: 100%; }
        &.-short.-telling Options { max-height: 60%; }
        &.-short ToldPane { max-height: 1fr; margin: 1 0 0 0; }
    }
    """

    class Changed(Message, namespace="item_work"):
        """Something was answered or opened, or the cursor is somewhere else."""

    def __init__(self, desk: ItemDesk, shared: Shared, *, is_example: bool) -> None:
        super().__init__()
        self.desk = desk
        self._shared, self._naming = shared, shared.naming
        self.words = words_of(desk.problem, shared.wordings, shared.naming.words)
        self._is_example = is_example
        self._ask = Note("ask")
        self._told = ToldPane(self._naming)
        self._take_up()
        self._choices = Options(self._lines(), self._right)
        self.is_asking = False
        """Whether a hint is asked for twice."""
        self._types_first = False
        """Whether the line for an answer of one's own has the cursor before the options."""
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
    def own_line(self) -> OwnLine | None:
        """The line for an answer of the learner's own, where the question is open."""
        return next(iter(self.query(OwnLine)), None)

    @property
    def _typed_in(self) -> list[ValueWork | OwnLine]:
        return [part for part in (self.value_work, self.own_line) if part is not None]

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is where something is typed."""
        return any(part.has_cursor for part in self._typed_in)

    @property
    def can_work_out(self) -> bool:
        """Whether what is chosen from can be worked out."""
        return not self.is_told and any(option.field for option in self.options)

    @property
    def place(self) -> tuple[int | None, bool]:
        """The option that is highlighted, and whether its value is typed, or an answer of one's own."""
        is_typing = self.own_line.has_cursor if self.own_line is not None else self.value_work is not None
        return self._choices.highlighted, is_typing

    async def go_to(self, place: tuple[int | None, bool]) -> None:
        """To a place where the learner was before."""
        index, self._types_first = place
        if index is not None and index < self._choices.option_count:
            self._choices.highlighted = index
            if self._types_first:
                async with self._page:
                    await self._work_on(index)

    def compose(self) -> ComposeResult:
        yield self._ask
        yield self._choices
        if self._is_open:
            yield OwnLine(self._naming, self.desk)
        yield self._told

    def take_cursor(self) -> None:
        """Put the cursor in the field of the value that is being worked out, else among the options."""
        if self.value_work is not None:
            self.value_work.take_cursor()
        elif self.own_line is not None and self._types_first:
            self.own_line.take_cursor()
        else:
            self._choices.focus()

    def type_own(self) -> None:
        """To the line for an answer of one's own, or back to the options."""
        self._types_first = not self.has_cursor
        self.take_cursor()

    def keep(self) -> None:
        """Keep what is typed but not submitted."""
        for part in self._typed_in:
            part.keep()

    @on(events.DescendantFocus)
    @on(FieldRow.Entered)
    def _went(self, event: Message | events.Event) -> None:
        event.stop()
        self.post_message(self.Changed())

    def on_field_row_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        self.is_asking = False

    # What is asked

    def _take_up(self) -> None:
        """Ask what is to be asked now; where all is told, show a question's options with the right one marked."""
        item, naming = self.desk.item, self._naming
        self._right: int | None = None
        self._is_open = False
        """Whether an answer of one's own may be typed."""
        if self.is_told:
            self.options, self._right = item.at_last(self.words, self.desk.found)
            asked = self._as_text(item.asked_at_last(self.words, self.desk.found))
            self._ask.say(f"{naming.say('practice.worked')}\n\n{asked}".rstrip() if self._is_example else asked)
        else:
            question = item.ask(self.desk.found, self.words)
            self.options, self._is_open = question.options, question.is_open
            self._ask.say(self._as_text(question.text))
        self.set_class(self.is_told, "-told")
        self.on_resize()

    def on_resize(self) -> None:
        """What is told stands below the options, or at the foot where they take all the room."""
        self.set_class(len(self.options) <= max(SHORT, self.size.height // 2), "-short")

    def _as_text(self, question: str) -> str:
        return self._naming.line(question).replace("\n\n", "\n")

    def _lines(self) -> list[str]:
        return list(map(self._line, range(len(self.options))))

    def _line(self, index: int) -> str:
        return option_line(self.desk, self._naming, index, self.options[index], self._right)

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

    async def _work_on(self, index: int) -> None:
        value_work = self.value_work
        if value_work is None and self.can_work_out:
            value_work = ValueWork(self.desk, self.options, self._shared)
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

    def _say(self, text: str, verdict: Verdict | None = None) -> None:
        self.is_asking = False
        self._told.say(text, verdict)
        self._make_room()

    async def _tell(self, name: str, text: str) -> None:
        """Tell a text to read; nothing for no text."""
        await self._told.show(name, text)
        self._make_room()

    def _make_room(self) -> None:
        """The options leave room for what is told, if anything is."""
        self.set_class(self._told.is_telling, "-telling")
