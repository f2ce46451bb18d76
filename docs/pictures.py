"""The pictures of README, and its recording, made by using the tutor: `python docs/pictures.py [FOLDER]`."""

import asyncio
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from rich.cells import cell_len
from textual import events
from tutor.journal.journal import open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import find, load
from tutor.screens.app import TutorApp
from tutor.session.config import Config
from tutor.session.start import Beginning, Start
from tutor.widgets.field_row import FieldRow

SIZE = (120, 34)
PATIENCE = 60.0
FEW_LINES = 3
CELL = 12.2
"""How wide rich draws a cell."""
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TREE = ("a3 y", "z3", "w3 a2 b3", "z2", "w2 a1 b2")
# What is typed before each picture is taken: answers, and keys by Textual's names. `?` waits for an explanation,
# `@` goes to a field, `!` takes a frame.
PICTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "tree": ("4.1", ("=6", *(f"={text}" for text in TREE))),
    "explanation": ("4.1", ("f8", "f8", "f8", "f8", "@d.w1", "=223", "?")),
    "flow": ("4.1", ("f8", "f8", "f8", "f8", "@d.w1", "f3", "f2")),
    "sheet": (
        "4.1",
        (
            *("f8", "f8", "ctrl+o", "=z3 = w3 a2 + b3 = (4, 7, 10, 13)", "=r = a3 - y = (2, 13, 7, 12)"),
            *(
                "=C = sum r^2 = 366",
                "=dC/dw3 = sum 2r rho'(z3) a2 = 582",
                "=dC/dw2 = sum r rho'(z3) w3 rho'(z2) a1 = 257",
                "up",
                "?",
            ),
        ),
    ),
    "drill": ("bp1:weight-last:37eb", ("=1",)),
    "recording": (
        "4.1",
        (
            *(
                "=6",
                *(f"={text}" for text in (*TREE, "z1", "w1 x b1")),
                "enter",
                "=366",
                "=2r g3 w3 g2 a1",
                "@d.w1",
                "!",
            ),
            *("=223", "?", "!", "!", "@d.w1", "=(446, 68, 514, 68, 582, 68)", "!", "f12", *("right",) * 6, "!"),
            *(("right", "!") * 13),
        ),
    ),
}
FRAME_SECONDS = 1.6


async def taken(name: str, language: Language, folder: Path) -> list[str]:
    """The tutor's screen as SVG, frame by frame; a picture's only one is taken after all that it says was typed."""
    opened, steps = PICTURES[name]
    times = iter(range(10**6))
    frames: list[str] = []

    def now() -> datetime:
        return START + timedelta(seconds=next(times))

    path = find(opened, content_folder())
    with open_journal(folder, now) as journal:
        beginning = Beginning(load(path)) if path else Beginning(drill=opened)
        start = Start(folder, language, beginning=beginning, config=Config(lessons=False, why=False))
        app = TutorApp(journal, now, start, random=Random(1))  # noqa: S311
        async with app.run_test(size=SIZE) as pilot:

            async def until(condition: Callable[[], bool]) -> None:
                deadline = monotonic() + PATIENCE
                while not condition():
                    if monotonic() > deadline:
                        raise TimeoutError(name)
                    await pilot.pause(0.02)

            def rows() -> list[FieldRow]:
                return [row for row in app.screen.query(FieldRow) if row.has_focus_within]

            def frame() -> str:
                return sound(app.export_screenshot(title=f"backprop-tutor {opened}"))

            await until(lambda: app.focused is not None)
            for step in steps:
                if step == "!":
                    await pilot.pause(0.5)
                if step == "?":
                    await until(lambda: any(part.region for part in app.screen.query("Folded")))
                    await pilot.press("enter")
                    await until(lambda: any(part.region.height > FEW_LINES for part in app.screen.query("Folded")))
                elif step == "!":
                    frames.append(frame())
                elif step.startswith("@"):
                    deadline = monotonic() + PATIENCE
                    while [str(row.field) for row in rows()] != [step[1:]]:
                        if monotonic() > deadline:
                            raise TimeoutError(f"{name}: {step}")
                        await pilot.press("up")
                elif step.startswith("="):
                    await pilot.press("end", "ctrl+u")
                    for character in step[1:]:
                        app.post_message(events.Key("space" if character == " " else character, character))
                    await pilot.press("enter")
                else:
                    await pilot.press(step)
                await pilot.pause(0.1)
            await pilot.pause(0.5)
            return frames or [frame()]


def film(frames: list[str]) -> str:
    """Frames shown one after another, over and over; the first alone where no motion is wanted. One frame as it is."""
    if len(frames) == 1:
        return frames[0]
    head = frames[0][: frames[0].index(">") + 1]
    share = 100 / len(frames)
    styles = [f".frame {{ visibility: hidden; animation: {len(frames) * FRAME_SECONDS:g}s step-end infinite }}"]
    shown = []
    for number, frame in enumerate(frames):
        start, end = number * share, (number + 1) * share
        parts = ["0% { visibility: hidden }"] if number else []
        parts += [f"{start:.3f}% {{ visibility: visible }}", f"{end:.3f}% {{ visibility: hidden }}"]
        styles += [
            f"@keyframes frame{number} {{ {' '.join(parts)} }}",
            f"#frame{number} {{ animation-name: frame{number} }}",
        ]
        shown.append(f'<g class="frame" id="frame{number}">{slim(frame)}</g>')
    still = "@media (prefers-reduced-motion: reduce) { .frame { animation: none } #frame0 { visibility: visible } }"
    return f"{head}<style>{' '.join((*styles, still))}</style>{''.join(shown)}</svg>"


def slim(svg: str) -> str:
    """A frame without what each would repeat: what cuts off lines that fit, and space."""
    inside = re.sub(r"\A<svg[^>]*>|</svg>\s*\Z|<!--.*?-->|<clipPath.*?</clipPath>", "", svg, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", re.sub(r' clip-path="[^"]*"', "", inside))


def sound(svg: str) -> str:
    """The picture without the fonts that it would load from the web, and with Hangul as wide as in a terminal."""

    def widened(found: re.Match[str]) -> str:
        return f'textLength="{CELL * cell_len(unescape(found[2])):g}"{found[1]}>{found[2]}</text>'

    local = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r'textLength="[\d.]+"([^>]*)>([^<]*)</text>', widened, local)


def main(folder: Path) -> None:
    """Write every picture in every language into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        for language in LANGUAGES:
            with TemporaryDirectory() as records:
                frames = asyncio.run(taken(name, language, Path(records)))
            (folder / f"{name}.{language}.svg").write_text(film(frames), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "pictures")
