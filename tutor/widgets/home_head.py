"""The head of Home: the mark, the name, and on how many days of this month something was done."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.widgets.screen_naming import ScreenNaming

_NODE, _EDGE, _BACK = "bold $text-primary", "$foreground 70%", "bold $text-accent"
_LINES = (("╭─", "●", "─╮", "  "), ("●", "   ", "●", "◂─"), ("╰─", "●", "─╯", "  "))
_PLAIN_LINES = ((".-", "o", "-.", "  "), ("o", "   ", "o", "<-"), ("'-", "o", "-'", "  "))
_LOOKS = ((_EDGE, _NODE, _EDGE, _BACK), (_NODE, _EDGE, _NODE, _BACK), (_EDGE, _NODE, _EDGE, _BACK))
WIDTH = 7
"""How many cells it takes across, in three lines."""


def emblem(*, plain: bool) -> Content:
    """The mark, drawn in characters."""
    lines = zip(_PLAIN_LINES if plain else _LINES, _LOOKS, strict=True)
    return Content("\n").join(Content.assemble(*zip(parts, looks, strict=True)) for parts, looks in lines)


class HomeHead(Horizontal):
    """Three lines high, whatever there is to tell."""

    DEFAULT_CSS = f"""
    HomeHead {{
        height: 3; width: 1fr; margin: 0 0 1 0;
        & > #emblem {{ width: {WIDTH + 3}; }}
        & > Vertical {{ width: 1fr; height: 3; }}
        & #title {{ text-style: bold; color: $text-primary; }}
        & #tagline, & #days {{ color: $foreground 70%; }}
    }}
    """

    def __init__(self, naming: ScreenNaming) -> None:
        super().__init__()
        self._naming = naming
        self._days = Static("", id="days", markup=False)

    def compose(self) -> ComposeResult:
        yield Static(emblem(plain=self._naming.plain), id="emblem")
        with Vertical():
            yield Static(self._naming.say("home.title"), id="title", markup=False)
            yield Static(self._naming.say("home.tagline"), id="tagline", markup=False)
            yield self._days

    def tell_days(self, days: int) -> None:
        """Say on how many days something was done; of none, nothing is said."""
        sign = "#" if self._naming.plain else "■"
        self._days.update(f"{self._naming.say('next.days', number=days)}  {sign * days}" if days else "")
