"""The end of a sitting: what was practised, what goes well, what to come back to, and what comes when."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tutor.practice.summary import Summary
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.session.drill_words import summary_parts
from tutor.session.suggestion import DRILLS
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.next_line import NextLine
from tutor.widgets.page import Page


class DrillEndScreen(TutorScreen):
    """Shows a summary; Enter goes home."""

    DEFAULT_CSS = "DrillEndScreen NextLine.next { margin: 1 0 0 0; }"
    HELP_PAGE = "drill"
    HAS_KEYS = "#page"

    def __init__(self, shared: Shared, summary: Summary) -> None:
        super().__init__(shared)
        self.summary = summary
        self._coming = shared.suggested(DRILLS)

    def compose(self) -> ComposeResult:
        say, found = self.naming.say, self.summary
        with Page(id="page"):
            yield Static(say("practice.over"), classes="title", markup=False)
            drills = say("practice.drills", drills=found.drills, right=found.right)
            yield Static(f"{drills} {say('practice.left')}", markup=False)
            key, values = self._coming.words(self.shared.language)
            yield NextLine(self.naming, "next_thing", say(key, **values))
            for heading, lines in summary_parts(self.naming, found, self.shared.now()):
                yield Static(heading, classes="part", markup=False)
                yield from (Static(line, classes="line", markup=False) for line in lines)
        yield KeyBar()

    COMMAND_LIST = (
        Command("next_thing", "f5", lambda s: s.shared.navigator.follow(s._coming)),
        Command("drills", "f6,d,ㅇ", lambda s: s.shared.navigator.open_drills()),
        Command("progress", "f7", lambda s: s.shared.navigator.show_progress()),
        Command("home", "escape,enter", lambda s: s.shared.navigator.go_home(), stays=True),
    )
