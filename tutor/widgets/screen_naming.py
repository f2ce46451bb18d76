"""How widgets speak: the interface's words in the learner's language, and mathematics in the terminal's glyphs."""

import re
from collections.abc import Callable
from functools import cached_property

from tutor.lessons.template import Table, Value, fill
from tutor.lessons.words import Words
from tutor.session.naming import Naming
from tutor.widgets.plain_text import spelled
from tutor.widgets.prose_signs import Labels

KEY = "{{key_"
"""What names the key of a command in words: `{{key_hint}}`."""


class ScreenNaming(Naming):
    """Words and glyphs, all of them plain if need be."""

    def __init__(self, words: Words, plain: bool = False, *, key_of: Callable[[str], str] = str) -> None:
        """`key_of` tells the key of a command by its name, as a learner finds it on the keyboard."""
        super().__init__(words, plain)
        self.key_of = key_of

    def say(self, key: str, **values: Value) -> str:
        """The words for a key, in the glyphs of now; a command is called by its key."""
        words = super().say(key, **values, **self._keys_in(self.words.templates.get(key, "")))
        return spelled(words) if self.plain else words

    @cached_property
    def labels(self) -> Labels:
        """What notes and asides are called."""
        return Labels(**{name: self.say(f"prose.{name}") for name in Labels._fields})

    def with_keys(self, text: str) -> str:
        """Content that names nothing but keys, with these."""
        return fill(text, Table(self._keys_in(text)))

    def _keys_in(self, template: str) -> dict[str, Value]:
        if KEY not in template:
            return {}
        return {f"key_{name}": self.key_of(name) for name in re.findall(r"\{\{key_(\w+)", template)}
