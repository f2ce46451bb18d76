"""The work on an item: passes what the learner does to the desk, and shows what follows from it."""

from __future__ import annotations

import asyncio

from textual import work
from textual.message import Message
from textual.widgets import OptionList

from tutor.answers.verdicts import Message as Said
from tutor.answers.verdicts import Verdict
from tutor.screens.items.item_asked import ItemAsked
from tutor.screens.items.option_lines import all_told, open_hints
from tutor.screens.items.own_line import OwnLine
from tutor.widgets.options import Options


class ItemWork(ItemAsked):
    """Takes hints and answers: leads from question to question, and to what there is to learn."""

    class GoOn(Message):
        """All is told, and the learner goes on."""

    async def on_mount(self) -> None:
        if self.is_told:
            self._explain()
        else:
            await self._show_hints()

    # Hints

    def ask_no_more(self) -> None:
        """The hint that was asked about is left unopened."""
        self._say("")
        self.post_message(self.Changed())

    async def open_hint(self) -> None:
        """One more hint for what is asked; those that show the answer are asked for twice."""
        desk = self.desk
        if desk.take_hint(sure=self.is_asking):
            self._say("")
            await self._show_hints()
        elif desk.next_hint_level:
            self._say(self._naming.say(f"hint.ask_{desk.next_hint_level}"))
            self.is_asking = True
        else:
            self._say(self._naming.say("hint.no_more"))
        self.post_message(self.Changed())

    async def _show_hints(self) -> None:
        """The hints that are open, the newest first."""
        await self._tell("hints", open_hints(self.desk, self._naming, self.words))

    # Answers

    def on_options_nothing_chosen(self, event: Options.NothingChosen) -> None:
        event.stop()
        self._say(self._naming.say("drill.choose_first"))

    def on_options_highlighted(self, event: Options.Highlighted) -> None:
        event.stop()
        self._say("")

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        async with self._page:
            await self._choose(event.option_index)
        self.post_message(self.Changed())

    async def _choose(self, index: int) -> None:
        if self.is_told:
            self.post_message(self.GoOn())
        elif self.value_work is not None:
            await self._work_on(index)
        else:
            await self._take(self.options[index].name)

    async def _take(self, name: str) -> None:
        """What has this name is chosen."""
        desk, naming, found = self.desk, self._naming, self.desk.found
        if desk.choose(name):
            self._say(naming.say("drill.right" if desk.is_done else "drill.right_on"), Verdict.CORRECT)
            await self._turn()
        else:
            self._say(naming.line(desk.item.remark(found, name, self.words)), Verdict.WRONG)

    async def on_own_line_submitted(self, event: OwnLine.Submitted) -> None:
        event.stop()
        async with self._page:
            line = self.own_line
            if line is not None and not self.is_told:
                read = self.desk.read(event.text)
                if isinstance(read, Said):
                    line.say(self._naming.message(read))
                    self._say("")
                else:
                    line.submitted()
                    await self._take(read)
        self._shared.host.key_is_done("enter")
        self.post_message(self.Changed())

    async def _turn(self) -> None:
        """To the next question, or to what there is to learn."""
        await self._put_away()
        await self.query(OwnLine).remove()
        self._take_up()
        if self._is_open:
            await self.mount(OwnLine(self._naming, self.desk), after=self._choices)
        self._choices.show(self._lines(), self._right)
        self._choices.focus()
        await self._tell("hints", "")
        if self.is_told:
            self._explain()

    @work(exclusive=True)
    async def _explain(self) -> None:
        """What is right, and what more there is to tell; prepared in a thread, for that takes a moment."""
        await self._tell("explanation", await asyncio.to_thread(all_told, self.desk, self.words))
