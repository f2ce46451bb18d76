"""The interface's words: short labels and messages by key, from `content/interface/*.LANG.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tutor.lessons.problem import Language
from tutor.lessons.template import Table, Value, fill


@dataclass(frozen=True)
class Words:
    """All labels and messages of one language: call it with a key (`verdict.correct`) and the values it mentions."""

    language: Language
    templates: Mapping[str, str]

    def __call__(self, key: str, **values: Value) -> str:
        """The words for a key; the key itself where content lacks them, which `lint` does not let pass."""
        return fill(self.templates.get(key, key), Table(values))

    def has(self, key: str) -> bool:
        """Whether content has words for a key."""
        return key in self.templates


def read_words(folder: Path, language: Language) -> Words:
    """The words of a language from a content folder's `interface`."""
    return Words(language, _templates(folder / "interface", language))


@lru_cache(maxsize=8)
def _templates(folder: Path, language: Language) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.glob(f"*.{language}.toml")):
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found |= {f"{table}.{key}": text for key, text in entries.items()}
    return found
