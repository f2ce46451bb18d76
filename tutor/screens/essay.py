"""The commands of an essay's screen: what belongs to a question, earlier versions, and the way between questions."""

from __future__ import annotations

from textual.widgets import Static

from tutor.screens.base import number_or
from tutor.screens.essay_page import EssayPage
from tutor.screens.two_pane import ReadingPane, TwoPane
from tutor.session.essay_desk import Opened
from tutor.widgets.checklist import Checklist
from tutor.widgets.command import Command


class EssayScreen(EssayPage):
    """An essay with its keys."""

    HELP_PAGE = "essay"

    async def checklist(self) -> None:
        """Show what a good answer covers."""
        await self._open(Opened.CHECKLIST)

    async def sample(self) -> None:
        """Show the sample answer, to a learner who wrote something or insists."""
        self.keep()
        if not self.desk.may_open_sample(self.prompt, insists=self._insists):
            self._insists = True
            self._say("essay.ask_sample")
            self.refresh_keys()
            return
        await self._open(Opened.SAMPLE)

    async def _open(self, what: Opened) -> None:
        self.keep()
        self.desk.open(self.prompt, what)
        self._ask_no_more()
        panes = self.query_one(TwoPane)
        with self.app.batch_update():
            await panes.left.query(".part").remove()
            await panes.left.mount(*self._reading())
        panes.show_left()
        self.refresh_keys()
        newest = panes.left.query_one("#sample" if what is Opened.SAMPLE else "#checklist")
        self.call_after_refresh(newest.scroll_visible, top=True, animate=False)
        self._read(panes)

    def turn_page(self) -> None:
        """To what there is to read, as it was left, or back to the answer."""
        was_reading = self._is_at_reading
        super().turn_page()
        if self.panes is not None and not was_reading:
            self._read(self.panes)

    def _read(self, panes: TwoPane) -> None:
        """The checklist has the keys, to be ticked; once the sample is there, the page, which Page Down scrolls."""
        checklist = next(iter(panes.left.query(Checklist)), None) if self._opened is Opened.CHECKLIST else None
        (checklist or panes.left).focus(scroll_visible=False)

    @property
    def _is_at_reading(self) -> bool:
        return self.panes is not None and (self.is_reading or self.panes.left.has_focus_within)

    @property
    def _opened(self) -> Opened:
        return self.desk.opened(self.prompt)

    def _turning(self) -> str:
        """Where the key leads that turns the page."""
        to_read = {Opened.NOTHING: "turn_essay", Opened.CHECKLIST: "checklist", Opened.SAMPLE: "sample"}
        return "to_writing" if self._is_at_reading else to_read[self._opened]

    def on_descendant_focus(self) -> None:
        """Other keys apply where something else has the cursor."""
        self.refresh_keys()

    def on_checklist_ticked(self, event: Checklist.Ticked) -> None:
        event.stop()
        self.desk.tick(self.prompt, event.index)

    async def theorem(self) -> None:
        """To the theorem at work, and back again."""
        self.keep()
        await self.shared.navigator.show_theorem()

    async def versions(self) -> None:
        """Look at the states of the answer, with what changed from each to the next."""
        self.keep()
        states = self.desk.states(self.prompt)
        if not states:
            self._say("essay.no_versions")
            return
        question = self.naming.say("essay.question", prompt=self.prompt)
        await self.shared.navigator.show_history(f"{self.essay.id}  {question}", states)

    def export(self) -> None:
        """Write the questions and answers to a Markdown file."""
        self.keep()
        told = self.desk.export(self.shared.data_folder)
        self.query_one("#say", Static).update(self.naming.say(told.key, **told.values))

    async def go_prompts(self, by: int) -> None:
        """Go to another question."""
        names = self.essay.prompt_names
        number = names.index(self.prompt) + by
        if not 0 <= number < len(names):
            return
        self.keep()
        self.desk.keep_version(self.prompt)
        self.prompt = names[number]
        self.desk.visit(self.prompt)
        await self.say_again_in_turn()

    async def go_on(self) -> None:
        """To the next question; from the last one, once it has an answer, to what is suggested next."""
        if self._has_prompt(1):
            await self.go_prompts(1)
        else:
            self.keep()
            self.desk.keep_version(self.prompt)
            self.shared.navigator.follow(self.shared.suggested(self.essay))

    def _is_over(self) -> bool:
        return not self._has_prompt(1) and bool(self.desk.text(self.prompt).strip())

    def _sample(self) -> str | None:
        return self.essay.prompt(self.prompt, self.shared.language).sample

    async def leave(self) -> None:
        """A question is cancelled; from what there is to read back to the answer, and from there to the problems."""
        if self._ask_no_more():
            return
        if self._is_at_reading:
            self.turn_page()
            return
        self.keep()
        self.desk.keep_version(self.prompt)
        self.shared.navigator.go_home()

    def _leaving(self) -> str:
        return "cancel" if self._insists else "to_writing" if self._is_at_reading else "home"

    def _has_prompt(self, by: int) -> bool:
        names = self.essay.prompt_names
        return 0 <= names.index(self.prompt) + by < len(names)

    def _can_open(self, what: Opened) -> bool:
        return self._opened.value < what.value

    COMMAND_LIST = (
        Command(
            "tick",
            "space",
            applies=lambda s: isinstance(s.focused, Checklist),
            key_shown=number_or("tick", lambda s: s.focused.option_count),
        ),
        Command(
            "to_checklist", "tab", applies=lambda s: isinstance(s.focused, ReadingPane) and bool(s.query(Checklist))
        ),
        Command("checklist", "f2", checklist, applies=lambda s: s._can_open(Opened.CHECKLIST)),
        Command("sample", "f5", sample, applies=lambda s: s._can_open(Opened.SAMPLE) and s._sample() is not None),
        # A TextArea has uses of its own for these two.
        Command("turn_essay", "f6", turn_page, words=_turning, priority=True, at_foot=lambda s: not s._is_at_reading),
        Command(
            "next_prompt",
            "f8",
            go_on,
            applies=lambda s: s._has_prompt(1) or s._is_over(),
            words=lambda s: s.shared.following(s.essay) if s._is_over() else "next_prompt",
        ),
        Command(
            "previous_prompt", "f7", lambda s: s.go_prompts(-1), applies=lambda s: s._has_prompt(-1), priority=True
        ),
        Command("versions", "f4", versions),
        Command("export", "f3", export),
        Command("theorem", "ctrl+l", theorem, applies=lambda s: s.essay.has_theorem, priority=True),
        Command("home", "escape", leave, words=_leaving, priority=True, stays=True),
    )
