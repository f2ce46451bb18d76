"""The interface's words: short labels and messages by key, from `content/interface/*.LANG.toml`.

The titles of mistakes and skills stand with their words; their keys are `mistake.ID` and `skill.ID`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from tutor.lessons.languages import LANGUAGES, Language, language_after, own_name
from tutor.lessons.readings import once
from tutor.lessons.template import Table, Value, fill

MISTAKE, SKILL = "mistake.", "skill."
TEXT = '"""'
"""What a text of several lines begins and ends with: a line in it may look like the head of a table."""


class Words:
    """All labels and messages of one language: call it with a key (`verdict.correct`) and the values it mentions."""

    def __init__(self, language: Language, templates: Mapping[str, str], folder: Path) -> None:
        """`folder` is the content folder: the file of a mistake or a skill is read when its title is asked for."""
        self.language = language
        self.templates = templates
        self.folder = folder

    @cached_property
    def of_languages(self) -> Mapping[str, Value]:
        """What every text can name: the language that comes next, and all there are, in their own names."""
        every = ", ".join(f"{language} ({own_name(language)})" for language in LANGUAGES)
        return {"next_language": own_name(language_after(self.language)), "languages": every}

    def __call__(self, key: str, **values: Value) -> str:
        """The words for a key; the key itself where content lacks them, which `lint` does not let pass."""
        return fill(self._template(key) or key, Table({**self.of_languages, **values}))

    def has(self, key: str) -> bool:
        """Whether content has words for a key."""
        return self._template(key) is not None

    def _template(self, key: str) -> str | None:
        try:
            if key.startswith(MISTAKE):
                from tutor.lessons.mistake_texts import mistake_text  # what is right is named first

                return mistake_text(self.folder, key.removeprefix(MISTAKE), self.language).title
            if key.startswith(SKILL):
                from tutor.lessons.skill_titles import skill_title

                return skill_title(self.folder, key.removeprefix(SKILL), self.language)
        except KeyError:
            return None
        return self.templates.get(key)


def read_words(folder: Path, language: Language) -> Words:
    """The words of a language from a content folder's `interface`."""
    return Words(language, _templates(folder / "interface", language), folder)


@lru_cache(maxsize=8)
def _templates(folder: Path, language: Language) -> Mapping[str, str]:
    return _Templates(folder.glob(f"*.{language}.toml"))


class _Templates(Mapping[str, str]):
    """The templates of some files by `TABLE.KEY`. A table is parsed once a key of it is asked for.

    Most of the words are of no screen that comes first.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._unread: dict[str, list[str]] = {}
        """The texts of each table that was not parsed yet."""
        self._found: dict[str, str] = {}
        for path in sorted(paths):
            for table in _tables(path.read_text(encoding="utf-8")):
                self._unread.setdefault(table[1 : table.index("]")], []).append(table)

    def __getitem__(self, key: str) -> str:
        self._read(key.partition(".")[0])
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        for table in list(self._unread):
            self._read(table)
        return iter(self._found)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, table: str) -> None:
        for text in self._unread.pop(table, ()):
            self._found |= {f"{table}.{key}": words for key, words in once("toml", text, _entries)}


def _tables(text: str) -> list[str]:
    """The tables of a file, each from its head on."""
    tables: list[str] = []
    for part in f"\n{text}".split("\n[")[1:]:
        if tables and tables[-1].count(TEXT) % 2:
            tables[-1] += f"\n[{part}"
        else:
            tables.append(f"[{part}")
    return tables


def _entries(text: str) -> tuple[tuple[str, str], ...]:
    """The entries of the one table in a text."""
    import tomllib  # for words that were not read before

    return tuple(next(iter(tomllib.loads(text).values())).items())
