"""A learner in front of the tutor: keys go in, and what stands on the screen comes out."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, TypeVar

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from tutor.answers.verdicts import Verdict
from tutor.journal.journal import Journal, open_journal
from tutor.lessons.breakdown import Asked
from tutor.lessons.languages import Language
from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.stages import parse_field
from tutor.lint.lessons import sound
from tutor.screens.app import TutorApp
from tutor.screens.problem import ProblemScreen
from tutor.session.config import Config
from tutor.session.desk import Desk
from tutor.session.fact_entries import facts_in
from tutor.session.record_names import record_name
from tutor.session.sitting import Sitting
from tutor.session.start import Beginning, Start
from tutor.widgets.field_row import FieldRow
from tutor.widgets.field_slot import Explained

from tests.support import light
from tests.support.course import lesson_of
from tests.support.quiet import quiet
from tests.support.settings import UNDISTURBED
from tests.support.solved import solve_until

from ..support.clock import Clock
from .painted import crop, picture

light.lighten()
light.forbid_stalls()
WIDE, NARROW = (120, 40), (80, 24)
PATIENCE = 40.0
LONGEST_TYPED = 3
Kind = TypeVar("Kind", bound=Screen[Any])


class Learner:
    """Presses keys and looks at the screen; waits for what is expected, never for a while."""

    def __init__(self, app: TutorApp, pilot: Pilot[int], journal: Journal) -> None:
        self.app = app
        self.journal = journal
        self._pilot = pilot
        self._lines: list[str] | None = None
        self._painted: tuple[object, int, list[str]] | None = None
        self.has_looked = False

    # Hands

    async def press(self, *keys: str, then: str | None = None) -> None:
        """Press keys by Textual's names, and let what follows happen; `then` is the field this leads to."""
        before = self.field
        self.post(*keys)
        await self.settle()
        if then is not None:
            await self._at(then, before)

    async def _at(self, field: str, before: str) -> None:
        """Wait for the cursor in a field. (d′) is passed. In (d) it begins at the last layer, and is led there."""
        if field.startswith("d.") and "/" not in field and not before.startswith("d."):
            await self.until(lambda: self.field != before and self.field.startswith(("chain.", "d.")))
            if self.field.startswith("chain."):
                await self.press("f8")
                await self.until(lambda: self.field.startswith("d."))
            await self.lead_to(field)
        await self.until(lambda: self.field == field)

    async def lead_to(self, field: str) -> None:
        """Put the cursor in a field of the page in view."""
        rows = [str(row.field) for row in self.app.screen.query(FieldRow)]
        by = rows.index(field) - rows.index(self.field)
        self.post(*["down" if by > 0 else "up"] * abs(by))
        await self.until(lambda: self.field == field)

    async def type(self, text: str) -> None:
        """Type characters, each a key of its own."""
        self.post(*text)
        await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def answer(self, text: str, then: str | None = None) -> None:
        """Put an answer in place of what stands in the field, and check it; `then` is the field this leads to.

        A long one is pasted: that is one event, and each key some ten.
        """
        before = self.field
        self.post("end", "ctrl+u")
        if len(text) > LONGEST_TYPED:
            self.app.post_message(events.Paste(text))
        else:
            self.post(*text)
        self.post("enter")
        await self.settle()
        if then is not None:
            await self._at(then, before)

    async def unfold(self) -> None:
        """Unfold what is told of the answer where the cursor is."""
        await self.until(lambda: any(one.is_folded and one.display for one in self.app.screen.query(Explained)))
        await self.press("enter")

    async def replace(self, text: str) -> None:
        """Wipe the field with the keyboard and type."""
        self.post("end", "ctrl+u", *text)
        await self.settle()

    async def append(self, text: str) -> None:
        """Go on behind what stands in the field, which may be selected."""
        longer = self.typed + text
        self.post("end", *text)
        await self.until(lambda: self.typed == longer)

    async def click(self, x: int, y: int) -> None:
        """Click on a cell of the screen."""
        await self._pilot.click(offset=(x, y))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    async def quit(self) -> None:
        """Leave the tutor by its key."""
        self.post("ctrl+q")
        while self.app.return_value is None:
            await asyncio.sleep(0.01)

    def post(self, *keys: str) -> None:
        """Press keys, and wait for nothing."""
        for key in keys:
            character = {"enter": "\r", "space": " "}.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key("space" if key == " " else key, character))

    # Eyes

    @property
    def lines(self) -> list[str]:
        """The screen, line by line. Painted once for all who look before the app has a new frame."""
        if self._lines is None:
            self._lines, self.has_looked = self._picture(), True
            asyncio.get_running_loop().call_soon(self._look_again)
        return self._lines

    def _picture(self) -> list[str]:
        screen, frames = self.app.screen, light.frames()
        is_new = bool(screen._dirty_widgets) or screen._layout_required or screen._scroll_required
        if is_new or self._painted is None or self._painted[:2] != (screen, frames) or not light.holds_frames():
            self._painted = screen, frames, picture(self.app)
        return self._painted[2]

    def _look_again(self) -> None:
        self._lines = None

    @property
    def screen(self) -> str:
        return "\n".join(self.lines)

    @property
    def field(self) -> str:
        """The field with the cursor, '' if the cursor is in none."""
        row = self.row
        return str(row.field) if row else ""

    @property
    def row(self) -> FieldRow | None:
        """The row of the field with the cursor."""
        focused = self.app.focused
        return next((node for node in focused.ancestors if isinstance(node, FieldRow)), None) if focused else None

    @property
    def typed(self) -> str:
        """What stands in the field with the cursor."""
        row = self.row
        assert row is not None
        return row.text

    def say(self, key: str, **values: str | int) -> str:
        """The words that the screen has for a key."""
        return self.app.naming.say(key, **values)

    def line(self, *parts: str) -> str:
        """The first line with all these texts in it."""
        found = next((line for line in self.lines if all(part in line for part in parts)), None)
        assert found is not None, f"no line with {parts} on\n{self.screen}"
        return found

    @property
    def verdict(self) -> str:
        """The word of the verdict on the line with the cursor, '' if there is none."""
        words = {self.say(f"verdict.{verdict.value}"): verdict.value for verdict in Verdict}
        line = self.cursor_line.rstrip(" ▁▂▃▄▅▆▇█▔")  # the scrollbar may end on this line
        ends = [word for word in words if line.endswith(word)]  # one may end in another
        return words[max(ends, key=len)] if ends else ""

    @property
    def cursor_line(self) -> str:
        """The line of the screen that the cursor is on."""
        assert self.app.focused is not None
        return self.lines[self.app.focused.region.y]

    def cursor_is_in_sight(self) -> bool:
        """Whether the field with the cursor is seen, label, verdict and all."""
        focused = self.app.focused
        return focused is not None and self.app.screen.can_view_entire(focused)

    @property
    def note(self) -> str:
        """What is said under the field with the cursor."""
        assert self.row is not None
        return " ".join(self.lines_of(self.row)[1:])

    def lines_of(self, widget: Widget) -> list[str]:
        """What stands on the screen where a widget is."""
        region = widget.region
        return [crop(line, region.x, region.right).strip() for line in self.lines[region.y : region.bottom]]

    @property
    def footer(self) -> str:
        return self.lines[-1]

    @property
    def sitting(self) -> Sitting:
        """What the journal knows of the problem on the screen."""
        problem = in_view(self, ProblemScreen).problem
        return Sitting(problem).after_all(facts_in(self.journal.entries(record_name(problem)), Asked(problem)))

    # Patience

    async def settle(self) -> None:
        """Let what is under way happen; `until` waits for what takes longer."""
        for _ in range(2):
            await quiet(self.app)

    async def until(self, condition: Callable[[], bool]) -> None:
        deadline = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < deadline, f"waited in vain at {self.field!r} on\n{self.screen}"
            await asyncio.sleep(0.005)
            await quiet(self.app)
        await self.settle()

    async def sees(self, *texts: str) -> None:
        """Wait until all these, or as much of them as surely stands on one line, are on the screen."""

        def seen() -> bool:
            screen = self.screen
            return all(text[:24] in screen for text in texts)

        await self.until(seen)


