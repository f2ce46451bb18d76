"""What was learnt so far: mastery by skill, what is due, mistakes, days, and first answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tutor.journal.records import MistakeTally
from tutor.practice.order import BUILDS_ON
from tutor.practice.progress_figures import Progress, progress_in
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.session.drill_words import due_words
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page

BAR, LABEL = 12, 30
MOST_MISTAKES = 8
PLOTTED = ("accuracy", "forecast", "days")


class ProgressScreen(TutorScreen):
    """A page to look at; it is read from sums, however much was done."""

    HELP_PAGE = "progress"
    HAS_KEYS = "#page"
    DEFAULT_CSS = """
    ProgressScreen {
        & .plot { height: 8; width: 1fr; }
        & #accuracy { height: 10; }
        & #nothing { margin: 1 0 0 0; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._progress: Progress | None = None

    def compose(self) -> ComposeResult:
        found = self._progress = progress_in(self.shared.journal, self.shared.now())
        with Page(id="page"):
            yield Static(self.naming.say("progress.heading"), classes="title", markup=False)
            if found.skills or found.days:
                yield from self._parts(found)
            else:
                yield Static(self.naming.say("progress.nothing"), id="nothing", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._draw())
        self.after_paint(self._plot)

    async def say_again(self) -> None:
        await super().say_again()
        await self._plot()

    async def _plot(self) -> None:
        """Bring in the plots, and the library that draws them, for which room was left."""
        from tutor.widgets.chart import Chart

        for part in PLOTTED:
            for place in self.query(f"#{part}"):
                if not place.children:  # the language may change before the first paint
                    await place.mount(Chart(plain=self.naming.plain))
        self._draw()

    def _draw(self) -> None:
        from tutor.screens.progress_charts import PLOTS
        from tutor.widgets.chart import Chart

        today = self.shared.now().astimezone().date()
        for part in PLOTTED:
            for chart in self.query(f"#{part} Chart").results(Chart):
                if self._progress is not None and chart.is_built:  # else it comes or goes
                    PLOTS[part](chart, self._progress, today, self._signs)

    @property
    def _signs(self) -> str:
        """What stands for first answers without a hint, and for those after one."""
        return "ox" if self.naming.plain else "●○"

    def _parts(self, found: Progress) -> ComposeResult:
        shares = zip(self._signs, ("unaided", "hinted"), (found.unaided, found.hinted), strict=True)
        yield from self._part("mastery", list(self._mastery(found)))
        yield from self._part("components", list(self._components(found)))
        named = [(f"{sign} {self.naming.say(f'progress.{name}')}", pair) for sign, name, pair in shares]
        lines = {"accuracy": [self._share(name, *pair) for name, pair in named]}
        has_any = {
            "accuracy": any(day.unaided[1] or day.hinted[1] for day in found.days),
            "forecast": any(number for _, number in found.forecast),
            "days": True,
        }
        for part in PLOTTED:
            if has_any[part]:
                yield Static(self.naming.say(f"progress.{part}"), classes="part", markup=False)
                yield from (Static(line, classes="line", markup=False) for line in lines.get(part, ()))
                yield Vertical(id=part, classes="plot")
            else:
                yield from self._part(part, [self.naming.say("progress.none_yet")])
        yield from self._part("mistakes", self._mistakes(found.present))
        yield from self._part("mistakes_gone", self._mistakes(found.gone))

    def _part(self, name: str, lines: Sequence[str]) -> Iterator[Static]:
        if lines:
            yield Static(self.naming.say(f"progress.{name}"), classes="part", markup=False)
            yield Static("\n".join(lines), classes="line", markup=False)

    def _due(self, due: datetime) -> str:
        return due_words(self.naming, due, self.shared.now())

    def _mastery(self, found: Progress) -> Iterator[str]:
        say = self.naming.say
        for skill in BUILDS_ON:
            name = _padded(say(f"skill.{skill}"))
            state, seen = found.skills.get(skill), found.seen.get(skill)
            if state is not None:
                level = say("progress.mastered") if state.is_mastered else say("practice.level", level=state.level)
                yield f"{name} {self._share_bar(state.p)}  {level} · {self._due(state.due)}"
            elif seen is not None:
                yield f"{name} {self._share_bar(seen)}  {say('progress.seen')}"
            else:
                yield f"{name} {say('progress.not_met')}"

    def _components(self, found: Progress) -> Iterator[str]:
        for component, p in found.components.items():
            yield f"{_padded(self.naming.say(f'component.{component}'))} {self._share_bar(p)}"

    def _share_bar(self, share: float) -> str:
        return f"{self._bar(share)} {round(100 * share):3}%"

    def _share(self, name: str, right: int, of: int) -> str:
        words = self.naming.say("progress.share", right=right, of=of)
        return f"{_padded(name)} {self._bar(right / of if of else 0)} {words}"

    def _mistakes(self, tallies: Sequence[MistakeTally]) -> list[str]:
        say = self.naming.say
        lines = [f"{say(f'mistake.{one.name}')}  {say('progress.times', times=one.times)}" for one in tallies]
        more = len(lines) - MOST_MISTAKES
        return [*lines[:MOST_MISTAKES], *([say("drill.more_mistakes", number=more)] if more > 0 else [])]

    def _bar(self, share: float) -> str:
        full, empty = ("#", ".") if self.naming.plain else ("■", "·")
        filled = round(BAR * share)
        return full * filled + empty * (BAR - filled)

    COMMAND_LIST = (
        Command("drills", "f6,d,ㅇ", lambda s: s.shared.navigator.open_drills()),
        Command("home", "escape,enter", lambda s: s.shared.navigator.go_home(), stays=True),
    )


def _padded(text: str) -> str:
    return text + " " * max(0, LABEL - cell_len(text))
