"""The line that offers a primer to who is new to a stage or a skill. A click does what its key does."""

from textual.widgets import Static


class PrimerOffer(Static):
    """Shown as long as it is offered."""

    DEFAULT_CSS = """
    PrimerOffer {
        height: 1; width: 1fr; padding: 0 2; color: $text-accent; text-wrap: nowrap; text-overflow: ellipsis;
        display: none;
        &.-offered { display: block; }
    }
    """

    def __init__(self, words: str, *, is_offered: bool = False) -> None:
        super().__init__(words, markup=False)
        self.offer(is_offered=is_offered)

    def offer(self, *, is_offered: bool) -> None:
        """Offer it, or not any more."""
        self.set_class(is_offered, "-offered", update=self.is_attached)  # before, there is nothing to be styled anew

    async def on_click(self) -> None:
        await self.run_action("screen.command('primer')")
