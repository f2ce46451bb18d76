"""A line with a number, or a box to tick, that is longer than its room: further lines stand below its words."""

import re

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tutor.widgets.prose_text import in_lines

_HEAD = re.compile(r" *(\d+|\[[ x]\]) +")
KEY = "bold $text-accent"
"""How a number looks: as keys do at the foot, for it is one."""
LEAST_ROOM = 2
"""Where a number would take more than its part in so many of a line, there is no room to hang by."""


class Hanging(Visual):
    """A line of text, which may begin with a number or a box."""

    def __init__(self, line: str) -> None:
        found = _HEAD.match(line)
        self._head = found[0] if found is not None else ""
        self._line = line

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, as Textual renders them."""
        return self._folded(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The cells of the whole line."""
        return Content(self._line).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it takes."""
        return self._folded(width).get_height(rules, width)

    def _folded(self, width: int) -> Content:
        indent = len(self._head)
        if indent * LEAST_ROOM > width:
            return Content(self._line)
        text, room = self._line[indent:], width - indent
        lines = [text] if cell_len(text) <= room else in_lines(text, room).split("\n")
        head = Content.styled(self._head, KEY if self._head.strip().isdecimal() else "")
        return Content("\n").join(
            (head if not number else Content(" " * indent)) + Content(one) for number, one in enumerate(lines)
        )
