"""What is wrong with a screen, by the regions of its widgets: parts outside their place, over one another, cut off."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.visual import visualize
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea
from tutor.widgets.opening import Opening

DRAWS_ITSELF = (OptionList, Input, TextArea)
"""They show a part of what they hold, and scroll."""
SAYS_THAT_THERE_IS_MORE = (Opening,)
"""What shows the beginning of a text, and says so below it."""


def faults(screen: Screen[Any]) -> list[str]:
    """What is not as it should be, a line each."""
    return [*_faults(screen)]


def _faults(screen: Screen[Any]) -> Iterator[str]:
    for parent in (screen, *screen.walk_children(Widget)):
        shown = [child for child in parent.displayed_children if child.visible]
        if parent is not screen and not parent.region:
            continue
        for child in shown:
            yield from _outside(parent, child)
            yield from _cut(child)
            if child.show_vertical_scrollbar and child.scrollbar_size_vertical > 1:
                yield f"{called(child)} has a scrollbar of {child.scrollbar_size_vertical} cells"
        for one, other in combinations(shown, 2):
            if one.layer == other.layer and _seen(parent, one).overlaps(_seen(parent, other)):
                yield f"{called(one)} lies over {called(other)}: {one.region} and {other.region}"
    yield from _above(screen)
    yield from _focus(screen)


def called(widget: Widget) -> str:
    """A widget by its type, its id and its classes."""
    classes = "".join(f".{name}" for name in sorted(widget.classes) if not name.startswith("-"))
    return f"{type(widget).__name__}{f'#{widget.id}' if widget.id else ''}{classes}"


def _room(parent: Widget) -> Region:
    return parent.scrollable_content_region if parent.is_scrollable else parent.content_region


def _seen(parent: Widget, child: Widget) -> Region:
    return child.region.intersection(_inside(parent, child))


def _inside(parent: Widget, child: Widget) -> Region:
    """Where a child may stand. What is docked stands beside the padding; what scrolls may be out of sight."""
    room = parent.region if child.styles.dock != "none" else _room(parent)
    if parent.show_vertical_scrollbar or (parent.is_scrollable and parent.styles.overflow_y != "hidden"):
        room = Region(room.x, min(room.y, child.region.y), room.width, 10_000)
    if parent.show_horizontal_scrollbar:
        room = Region(min(room.x, child.region.x), room.y, 10_000, room.height)
    return room


def _outside(parent: Widget, child: Widget) -> Iterator[str]:
    if child.region and not _inside(parent, child).contains_region(child.region):
        yield f"{called(child)} at {child.region} stands out of {called(parent)} at {_room(parent)}"


def _cut(widget: Widget) -> Iterator[str]:
    """A text that needs more room than its widget has."""
    if (
        isinstance(widget, DRAWS_ITSELF)
        or isinstance(widget.parent, SAYS_THAT_THERE_IS_MORE)
        or widget.is_container
        or widget.is_scrollable
    ):
        return
    drawn = visualize(widget, widget.render(), markup=False)
    if not isinstance(drawn, Content) or not drawn.plain.strip():
        return
    width, height = widget.content_size
    lines = drawn.plain.split("\n")
    if widget.styles.text_wrap == "nowrap":
        longest = max(map(cell_len, lines))
        if longest > width or len(lines) > height:
            yield f"{called(widget)} has {width}×{height} cells for {longest}×{len(lines)}: {drawn.plain[:60]!r}"
    elif not width or drawn.get_height({"text_wrap": "wrap"}, width) > height:
        yield f"{called(widget)} has {width}×{height} cells for {drawn.plain[:60]!r}"


def _above(screen: Screen[Any]) -> Iterator[str]:
    """A drawing above a page begins where its text does."""
    for drawing in screen.query("NetworkView.-above"):
        text = screen.query_one("#where")
        if drawing.content_region.x != text.content_region.x:
            yield f"{called(drawing)} begins at {drawing.content_region.x}, the text at {text.content_region.x}"


def _focus(screen: Screen[Any]) -> Iterator[str]:
    focused = screen.focused
    if focused is None:
        yield "nothing has the focus"
        return
    seen = screen.find_widget(focused).visible_region
    entire = focused.region.height <= 3
    if not seen or (entire and seen.height < focused.region.height):
        yield f"{called(focused)} has the focus, and is not in sight: {focused.region}, seen {seen}"
