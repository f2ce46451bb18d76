"""How the derivatives come about that a learner needs here: a short page for each, some with a point to be moved."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tutor.lessons.markdown import parse
from tutor.lessons.problem import Problem
from tutor.lessons.slopes import GATE, SQUARE, functions_of, slope_page
from tutor.screens.overlay import OverlayScreen
from tutor.screens.shared import Shared
from tutor.session.slope_point import FARTHEST, STEP, SlopePoint, sentences
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.slope_drawings import PLAIN_SIGNS, SIGNS, SlopePlot, SquareDrawing


class SlopesScreen(OverlayScreen):
    """The pages, one below the other, over the screen that is there; left and right move the point on the drawings."""

    DEFAULT_CSS = """
    SlopesScreen {
        align-horizontal: center;
        & VerticalScroll { padding: 1 1 1 2; height: 1fr; max-width: 96; scrollbar-size-vertical: 1; }
        & Prose { margin: 0 0 1 0; padding: 0 1 0 0; }
        & SlopePlot { max-width: 60; }
    }
    """

    def __init__(self, shared: Shared, names: Sequence[str], problem: Problem) -> None:
        super().__init__(shared)
        self._names, self._functions = names, functions_of(problem)
        self._point = SlopePoint()

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            for name in self._names:
                heading, *rest = parse(self.shared.wordings.page(slope_page(name)))
                yield Prose((heading,), self.naming)
                yield from self._drawing(name)
                yield Prose(tuple(rest), self.naming)
        yield KeyBar()

    def _drawing(self, name: str) -> ComposeResult:
        """What moves on a page, if anything does, and what is said of it."""
        plain = self.naming.plain
        if name == SQUARE:
            yield SquareDrawing(FARTHEST, STEP, plain=plain)
        elif name == GATE:
            say = self.naming.say
            yield from (SlopePlot(one, say(f"slopes.{one}"), plain=plain) for one in self._functions)
        if name in (SQUARE, GATE):
            yield Prose(naming=self.naming, id=name)

    def move(self, by: int) -> None:
        """Move the point; the drawings follow."""
        self._point = self._point.moved(by)
        self._show()

    def _show(self) -> None:
        for square in self.query(SquareDrawing):
            square.show(self._point.at)
        for plot in self.query(SlopePlot):
            plot.show_at(self._point.at)
        for name in (SQUARE, GATE):
            said = "\n\n".join(sentences(self._point, name, self._functions, self.naming))
            for prose in self.query(f"#{name}").results(Prose):
                prose.blocks = parse(f"{said}\n\n{self._legend()}" if name == SQUARE else said)
        self.refresh_keys()

    def _legend(self) -> str:
        inner, strip, corner = PLAIN_SIGNS if self.naming.plain else SIGNS
        key = "grows" if self._point.at >= 0 else "shrinks"
        return self.naming.say(f"slopes.{key}", inner=inner, strip=strip, corner=corner)

    def on_mount(self) -> None:
        for changing in ("scroll_y", "virtual_size"):
            self.watch(self.query_one(VerticalScroll), changing, self.refresh_keys, init=False)

    def read_on(self) -> None:
        """Further down the page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def _goes_on(self) -> bool:
        return any(page.scroll_y < page.max_scroll_y for page in self.query(VerticalScroll))

    def _moves(self, by: int) -> bool:
        return bool({SQUARE, GATE} & set(self._names)) and self._point.can_move(by)

    COMMAND_LIST = (
        Command("read_on", "pagedown", read_on, applies=_goes_on, stays=True),
        Command("slope_right", "right", lambda s: s.move(1), applies=lambda s: s._moves(1), stays=True),
        Command("slope_left", "left", lambda s: s.move(-1), applies=lambda s: s._moves(-1), stays=True),
        Command("close", "escape,enter,q,ㅂ", OverlayScreen.close, instead_of="help"),
    )
