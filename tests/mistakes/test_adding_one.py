"""Adding a mistake is one record and one text file in each language: all readers then know it."""

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from tutor.diagnosis.table import Table
from tutor.diagnosis.visibility import visibility
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.mistake_texts import path_of
from tutor.lessons.words import read_words
from tutor.lint.mistakes import check_mistakes
from tutor.mistakes import everything
from tutor.mistakes.component import Component
from tutor.mistakes.everything import all_ids, component_of
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.slope import OUTPUT
from tutor.network.rules import RIGHT

from tests.diagnosis.as_typed import diagnose, explain
from tests.diagnosis.drawing import draw

NEW = Mistake("partial.seventh-power", "cost_derivative", lambda last: RIGHT.cost_derivative(last) * 7)
TEXT = """# seven times

## what

{{given}} comes out when the slope is taken seven times.

## why

There is no 7.

## nudge

How often does the square stand in $C$?
"""


@pytest.fixture(autouse=True)
def a_new_record(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(everything, "OUTPUT", (*OUTPUT, NEW))
    _forget()
    yield
    _forget()


def _forget() -> None:
    everything._components.cache_clear()
    everything.before_the_update.cache_clear()
    everything.mistakes_of.cache_clear()


@pytest.fixture(name="content")
def content_with_its_text(tmp_path: Path) -> Path:
    most = shutil.ignore_patterns("classics", "primers", "skills")
    content = Path(shutil.copytree(content_folder(), tmp_path / "content", ignore=most))
    for language in LANGUAGES:
        path_of(content, NEW.id, language).write_text(TEXT, encoding="utf-8")
    return content


def test_its_component_and_stages_follow_from_its_rule() -> None:
    assert NEW.id in all_ids()
    assert component_of(NEW.id) is Component.SLOPE
    assert NEW.shows_in == ("d", "e")


def test_it_is_named_and_put_into_words(content: Path) -> None:
    table = Table(draw(Random(3)))
    cause = next(mistake for mistake in table.mistakes if mistake is NEW)
    row = table.row((cause,))
    given = {
        field: Fraction(f"{table.answers[row, table.column[field]]:.9g}")
        for field in table.fields
        if field.stage == "d"
    }
    field = next(field for field in given if table.right(field))
    found = diagnose(table, given, field)
    assert found.likeliest.ids == (NEW.id,)
    for language in LANGUAGES:
        (told,) = explain(table, given, field, found.likeliest, content, language)
        assert told.why == "There is no 7."
        assert read_words(content, language)(f"mistake.{NEW.id}") == "seven times"
    assert any(NEW.id in shown.ids and shown.stages == ("d", "e") for shown in visibility(table).classes)


def test_lint_wants_its_text_in_both_languages(content: Path) -> None:
    assert list(check_mistakes([NEW.id], content)) == []
    path_of(content, NEW.id, "ko").unlink()
    (found,) = check_mistakes([NEW.id], content)
    assert (found.path.name, found.key) == ("partial.seventh-power.ko.md", "lint.no_page")
