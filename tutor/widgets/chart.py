"""A plot to look at, as part of a page that scrolls: bars or lines over days, each series with a sign of its own."""

from collections.abc import Mapping, Sequence

from textual_plot import AxisFormatter, HiResMode, PlotWidget

COLOURS = ("primary", "warning")
"""The series' colours, by their names in a theme."""
NICE = (1, 2, 3, 4, 5, 6, 8, 10)


class Ticks(AxisFormatter):
    """The ticks of an axis that are given, by place."""

    def __init__(self, labels: Mapping[float, str]) -> None:
        self._labels = labels

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """As many of the places as there is room for, evenly."""
        places = [place for place in self._labels if min_ <= place <= max_]
        return places[:: -(-len(places) // max_ticks)] if places else []

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [self._labels.get(tick, "") for tick in ticks]


class Chart(PlotWidget, can_focus=False):
    """A plot in a page. The keys and the wheel are the page's."""

    DEFAULT_CSS = """
    Chart {
        height: 1fr; width: 1fr;
        & > .plot--axis, & > .plot--tick { color: $foreground 70%; text-style: none; }
    }
    """

    def __init__(self, *, plain: bool) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self._bar_mode = None if plain else HiResMode.QUADRANT

    def on_mount(self) -> None:
        """Leave room for the numbers at the side and the days below, and no more."""
        self.margin_left, self.margin_top, self.margin_bottom = 6, 1, 1

    @property
    def is_built(self) -> bool:
        """Whether it has all its parts: it may be taken away before, or its theme may change."""
        return bool(self.query("#plot")) and bool(self.query("#legend"))

    def _update_margin_sizes(self) -> None:  # private in the library: were it gone, nothing would call this
        if self.is_built:
            super()._update_margin_sizes()

    def clear(self) -> None:
        """Take away what is drawn, if anything can be."""
        if self.is_built:
            super().clear()

    def bars(self, values: Sequence[int], labels: Mapping[float, str]) -> None:
        """A bar for each value, the first at 0."""
        high = _above(max(values, default=0))
        sides = {0.0: "0", high / 2: f"{high / 2:g}", high: f"{high:g}"}
        self._frame(len(values), labels, high, {at: sign for at, sign in sides.items() if at.is_integer()})
        if any(values):
            full = [k for k, value in enumerate(values) if value]
            heights = [float(values[k]) for k in full]
            self.bar(full, heights, width=0.7, bar_style=self._colour(0), hires_mode=self._bar_mode)

    def lines(self, series: Mapping[str, Mapping[float, float]], labels: Mapping[float, str], length: int) -> None:
        """A line for each series of shares, from 0 to 1, with the sign that is its name at each value."""
        self._frame(length, labels, 1.0, {0.0: "0%", 0.5: "50%", 1.0: "100%"})
        for number, (sign, values) in enumerate(series.items()):
            places, shares = list(values), list(values.values())
            colour = self._colour(number)
            if len(places) > 1:
                self.plot(places, shares, line_style=colour, hires_mode=HiResMode.BRAILLE)
            if places:
                self.scatter(places, shares, marker=sign, marker_style=colour)

    def _frame(self, length: int, labels: Mapping[float, str], high: float, sides: Mapping[float, str]) -> None:
        self.clear()
        self.set_xlimits(-0.5, max(1, length) - 0.5)
        self.set_ylimits(-0.02 * high, high * 1.04)
        self.set_x_formatter(Ticks(labels))
        self.set_y_formatter(Ticks(sides))

    def _colour(self, number: int) -> str:
        return self.app.theme_variables[COLOURS[number]]


def _above(value: int) -> float:
    """The least round number that is not below a value."""
    unit = 1
    while unit * NICE[-1] < value:
        unit *= 10
    return float(next(unit * nice for nice in NICE if unit * nice >= value))
