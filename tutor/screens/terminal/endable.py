"""An app that the terminal can end, and that takes in what was typed before it was there."""

from textual.app import App


class Endable(App[int]):
    """What the driver asks of the app."""

    def __init__(self, typed_before: bytes = b"") -> None:
        super().__init__()
        self.typed_before = typed_before
        """What came from the terminal before the app was there."""

    def end_by(self, status: int) -> None:
        """End because the program was told to, by a signal."""
        self.exit(status, return_code=status)
