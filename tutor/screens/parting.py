"""Where a mistaken run parts from the right one, on the drawing: signs of what changes, no values."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tutor.drawing.marks import DRAWN, PLAIN
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.screens.overlay import OverlayScreen
from tutor.screens.shared import Shared
from tutor.session.parting import Parting, parting_words
from tutor.session.picture import CHANGES, PLAIN_CHANGES, Picture
from tutor.widgets.command import Command, never
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.network_view import NetworkView
from tutor.widgets.prose import Prose

PAGE = 15
"""Lines of the screen that are not the drawing's: the head, the foot, three lines on it, and what is said of it."""


class PartingScreen(OverlayScreen):
    """The drawing with how each value compares, what that means, and in words where the two runs part."""

    HELP_PAGE = "parting"
    DEFAULT_CSS = """
    PartingScreen {
        & #title { dock: top; padding: 0 1; background: $panel; text-style: bold; height: auto; }
        align-horizontal: center;
        & .parting--line { height: auto; padding: 0 1; margin: 0 0 1 0; max-width: 96; color: $foreground 80%; }
        & VerticalScroll { height: 1fr; padding: 0 1; max-width: 96; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, shared: Shared, problem: Problem, title: str, partings: tuple[Parting, ...]) -> None:
        """`title` names the mistake; there is one of `partings` for each data point."""
        super().__init__(shared)
        self._problem, self._title, self._partings = problem, title, partings
        self._index = next(k for k, one in enumerate(partings) if one.first is not None)

    def compose(self) -> ComposeResult:
        naming = self.naming
        self._picture = Picture(self._problem, naming.of(self._problem))
        yield Static(naming.say("parting.title", mistake=self._title), id="title", markup=False)
        yield NetworkView(self._picture.painter, self._picture.of_parting(self._parting), PAGE)
        signs = PLAIN_CHANGES if naming.plain else CHANGES
        legend = "  ".join(f"{sign} {naming.say(f'parting.sign_{name}')}" for name, sign in signs.items())
        yield Static("", id="where", classes="parting--line", markup=False)
        yield Static(legend, classes="parting--line", markup=False)
        with VerticalScroll():
            yield Prose(naming=naming)
        yield KeyBar()

    def change_point(self, by: int) -> None:
        """The same at another data point."""
        self._index = (self._index + by) % len(self._partings)
        self._show()

    @property
    def _parting(self) -> Parting:
        return self._partings[self._index]

    def _has_points(self) -> bool:
        return len(self._partings) > 1

    def _show(self) -> None:
        naming = self.naming.of(self._problem)
        self.query_one(NetworkView).show(self._picture.of_parting(self._parting))
        points = len(self._partings)
        where = naming.say("parting.where", point=self._parting.point, points=points, several=points > 1)
        first = self._parting.first
        key = "parting.marks_steps" if first is not None and first[0] == "steps" else "parting.marks"
        marks = naming.say(key, arrow=(PLAIN if naming.plain else DRAWN).left)
        self.query_one("#where", Static).update(f"{where}\n{marks}")
        self.query_one(Prose).blocks = parse(parting_words(self._problem, self._parting, naming))
        self.refresh_keys()

    COMMAND_LIST = (
        Command("flow_point", "down", lambda s: s.change_point(1), applies=_has_points, stays=True),
        Command("flow_point_before", "up", lambda s: s.change_point(-1), applies=_has_points, at_foot=never),
        Command("close", "escape", OverlayScreen.close, instead_of="help", stays=True),
    )