def in_view(at: Learner, kind: type[Kind]) -> Kind:
    """The screen in view, which is of this kind."""
    assert isinstance(at.app.screen, kind)
    return at.app.screen


@asynccontextmanager
async def seated(
    folder: Path,
    name: str | Lesson | None = "4.1",
    *,
    begin: str = "",
    solved: bool = False,
    size: tuple[int, int] = WIDE,
    language: Language | None = "en",
    content: Path | None = None,
    plain: bool = False,
    clock: Clock | None = None,
    drill: str | None = None,
    laboratory: Problem | None = None,
    theorem: bool = False,
    own_folder: Path | None = None,
    config: Config = UNDISTURBED,
) -> AsyncIterator[Learner]:
    """A learner at a problem (None: at home), a drill, or beside them, as soon as there is something to do.

    `begin` is the field where they were the time before: the work goes on there, and no pages are turned. With `solved`
    all that comes before it is answered rightly.
    """
    now = clock or Clock()
    with open_journal(folder, now) as journal:
        opened = lesson_of(name) if isinstance(name, str) else name
        if begin:
            assert isinstance(opened, Problem)
            desk = Desk(opened, journal, now, language or "en")
            if solved:
                solve_until(desk, parse_field(begin))
            desk.visit(parse_field(begin))
        beginning = Beginning(opened, drill, laboratory, theorem)
        start = Start(folder, language, beginning=beginning, own_folder=own_folder, read=sound, config=config)
        app = TutorApp(journal, now, start, content=content, plain=plain, random=Random(1))
        async with app.run_test(size=size, notifications=True) as pilot:
            learner = Learner(app, pilot, journal)
            await learner.until(lambda: app.focused is not None and begin in ("", learner.field))
            yield learner
            if app.screen_stack and light.holds_frames() and not learner.has_looked:
                _ = learner.lines  # it can be painted all the same
