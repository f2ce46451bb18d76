"""How quick the laboratory is: `python -m tests.benchmarks.laboratory`. Times are printed, never judged.

A slice of C over two parameters, 100 by 60; a frame while the slider moves, all that is in sight drawn anew, at each
size; the key itself, until the screen has taken it; and what the processor does while nothing happens.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from tutor.journal.journal import open_journal
from tutor.laboratory.experiment import Experiment
from tutor.laboratory.looking import along, slice_of
from tutor.laboratory.state import Lab
from tutor.lessons.content import content_folder
from tutor.lessons.load import find, load
from tutor.lessons.problem import Problem
from tutor.screens.app import TutorApp
from tutor.screens.laboratory.screen import LaboratoryScreen
from tutor.screens.laboratory.theorem import TheoremScreen
from tutor.session.start import Beginning, Start
from tutor.widgets.plot_frame import PlotFrame

TIMES = 30
SIZES = ((80, 24), (120, 40), (200, 50))
IDLE = 3.0
"""Seconds that nothing happens."""


def problem_called(name: str) -> Problem:
    path = find(name, content_folder())
    lesson = load(path) if path is not None else None
    if not isinstance(lesson, Problem):
        raise SystemExit(name)
    return lesson


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several times."""
    times = []
    for _ in range(TIMES):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times)


def engine(name: str) -> None:
    lab = Lab.begin(Experiment(problem_called(name))).with_rate(1e-4).step(50)
    sliced, line = milliseconds(lambda: slice_of(lab, 0, 1, (60, 100))), milliseconds(lambda: along(lab))
    steps = milliseconds(lambda: lab.step(100))
    print(f"{name:20} slice 100 x 60 {sliced:6.1f} ms   C along eta {line:6.1f} ms   100 steps {steps:6.1f} ms")


async def theorem(size: tuple[int, int]) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    with TemporaryDirectory() as folder, open_journal(Path(folder), now) as journal:
        app = TutorApp(journal, now, Start(Path(folder), "en", beginning=Beginning(theorem=True)), random=Random(1))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            place = app.screen
            if not isinstance(place, TheoremScreen):
                raise SystemExit(place)

            def drawn(change: Callable[[], object]) -> float:
                def frame() -> None:
                    change()
                    for plot in place.query(PlotFrame):
                        plot.render_line(0)

                return milliseconds(frame)

            turned, trained = drawn(lambda: place.turn(1)), drawn(place.tick)
    print(f"theorem  {size[0]:3} x {size[1]:2}   width {turned:6.1f} ms   frame of training {trained:6.1f} ms")


async def screen(name: str, size: tuple[int, int]) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    with TemporaryDirectory() as folder, open_journal(Path(folder), now) as journal:
        beginning = Beginning(laboratory=problem_called(name))
        app = TutorApp(journal, now, Start(Path(folder), "en", beginning=beginning), random=Random(1))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            place = app.screen
            if not isinstance(place, LaboratoryScreen):
                raise SystemExit(place)
            way = [1]

            def frame() -> None:
                way[0] = -way[0]
                place.turn(way[0])
                for plot in place.query(PlotFrame):
                    if plot.display:
                        plot.render_line(0)

            drawn = milliseconds(frame)
            keys = []
            for k in range(TIMES):
                start = perf_counter()
                await pilot.press("left" if k % 2 else "right")
                keys.append(perf_counter() - start)
            await pilot.pause(0.5)
            before = process_time()
            await asyncio.sleep(IDLE)
            idle = (process_time() - before) / IDLE
    text = f"frame {drawn:6.1f} ms   key {1000 * median(keys):6.1f} ms   idle {100 * idle:4.1f} %"
    print(f"{name:8} {size[0]:3} x {size[1]:2}   {text}")


def main() -> None:
    for name in ("4.1", "4.2", "mazur", "softmax-regression", "cs231n-graph"):
        engine(name)
    for size in SIZES:
        asyncio.run(screen("4.1", size))
        asyncio.run(theorem(size))


if __name__ == "__main__":
    main()
