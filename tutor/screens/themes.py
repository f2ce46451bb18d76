"""The tutor's two looks: ink on paper, and a lamp at night."""

from textual.theme import Theme

DAY = Theme(
    name="day",
    primary="#1f5fa8",
    secondary="#6d5a99",
    accent="#a34a12",
    foreground="#25272b",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#ece7dc",
    boost="#f1ede3",
    success="#2c7a3f",
    warning="#a2590a",
    error="#a8323a",
    dark=False,
    variables={
        "block-cursor-text-style": "none",
        "scrollbar": "#d5cebf",
        "scrollbar-hover": "#bfb6a3",
        "scrollbar-active": "#a34a12",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#f1ede3",
        "scrollbar-background-active": "#f1ede3",
    },
)
NIGHT = Theme(
    name="night",
    primary="#8ab4e8",
    secondary="#b9a7e0",
    accent="#f0b36b",
    foreground="#dfe2e7",
    background="#15181d",
    surface="#15181d",
    panel="#20252d",
    boost="#1c2128",
    success="#85c88a",
    warning="#e8b15c",
    error="#e58b8b",
    dark=True,
    variables={
        "block-cursor-text-style": "none",
        "scrollbar": "#3a424e",
        "scrollbar-hover": "#4b5563",
        "scrollbar-active": "#f0b36b",
        "scrollbar-background": "#15181d",
        "scrollbar-background-hover": "#1c2128",
        "scrollbar-background-active": "#1c2128",
    },
)
THEMES = (NIGHT, DAY)
