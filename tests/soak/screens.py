"""Random keys, bytes, pastes, resizes, signals and clock jumps over all screens: no crash, and memory that stays flat.

    python -m tests.soak.screens [EVENTS] [SEED] [EVENTS OF A SITTING]

The learner is led on to the screen that was seen least, so that all are visited evenly. A run is many sittings with one
journal: each is ended by a signal, and what was typed must be there in the next. Prints what was done, how often each
screen was looked at, and how the memory in use went.
"""

import asyncio
import gc
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.pilot import Pilot
from tutor.journal.journal import Journal, open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.practice.codes import format_code
from tutor.practice.drill_sitting import AtHand, Goal
from tutor.practice.items import KINDS
from tutor.practice.number_skills import NUMBER_SKILLS
from tutor.practice.states import WORKED
from tutor.screens.app import TutorApp
from tutor.screens.terminal.driver import ENDINGS, Keys
from tutor.session.drill import opened
from tutor.session.drill_desk import DrillDesk
from tutor.session.start import Start

from tests.support.quiet import quiet

KEYS = ("enter", "tab", "shift+tab", "up", "down", "left", "right", "backspace", "escape", "space", "home", "end")
FUNCTIONS = tuple(f"f{number}" for number in range(1, 11))
OTHERS = ("ctrl+c", "ctrl+p", "ctrl+z", "ctrl+u", "ctrl+a", "delete", "pageup", "pagedown")
TYPED = "0123456789.-+*/^()[], wabxyzCwㅈㅁㅠ답²θ"
PASTED = ("(446, 68, 514, 68, 582, 68)", "[[1, 2], [3, 4]]", "w1 = 446\nb1 = 68", "[/]\x1b[31m", "가" * 3000, "6", "")
BYTES = (b"\xb0\xa1", b"\xff", b"\x1b[200~1\xff2\x1b[201~", b"\x1b[55296u", b"\x1b[1114112u", b"\x1b[<0;9;9M", b"\x1b[")
SIZES = ((20, 5), (40, 10), (80, 24), (120, 40), (250, 80))
JUMPS = (timedelta(days=30), timedelta(days=-30), timedelta(hours=5), timedelta(days=-60 * 365), timedelta(days=9000))
STAY = 25
"""Events until the learner is led on."""
LOOK = 8
"""Events until it is looked at which screen is shown."""
LIFE = 1_500
"""Events of a sitting."""


class Clock:
    """The system's clock, which somebody sets now and then."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Lasting(TutorApp):
    """The tutor, but for leaving it by a key."""

    async def action_quit(self) -> None:
        """Stay."""

    def exit(self, result: int | None = None, return_code: int = 0, message: object = None) -> None:
        """Stay, unless a signal came."""
        if return_code:
            super().exit(result, return_code)


class Told(NamedTuple):
    """How often each screen was looked at, the objects alive and MiB in use after each sitting, and how those ended."""

    seen: Counter[str]
    alive: list[int]
    resident: list[int]
    ends: Counter[str]


def _resident() -> int:
    """MiB of memory that the process holds now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _events(random: Random) -> Iterator[Message]:
    kind = random.random()
    if kind < 0.03:
        yield events.Paste(random.choice(PASTED))
    elif kind < 0.05:
        size = Size(*random.choice(SIZES))
        yield events.Resize(size, size, size)
    elif kind < 0.08:  # bytes that are no text, or not all of it
        odd = random.choice(BYTES) if random.random() < 0.5 else random.randbytes(random.randrange(1, 12))
        keys = Keys()
        yield from (event for event in keys.feed(odd) if isinstance(event, events.Key | events.Paste))
    elif kind < 0.1:
        yield events.Key(random.choice(OTHERS), None)
    elif kind < 0.25:
        yield events.Key(random.choice(FUNCTIONS), None)
    elif kind < 0.55:
        yield events.Key(random.choice(KEYS), None)
    else:
        character = random.choice(TYPED)
        yield events.Key(character, character)


