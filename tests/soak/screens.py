"""Random keys, pastes and resizes over all screens: no crash, and memory that stays flat.

    python -m tests.soak.screens [EVENTS] [SEED] [CODE]

With the code of a drill, the learner goes back to that drill from most places that the keys lead to.

Prints what was done, on how many screens, and how the memory in use went.
"""

import asyncio
import gc
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from textual import events
from textual.geometry import Size
from tutor.journal.journal import open_journal
from tutor.screens.app import TutorApp
from tutor.screens.drill_choice import DrillChoiceScreen
from tutor.screens.essay import EssayScreen
from tutor.screens.home import HomeScreen
from tutor.screens.problem import ProblemScreen

KEYS = ("enter", "tab", "shift+tab", "up", "down", "left", "right", "backspace", "escape", "space", "home", "end")
FUNCTIONS = tuple(f"f{number}" for number in range(1, 11))
TYPED = "0123456789.-+*/^()[], wabxyzCwㅈㅁㅠ답²θ"
PASTED = ("(446, 68, 514, 68, 582, 68)", "[[1, 2], [3, 4]]", "w1 = 446\nb1 = 68", "[/]\x1b[31m", "가" * 3000, "6", "")
SIZES = ((20, 5), (40, 10), (80, 24), (120, 40), (250, 80))


def _event(random: Random) -> events.Event:
    kind = random.random()
    if kind < 0.03:
        return events.Paste(random.choice(PASTED))
    if kind < 0.05:
        size = Size(*random.choice(SIZES))
        return events.Resize(size, size, size)
    if kind < 0.25:
        return events.Key(random.choice(FUNCTIONS), None)
    if kind < 0.55:
        return events.Key(random.choice(KEYS), None)
    character = random.choice(TYPED)
    return events.Key(character, character)


class Lasting(TutorApp):
    """The tutor, but for leaving it."""

    async def action_quit(self) -> None:
        """Stay."""


async def soak(count: int, seed: int, folder: Path, drill: str = "") -> tuple[Counter[str], list[int]]:
    """Which screens were seen how often, and the objects alive at each tenth of the way. Raises what the app raises.

    `drill`: the code of a drill to go back to.
    """
    random, seen, alive = Random(seed), Counter[str](), list[int]()  # not for secrets

    def now() -> datetime:
        return datetime.now(UTC)

    with open_journal(folder, now) as journal:
        app = Lasting(journal, now, folder, language="ko", drill=drill or None)
        async with app.run_test(size=(80, 24)) as pilot:
            for number in range(count):
                app.post_message(_event(random))
                if number % 20 == 19:
                    await pilot.pause()
                    seen[type(app.screen).__name__] += 1
                    if drill and isinstance(app.screen, HomeScreen | ProblemScreen | EssayScreen | DrillChoiceScreen):
                        app.open_drills(drill)
                if number % max(1, count // 10) == 0:
                    gc.collect()
                    alive.append(len(gc.get_objects()))
            await pilot.pause()
    return seen, alive


def main(count: str = "100000", seed: str = "1", drill: str = "") -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        seen, alive = asyncio.run(soak(int(count), int(seed), Path(folder), drill))
    print(f"{count} events with seed {seed}: no crash; screens looked at: {dict(seen)}")
    print(f"objects alive at each tenth: {alive}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
