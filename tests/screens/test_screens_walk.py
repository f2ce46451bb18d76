"""Typing all answers with Enter between them walks a problem from its first question to what θ′ did."""

from itertools import pairwise
from pathlib import Path

import pytest
from tutor.lessons.languages import LANGUAGES, Language
from tutor.session.status import Status

from ..support.thorough import also
from .keys import CHAIN, WIDENED
from .screens_kit import NARROW, WIDE, Learner, seated

Key = tuple[tuple[str, str], ...]


async def at_the_end(at: Learner, before: str, after: str) -> None:
    """All stages are ticked, and what the step did is there to read."""
    await at.until(lambda: at.sitting.is_done() and "✓]" in at.lines[0])
    assert at.lines[0].count("✓") == 6
    await at.sees(at.say("stage.all_done"), at.say("finale.stays"))
    await at.press("2", "enter")  # what one more step does, before what this one did is told
    await at.sees(at.say("finale.right"))
    for _ in range(6):  # the drawings come first
        if not any(before in line and after in line for line in at.lines):
            await at.press("pagedown")
    assert before in at.line("C", before, after)
    assert "▌" in at.line(before, after)


@pytest.mark.parametrize(
    ("name", "key", "costs", "language", "size"),
    [also("4.1", CHAIN, "366 50", "en", NARROW), ("4.2", WIDENED, "298 40", "ko", WIDE)],
)
async def test_answer_by_answer(
    tmp_path: Path, name: str, key: Key, costs: str, language: Language, size: tuple[int, int]
) -> None:
    async with seated(tmp_path, name, size=size, language=language) as at:
        assert at.field == key[0][0]
        for (field, answer), (following, _) in pairwise(key):
            leaves_tree = field[0] == "b" != following[0]
            await at.answer(answer, "" if leaves_tree else following)
            if leaves_tree:
                await at.press("enter", then=following)
            assert at.typed == ""
            assert at.cursor_is_in_sight()
        await at.answer(key[-1][1])
        await at_the_end(at, *costs.split())
        attempts = [answer.attempts for answer in at.sitting.answers.values()]
        assert attempts == [1] * len(key)


async def test_all_keys_at_once(tmp_path: Path) -> None:
    """As from a slow line: no key waits until what the one before it did is on the screen."""
    async with seated(tmp_path, None, size=NARROW) as at:
        at.post("1")
        for _, answer in CHAIN:
            at.post("9", "backspace", *answer, "enter")
        await at.until(lambda: "✓]" in at.lines[0] and at.sitting.is_done())
        assert [str(field) for field in at.sitting.answers] == [field for field, _ in CHAIN]


async def test_a_solved_stage_says_so_and_shows_its_solution(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.answer("6", "b.C")
        await at.sees(at.say("stage.solved", stage="a", value=f"{at.say('field.count')} = 6"))
        await at.press("f7")
        await at.until(lambda: at.field == "a")
        await at.sees(at.say("solution.heading"))
        assert at.sitting.stage_status("a") is Status.RIGHT


async def test_stages_in_any_order(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        for stage in ("b.C", "c", "d.w1", "e.w1"):
            await at.press("f8", then=stage)
            assert f"[{stage[0]} " in at.lines[0]
        await at.press("f8", "f7", then="d.w1")
        await at.press("f7", "f7", then="c")
        await at.answer("366", "d.w1")
        await at.press("down", "down", "up", then="d.b1")
        await at.press("tab", then="d.w2")
        await at.answer("514", "d.b2")
        await at.until(lambda: "c ✓" in at.lines[0])
        assert at.sitting.stage_status("d") is Status.WRONG, "begun"


async def test_a_stage_is_clicked_at_the_head(tmp_path: Path) -> None:
    async with seated(tmp_path, size=NARROW) as at:
        for stage, place in (("d", "d.w3"), ("a", "a"), ("e", "e.w1")):
            await at.click(at.lines[0].index(f"{stage} ○"), 0)
            await at.until(lambda place=place: at.field == place)  # type: ignore[misc]
        await at.press("f6")
        await at.click(at.lines[0].index("c ○"), 0)
        await at.until(lambda: at.field == "c")


async def test_the_code_of_a_drill_is_not_cut(tmp_path: Path) -> None:
    code = "bp1:forward-cost:19a8eef4d"
    for language in LANGUAGES:
        async with seated(tmp_path, None, drill=code, size=(60, 24), language=language) as at:
            await at.until(lambda at=at: code in at.lines[0])  # type: ignore[misc]
