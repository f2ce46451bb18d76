"""Every key that the code can ask for has words, in both languages."""

import re
from pathlib import Path

import pytest
from tutor.answers.errors import KEYS
from tutor.answers.verdicts import Verdict
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.words import read_words
from tutor.lint import check
from tutor.typeset.errors import REASONS

ROOM = Path(check.__file__).parents[1]
_CONTENT_ERROR = re.compile(r'(?:ContentError|TemplateError|\.error)\(\s*"([a-z_0-9]+)"')
_FINDING = re.compile(r'"((?:lint|content)\.[a-z_]+)"|(?<!def )_finding\([^"]+"([a-z_]+)"')
_SPOKEN = re.compile(r'(?:words|say|Message)\(\s*"([a-z_]+\.[a-z_0-9]+)"')


def _source(room: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOM / room).rglob("*.py")))


def _keys() -> set[str]:
    lessons, lint = _source("lessons"), _source("lint")
    keys = {f"content.{key}" for key in _CONTENT_ERROR.findall(lessons)}
    keys |= {whole or f"lint.{key}" for whole, key in _FINDING.findall(lint)}
    keys |= {f"lint.formula_{reason.replace('-', '_')}" for reason in REASONS}
    keys |= {f"unreadable.{key}" for key in KEYS}
    keys |= {f"verdict.{verdict}" for verdict in Verdict} | {"mark.correct"}
    return keys | set(_SPOKEN.findall(_source(".")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_words(language: Language) -> None:
    keys, words = _keys(), read_words(content_folder(), language)
    for table, fewest in (("content", 25), ("lint", 30), ("unreadable", 20), ("mark", 3)):
        assert sum(key.startswith(f"{table}.") for key in keys) >= fewest, table
    assert sorted(key for key in keys if not words.has(key)) == []
