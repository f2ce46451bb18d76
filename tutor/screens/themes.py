"""The tutor's own looks: a blackboard with chalk, paper with ink, and one of the highest contrast."""

from dataclasses import replace

from textual.theme import Theme


def _calm(theme: Theme, resting: str, held: str) -> Theme:
    """The theme with a scrollbar no louder than what it scrolls, in these colours at rest and under the mouse."""
    ground, boost = str(theme.background), str(theme.boost)
    return replace(
        theme,
        surface=ground,
        variables={
            "boost": boost,  # where a theme names its panel, Textual itself leaves the boost out
            "block-cursor-text-style": "none",
            "scrollbar": resting,
            "scrollbar-hover": held,
            "scrollbar-active": str(theme.accent),
            "scrollbar-background": ground,
            "scrollbar-background-hover": boost,
            "scrollbar-background-active": boost,
            "scrollbar-corner-color": ground,
        },
    )


NIGHT = _calm(
    Theme(
        name="night",
        dark=True,
        background="#14201d",
        panel="#1d2d29",
        boost="#192824",
        foreground="#e9ebe2",
        primary="#8fc4de",
        secondary="#c3b1e1",
        accent="#f3cd72",
        success="#98d19a",
        warning="#f0b27a",
        error="#f0a3a0",
    ),
    "#33473f",
    "#4a6359",
)
DAY = _calm(
    Theme(
        name="day",
        dark=False,
        background="#faf7ef",
        panel="#ece6d6",
        boost="#f3eee1",
        foreground="#23272e",
        primary="#1c4f8f",
        secondary="#65508f",
        accent="#a33b1c",
        success="#23703a",
        warning="#8f4c06",
        error="#a02834",
    ),
    "#d3cab4",
    "#b9ad92",
)
CONTRAST = _calm(
    Theme(
        name="contrast",
        dark=True,
        background="#000000",
        panel="#1c1c1c",
        boost="#101010",
        foreground="#ffffff",
        primary="#8fd0ff",
        secondary="#dcc2ff",
        accent="#ffe14d",
        success="#7dff9c",
        warning="#ffc266",
        error="#ffb0b0",
    ),
    "#8a8a8a",
    "#c0c0c0",
)
THEMES = (NIGHT, DAY, CONTRAST)
"""In the order in which the key goes through them."""
