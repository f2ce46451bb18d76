"""The pages on derivatives: by a key from (d) and from a lesson, each with a drawing; in lines, by what they say."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.containers import VerticalScroll
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.primer_plans import PLANS
from tutor.lessons.slopes import FUNCTIONS, GATE, SLOPES, SQUARE, functions_of, needs_slopes, slope_page, slopes_of
from tutor.lessons.stages import parse_field
from tutor.lessons.steps import hint_levels_of
from tutor.lessons.wording import Wordings
from tutor.screens.primer import PrimerScreen
from tutor.screens.problem import ProblemScreen
from tutor.screens.slopes import SlopesScreen
from tutor.session.config import Config
from tutor.session.slope_point import STEP, slope_at
from tutor.widgets.slope_drawings import ACROSS, DOWN, SIGNS, SlopePlot, SquareDrawing, square_lines

from ..conftest import Clock
from ..plain.plain_kit import talk
from ..support.problems import make
from ..support.settings import UNDISTURBED
from ..support.thorough import also
from .screens_kit import seated


async def test_they_are_there_in_the_gradient_and_in_its_lesson(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="chain.w2") as at:
        await at.press("ctrl+r")
        assert isinstance(at.app.screen, ProblemScreen)  # not before (d)
        await at.press("f8", then="d.w3")
        await at.press("ctrl+r")
        await at.until(lambda: isinstance(at.app.screen, SlopesScreen))
        await at.sees("The slope of a square", "▒")
        page = at.app.screen.query_one(VerticalScroll)
        while page.scroll_y < page.max_scroll_y:
            assert at.say("command.read_on") in at.footer, "there is more below, and it is said how to come to it"
            before = page.scroll_y
            await at.press("pagedown")
            await at.until(lambda: page.scroll_y > before)  # noqa: B023
        await at.until(lambda: at.say("command.read_on") not in at.footer)
        await at.press("escape")
        await at.until(lambda: at.field == "d.w3")
        await at.press("ctrl+t")
        await at.until(lambda: isinstance(at.app.screen, PrimerScreen) and at.app.focused is not None)
        await at.press("ctrl+r")
        await at.until(lambda: isinstance(at.app.screen, SlopesScreen))
        await at.sees("The slope of a square")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_that_does_not_move_has_a_drawing_and_a_sentence(language: str) -> None:
    for name in set(SLOPES) - {SQUARE, GATE}:
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
    assert "goes from 4 to 6.25" in said  # what the drawing shows at its first point
    assert "+---" not in said


async def test_the_point_is_moved_and_the_drawings_follow(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="d.w3") as at:
        await at.press("ctrl+r")
        await at.until(lambda: isinstance(at.app.screen, SlopesScreen))

        def said() -> str:
            return " ".join(at.lines_of(at.app.screen.query_one(f"#{SQUARE}")))

        await at.until(lambda: "2r, here 4" in said())
        before = at.lines_of(at.app.screen.query_one(SquareDrawing))
        await at.press("right")
        await at.until(lambda: "2r, here 5" in said())
        wider = at.lines_of(at.app.screen.query_one(SquareDrawing))
        assert len(wider[0]) > len(before[0])
        assert len(wider) == len(before)  # nothing below it moves
        await at.press(*["left"] * 9)
        await at.until(lambda: "2r, here −4" in said() and "the side gets shorter" in said())
        plot = at.app.screen.query_one(SlopePlot)
        assert plot.drawn is not None
        assert (plot.drawn.dots[0].x, plot.drawn.dots[0].y) == (-2.0, 0.0)
        assert set(plot.drawn.curves[1].y.tolist()) == {0.0}  # the slope of ReLU there


@pytest.mark.parametrize("number", range(-8, 9))
def test_the_square_has_as_many_cells_as_its_parts_have_area(number: int) -> None:
    r, h = Fraction(number, 2), STEP
    drawn = "".join(square_lines(r, h))
    cells = ACROSS * DOWN
    kept, outer = min(abs(r), abs(r + h)), max(abs(r), abs(r + h))
    assert drawn.count(SIGNS[0]) == kept**2 * cells
    assert drawn.count(SIGNS[1]) == 2 * kept * h * cells
    assert drawn.count(SIGNS[2]) == h**2 * cells
    assert len(drawn) == outer**2 * cells


@pytest.mark.parametrize("function", FUNCTIONS)
@given(z=st.fractions(min_value=-4, max_value=4, max_denominator=8).filter(bool))
def test_the_slope_at_a_point_is_that_of_a_small_change(function: str, z: Fraction) -> None:
    h = Fraction(1, 10**6)
    (_, slope), (low, _), (high, _) = slope_at(function, z), slope_at(function, z - h), slope_at(function, z + h)
    assert (high - low) / float(2 * h) == pytest.approx(slope, abs=1e-4)


def test_a_problem_shows_its_own_functions() -> None:
    assert functions_of(make()) == ("relu",)
    assert functions_of(make((1, 1, 1), activation=("tanh", "sigmoid"))) == ("sigmoid", "tanh")
    assert functions_of(make((1, 1), activation="identity")) == ("relu",)


@pytest.mark.parametrize("config", [also(UNDISTURBED), Config(keys={"slopes": "f12"}, lessons=False, why=False)])
async def test_the_hint_that_needs_them_names_their_key(tmp_path: Path, config: Config) -> None:
    async with seated(tmp_path, begin="d.w3", config=config) as at:
        await at.press("f2")
        key = config.keys.get("slopes", "ctrl+r").title()
        line = f"{key} shows with drawings"
        assert line not in at.screen
        await at.press("f2")
        await at.sees(line)


def test_one_hint_of_a_place_names_the_way() -> None:
    problem = make()
    places = ("d.w1", "d.w1/chain", "d.w1/dC/da3@1", "d.w1/da1/dz1@1", "d.w1/w3@1", "c", "e.w1")
    named = {
        place: [level for number, level in enumerate(hint_levels_of(place)) if needs_slopes(problem, place, number)]
        for place in map(parse_field, places)
    }
    assert list(named.values()) == [["principle"], ["principle"], ["recipe"], ["recipe"], [], [], []]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("slopes -1.5", "goes from 2.25 to 1."), ("slopes 9", "Type a number"), ("slopes q", "Type a number")],
)
def test_another_point_can_be_heard(tmp_path: Path, clock: Clock, typed: str, said: str) -> None:
    assert said in talk(tmp_path, clock, ["go d", typed], lesson="4.1", language="en").flat


def test_the_hint_in_lines_names_the_command(tmp_path: Path, clock: Clock) -> None:
    text = talk(tmp_path, clock, ["go d", "hint", "hint"], lesson="4.1", language="en").flat
    assert text.count("Type slopes to hear") == 1
