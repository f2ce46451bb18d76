"""Words under a field: as many lines as they need, broken where prose is broken."""

from rich.cells import cell_len
from textual.widgets import Static

from tutor.widgets.fitting import ELLIPSIS, cut
from tutor.widgets.prose_text import in_lines


class Note(Static):
    """What is said under a field."""

    def __init__(self, classes: str, most: int = 0) -> None:
        """`most`: so many lines at most (0: as many as it needs), the last with a sign where there is more."""
        super().__init__("", classes=f"{classes} -empty", markup=False)
        self._most = most
        self._said = self._shown = ""

    def say(self, text: str) -> None:
        """Say this. The page is laid out anew only for what takes more than the line that is there in any case."""
        self._said = text
        self.set_class(not text, "-empty")
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        width = self.content_size.width
        shown = in_lines(self._said, width) if 0 < width < cell_len(self._said) else self._said
        lines = shown.split("\n")
        if 0 < self._most < len(lines):
            last = cut(lines[self._most - 1], width - len(ELLIPSIS) - 1)
            shown = "\n".join([*lines[: self._most - 1], f"{last.removesuffix(ELLIPSIS)} {ELLIPSIS}"])
        if shown != self._shown:
            was, self._shown = self._shown, shown
            self.update(shown, layout="\n" in shown + was or not width)
