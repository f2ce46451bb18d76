"""The tutor's mark: the network of 4.2, and the gradient that comes back into it."""

from textual.content import Content

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
