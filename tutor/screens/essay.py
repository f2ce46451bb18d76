"""An essay on the screen: what to read on one side, the learner's answer on the other."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from tutor.journal.exporting import export as export_file
from tutor.lessons.blocks import Block, Listing, Math, Paragraph
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Essay
from tutor.screens.base import DRAFT_SECONDS, TutorScreen
from tutor.screens.shared import Shared
from tutor.screens.two_pane import ReadingPane, TwoPane
from tutor.session.essay_desk import EssayDesk, Opened
from tutor.session.essay_text import as_markdown, count
from tutor.widgets.checklist import Checklist
from tutor.widgets.command import Command, bindings
from tutor.widgets.editor import Editor
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

COUNT_SECONDS = 0.15
"""How soon after a key the length is told."""
MANY_LINES = 100
"""From how many lines, each of a thousand signs or so, counting and keeping take longer than a key may."""
LATEST = 3.0
"""Seconds after which such a text is kept in any case."""


class EssayScreen(TutorScreen):
    """Shows what an essay desk holds and passes on what the learner writes and opens."""

    HELP_PAGE = "essay"
    DEFAULT_CSS = """
    EssayScreen {
        & .part { margin: 0 0 1 0; }
        & #question { height: auto; max-height: 40%; padding: 1 1 0 1; }
        & Checklist, & Checklist:focus { margin: 0 0 1 0; }
        & #count { height: 1; width: 1fr; padding: 0 1; color: $foreground 70%; text-align: right; }
        & #say { height: auto; width: 1fr; padding: 0 1; color: $text-warning; }
    }
    """

    def __init__(self, shared: Shared, essay: Essay) -> None:
        super().__init__(shared)
        self.essay = essay
        self._desk: EssayDesk | None = None
        self.prompt = essay.prompt_names[0]
        self._insists = False
        self._version: int | None = None
        self._counting: Timer | None = None
        self._kept = 0.0

    @property
    def desk(self) -> EssayDesk:
        """The desk, once the screen is mounted."""
        if self._desk is None:
            self._desk = EssayDesk(self.essay, self.shared.journal, self.shared.now, self.shared.language)
            place = self.shared.journal.last_place()
            if place is not None and place.field in self.essay.prompt_names:
                self.prompt = place.field
        return self._desk

    def compose(self) -> ComposeResult:
        self.desk.language = self.shared.language
        title = self.essay.wording(self.shared.language).title
        yield StageBar(f"{self.essay.id} {title}", plain=self.voice.plain)
        yield TwoPane(ReadingPane(*self._reading()), Vertical(*self._writing()), self.app.size.width)
        yield Static("", id="say", markup=False)  # below both, for either may be out of sight
        yield KeyBar()

    def _writing(self) -> Iterator[Widget]:
        """The question, and below it the place to answer."""
        question = self.essay.prompt(self.prompt, self.shared.language).question
        heading = f"**{self.voice.say('essay.question', prompt=self.prompt)}**"
        yield VerticalScroll(self._prose(f"{heading}\n\n{question}"), id="question", can_focus=False)
        yield Editor(self.prompt, self.desk.text(self.prompt))
        yield Static("", id="count", markup=False)

    def on_mount(self) -> None:
        self._show_count(self._editor.written)
        self.set_interval(DRAFT_SECONDS, self._keep_in_time)
        self._editor.focus()
        self.desk.visit(self.prompt)
        self.refresh_keys()

    async def say_again(self) -> None:
        before, version, panes = self._editor, self._version, self.query_one(TwoPane)
        was_reading, was_left = panes.is_reading, panes.left.has_focus_within
        self.keep()
        self._version = None
        await self.recompose()
        self._show_count(self._editor.written)
        if version is None and before.prompt == self.prompt:
            self._editor.move_cursor(before.cursor_location)
        panes = self.query_one(TwoPane)
        if was_reading or was_left:
            panes.show_left()
        else:
            self._editor.focus()
        self.refresh_keys()

    def on_two_pane_fitted(self, event: TwoPane.Fitted) -> None:
        event.stop()
        if event.turned:
            self._editor.focus()
        self.refresh_keys()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._insists = False
        if isinstance(event.text_area, Editor):
            event.text_area.break_line()
        self._count_soon()

    def _keep_in_time(self) -> None:
        """Keep what is written; a text so long that it takes a while, once the hand rests, or cannot wait any more."""
        if self._is_long and self.shared.host.quiet < DRAFT_SECONDS and monotonic() - self._kept < LATEST:
            return
        self.keep()

    @property
    def _is_long(self) -> bool:
        return any(editor.document.line_count > MANY_LINES for editor in self.query(Editor))

    def keep(self) -> None:
        """Keep what is written, as typed."""
        self._kept = monotonic()
        for editor in self.query(Editor):
            if not editor.read_only:
                self.desk.keep(editor.prompt, editor.written)

    def writes(self, key: events.Key) -> bool:
        return isinstance(self.focused, Editor) and (key.is_printable or key.key == "enter")

    # What the learner does

    async def checklist(self) -> None:
        """Show what a good answer covers."""
        await self._open(Opened.CHECKLIST)

    async def sample(self) -> None:
        """Show the sample answer, to a learner who wrote something or insists."""
        self.keep()
        if not self.desk.may_open_sample(self.prompt, insists=self._insists):
            self._insists = True
            self._say("essay.ask_sample")
            return
        await self._open(Opened.SAMPLE)

    async def _open(self, what: Opened) -> None:
        self.keep()
        self.desk.open(self.prompt, what)
        self._insists = False
        panes = self.query_one(TwoPane)
        with self.app.batch_update():
            await panes.left.query(".part").remove()
            await panes.left.mount(*self._reading())
        panes.show_left()
        self.refresh_keys()
        newest = panes.left.query(".part").last()
        self.call_after_refresh(newest.scroll_visible, top=True, animate=False)
        for points in panes.left.query(Checklist):
            points.focus(scroll_visible=False)

    def on_checklist_ticked(self, event: Checklist.Ticked) -> None:
        event.stop()
        self.desk.tick(self.prompt, event.index)

    def versions(self) -> None:
        """Look at earlier versions; the editor shows them and takes no keys meanwhile."""
        self.keep()
        versions = self.desk.versions(self.prompt)
        if not versions:
            self._say("essay.no_versions")
            return
        if self._version is not None:
            self._leave_versions()
            return
        self.query_one(TwoPane).show_right()
        self._editor.focus()
        self._show_version(len(versions) - 1)

    def on_key(self, event: events.Key) -> None:
        """While versions are looked at, arrows go from one to the next."""
        if self._version is not None and event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self._show_version(self._version + (1 if event.key == "down" else -1))
            self.shared.host.key_is_done(event.key)  # it goes no further

    def export(self) -> None:
        """Write the questions and answers to a Markdown file."""
        self.keep()
        text = as_markdown(self.essay, self.shared.language, self.desk.text)
        try:
            file = export_file(self.shared.data_folder, f"essay-{self.essay.id}", text, self.shared.now())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._say("essay.not_exported", file=str(error.filename or self.shared.data_folder), reason=reason)
            return
        self._say("essay.exported", file=str(file))

    def turn_page(self) -> None:
        """Turn between reading and writing; where both are in view, the keys go to the other one."""
        panes = self.query_one(TwoPane)
        if panes.is_reading or panes.left.has_focus_within:
            panes.show_right()
            self._editor.focus()
        else:
            panes.show_left()
        self.refresh_keys()

    async def go_prompts(self, by: int) -> None:
        """Go to another question."""
        names = self.essay.prompt_names
        number = names.index(self.prompt) + by
        if not 0 <= number < len(names):
            return
        self.keep()
        self.desk.keep_version(self.prompt)
        self._version = None
        self.prompt = names[number]
        self.desk.visit(self.prompt)
        await self.say_again_in_turn()

    async def leave(self) -> None:
        """From an earlier version back to the answer; from the answer back to the list of problems."""
        if self._version is not None:
            self._leave_versions()
            return
        self.keep()
        self.desk.keep_version(self.prompt)
        self.shared.navigator.go_home()

    # What the screen does

    @property
    def _editor(self) -> Editor:
        return self.query_one(Editor)

    def _sample(self) -> str | None:
        return self.essay.prompt(self.prompt, self.shared.language).sample

    def _reading(self) -> Iterator[Widget]:
        """The introduction, and what was opened of the checklist and the sample."""
        say, prompt = self.voice.say, self.essay.prompt(self.prompt, self.shared.language)
        yield self._prose(self.essay.wording(self.shared.language).body.text)
        opened = self.desk.opened(self.prompt)
        if opened is not Opened.NOTHING:
            yield self._prose(f"## {say('essay.checklist')}")
            yield from map(self._points, parse(prompt.checklist))
        if opened is Opened.SAMPLE and prompt.sample:
            yield self._prose(f"## {say('essay.sample')}\n\n{prompt.sample}")

    def _points(self, block: Block) -> Widget:
        """A list to tick, of the checklist's list; anything else as it is."""
        if not isinstance(block, Listing):
            return Prose((block,), plain=self.voice.plain, labels=self.shared.labels, classes="part")
        points = [" ".join(map(self._line, item)) for item in block.items]
        return Checklist(points, self.desk.ticked(self.prompt), classes="part")

    def _line(self, block: Block) -> str:
        """The words of a block in one line."""
        spans = block.spans if isinstance(block, Paragraph) else ()
        return "".join(self.voice.math(one.latex) if isinstance(one, Math) else one.text for one in spans)

    def _prose(self, text: str) -> Prose:
        return Prose(parse(text), plain=self.voice.plain, labels=self.shared.labels, classes="part")

    def _show_count(self, text: str) -> None:
        length = self.voice.say("essay.count", **count(text)._asdict())
        for line in self.query("#count").results(Static):  # there is none while the language changes
            line.update(length)

    def _count_soon(self) -> None:
        """Count once the hand rests: a long text takes longer than a key may."""
        if self._counting is not None:
            self._counting.stop()
        seconds = DRAFT_SECONDS if self._is_long else COUNT_SECONDS
        self._counting = self.set_timer(seconds, self._count)

    def _count(self) -> None:
        for editor in self.query(Editor):  # there is none while the language changes
            self._show_count(editor.written)

    def _show_version(self, number: int) -> None:
        versions = self.desk.versions(self.prompt)
        self._version = max(0, min(number, len(versions) - 1))
        at, text = versions[self._version]
        self._editor.read_only = True
        self._editor.show(text)
        time = at.astimezone().strftime("%Y-%m-%d %H:%M")
        self._say("essay.version", time=time, number=self._version + 1, of=len(versions))

    def _leave_versions(self) -> None:
        self._version = None
        self._editor.read_only = False
        self._editor.show(self.desk.text(self.prompt))
        self.query_one("#say", Static).update("")

    def _say(self, key: str, **values: str | int) -> None:
        self.query_one("#say", Static).update(self.voice.say(key, **values))

    def _has_prompt(self, by: int) -> bool:
        names = self.essay.prompt_names
        return 0 <= names.index(self.prompt) + by < len(names)

    def _can_open(self, what: Opened) -> bool:
        return self.desk.opened(self.prompt).value < what.value

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("checklist", "f2", checklist, applies=lambda s: s._can_open(Opened.CHECKLIST)),
        Command("sample", "f5", sample, applies=lambda s: s._can_open(Opened.SAMPLE) and s._sample() is not None),
        # A TextArea has uses of its own for these two.
        Command("turn_essay", "f6", turn_page, priority=True),
        Command("next_prompt", "f8", lambda s: s.go_prompts(1), applies=lambda s: s._has_prompt(1)),
        Command(
            "previous_prompt", "f7", lambda s: s.go_prompts(-1), applies=lambda s: s._has_prompt(-1), priority=True
        ),
        Command("versions", "f4", versions),
        Command("export", "f3", export),
        Command("home", "escape", leave, priority=True, stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
