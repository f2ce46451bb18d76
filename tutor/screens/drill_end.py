"""The end of a sitting: what was practised, what goes well, what to come back to, and what comes when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tutor.practice.summary import Next, Practised, Summary
from tutor.screens.base import TutorScreen
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page


class DrillEndScreen(TutorScreen):
    """Shows a summary; Enter goes home."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (
        Command("drills", "f6,d,ㅇ", "drills"),
        Command("progress", "f7", "progress"),
        Command("home", "escape,enter", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary

    def compose(self) -> ComposeResult:
        say, found = self.voice.say, self.summary
        with Page(id="page"):
            yield Static(say("practice.over"), classes="title", markup=False)
            yield Static(say("practice.drills", drills=found.drills, right=found.right), markup=False)
            yield from self._part("practised", [self._practised(one) for one in found.practised])
            yield from self._part("well", [self._well(one) for one in found.practised if one.goes_well])
            yield from self._part("come_back", [self._come_back(one) for one in found.practised if one.went_wrong])
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

    def _practised(self, one: Practised) -> str:
        say = self.voice.say
        if not one.drills:
            return f"{say(f'skill.{one.skill}')}: {say('practice.example_read')}"
        words = [say("practice.right_of", right=one.right, of=one.drills), say("practice.level", level=one.level)]
        if one.is_new:
            words.append(say("practice.is_new"))
        return f"{say(f'skill.{one.skill}')}: {' · '.join(words)}"

    def _well(self, one: Practised) -> str:
        mark = f" · {self.voice.say('practice.mastered_now')}" if one.is_mastered_now else ""
        return f"{self.voice.say(f'skill.{one.skill}')}{mark}"

    def _come_back(self, one: Practised) -> str:
        say = self.voice.say
        skill = say(f"skill.{one.skill}")
        if one.weakest is None:
            return skill
        return say("practice.come_back_part", skill=skill, part=say(f"component.{one.weakest}"))

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
