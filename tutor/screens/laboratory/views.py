"""What the laboratory shows: f beside the data, and as many other views as there is room for."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from tutor.laboratory.looking import Along, along, slice_of
from tutor.laboratory.state import Lab
from tutor.network.products import Array
from tutor.screens.two_pane import WIDE
from tutor.widgets import laboratory_pictures as pictures
from tutor.widgets.heat_map import HeatMap
from tutor.widgets.plot import Plot
from tutor.widgets.screen_naming import ScreenNaming
from tutor.widgets.theta_table import theta_rows

VIEWS = ("along", "cost", "slice", "theta")
TALL, VERY_TALL = 30, 46
"""With so many lines there is room for two views above each other, or three."""


class LabViews(Horizontal):
    """On the left f and the data, where f can be plotted, and θ where there is room; on the right the other views."""

    DEFAULT_CSS = """
    LabViews {
        height: 1fr;
        & > Vertical { width: 1fr; height: 1fr; padding: 0 1; }
        & .table { height: auto; max-height: 50%; width: 1fr; scrollbar-size-vertical: 1; }
        & #right > .table, &.-bare .table { max-height: 1fr; height: 1fr; }
        & .table > Static { width: 1fr; height: auto; }
        & .caption { text-style: bold; }
    }
    """

    def __init__(self, lab: Lab, naming: ScreenNaming, size: Size) -> None:
        super().__init__()
        self._lab, self._naming, self._screen_size = lab, naming, size
        self.set_class(not lab.experiment.has_curve, "-bare")
        self._first = 0
        self.pair = (0, 1)
        """The parameters of the slice."""
        self._along: tuple[Array, int, Along] | None = None

    def compose(self) -> ComposeResult:
        plain = self._naming.plain
        with Vertical(id="left"):
            if self._lab.experiment.has_curve:
                yield Plot(plain=plain, id="curve")
            yield self._table()
        with Vertical(id="right"):
            yield Plot(plain=plain, id="along")
            yield Plot(plain=plain, id="cost")
            yield HeatMap(plain=plain, id="slice")
            yield self._table()

    def _table(self) -> VerticalScroll:
        """A place for θ: there is one on either side, and it is to be seen on one of them."""
        caption = Static(self._naming.say("laboratory.theta"), classes="caption", markup=False)
        return VerticalScroll(caption, Static("", classes="theta", markup=False), classes="table", can_focus=False)

    def on_mount(self) -> None:
        self._arrange()

    @property
    def _table_is_left(self) -> bool:
        return self._screen_size.width >= WIDE or not self._lab.experiment.has_curve

    @property
    def views(self) -> tuple[str, ...]:
        """Those that take turns on the right."""
        kept = [view for view in VIEWS if view != "theta" or not self._table_is_left]
        return tuple(view for view in kept if view != "slice" or len(self._lab.theta) > 1)

    @property
    def shown(self) -> tuple[str, ...]:
        """Those in sight."""
        views, height = self.views, self._screen_size.height
        count = min(len(views), 3 if height >= VERY_TALL else 2 if height >= TALL else 1)
        return tuple(views[(self._first + k) % len(views)] for k in range(count))

    @property
    def has_slice(self) -> bool:
        """Whether a slice is in sight."""
        return "slice" in self.shown

    def turn(self) -> None:
        """The next view comes first."""
        self._first = (self._first + 1) % len(self.views)
        self._arrange()

    def change_pair(self, place: int) -> None:
        """Another parameter across (0) or up (1)."""
        count, pair = len(self._lab.theta), list(self.pair)
        pair[place] = (pair[place] + 1) % count
        if pair[0] == pair[1]:
            pair[place] = (pair[place] + 1) % count
        self.pair = (pair[0], pair[1])
        self.show(self._lab)

    def fit(self, size: Size) -> None:
        """There is other room."""
        self._screen_size = size
        self._arrange()

    def _arrange(self) -> None:
        shown = self.shown
        for view in VIEWS:
            for part in self.query(f"#right > {'.table' if view == 'theta' else f'#{view}'}"):
                part.display = view in shown
        for table in self.query("#left > .table"):
            table.display = self._table_is_left
        self.call_after_refresh(lambda: self.show(self._lab))

    def show(self, lab: Lab) -> None:
        """Draw what is in sight, as it is now."""
        self._lab = lab
        if not self.is_mounted:
            return
        naming, shown = self._naming, self.shown
        for plot in self.query("#curve").results(Plot):
            plot.show(pictures.curve(lab, naming))
        if "along" in shown:
            self.query_one("#along", Plot).show(pictures.along_rates(lab, self.along, naming))
        if "cost" in shown:
            self.query_one("#cost", Plot).show(pictures.costs(lab, naming))
        if "slice" in shown:
            heat_map = self.query_one("#slice", HeatMap)
            heat_map.show(pictures.heat(lab, slice_of(lab, *self.pair, heat_map.grid), naming))
        if "theta" in shown or self._table_is_left:
            rows = theta_rows(lab, naming.name, naming.math, naming.say("laboratory.fixed"))
            for table in self.query(".theta").results(Static):
                table.update("\n".join(rows))

    @property
    def along(self) -> Along:
        """C along η from here, which a turn of the slider leaves as it is."""
        lab, kept = self._lab, self._along
        if kept is None or kept[0] is not lab.path or kept[1] != lab.at:
            kept = self._along = (lab.path, lab.at, along(lab))
        return kept[2]
