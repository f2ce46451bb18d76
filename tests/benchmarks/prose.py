"""A long page of lesson text: `python -m tests.benchmarks.prose` prints how long it takes to show and to lay out again.

The page has 50 sections and at least 12,000 characters: prose, inline and displayed formulas, lists, tables, notes. A
time ends when the screen has been painted. Textual's own Markdown is timed beside it. Times are printed, never judged.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from statistics import median

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown
from tutor.lessons.markdown import parse
from tutor.widgets.prose import Prose

SECTION = """\
### 물음 {n}

층 ${n}$의 함수 $f^{{(l)}}$은 활성도 $a^{{(l-{n})}}$을 받아 **새 활성도(activation)**를 내놓습니다.
여기서 $w^{{(l)}}_{{{n}}}$은 [가중치](https://example.org/{n})입니다.

$$ C = \\sum_{{i=1}}^{{{n}}} \\left(a_{{i}} - y_i\\right)^2 + \\frac{{1}}{{{n}}} $$

{more}

"""
TABLE = "| i | x | y |\n|--:|--:|--:|\n| 1 | {n} | 2.5 |\n| 2 | 4 | −6 |"
NOTE = "> [!NOTE] 첨자를 쓰는 방법\n> 층의 번호를 위에 적으므로 $a^{{(L)}}_{{{n}}}$로 씁니다."
SECTIONS = 50


class Reader(App[None]):
    """Nothing but a page that scrolls."""

    def __init__(self, page: Prose | Markdown) -> None:
        super().__init__()
        self.page = page

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield self.page


def text(first: int) -> str:
    """The page; another number gives another page, so that nothing is at hand from the one before."""
    numbers = range(first, first + SECTIONS)
    return "".join(SECTION.format(n=n, more=(TABLE if n % 2 else NOTE).format(n=n)) for n in numbers)


async def until_painted(page: Widget, act: Callable[[], Awaitable[object] | None]) -> float:
    """Seconds from `act` until the screen has been painted anew."""
    painted = asyncio.Event()
    start = time.perf_counter()
    if (waiting := act()) is not None:
        await waiting
    page.call_after_refresh(painted.set)
    await painted.wait()
    return time.perf_counter() - start


async def timed(page: Prose | Markdown, rounds: int, width: int, height: int) -> dict[str, float]:
    """Median seconds of each thing that a reader waits for. Textual's Markdown reads and shows in one."""
    times: dict[str, list[float]] = {}
    app = Reader(page)
    async with app.run_test(size=(width, height)):
        around = app.query_one(VerticalScroll)
        for number in range(rounds):
            start = time.perf_counter()
            content = parse(text(1000 * number))
            times.setdefault("parse", []).append(time.perf_counter() - start)
            markdown = text(1000 * number)
            show = partial(page.update, markdown) if isinstance(page, Markdown) else partial(page.update, content)
            acts: dict[str, Callable[[], Awaitable[object] | None]] = {
                "update": show,
                "a new width": partial(setattr, around.styles, "width", width - 30 - number),
                "the first width again": partial(setattr, around.styles, "width", width),
                "scroll": partial(around.scroll_to, y=200, animate=False),
            }
            for what, act in acts.items():
                times.setdefault(what, []).append(await until_painted(page, act))
    return {what: median(found) for what, found in times.items()}


def main() -> None:
    """Time both and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--width", type=int, default=120)
    parser.add_argument("--height", type=int, default=40)
    arguments = parser.parse_args()
    print(f"{len(text(0))} characters in {SECTIONS} sections, {arguments.width}×{arguments.height}, milliseconds")
    for page, rounds in ((Prose(), arguments.rounds), (Markdown(), 1)):
        for what, seconds in asyncio.run(timed(page, rounds, arguments.width, arguments.height)).items():
            print(f"  {type(page).__name__}: {what}: {seconds * 1000:.1f}")


if __name__ == "__main__":
    main()
