"""The interface's words: the same keys in all languages, and the same placeholders in each."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.files import read_content
from tutor.lessons.languages import LANGUAGES, read_languages
from tutor.lessons.template import TemplateError, mentions
from tutor.lessons.toml_lines import line_of_fault, lines_of
from tutor.lint.findings import Finding, of_content, of_template


@dataclass(frozen=True)
class _Words:
    """One file: its texts by `table.key`, and the line of each."""

    path: Path
    texts: Mapping[str, str]
    lines: Mapping[str, int]


def check_interface(name: str, folder: Path) -> Iterator[Finding]:
    """Check the words `NAME.LANG.toml` of a folder in all languages."""
    files: list[_Words] = []
    for language in LANGUAGES:
        path = folder / f"{name}.{language}.toml"
        try:
            files.append(_read(path))
        except FileNotFoundError:
            yield Finding(path, 1, "lint.no_words")
        except ContentError as error:
            yield of_content(error)
        except tomllib.TOMLDecodeError as error:
            yield Finding(path, line_of_fault(error, 1), "lint.not_toml", {"reason": str(error)})
        except ValueError as error:
            yield Finding(path, 1, "lint.not_a_text", {"name": str(error)})
    for words in files:
        yield from _keys(words, {key for other in files for key in other.texts})
    for words in files[1:]:
        yield from _placeholders(files[0], words)


def check_languages(path: Path) -> Iterator[Finding]:
    """Check the file that says which languages there are."""
    try:
        read_languages(read_content(path))
    except ContentError as error:
        yield of_content(error)
    except ValueError as error:  # bad TOML is one, too
        yield Finding(path, 1, "lint.not_toml", {"reason": str(error)})


def check_keys_once(folder: Path) -> Iterator[Finding]:
    """Keys that two files of one language have: the later would silently take the other's place."""
    for language in LANGUAGES:
        known: dict[str, Path] = {}
        for path in sorted(folder.glob(f"*.{language}.toml")):
            try:
                words = _read(path)
            except (ValueError, ContentError):
                continue  # reported for the file itself
            for key in words.texts:
                if key in known:
                    yield Finding(path, words.lines[key], "lint.key_twice", {"name": key, "other": known[key].name})
                known[key] = path


def _read(path: Path) -> _Words:
    """The words of a file. Raises ContentError, FileNotFoundError, ValueError: bad TOML, or what is no text."""
    source = read_content(path)
    texts: dict[str, str] = {}
    for table, entries in tomllib.loads(source).items():
        if not isinstance(entries, dict):
            raise ValueError(table)
        for key, text in entries.items():
            if not isinstance(text, str):
                raise ValueError(f"{table}.{key}")
            texts[f"{table}.{key}"] = text
    lines = lines_of(source)
    return _Words(path, texts, {key: lines.get(key, 1) for key in texts})


def _keys(words: _Words, every: set[str]) -> Iterator[Finding]:
    for key in sorted(every - words.texts.keys()):
        yield Finding(words.path, 1, "lint.no_key", {"name": key})
    for key, text in words.texts.items():
        if not text.strip():
            yield Finding(words.path, words.lines[key], "lint.empty_text", {"name": key})
        try:
            mentions(text)
        except TemplateError as error:
            yield of_template(error, words.path, words.lines[key])


def _placeholders(first: _Words, second: _Words) -> Iterator[Finding]:
    """Texts that don't mention the same names in two languages: one of them leaves something out."""
    for key in first.texts.keys() & second.texts.keys():
        try:
            names = [{mention.name for mention in mentions(words.texts[key])} for words in (first, second)]
        except TemplateError:
            continue  # reported for the text itself
        if names[0] != names[1]:
            values = {"name": key, "names": ", ".join(sorted(names[0] ^ names[1]))}
            yield Finding(second.path, second.lines[key], "lint.placeholders_differ", values)
