"""The question in between, why a right step is right: below the work, answered or left, and in nobody's way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tutor.lessons.chain import chain_typed
from tutor.lessons.languages import Language
from tutor.lessons.self_explanation import Why
from tutor.lessons.stages import FieldId
from tutor.lessons.why_plans import RIGHT
from tutor.screens.problem import ProblemScreen
from tutor.session.config import Config
from tutor.session.self_explaining import open_why, why_of
from tutor.widgets.options import Options
from tutor.widgets.why_view import WhyView

from tests.support.course import problem_of

from ..conftest import Clock as Ticking
from ..support.chance import Always
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated

ASKING = Config(lessons=False)


@asynccontextmanager
async def at_gradient(
    folder: Path, clock: Ticking, *, size: tuple[int, int] = WIDE, language: Language = "en"
) -> AsyncIterator[Learner]:
    """A learner at (d), who is asked whenever that may be."""
    work(folder, problem_of("4.1"), "abc", clock)
    async with seated(folder, "4.1", begin="d.w3", size=size, language=language, config=ASKING) as at:
        at.app.shared.random = Always()
        yield at


def view_of(at: Learner) -> WhyView:
    return at.app.screen.query_one(WhyView)


def why(at: Learner) -> Why:
    """What is asked."""
    asked = open_why(at.sitting)
    assert asked is not None
    return why_of(at.sitting, asked, at.app.shared.wordings, at.app.shared.language)


def is_asking(at: Learner) -> bool:
    return isinstance(at.app.focused, Options) and bool(at.app.screen.query(WhyView))


async def solve(at: Learner, name: str = "w3") -> None:
    """Answer rightly, and wait for the question."""
    await at.answer({"w3": "582", "b3": "68"}[name])
    await at.until(lambda: is_asking(at))


def number(at: Learner, reason: str) -> str:
    return str(why(at).reasons.index(reason) + 1)


@pytest.mark.parametrize(("size", "language"), [also(WIDE, "en"), (NARROW, "ko")])
async def test_wrong_reasons_are_answered_and_the_right_one_leads_on(
    tmp_path: Path, clock: Ticking, size: tuple[int, int], language: Language
) -> None:
    async with at_gradient(tmp_path, clock, size=size, language=language) as at:
        await solve(at)
        shown = "".join(at.lines_of(view_of(at).query_one(Options)))
        assert all(f"{count} " in shown for count in (1, 2, 3))
        assert at.say("command.why_leave") in at.footer
        reply = at.app.naming.line(why(at).say("reply.first"))
        await at.press(number(at, "first"), "enter")
        await at.until(lambda: reply.split()[1] in "".join(at.lines_of(view_of(at))))
        assert is_asking(at)
        await at.press(number(at, RIGHT), "enter", then="d.b3")
        assert at.sitting.whys[0].reasons == ("first", RIGHT)
        assert at.cursor_is_in_sight()
        await at.answer("68", then="d.w2")
        assert not at.app.screen.query(WhyView)  # it was read


async def test_escape_leaves_it_and_what_is_typed_goes_to_the_answer(tmp_path: Path, clock: Ticking) -> None:
    async with at_gradient(tmp_path, clock) as at:
        await solve(at)
        await at.press("escape", then="d.b3")
        assert isinstance(at.app.screen, ProblemScreen)
        assert [one.is_open for one in at.sitting.whys] == [False]
    async with at_gradient(tmp_path / "other", clock) as at:
        await solve(at)
        await at.type("6")  # no reason has this number
        await at.type("8")
        await at.until(lambda: at.field == "d.b3" and at.typed == "68")
        await at.press("enter", then="d.w2")


async def test_who_types_ahead_is_not_asked(tmp_path: Path, clock: Ticking) -> None:
    async with at_gradient(tmp_path, clock) as at:
        at.post(*"582", "enter", *"68", "enter")
        await at.until(lambda: at.field == "d.w2" or is_asking(at))
        assert {str(one.field) for one in at.sitting.whys} <= {"d.b3"}
        assert at.sitting.answers[FieldId("d", "b3")].mark.is_right


async def test_it_is_there_again_after_a_restart_and_in_another_language(tmp_path: Path, clock: Ticking) -> None:
    async with at_gradient(tmp_path, clock) as at:
        await solve(at)
        await at.press("f9")
        await at.until(lambda: is_asking(at))
        await at.sees("잠깐 질문")
    async with seated(tmp_path, "4.1", config=ASKING) as at:
        await at.until(lambda: is_asking(at))
        await at.press(number(at, RIGHT), "enter")
        await at.until(lambda: at.field == "d.b3")


async def test_after_a_chain_it_is_asked_before_the_table(tmp_path: Path, clock: Ticking) -> None:
    async with at_gradient(tmp_path, clock) as at:
        await at.lead_to("d.w1")
        await at.press("f3", then="d.w1/chain")
        await at.answer(chain_typed(problem_of("4.1"), FieldId("d", "w1")))
        await at.until(lambda: is_asking(at))
        assert why(at).name == "weight"
        await at.press("escape")
        await at.until(lambda: at.field.startswith("d.w1/") and at.field != "d.w1/chain")


async def test_who_wants_none_is_asked_none(tmp_path: Path, clock: Ticking) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", begin="d.w3", config=Config(lessons=False, why=False)) as at:
        at.app.shared.random = Always()
        await at.answer("582", then="d.b3")
        assert not at.sitting.whys
