"""How the derivatives come about that a learner needs here: a short page for each, with a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from tutor.lessons.blocks import Blocks
from tutor.lessons.markdown import parse
from tutor.lessons.slopes import slope_page
from tutor.screens.overlay import PageScreen
from tutor.screens.shared import Shared
from tutor.widgets.command import Command, bindings


class SlopesScreen(PageScreen):
    """The pages, one below the other, over the screen that is there."""

    def __init__(self, shared: Shared, names: Sequence[str]) -> None:
        super().__init__(shared)
        self._names = names

    def page(self) -> Blocks:
        text = "\n\n".join(self.shared.wordings.page(slope_page(name)) for name in self._names)
        return parse(text)

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("close", "escape,enter,q,ㅂ", PageScreen.close, instead_of="help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)
