"""What was learnt so far: mastery by skill, what is due, mistakes, days, and first answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from tutor.journal.records import MistakeTally
from tutor.practice.progress_figures import Progress, progress_in
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.session.standing_words import component_lines, padded, share_bar, skill_lines
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page

MOST_MISTAKES = 8
PLOTTED = ("accuracy", "forecast", "days")


class ProgressScreen(TutorScreen):
    """A page to look at; it is read from sums, however much was done."""

    HELP_PAGE = "progress"
    HAS_KEYS = "#page"
    DEFAULT_CSS = """
    ProgressScreen {
        & #columns { height: auto; width: 1fr; layout: vertical; }
        & .column { height: auto; width: 1fr; max-width: 96; }
        & .part { height: auto; text-style: bold; margin: 1 0 0 0; }
        & .line { height: auto; padding: 0 1 0 2; }
        & .plot { height: 8; width: 1fr; }
        & #accuracy { height: 10; }
        &.-broad Page.-columns > * { max-width: 184; }
        &.-broad #columns { layout: horizontal; }
        &.-broad .column { margin: 0 4 0 0; }
        & #nothing { margin: 1 0 0 0; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._progress: Progress | None = None

    def compose(self) -> ComposeResult:
        found = self._progress = progress_in(self.shared.journal, self.shared.now())
        has_any = bool(found.skills or found.days)
        with Page(id="page", classes="-columns" if has_any else ""):
            yield Static(self.naming.say("progress.heading"), classes="title", markup=False)
            if has_any:
                with Container(id="columns"):
                    yield Vertical(*self._standing(found), classes="column")
                    yield Vertical(*self._done(found), classes="column")
            else:
                yield Static(self.naming.say("progress.nothing"), id="nothing", markup=False)
                yield from self._part("mastery", list(skill_lines(self.naming, found, self.shared.now())))
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

    def _standing(self, found: Progress) -> Iterator[Static]:
        """How things stand now."""
        yield from self._part("mastery", list(skill_lines(self.naming, found, self.shared.now())))
        yield from self._part("components", list(component_lines(self.naming, found)))

    def _done(self, found: Progress) -> Iterator[Widget]:
        """What was done, and what comes."""
        shares = zip(self._signs, ("unaided", "hinted"), (found.unaided, found.hinted), strict=True)
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

    def _share(self, name: str, right: int, of: int) -> str:
        words = self.naming.say("progress.share", right=right, of=of)
        return f"{padded(name)} {share_bar(self.naming, right / of if of else 0)} {words}"

    def _mistakes(self, tallies: Sequence[MistakeTally]) -> list[str]:
        say = self.naming.say
        lines = [f"{say(f'mistake.{one.name}')}  {say('progress.times', times=one.times)}" for one in tallies]
        more = len(lines) - MOST_MISTAKES
        return [*lines[:MOST_MISTAKES], *([say("drill.more_mistakes", number=more)] if more > 0 else [])]

    COMMAND_LIST = (
        Command("drills", "f6,d,ㅇ", lambda s: s.shared.navigator.open_drills()),
        Command("home", "escape,enter", lambda s: s.shared.navigator.go_home(), stays=True),
    )
