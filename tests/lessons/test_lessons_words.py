"""The interface's words, read table by table: the same as the files read whole."""

import tomllib

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.words import read_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_read_one_by_one_are_the_files(language: str) -> None:
    whole: dict[str, str] = {}
    for path in (content_folder() / "interface").glob(f"*.{language}.toml"):
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            whole |= {f"{table}.{key}": words for key, words in entries.items()}
    templates = read_words(content_folder(), language).templates
    assert {key: templates[key] for key in reversed(whole)} == whole
    assert dict(templates) == whole
