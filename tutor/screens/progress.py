"""What was learnt so far: mastery by skill, what is due, mistakes, days, and first answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tutor.journal.records import MistakeTally
from tutor.practice.order import BUILDS_ON
from tutor.practice.progress import DAYS_AHEAD, Progress, progress_in
from tutor.screens.base import TutorScreen
from tutor.screens.drill_end import due_words
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar

BAR, LABEL = 20, 30
WEEKS = 4
MOST_MISTAKES = 8
RISING, PLAIN_RISING = " ▁▂▃▄▅▆▇█", " .:-=+*#@"


class ProgressScreen(TutorScreen):
    """A page to look at; it is read from sums, however much was done."""

    HELP_PAGE = "progress"
    COMMAND_LIST = (
        Command("drills", "f6,d,ㅇ", "drills"),
        Command("home", "escape,enter", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    ProgressScreen {
        & #page { height: 1fr; padding: 1 2; align-horizontal: center; }
        & #page > Static { max-width: 96; height: auto; width: 1fr; }
        & .title { text-style: bold; color: $text-primary; }
        & .part { text-style: bold; margin: 1 0 0 0; }
    }
    """

    def compose(self) -> ComposeResult:
        found = progress_in(self.tutor.journal, self.tutor.now())
        with VerticalScroll(id="page"):
            yield Static(self.voice.say("progress.heading"), classes="title", markup=False)
            if not (found.skills or found.days):
                yield Static(self.voice.say("progress.nothing"), markup=False)
            else:
                yield from self._parts(found)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#page").focus()
        self.refresh_keys()

    async def retell(self) -> None:
        await self.recompose()
        self.on_mount()

    def action_drills(self) -> None:
        """Choose a sitting of drills."""
        self.tutor.open_drills()

    async def action_leave(self) -> None:
        """Home."""
        self.tutor.go_home()

    def _parts(self, found: Progress) -> Iterator[Static]:
        shares = (("unaided", found.unaided), ("hinted", found.hinted))
        yield from self._part("mastery", list(self._mastery(found)))
        yield from self._part("accuracy", [self._share(name, *pair) for name, pair in shares])
        yield from self._part("forecast", self._forecast(found))
        yield from self._part("days", self._days(found))
        yield from self._part("mistakes", self._mistakes(found.present))
        yield from self._part("mistakes_gone", self._mistakes(found.gone))

    def _part(self, name: str, lines: Sequence[str]) -> Iterator[Static]:
        if lines:
            yield Static(self.voice.say(f"progress.{name}"), classes="part", markup=False)
            yield Static("\n".join(f"  {line}" for line in lines), markup=False)

    def _mastery(self, found: Progress) -> Iterator[str]:
        say = self.voice.say
        for skill in BUILDS_ON:
            name = _padded(say(f"skill.{skill}"))
            state = found.skills.get(skill)
            if state is None:
                yield f"{name} {say('progress.not_met')}"
            else:
                yield f"{name} {self._bar(state.p)} {round(100 * state.p):3}%  {due_words(self, state.due)}"

    def _share(self, name: str, right: int, of: int) -> str:
        words = self.voice.say("progress.share", right=right, of=of)
        return f"{_padded(self.voice.say(f'progress.{name}'))} {self._bar(right / of if of else 0)} {words}"

    def _forecast(self, found: Progress) -> list[str]:
        """A bar for each day with something due."""
        due = [(day, number) for day, number in found.forecast if number]
        full = "#" if self.voice.plain else "■"
        return [f"{day:%m-%d} {full * min(number, BAR)} {number}" for day, number in due[:DAYS_AHEAD]]

    def _days(self, found: Progress) -> list[str]:
        """Four weeks in a row of bars, a day each, by how many answers were given; the last one is today."""
        today = self.tutor.now().astimezone().date()
        first = today - timedelta(days=7 * WEEKS - 1)
        attempts = {day.day: day.attempts for day in found.days}
        most = max((number for day, number in attempts.items() if day >= first), default=0)
        if not most:
            return []
        marks = PLAIN_RISING if self.voice.plain else RISING
        empty = "_" if self.voice.plain else "·"
        row = ""
        for back in reversed(range(7 * WEEKS)):
            number = attempts.get(today - timedelta(days=back), 0)
            height = -(-number * (len(marks) - 1) // most)
            row += marks[height] if height else empty
        return [f"{first:%m-%d} {row} {today:%m-%d}", self.voice.say("drill.most_answers", number=most)]

    def _mistakes(self, tallies: Sequence[MistakeTally]) -> list[str]:
        say = self.voice.say
        lines = [f"{say(f'mistake.{one.name}')}  {say('progress.times', times=one.times)}" for one in tallies]
        more = len(lines) - MOST_MISTAKES
        return [*lines[:MOST_MISTAKES], *([say("drill.more_mistakes", number=more)] if more > 0 else [])]

    def _bar(self, share: float) -> str:
        full, empty = ("#", ".") if self.voice.plain else ("■", "·")
        filled = round(BAR * share)
        return full * filled + empty * (BAR - filled)


def _padded(text: str) -> str:
    return text + " " * max(0, LABEL - cell_len(text))
