"""The end of a sitting: what was practised, what goes well, what to come back to, and what comes when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tutor.practice.summary import Next, Practised, Summary
from tutor.screens.base import TutorScreen
from tutor.screens.due_words import due_words
from tutor.screens.shared import Shared
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page


class DrillEndScreen(TutorScreen):
    """Shows a summary; Enter goes home."""

    HELP_PAGE = "drill"

    def __init__(self, shared: Shared, summary: Summary) -> None:
        super().__init__(shared)
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

    async def say_again(self) -> None:
        await self.recompose()
        self.on_mount()

    def drills(self) -> None:
        """Another sitting."""
        self.shared.navigator.open_drills()

    def progress(self) -> None:
        """What was learnt in all."""
        self.shared.navigator.show_progress()

    def leave(self) -> None:
        """Home."""
        self.shared.navigator.go_home()

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
        when = due_words(self.voice, one.due, self.shared.now()) if one.due else self.voice.say("practice.next_new")
        return f"{self.voice.say(f'skill.{one.skill}')}: {when}"

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("drills", "f6,d,ㅇ", drills),
        Command("progress", "f7", progress),
        Command("home", "escape,enter", leave, stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
