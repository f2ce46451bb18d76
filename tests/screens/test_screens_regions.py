"""Every screen: nothing stands out of its place, over another, or is cut off.

Each is looked at as it is found first and second, in one size and one language, in turn; with `--thorough` in all
that a learner may find it in, at three sizes in every language.
`python -m tests.soak.regions` looks at each stage of every problem that comes with the tutor.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input, Static
from tutor.lessons.languages import Language

from .every_screen import Case, cases, screens
from .regions import faults
from .screens_kit import NARROW, WIDE, Learner, seated

LARGE = (200, 50)
SIZES = (NARROW, WIDE, LARGE)
FIRST = 2
"""So many cases of a screen are looked at in any case."""
Look = tuple[Case, Language, Sequence[tuple[int, int]]]
"""A screen, and in which language and at which sizes it is looked at."""


def test_no_screen_is_without_a_case() -> None:
    assert {case.screen for case in cases()} == set(screens())


def test_every_screen_is_in_its_place() -> None:
    """Each size comes with each language."""
    of_screen: Counter[type] = Counter()
    first = [one for one in cases() if of_screen.update([one.screen]) or of_screen[one.screen] <= FIRST]
    some = enumerate(first)
    looks = ((one, one.languages[number // 3 % len(one.languages)], [SIZES[number % 3]]) for number, one in some)
    assert looked_at(looks) == []


@pytest.mark.thorough
def test_all_of_every_screen_is_in_its_place() -> None:
    assert looked_at(everywhere(cases())) == []


async def test_faults_are_found() -> None:
    class Faulty(App[None]):
        CSS = """
        Screen { layers: below above; }
        #cut { width: 4; height: 1; }
        #wide { width: 4; height: 1; text-wrap: nowrap; }
        #out { width: 200; height: 1; }
        #over { width: 4; height: 2; offset: 0 -1; }
        #low { offset: 0 100; }
        """

        def compose(self) -> ComposeResult:
            yield Static("too long by far", id="cut")
            yield Static("too long", id="wide")
            yield Static("out", id="out")
            yield Static("over", id="over")
            yield Input(id="low")

    async with Faulty().run_test(size=NARROW) as pilot:
        pilot.app.query_one("#low").focus()
        await pilot.pause()
        told = "\n".join(faults(pilot.app.screen))
        for fault in ("#cut has 4×1", "#wide has 4×1", "#out at", "#out lies over Static#over", "#low has the focus"):
            assert fault in told


def everywhere(some: Iterable[Case]) -> Iterator[Look]:
    """Screens in each of their languages at every size; the next one begins at the size that the last one had."""
    sizes = SIZES
    for one in some:
        for language in one.languages:
            yield one, language, sizes
            sizes = sizes[::-1]


def looked_at(some: Iterable[Look]) -> list[str]:
    """What is wrong with some screens, found with one start of the app."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_looked_at(Path(folder), some))


async def _looked_at(folder: Path, some: Iterable[Look]) -> list[str]:
    found: list[str] = []
    async with seated(folder, None, size=NARROW) as at:
        for case, language, sizes in some:
            at.app.shared.speak(language, plain=False)
            await at.app.push_screen(case.make(at.app.shared))
            for size in sizes:
                await at.resize(*size)
                await still(at)
                where = f"{case.name} at {size[0]}×{size[1]}, {language}"
                found += [f"{where}: {fault}" for fault in faults(at.app.screen)]
                assert at.lines
            await at.app.pop_screen()
    return found


async def still(at: Learner) -> None:
    """Wait until nothing on the screen comes or moves any more."""
    before: list[tuple[Widget, Region]] | None = None

    def is_still() -> bool:
        nonlocal before
        last, before = before, [(part, part.region) for part in at.app.screen.walk_children(Widget)]
        return before == last and at.app.screen.focused is not None

    for _ in range(2):
        await at.until(is_still)
