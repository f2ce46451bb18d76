"""How widgets speak: the interface's words in the learner's language, and mathematics in the terminal's glyphs."""

from dataclasses import dataclass

from tutor.lessons.template import Value
from tutor.session.naming import Naming
from tutor.widgets.plain_text import spelled


@dataclass(frozen=True)
class Voice(Naming):
    """Words and glyphs, all of them plain if need be."""

    def say(self, key: str, **values: Value) -> str:
        """The words for a key, in the glyphs of now."""
        words = super().say(key, **values)
        return spelled(words) if self.plain else words
