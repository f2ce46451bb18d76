"""Computations of all kinds, done whole by keyboard on a narrow screen: a graph, softmax, the source's own letters."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_stages, parse_field, working_order
from tutor.lessons.steps import hint_levels_of
from tutor.session.given import right_text
from tutor.session.status import Status

from ..support.course import problem_at
from ..support.thorough import also
from .screens_kit import NARROW, Learner, seated

GRAPH = """---
id: "gates"
lang: en
title: Gates
graph: {q: x + y, f: q * z + x}
inputs: {x: -2, y: 5, z: -4}
learning_rate: 0.1
---

Gates.
"""
SOFTMAX = """---
id: "softmax"
lang: en
title: Softmax
network: {widths: [1, 2], activation: softmax, bias: none}
cost: cross-entropy
data: [[2, [1, 0]]]
weights: to-from
theta: {w1: [[0.5], [0.2]]}
learning_rate: 0.5
---

Two classes.
"""
LETTERS = """---
id: "letters"
lang: ko
title: 글자
network: {widths: [1, 1, 1], activation: sigmoid, bias: none}
cost: half-sum-of-squares
data: [[1, 0.5], [2, 0]]
theta: {w1: 0.3, w2: -0.2}
learning_rate: 0.5
names: {w1: u, w2: v, z1: net_h, a1: out_h, z2: net_o, a2: out_o, y: t, C: E}
ask: [tree, z1, cost, gradient, update]
answer: change
---

글자.
"""


def problem_of(folder: Path, text: str) -> Problem:
    path = folder / "own.md"
    path.write_text(text, encoding="utf-8")
    return problem_at(path)


async def right(at: Learner, problem: Problem, field: FieldId) -> None:
    await at.answer(right_text(problem, field))
    await at.until(lambda: at.sitting.status(field) is Status.RIGHT)


async def stumble(at: Learner, problem: Problem, field: FieldId) -> None:
    """A wrong answer, the walk back to its end, every hint, and all sub-steps."""
    await at.answer("123456")
    await at.until(lambda: at.verdict == "wrong")
    await at.press("f4")
    await at.until(lambda: "/" in at.field)
    while "/" in at.field:
        before = at.field
        await at.answer(right_text(problem, parse_field(at.field)))
        await at.until(lambda before=before: at.field != before)  # type: ignore[misc]
    for _ in range(len(hint_levels_of(field)) + 2):
        await at.press("f2")
    await at.until(lambda: at.sitting.hint_levels.get(field) == len(hint_levels_of(field)))
    await at.press("f3")
    await at.until(lambda: "/" in at.field)
    for _ in range(40):
        step = parse_field(at.field)
        if not step.step:
            break
        await right(at, problem, step)
        await at.until(lambda step=step: at.field != str(step) or at.sitting.next_open(step) is None)  # type: ignore[misc]
        if at.field == str(step):
            await at.press("f3")


@pytest.mark.parametrize(("text", "language"), [also(GRAPH, "ko"), (SOFTMAX, "ko"), also(LETTERS, "en")])
async def test_whole_by_keyboard(tmp_path: Path, text: str, language: Language) -> None:
    problem = problem_of(tmp_path, text)
    stumbled: set[str] = set()
    async with seated(tmp_path / "data", problem, size=NARROW, language=language) as at:
        for field in (one for stage in asked_stages(problem) for one in working_order(problem, stage)):
            if at.sitting.status(field) is Status.RIGHT:
                continue
            if not at.field:
                await at.press("enter")
            await at.until(lambda field=field: at.field == str(field))  # type: ignore[misc]
            if field.stage in "cd" and not field.step and field.stage not in stumbled:
                stumbled.add(field.stage)
                await stumble(at, problem, field)
            if at.sitting.status(field) is not Status.RIGHT:
                await right(at, problem, field)
        assert at.sitting.is_done()
        await at.sees(at.say("stage.all_done"))


async def test_the_letters_stand_everywhere(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, LETTERS)
    async with seated(tmp_path / "data", problem, size=(120, 40), language="en") as at:
        assert "E ?" in at.screen
        await at.type("out_o t")
        await at.sees(at.say("reading.names", names="outₒ, t"))
        await at.answer("out_o t", "b.a2")
        await at.press("f8")
        await at.until(lambda: at.field == "c/z1@1")
        assert "netₕ (i = 1) =" in at.cursor_line
        assert at.say("stage.c", objective="E(θ)") in at.screen
        await at.press("f8", then="d.w1")
        assert "∂E/∂u =" in at.cursor_line
        await at.press("f8", then="e.w1")
        assert "u′ − u =" in at.cursor_line
        assert at.say("stage.e_change") in at.screen
