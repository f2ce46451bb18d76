"""Where a learner is, as whoever leads them from one room to another sees it."""

from abc import ABC, abstractmethod


class Scene(ABC):
    """Says what there is when it is entered, names the place in its prompt, and takes one line after another."""

    @abstractmethod
    def enter(self) -> None:
        """Say where the learner is now."""

    @abstractmethod
    def prompt(self) -> str:
        """What stands before what is typed: where the learner is."""

    @abstractmethod
    def take(self, line: str) -> "Scene | None":
        """Take what was typed. Where to go, None to stay."""

    def left_open(self) -> "Scene | None":
        """What was left open here, and is asked once the learner is back; None where there is nothing."""
        return None

    def leave(self) -> None:  # noqa: B027  # most scenes keep everything at once
        """The learner goes away; what is kept while they are here is kept now."""

    def standing(self) -> str:
        """How far the learner is, in a sentence; empty where there is nothing to say."""
        return ""
