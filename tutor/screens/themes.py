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
    variables={"footer-background": "#ece7dc", "block-cursor-text-style": "none"},
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
    variables={"footer-background": "#20252d", "block-cursor-text-style": "none"},
)
THEMES = (NIGHT, DAY)