def _ways(app: TutorApp, journal: Journal, clock: Clock, random: Random) -> dict[str, Callable[[], object]]:
    """How to come to each screen, by the name of its class."""
    from tutor.screens.drill_end import DrillEndScreen
    from tutor.screens.example import ExampleScreen
    from tutor.screens.unsaved import UnsavedScreen

    content = content_folder()
    worked, items = list(NUMBER_SKILLS), list(KINDS)

    def desk() -> DrillDesk:
        return DrillDesk(journal, clock, content, random)

    def code(skill: str) -> str:
        return str(format_code(skill, random.randint(1, 5), random.randrange(1000)))

    def problem() -> Problem:
        found = load(content / "day13" / f"4.{random.randint(1, 2)}.md")
        if not isinstance(found, Problem):
            raise TypeError(found)
        return found

    def example() -> ExampleScreen:
        at_hand = AtHand("gates", 1, code("gates"), WORKED, "new", {"skill": "gates"})
        return ExampleScreen(app.shared, desk(), opened(at_hand, content))

    def end() -> DrillEndScreen:
        over = desk()
        over.begin(Goal("problems", 1))
        return DrillEndScreen(app.shared, over.end())

    return {
        "HomeScreen": app.navigator.go_home,
        "ProblemScreen": lambda: app.navigator.open_lesson(problem()),
        "EssayScreen": lambda: app.navigator.open_lesson(load(content / "day13" / "4.3.md")),
        "DrillChoiceScreen": app.navigator.open_drills,
        "DrillScreen": lambda: app.navigator.open_drills(code(random.choice(worked))),
        "ItemScreen": lambda: app.navigator.open_drills(code(random.choice(items))),
        "ExampleScreen": lambda: app.navigator.show(example),
        "DrillEndScreen": lambda: app.navigator.show(end),
        "LaboratoryScreen": lambda: app.call_later(app.navigator.show_laboratory, problem()),
        "TheoremScreen": lambda: app.call_later(app.navigator.show_theorem),
        "ProgressScreen": app.navigator.show_progress,
        "HelpScreen": lambda: app.call_later(app.show_help),
        "Palette": lambda: app.call_later(app.action_command_palette),
        "UnsavedScreen": lambda: app.call_later(app.push_screen, UnsavedScreen(app.shared)),
    }


async def soak(count: int, seed: int, folder: Path, life: int | None = None, *, weighs: bool = False) -> Told:
    """Run so many events, so many a sitting; `weighs` the memory after each. Raises what the app raises."""
    random, told, clock = Random(seed), Told(Counter(), [], [], Counter()), Clock()  # not for secrets
    left = count
    while left > 0:
        now = min(life or LIFE, left)
        left -= now
        with open_journal(folder, clock) as journal:
            app = Lasting(journal, clock, Start(folder, random.choice(("ko", "en"))))
            async with app.run_test(size=(80, 24)) as pilot:
                await _live(app, _ways(app, journal, clock, random), now, random, clock, told)
                if app.fault is None:
                    await _end(app, pilot, random, told)
        if app.fault is not None:
            raise app.fault
        if weighs:
            _weigh(told)
        print(f"{count - left} of {count} events", file=sys.stderr, flush=True)
    return told


def _weigh(told: Told) -> None:
    gc.unfreeze()  # a sitting freezes what it finds at its start: here, that is the sitting before
    gc.collect()
    told.alive.append(len(gc.get_objects()))
    told.resident.append(_resident())


async def _live(
    app: TutorApp,
    ways: dict[str, Callable[[], object]],
    count: int,
    random: Random,
    clock: Clock,
    told: Told,
) -> None:
    for number in range(count):
        if number % STAY == 0:
            while len(app.screen_stack) > 1:  # what lies over a screen
                app.pop_screen()
                await quiet(app)
            ways[min(ways, key=lambda name: (told.seen[name], random.random()))]()
            await quiet(app)
        for event in _events(random):
            app.post_message(event)
        if random.random() < 0.002:
            clock.ahead = random.choice((timedelta(), *JUMPS))
        if number % LOOK == LOOK - 1:
            await quiet(app)
            if app.fault is not None:
                return
            told.seen[type(app.screen).__name__] += 1


async def _end(app: TutorApp, pilot: Pilot[int], random: Random, told: Told) -> None:
    """A signal ends it, as it does in a terminal."""
    number, loop = random.choice(ENDINGS), asyncio.get_running_loop()
    loop.add_signal_handler(number, app.end_by, 128 + number)
    os.kill(os.getpid(), number)
    with suppress(TimeoutError):
        async with asyncio.timeout(10):
            while app.return_code is None:
                await pilot.pause(0.01)
    loop.remove_signal_handler(number)
    assert app.return_code == 128 + number
    told.ends[signal.Signals(number).name] += 1


def main(count: str = "100000", seed: str = "1", life: str = str(LIFE)) -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(soak(int(count), int(seed), Path(folder), int(life), weighs=True))
    looks = sum(told.seen.values())
    print(f"{count} events with seed {seed}: no crash")
    for name, number in told.seen.most_common():
        print(f"  {name:18} {number:6} looks, {100 * number / looks:4.1f} %")
    print(f"sittings ended: {dict(told.ends)}")
    print(f"objects alive after each sitting: {told.alive}")
    print(f"MiB in use after each sitting: {told.resident}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
