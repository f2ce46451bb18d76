"""A page to read or to choose from: one column in the middle of the screen, no wider than is read with ease."""

from textual.containers import VerticalScroll

BROAD, TALL = 160, 45
"""From so many cells across on, and so many lines, a screen has room for more than it needs: something stands beside
what is chosen or read, and what it shows begins below its edge."""


class Page(VerticalScroll):
    """Scrolls; its lines are headings (`title`), parts of the page (`part`), and what stands under them."""

    DEFAULT_CSS = """
    Page {
        height: 1fr; padding: 1 1 1 2; align-horizontal: center; scrollbar-size-vertical: 1;
        & > * { max-width: 96; }
        & > Static { height: auto; width: 1fr; padding: 0 1 0 0; }
        & > OptionList { padding: 0 1 0 0; }
        & > .title { text-style: bold; color: $text-primary; }
        & > .part { text-style: bold; margin: 1 0 0 0; }
        & > .line { padding: 0 1 0 2; }
    }
    """
