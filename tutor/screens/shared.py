"""What all screens share, handed to each as a value: they reach for nothing else, and not for one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from tutor.journal.journal import Journal
from tutor.lessons.languages import Language
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.stages import StageId
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.session.config import NO_CONFIG, Config
from tutor.widgets.command import shown_key, shown_key_of
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from textual.screen import Screen

    from tutor.practice.summary import Summary
    from tutor.session.desk import Desk
    from tutor.session.drill import Drill
    from tutor.session.drill_desk import DrillDesk
    from tutor.session.essay_changes import State
    from tutor.session.explainer import Explainer
    from tutor.session.sitting import Sitting
    from tutor.session.suggestion import Suggestion
    from tutor.session.told import Told
    from tutor.widgets.command import Command


class Navigator(Protocol):
    """The way from one screen to another."""

    def go_home(self) -> None:
        """To the list of problems."""

    def open_lesson(self, lesson: Lesson) -> None:
        """To a problem or an essay."""

    def open_drills(self, code: str = "", *, goes_on: bool = False) -> None:
        """To one drill by its code; else to the choice of drills, or the sitting that was left, if there is one."""

    def follow(self, suggestion: Suggestion) -> None:
        """To what was suggested."""

    def show_drill(self, desk: DrillDesk, drill: Drill) -> None:
        """To a drill of a sitting."""

    def show_summary(self, summary: Summary) -> None:
        """To the end of a sitting."""

    async def show_history(self, heading: str, states: list[State]) -> None:
        """The states of an answer, over the screen that is there."""

    def show_progress(self) -> None:
        """To what was learnt so far."""

    async def show_parting(self, problem: Problem, told: Told) -> bool:
        """A mistaken run beside the right one, over the screen that is there; False where the two never part."""

    async def show_flow(self, sitting: Sitting) -> None:
        """The flow through a problem's computation, over the screen that is there."""

    async def show_laboratory(self, problem: Problem) -> None:
        """To the laboratory of a problem, over the screen that is shown."""

    async def show_theorem(self) -> None:
        """To the universal approximation theorem at work, over the screen that is shown."""

    def leave_laboratory(self, screen: Screen[None]) -> None:
        """From the laboratory back to the screen underneath; home, where there is none."""

    async def show_sheet(self, problem: Problem, desk: Desk) -> None:
        """To the sheet of a problem that is on a desk, over the screen that is shown."""

    def leave_sheet(self, screen: Screen[None], problem: Problem) -> None:
        """From the sheet back to the screen underneath; to its problem, where there is none."""

    async def show_slopes(self, names: Sequence[str], problem: Problem) -> None:
        """The pages on derivatives with these names, with the functions of a problem, over the screen that is there."""

    async def show_primer(self, problem: Problem, stage: StageId, *, solved: StageId | None = None) -> None:
        """The primer of a stage, or of a drill's skill, over the screen that is there.

        `solved` is the stage that was done a moment ago: the primer says so, as it lies over what does.
        """

    async def quit(self) -> None:
        """Out of the tutor, after what is kept in memory only was asked about."""

    def leave(self) -> None:
        """Out of the tutor at once."""


class Host(Protocol):
    """What the app does for its screens: keys in their turn, and what comes once a start has come to its end."""

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """The commands that can be given on every screen."""

    @property
    def quiet(self) -> float:
        """Seconds since the last key."""

    @property
    def keys_wait(self) -> bool:
        """Whether something was typed that is still to be taken."""

    def key_is_done(self, key: str) -> None:
        """What a key did is done, but for what it left for the app to do."""

    async def go_on(self) -> None:
        """Take the keys that had to wait."""

    def end_start(self) -> None:
        """The page that the tutor opened on stands, with all that a learner waits for."""


class Shared:
    """The journal, the clock, chance, the words and glyphs of now, and what explains wrong answers."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        data_folder: Path,
        content: Path,
        random: Random,
        *,
        host: Host,
        navigator: Navigator,
        own_folder: Path | None = None,
        read: Callable[[Path], Lesson] = load,
        language: Language,
        plain: bool = False,
        config: Config = NO_CONFIG,
    ) -> None:
        """`own_folder` holds problems of somebody's own; `read` reads such a file, and refuses what is not sound.

        `config` is what the learner set in a file.
        """
        self.journal = journal
        self.now = now
        self.data_folder = data_folder
        self.content = content
        self.random = random
        self.host = host
        self.navigator = navigator
        self.own_folder = own_folder
        self.read = read
        self.config = config
        self.speak(language, plain=plain)

    def speak(self, language: Language, *, plain: bool) -> None:
        """Take other words, or other glyphs."""
        words, chosen = read_words(self.content, language), self.config.keys
        self.naming = ScreenNaming(words, plain, key_of=lambda name: shown_key_of(name, chosen, self.naming.say))
        self.wordings = Wordings(self.content, language)

    @property
    def language(self) -> Language:
        """The learner's language."""
        return self.naming.words.language

    @property
    def moves(self) -> bool:
        """Whether what explains may move by itself: not where the learner set `motion = false`.

        Nothing moves where something is typed: it would drag an input method's window along.
        """
        return self.config.motion is not False

    @property
    def opens_lessons(self) -> bool:
        """Whether a lesson of a minute opens by itself the first time: not where the learner set `lessons = false`."""
        return self.config.lessons is not False

    @property
    def asks_why(self) -> bool:
        """Whether it may be asked why a right step is right: not where the learner set `why = false`."""
        return self.config.why is not False

    @cached_property
    def explainer(self) -> Explainer:
        """What explains wrong answers; brings numpy, and so is not there before it is asked for."""
        from tutor.session.explainer import Explainer

        return Explainer(self.content, self.journal)

    def suggested(self, after: Lesson | None = None) -> Suggestion:
        """What to do next, once a lesson has come to its end, or a sitting of drills where none is named."""
        from tutor.session.lesson_list import LessonList
        from tutor.session.record_names import record_name
        from tutor.session.suggestion import DRILLS, suggested

        lessons = LessonList(self.content, self.own_folder, self.journal)
        return suggested(lessons, self.journal, self.now(), after=record_name(after) if after else DRILLS)

    def following(self, after: Lesson) -> str:
        """What going on is called, once a lesson has come to its end: by what it leads to."""
        return f"next_{self.suggested(after).way}"

    def comes_along(self, lesson: Lesson) -> bool:
        """Whether a lesson is one of the tutor's own."""
        return self.content.resolve() in lesson.path.resolve().parents

    def check(self, lesson: Lesson) -> None:
        """Raises ContentError where a lesson of somebody's own is not sound."""
        if not self.comes_along(lesson):
            self.read(lesson.path)

    def key_of(self, command: Command[Any]) -> str:
        """The key of a command as a learner finds it on the keyboard; empty where it has none."""
        return shown_key(self.config.keys.get(command.name, command.keys), self.naming.say)
