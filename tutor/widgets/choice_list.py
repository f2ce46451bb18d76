"""A list to choose from, in whatever room is left for it."""

from __future__ import annotations

from textual.widgets import OptionList

PAGE_MOVES = ("page_up", "page_down")


def has_room(choices: OptionList) -> bool:
    """Whether any of the list can be drawn: without, Textual has laid out no lines to move a page among."""
    return bool(choices.scrollable_content_region)


class ChoiceList(OptionList):
    """Textual's, which stays where it is when a page is asked for that has no lines."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No page is moved in a list of which nothing is seen."""
        return has_room(self) if action in PAGE_MOVES else super().check_action(action, parameters)
