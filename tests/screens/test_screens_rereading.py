"""A problem that is written with the tutor beside the editor: it is read again whenever its file is saved."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.screens.problem import ProblemScreen

from ..support.course import problem_at
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated

TEXT = """---
id: "gates"
lang: en
title: Gates
graph: {q: x + y, f: q * z}
inputs: {x: -2, y: 5, z: -4}
---

Two gates.
"""


def written(path: Path, text: str = TEXT) -> Problem:
    path.write_text(text, encoding="utf-8")
    return problem_at(path)


def shown(at: Learner) -> Problem:
    assert isinstance(at.app.screen, ProblemScreen)
    return at.app.screen.problem


async def begin(at: Learner) -> None:
    await at.answer("q z", "b.q")
    await at.answer("x y")
    await at.until(lambda: at.app.focused is not None)
    await at.press("enter", then="c")
    await at.type("-1")


@pytest.mark.parametrize(("size", "language"), [(NARROW, "en"), also(WIDE, "ko")])
async def test_answers_stay_where_the_numbers_did(tmp_path: Path, size: tuple[int, int], language: Language) -> None:
    path = tmp_path / "gates.md"
    async with seated(tmp_path / "data", written(path), size=size, language=language) as at:
        await begin(at)
        before = shown(at)
        path.write_text(TEXT.replace("title: Gates", "title: Three gates").replace("Two", "Some"), encoding="utf-8")
        await at.until(lambda: "Three gates" in at.lines[0] and at.field == "c")
        assert shown(at) is not before
        assert at.typed == "-1"
        assert "✓" in at.lines[0]
        await at.answer("-12", "d.x")


async def test_with_other_numbers_it_begins_anew_and_with_the_old_ones_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "gates.md"
    async with seated(tmp_path / "data", written(path), size=NARROW) as at:
        await begin(at)
        path.write_text(TEXT.replace("x: -2", "x: 3"), encoding="utf-8")
        await at.press("f5")
        await at.until(lambda: shown(at).theta[0] == 3)
        assert not at.sitting.answers
        path.write_text(TEXT, encoding="utf-8")
        await at.until(lambda: shown(at).theta[0] == -2)
        assert len(at.sitting.answers) == 2


async def test_a_fault_is_told_and_the_problem_stays(tmp_path: Path) -> None:
    path = tmp_path / "gates.md"
    async with seated(tmp_path / "data", written(path), size=WIDE) as at:
        assert at.say("command.reread") in at.footer  # with 80 columns the palette has it
        await begin(at)
        before = shown(at)
        path.write_text(TEXT.replace("q * z", "q * v"), encoding="utf-8")
        await at.sees("gates.md:5: ")
        assert shown(at) is before
        assert (at.field, at.typed) == ("c", "-1")
        await at.press("f9")
        await at.sees("gates.md:5: ")
        await at.press("f9")
        path.unlink()
        await at.press("f5")
        await at.sees("gates.md:1: ")
        assert shown(at) is before
        written(path)
        await at.until(lambda: "gates.md:" not in at.screen)
        await at.until(lambda: at.field == "c" and at.typed == "-1")


async def test_a_field_that_is_asked_no_more_is_left(tmp_path: Path) -> None:
    path = tmp_path / "gates.md"
    async with seated(tmp_path / "data", written(path), size=NARROW) as at:
        await begin(at)
        path.write_text(TEXT.replace("---\n\n", "ask: [d.z]\n---\n\n"), encoding="utf-8")
        await at.until(lambda: at.field == "d.z")


WIDE_NET = """---
id: "net"
lang: en
title: Net
network: {widths: [2, 2, 1], activation: tanh}
cost: half-sum-of-squares
data: [[[1, 2], 1]]
weights: to-from
theta: {w1: [[0.15, 0.25], [0.35, 0.45]], b1: [0.55, 0.65], w2: [0.75, 0.85], b2: 0.95}
learning_rate: 0.1
ask: [cost, gradient]
---

A net.
"""


@pytest.mark.parametrize("language", ["ko", also("en")])
async def test_what_is_told_leaves_room_for_the_work(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "net.md"
    async with seated(tmp_path / "data", written(path, WIDE_NET), size=NARROW, language=language) as at:
        assert not [line for line in at.lines if line.rstrip().endswith("=") and "0." in line], "no value is parted"
        await at.press("f8")
        await at.press("up", "down", "down", "down", "down")
        path.write_text(WIDE_NET.replace("half-sum-of-squares", "mse"), encoding="utf-8")
        await at.sees("net.md:6: ")
        assert "…" in "".join(at.lines[1:4])
        words = at.say("reread.fault", fault="").split()
        assert all(word in "".join(at.lines[1:5]) for word in words)
        await at.until(at.cursor_is_in_sight)
