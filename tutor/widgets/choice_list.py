"""A list to choose from, in whatever room is left for it."""

from __future__ import annotations

from textual.widgets import OptionList

PAGE_MOVES = ("page_up", "page_down")
LEAST_WIDTH = 12
"""Cells for borders, scrollbar, padding and a wide letter: in less, Textual can't lay a line out, and raises."""


def has_room(choices: OptionList) -> bool:
    """Whether any of the list can be drawn: without, Textual has laid out no lines to move a page among."""
    return bool(choices.scrollable_content_region)


class ChoiceList(OptionList):
    """Textual's without a border, which stays where it is when a page is asked for that has no lines.

    A screen that is narrower than its least width cuts it off.
    """

    DEFAULT_CSS = f"""
    ChoiceList {{ height: auto; width: 1fr; min-width: {LEAST_WIDTH}; padding: 0; scrollbar-size: 0 0; }}
    ChoiceList, ChoiceList:focus {{
        background: $background; background-tint: $background 0%; border: none;
        & > .option-list--option {{ padding: 0 1; }}
        & > .option-list--option-highlighted {{ background: $primary 25%; color: $foreground; text-style: bold; }}
    }}
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No page is moved in a list of which nothing is seen."""
        return has_room(self) if action in PAGE_MOVES else super().check_action(action, parameters)
