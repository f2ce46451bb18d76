"""The pages on derivatives: by a key from (d) and from a lesson, each with a drawing; in lines, by what they say."""

from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.slopes import SLOPES, slope_page, slopes_of
from tutor.lessons.wording import Wordings
from tutor.screens.primer import PrimerScreen
from tutor.screens.problem import ProblemScreen
from tutor.screens.slopes import SlopesScreen

from ..conftest import Clock
from ..plain.plain_kit import talk
from ..support.problems import make
from .screens_kit import seated


async def test_they_are_there_in_the_gradient_and_in_its_lesson(tmp_path: Path) -> None:
    async with seated(tmp_path) as at:
        await at.press("ctrl+r")
        assert isinstance(at.app.screen, ProblemScreen)  # not before (d)
        await at.press("f8", "f8", "f8", then="d.w3")
        await at.press("ctrl+r")
        await at.until(lambda: isinstance(at.app.screen, SlopesScreen))
        await at.sees("The slope of a square", "r*r")
        await at.press("escape")
        await at.until(lambda: at.field == "d.w3")
        await at.press("ctrl+t")
        await at.until(lambda: isinstance(at.app.screen, PrimerScreen) and at.app.focused is not None)
        await at.press("ctrl+r")
        await at.until(lambda: isinstance(at.app.screen, SlopesScreen))
        await at.sees("The slope of a square")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_a_drawing_and_a_sentence(language: str) -> None:
    for name in SLOPES:
        drawing, words = Wordings(content_folder(), language).page(slope_page(name)).split("```text\n")[1].split("```")
        assert len(drawing.splitlines()) > 3
        assert len(words.strip()) > 80


def test_a_problem_has_those_that_it_needs() -> None:
    assert slopes_of(make()) == ("square", "gate", "sum", "product")
    assert slopes_of(make((1, 2, 1), data=[(1, 2)])) == SLOPES
    assert all(set(plan.derivatives) <= set(SLOPES) for plan in PLANS.values())


def test_they_are_read_out_without_their_drawings(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["go d", "slopes"], lesson="4.1", language="en").flat
    assert "Two strips are added" in said
    assert "+---" not in said
