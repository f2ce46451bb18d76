"""An essay on the screen: what to read on one side, the learner's answer on the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static, TextArea

from tutor.journal.exporting import export
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Essay
from tutor.screens.base import DRAFT_SECONDS, TutorScreen
from tutor.screens.problem import WIDE, ReadingPane
from tutor.session.essay_desk import EssayDesk, Opened
from tutor.session.essay_text import as_markdown, count
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.long_lines import MARK, MOST, broken, joined
from tutor.widgets.prose import Prose

COUNT_SECONDS = 0.15
"""How soon after a key the length is told."""
MANY_LINES = 100
"""From how many lines, each of a thousand signs or so, counting and keeping take longer than a key may."""
LATEST = 3.0
"""Seconds after which such a text is kept in any case."""


class Editor(TextArea):
    """The place to write in: Tab leaves it, so that the keyboard alone is enough."""

    DEFAULT_CSS = """
    Editor, Editor:focus { border: none; height: 1fr; width: 1fr; padding: 0 1; background: $boost; }
    """

    def __init__(self, prompt: str, text: str) -> None:
        super().__init__(broken(text), soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self.prompt = prompt

    @property
    def written(self) -> str:
        """What is written, as typed."""
        return joined(self.text)

    @property
    def selected_text(self) -> str:
        """What is selected, as typed."""
        return joined(super().selected_text)

    def show(self, text: str) -> None:
        """Show another text."""
        self.load_text(broken(text))

    def action_delete_left(self) -> None:
        """As Textual does it, but past a break that nobody typed."""
        row, column = self.cursor_location
        if self.selection.is_empty and column == 0 and row and self.document.get_line(row - 1).endswith(MARK):
            before = (row - 1, len(self.document.get_line(row - 1)) - 1)
            self.move_cursor(before)
        super().action_delete_left()

    def action_delete_right(self) -> None:
        """As Textual does it, but past a break that nobody typed."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if self.selection.is_empty and line.endswith(MARK) and column >= len(line) - 1:
            self.move_cursor((row + 1, 0))
        super().action_delete_right()

    def break_line(self) -> None:
        """Break the line that is being written, where it grew long; the cursor stays where it is in the text."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if len(line) <= MOST:
            return
        pieces = broken(line).split("\n")
        self.replace("\n".join(pieces), (row, 0), (row, len(line)), maintain_selection_offset=False)
        for piece in pieces:
            length = len(piece.removesuffix(MARK))
            if column <= length:
                break
            row, column = row + 1, column - length
        self.move_cursor((row, column))

    def on_paste(self, event: events.Paste) -> None:
        """Hangul that some systems send in parts is joined; no control characters come in."""
        event.stop()
        event.prevent_default()
        text = unicodedata.normalize("NFC", event.text.replace("\r\n", "\n").replace("\r", "\n"))
        self.replace(broken("".join(c for c in text if c.isprintable() or c == "\n")), *self.selection)


class EssayScreen(TutorScreen):
    """Shows what an essay desk holds and passes on what the learner writes and opens."""

    HELP_PAGE = "essay"
    COMMAND_LIST = (
        Command("checklist", "f2", "checklist"),
        Command("sample", "f5", "sample"),
        Command("turn_essay", "f6", "turn_page", priority=True),  # a TextArea has uses of its own for these two
        Command("next_prompt", "f8", "prompt(1)"),
        Command("previous_prompt", "f7", "prompt(-1)", priority=True),
        Command("versions", "f4", "versions"),
        Command("export", "f3", "export"),
        Command("home", "escape", "leave", priority=True, always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    EssayScreen {
        & #panes { height: 1fr; }
        & .part { margin: 0 0 1 0; }
        & #title { dock: top; height: 1; width: 1fr; padding: 0 1; background: $panel; text-style: bold; }
        & #writing { width: 1fr; height: 1fr; border-left: vkey $panel; }
        & #whose { height: 2; width: 1fr; padding: 1 1 0 1; color: $text-primary; text-style: bold; }
        & #count { height: 1; width: 1fr; padding: 0 1; color: $foreground 70%; text-align: right; }
        & #say { height: auto; width: 1fr; padding: 0 1; color: $text-warning; }
        &.-narrow ReadingPane { display: none; }
        &.-narrow #writing { border-left: none; }
        &.-narrow.-reading ReadingPane { display: block; }
        &.-narrow.-reading #writing { display: none; }
    }
    """

    def __init__(self, essay: Essay) -> None:
        super().__init__()
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
            self._desk = EssayDesk(self.essay, self.tutor.journal, self.tutor.now, self.voice.words.language)
            place = self.tutor.journal.last_place()
            if place is not None and place.field in self.essay.prompt_names:
                self.prompt = place.field
        return self._desk

    def compose(self) -> ComposeResult:
        text = self.desk.text(self.prompt)
        self.desk.language = self.voice.words.language
        yield Static("", id="title", markup=False)
        with Horizontal(id="panes"):
            with ReadingPane():
                yield from self._reading()
            with Vertical(id="writing"):
                yield Static("", id="whose", markup=False)
                yield Editor(self.prompt, text)
                yield Static("", id="count", markup=False)
        yield Static("", id="say", markup=False)  # below both, for either may be out of sight
        yield KeyBar()

    def on_mount(self) -> None:
        self._show_width(self.app.size.width)
        self._show_prompt()
        self.set_interval(DRAFT_SECONDS, self._keep_in_time)
        # On a narrow screen there is something to read before there is something to write.
        if self.has_class("-narrow") and not self.desk.text(self.prompt):
            self.action_turn_page()
        else:
            self._editor.focus()
        self.desk.visit(self.prompt)

    async def retell(self) -> None:
        before, version, was_reading = self._editor, self._version, self.focused is self.query_one(ReadingPane)
        self.keep()
        self._version = None
        await self.recompose()
        self._show_prompt()
        if version is None and before.prompt == self.prompt:
            self._editor.move_cursor(before.cursor_location)
        (self.query_one(ReadingPane) if was_reading else self._editor).focus()

    def on_resize(self, event: events.Resize) -> None:
        self._show_width(event.size.width)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._insists = False
        if isinstance(event.text_area, Editor):
            event.text_area.break_line()
        self._count_soon()

    def _keep_in_time(self) -> None:
        """Keep what is written; a text so long that it takes a while, once the hand rests, or cannot wait any more."""
        if self._is_long and self.tutor.quiet < DRAFT_SECONDS and monotonic() - self._kept < LATEST:
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

    def applies(self, name: str) -> bool:
        prompts = self.essay.prompt_names
        match name:
            case "turn_essay":
                return self.has_class("-narrow")
            case "previous_prompt":
                return self.prompt != prompts[0]
            case "next_prompt":
                return self.prompt != prompts[-1]
            case "checklist":
                return self.desk.opened(self.prompt) is Opened.NOTHING
            case "sample":
                return self.desk.opened(self.prompt) is not Opened.SAMPLE and self._sample() is not None
        return True

    # What the learner does

    async def action_checklist(self) -> None:
        """Show what a good answer covers."""
        await self._open(Opened.CHECKLIST)

    async def action_sample(self) -> None:
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
        pane = self.query_one(ReadingPane)
        with self.app.batch_update():
            await pane.query(Prose).remove()
            await pane.mount(*self._reading())
        if self.has_class("-narrow") and not self.has_class("-reading"):
            self.action_turn_page()
        self.refresh_keys()
        newest = pane.query(Prose).last()
        self.call_after_refresh(newest.scroll_visible, top=True, animate=False)

    def action_versions(self) -> None:
        """Look at earlier versions; the editor shows them and takes no keys meanwhile."""
        self.keep()
        versions = self.desk.versions(self.prompt)
        if not versions:
            self._say("essay.no_versions")
            return
        if self._version is not None:
            self._leave_versions()
            return
        if self.has_class("-reading"):
            self.action_turn_page()
        self._show_version(len(versions) - 1)

    def on_key(self, event: events.Key) -> None:
        """While versions are looked at, arrows go from one to the next."""
        if self._version is not None and event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self._show_version(self._version + (1 if event.key == "down" else -1))
            self.tutor.key_is_done(event.key)  # it goes no further

    def action_export(self) -> None:
        """Write the questions and answers to a Markdown file."""
        self.keep()
        text = as_markdown(self.essay, self.voice.words.language, self.desk.text)
        try:
            file = export(self.tutor.data_folder, f"essay-{self.essay.id}", text, self.tutor.now())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._say("essay.not_exported", file=str(error.filename or self.tutor.data_folder), reason=reason)
            return
        self._say("essay.exported", file=str(file))

    def action_turn_page(self) -> None:
        """On a narrow screen, turn between reading and writing."""
        reading = not self.has_class("-reading")
        self.set_class(reading, "-reading")
        (self.query_one(ReadingPane) if reading else self._editor).focus()
        self.refresh_keys()

    async def action_prompt(self, by: int) -> None:
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
        await self.retell_in_turn()

    async def action_leave(self) -> None:
        """From an earlier version back to the answer; from the answer back to the list of problems."""
        if self._version is not None:
            self._leave_versions()
            return
        self.keep()
        self.desk.keep_version(self.prompt)
        self.tutor.go_home()

    # What the screen does

    @property
    def _editor(self) -> Editor:
        return self.query_one(Editor)

    def _sample(self) -> str | None:
        return self.essay.prompt(self.prompt, self.voice.words.language).sample

    def _reading(self) -> Iterator[Prose]:
        """The introduction with the question, and what was opened of the checklist and the sample."""
        say = self.voice.say
        prompt = self.essay.prompt(self.prompt, self.voice.words.language)
        question = f"## {say('essay.question', prompt=self.prompt)}\n\n{prompt.question}"
        yield self._prose(f"{self.essay.wording(self.voice.words.language).body.text}\n\n{question}")
        opened = self.desk.opened(self.prompt)
        if opened is not Opened.NOTHING:
            yield self._prose(f"## {say('essay.checklist')}\n\n{prompt.checklist}")
        if opened is Opened.SAMPLE and prompt.sample:
            yield self._prose(f"## {say('essay.sample')}\n\n{prompt.sample}")

    def _prose(self, text: str) -> Prose:
        return Prose(parse(text), plain=self.voice.plain, labels=self.labels, classes="part")

    def _show_prompt(self) -> None:
        title = self.essay.wording(self.voice.words.language).title
        self.query_one("#title", Static).update(f"{self.essay.id} {title}")
        self.query_one("#whose", Static).update(self.voice.say("essay.your_answer", prompt=self.prompt))
        self._show_count(self._editor.written)
        self.refresh_keys()

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

    def _show_width(self, width: int) -> None:
        self.set_class(width < WIDE, "-narrow")
