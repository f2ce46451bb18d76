"""The end of a sitting: what was learnt, which mistakes went, what comes next and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.practice.summary import Learnt, Next, Summary
from tutor.screens.base import TutorScreen
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar

BAR = 20


class DrillEndScreen(TutorScreen):
    """Shows a summary; Enter goes home."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (
        Command("drills", "f6,d,ㅇ", "drills"),
        Command("progress", "f7", "progress"),
        Command("home", "escape,enter", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    DrillEndScreen {
        & #page { height: 1fr; padding: 1 2; align-horizontal: center; }
        & #page > Static { max-width: 96; height: auto; width: 1fr; }
        & .title { text-style: bold; color: $text-primary; }
        & .part { text-style: bold; margin: 1 0 0 0; }
    }
    """

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary

    def compose(self) -> ComposeResult:
        say, found = self.voice.say, self.summary
        with VerticalScroll(id="page"):
            yield Static(say("practice.over"), classes="title", markup=False)
            yield Static(say("practice.drills", drills=found.drills, right=found.right), markup=False)
            yield from self._part("learnt", [self._learnt(one) for one in found.learnt])
            yield from self._part("gone", [say(f"mistake.{name}") for name in found.gone])
            yield from self._part("still", [say(f"mistake.{name}") for name in found.still])
            yield from self._part("next", [self._next(one) for one in found.next])
            yield Static(say("practice.left"), classes="part", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#page").focus()
        self.refresh_keys()

    async def retell(self) -> None:
        await self.recompose()
        self.on_mount()

    def action_drills(self) -> None:
        """Another sitting."""
        self.tutor.open_drills()

    def action_progress(self) -> None:
        """What was learnt in all."""
        from tutor.screens.progress import ProgressScreen

        self.tutor.show(ProgressScreen)

    async def action_leave(self) -> None:
        """Home."""
        self.tutor.go_home()

    def _part(self, name: str, lines: list[str]) -> Iterator[Static]:
        if lines:
            yield Static(self.voice.say(f"practice.{name}"), classes="part", markup=False)
            for line in lines:
                yield Static(Content(f"  {line}"), markup=False)

    def _learnt(self, one: Learnt) -> str:
        say = self.voice.say
        full, empty = ("#", ".") if self.voice.plain else ("■", "·")
        filled = round(BAR * one.after)
        marks = [key for key, holds in (("is_new", one.is_new), ("mastered_now", one.is_mastered_now)) if holds]
        share = say("practice.mastery", before=round(100 * one.before), after=round(100 * one.after))
        words = " · ".join(say(f"practice.{key}") for key in marks)
        return f"{full * filled}{empty * (BAR - filled)} {share}  {say(f'skill.{one.skill}')}  {words}".rstrip()

    def _next(self, one: Next) -> str:
        when = due_words(self, one.due) if one.due else self.voice.say("practice.next_new")
        return f"{self.voice.say(f'skill.{one.skill}')}: {when}"


def due_words(screen: TutorScreen, due: datetime) -> str:
    """When something is due, in words."""
    say, now = screen.voice.say, screen.tutor.now()
    if due <= now:
        return say("practice.next_now")
    local = due.astimezone()
    days = (local.date() - now.astimezone().date()).days
    if days == 0:
        return say("practice.next_today", time=f"{local:%H:%M}")
    return say("practice.next_tomorrow") if days == 1 else say("practice.next_days", days=days)
