"""What plots, heat maps and sliders draw: dots, cells, shades and axes."""

from collections.abc import Callable

import numpy as np
import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget
from tutor.widgets.axis import Axis, around
from tutor.widgets.heat_map import Heat, HeatMap
from tutor.widgets.plot import BLANK, DOWN, Curve, Dot, Drawn, Plot, Upright, cells, line
from tutor.widgets.plot_frame import LEFT, cell_at
from tutor.widgets.slider import Slider

UNIT = Axis(0, 1)


async def drawn(widget: Widget, show: Callable[[], None], size: tuple[int, int] = (30, 9)) -> list[str]:
    """The lines that a widget draws."""

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield widget

    app = Alone()
    async with app.run_test(size=size) as pilot:
        show()
        await pilot.pause()
        return [widget.render_line(y).text for y in range(widget.size.height)]


def test_a_line_goes_through_its_places_and_leaves_the_plot() -> None:
    dots = line(np.array([0.0, 1.0]), np.array([0.0, 1.0]), 10, 5)
    assert dots[-1, 0]
    assert dots[0, -1]
    assert dots.any(axis=0).all(), "without gaps"
    steep = line(np.array([0.0, 0.5, 1.0]), np.array([0.5, 1e30, 0.5]), 10, 5)
    assert steep.any()
    assert not line(np.array([0.0, 1.0]), np.array([np.nan, np.nan]), 10, 5).any()
    assert line(np.array([0.0, 1.0]), np.array([0.5, 0.5]), 40, 5, dash=0.5).sum() < 70


def test_dots_make_the_braille_signs_that_unicode_names() -> None:
    dots = np.zeros((4, 4), bool)
    dots[0, 0] = dots[3, 1] = True
    assert [chr(code) for code in cells(dots)[0]] == ["\N{BRAILLE PATTERN DOTS-18}", chr(BLANK)]


def test_axes_have_room_for_what_is_finite() -> None:
    axis = around([np.array([1.0, 5.0, np.inf, np.nan])])
    assert axis.low < 1
    assert 5 < axis.high < 6
    assert around([np.array([3.0])]).low < 3 < around([np.array([3.0])]).high
    log = around([np.array([0.01, 100.0, 0.0, -1.0])], log=True)
    assert log.log
    assert log.shares(np.array([log.at(0), log.at(0.5), log.at(1)])) == pytest.approx([0, 0.5, 1])
    assert around([]).high > around([]).low


async def test_a_plot_with_plain_signs() -> None:
    plot = Plot(plain=True)
    picture = Drawn(
        "caption",
        UNIT,
        UNIT,
        (Curve(np.array([0.0, 1.0]), np.array([0.0, 0.0])),),
        [Dot(0.0, 1.0, "o"), Dot(np.nan, 0.5, "!"), Dot(2.0, 0.5, "!")],
        [Upright(1.0, "u1")],
    )
    lines = await drawn(plot, lambda: plot.show(picture))
    assert lines[0].startswith("caption")
    assert lines[1][LEFT] == "o"
    assert lines[1].rstrip().endswith("u1"), "a sign at the edge is not cut"
    assert lines[6][LEFT:].startswith("****")
    assert "!" not in "".join(lines)
    assert lines[1].split()[0] == "1"
    assert lines[6].split()[0] == "0"


async def test_a_sign_and_a_number_stand_in_the_row_of_the_line_through_them() -> None:
    for rows in range(2, 30):
        for share in np.linspace(0, 1, 23):
            dots = line(np.array([0.0, 1.0]), np.full(2, share), 4, rows)
            assert np.flatnonzero((cells(dots) != BLANK).any(axis=1)) == [cell_at(1 - share, rows, DOWN)]
    plot = Plot(plain=True)
    level = Curve(np.array([0.0, 1.0]), np.zeros(2))
    picture = Drawn("c", UNIT, Axis(-1, 3.3), (level,), [Dot(0.5, 0.0, "o")])
    lines = await drawn(plot, lambda: plot.show(picture), (30, 15))
    (row,) = (one for one in lines if "o" in one)
    assert row.split()[0] == "0"
    assert "*o*" in row


async def test_a_plot_in_no_room_draws_what_it_can() -> None:
    for size in ((3, 2), (10, 3), (1, 1)):
        plot = Plot(plain=False)
        lines = await drawn(plot, lambda plot=plot: plot.show(Drawn("caption", UNIT, UNIT)), size)  # type: ignore[misc]
        assert len({len(one) for one in lines}) == 1


async def test_a_heat_map_is_lightest_where_it_is_lowest() -> None:
    heat_map = HeatMap(plain=True)
    values = np.arange(12.0).reshape(3, 4)
    lines = await drawn(heat_map, lambda: heat_map.show(Heat("c", UNIT, UNIT, values, [Dot(0.0, 1.0, "X")])))
    assert lines[1][LEFT] == "X"
    assert lines[1].rstrip()[-1] == "@", "the last row is the highest"
    assert lines[6][LEFT] == " "
    heat_map = HeatMap(plain=False)
    endless = np.full((3, 4), np.inf)
    lines = await drawn(heat_map, lambda: heat_map.show(Heat("c", UNIT, UNIT, endless)))
    assert "▀" in lines[1]


async def test_a_slider_has_its_knob_and_signs_in_place() -> None:
    slider = Slider("eta", 11, plain=True)
    (only,) = await drawn(slider, lambda: slider.show(10, "1", {0: "x", 99: "!"}), (40, 1))
    bar = only[only.index("[") + 1 : only.index("]")]
    assert (bar[0], bar[-1]) == ("x", "#")
    assert "!" not in only


def test_the_numbers_at_an_axis_are_round() -> None:
    ticks = {
        Axis(-6.95, 13.9): [-5, 0, 5, 10],
        Axis(-0.03, 1.03): [0, 0.5, 1],
        Axis(0, 1, whole=True): [0, 1],
        Axis(1e-5, 1, log=True): [1e-5, 1e-3, 1e-1],
        Axis(38, 476, log=True): [50, 100, 200],
        Axis(282, 476, log=True): [300, 350, 400, 450],
        Axis(3.1, 4.4): [3.5, 4],
        Axis(5, 5): [5],
    }
    for axis, expected in ticks.items():
        assert axis.ticks(4) == pytest.approx(expected), axis


async def test_numbers_stand_beside_and_below_what_they_name() -> None:
    plot = Plot(plain=True)
    dots = [Dot(5.0, 0.0, "o"), Dot(0.0, 10.0, "o")]
    shown = Drawn("c", Axis(0, 10), Axis(-5, 15), (), dots, x_name="eta")
    lines = await drawn(plot, lambda: plot.show(shown), (50, 9))
    (at_0,) = (line for line in lines if line.split()[0] == "0" and "o" in line)
    assert at_0.index("o") == lines[7].index("+", LEFT + 1) == lines[8].index("5")
    (at_10,) = (line for line in lines if line.split()[0] == "10")
    assert at_10[LEFT] == "o"
    assert lines[7].rstrip().endswith("- eta")
