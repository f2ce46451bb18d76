"""An essay on the screen: what to read on one side, the question with the learner's answer on the other."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from tutor.lessons.blocks import Block, Listing, Math, Paragraph
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Essay, heading
from tutor.screens.base import DRAFT_SECONDS
from tutor.screens.shared import Shared
from tutor.screens.two_pane import WIDE, ReadingPane, TwoPane, TwoPaneScreen
from tutor.session.essay_desk import EssayDesk, Opened
from tutor.session.essay_text import count
from tutor.widgets.checklist import Checklist
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


class EssayPage(TwoPaneScreen):
    """Shows what an essay desk holds, and keeps what is written."""

    DEFAULT_CSS = """
    EssayPage {
        & .part { margin: 0 0 1 0; }
        & #question { height: auto; max-height: 40%; padding: 1 2 0 2; margin: 0 0 1 0; scrollbar-size-vertical: 1; }
        & Checklist { margin: 0 0 1 0; }
        & #count { height: 1; width: 1fr; padding: 0 2; color: $foreground 70%; text-align: right; }
        & #say { height: auto; width: 1fr; padding: 0 2; color: $text-warning; }
    }
    """

    def __init__(self, shared: Shared, essay: Essay) -> None:
        super().__init__(shared)
        self.essay = essay
        self.desk = EssayDesk(essay, shared.journal, shared.now, shared.language)
        self.prompt = self.desk.last_prompt
        self._insists = False
        self._counting: Timer | None = None
        self._kept = 0.0

    def compose(self) -> ComposeResult:
        self.desk.language = self.shared.language
        yield StageBar(heading(self.essay, self.shared.language), plain=self.naming.plain)
        yield TwoPane(ReadingPane(*self._reading()), Vertical(*self._writing()), self.app.size.width)
        yield Static("", id="say", markup=False)  # below both, for either may be out of sight
        yield KeyBar()

    def _writing(self) -> Iterator[Widget]:
        """The question, and below it the place to answer."""
        question = self.essay.prompt(self.prompt, self.shared.language).question
        heading = f"**{self.naming.say('essay.question', prompt=self.prompt)}**"
        yield VerticalScroll(self._prose(f"{heading}\n\n{question}"), id="question", can_focus=False)
        yield Editor(self.prompt, self.desk.text(self.prompt), self._placeholder(is_beside=self.app.size.width >= WIDE))
        yield Static("", id="count", markup=False)

    def _placeholder(self, *, is_beside: bool) -> str:
        """What stands where nothing is written yet; what there is to read may stand beside it."""
        return self.naming.say("essay.placeholder", beside=is_beside)

    def on_two_pane_fitted(self, event: TwoPane.Fitted) -> None:
        for editor in self.query(Editor):  # there is none while the language changes
            editor.placeholder = self._placeholder(is_beside=not self.is_narrow)
        super().on_two_pane_fitted(event)

    def on_mount(self) -> None:
        self._show_count(self._editor.written)
        self.set_interval(DRAFT_SECONDS, self._keep_in_time)
        self._editor.focus()
        self.desk.visit(self.prompt)

    async def say_again(self) -> None:
        self._ask_no_more()
        before, panes = self._editor, self.query_one(TwoPane)
        was_reading, was_left = panes.is_reading, panes.left.has_focus_within
        self.keep()
        await self.recompose()
        self._show_count(self._editor.written)
        if before.prompt == self.prompt:
            self._editor.move_cursor(before.cursor_location)
        panes = self.query_one(TwoPane)
        if was_reading or was_left:
            panes.show_left()
        else:
            self._editor.focus()
        self.refresh_keys()

    def take_cursor(self) -> None:
        self._editor.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._ask_no_more()
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

    @property
    def _editor(self) -> Editor:
        return self.query_one(Editor)

    def _reading(self) -> Iterator[Widget]:
        """The introduction, what was opened of the checklist and the sample, and the references."""
        say, prompt = self.naming.say, self.essay.prompt(self.prompt, self.shared.language)
        yield self._prose(self.essay.wording(self.shared.language).body.text)
        opened = self.desk.opened(self.prompt)
        if opened is not Opened.NOTHING:
            yield self._prose(f"## {say('essay.checklist')}", "checklist")
            yield from map(self._points, parse(prompt.checklist))
        if opened is Opened.SAMPLE and prompt.sample:
            yield self._prose(f"## {say('essay.sample')}\n\n{prompt.sample}", "sample")
        if references := self.essay.references(self.shared.language):
            yield self._prose(f"## {say('essay.references')}\n\n{references}", "references")

    def _points(self, block: Block) -> Widget:
        """A list to tick, of the checklist's list; anything else as it is."""
        if not isinstance(block, Listing):
            return Prose((block,), self.naming, classes="part")
        points = [" ".join(map(self._line, item)) for item in block.items]
        return Checklist(points, self.desk.ticked(self.prompt), classes="part")

    def _line(self, block: Block) -> str:
        """The words of a block in one line."""
        spans = block.spans if isinstance(block, Paragraph) else ()
        return "".join(self.naming.math(one.latex) if isinstance(one, Math) else one.text for one in spans)

    def _prose(self, text: str, name: str | None = None) -> Prose:
        return Prose(parse(text), self.naming, classes="part", id=name)

    def _show_count(self, text: str) -> None:
        length = self.naming.say("essay.count", **count(text)._asdict())
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

    def _ask_no_more(self) -> bool:
        """Whether it was asked if the learner insists; it is asked no more."""
        was_asked, self._insists = self._insists, False
        if was_asked:
            for line in self.query("#say").results(Static):  # there is none while the language changes
                line.update("")
            self.refresh_keys()
        return was_asked

    def _say(self, key: str, **values: str | int) -> None:
        self.query_one("#say", Static).update(self.naming.say(key, **values))
