"""The recipes of docs/recipes work as they stand, and touch as many files as they say."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.load import lesson_files

from .recipes import Copy, files_of, sections, stated

NO_ERRORS = "Errors: 0."
PER_LANGUAGE = "one for each language"
SCRIPT = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path

from tests.screens.screens_kit import seated

async def main():
    async with seated(Path(sys.argv[1]), None, size=(80, 24)) as at:
        {body}

asyncio.run(main())
"""


def lessons() -> list[Path]:
    return lesson_files(content_folder())


def script(body: str) -> str:
    return SCRIPT.replace("{body}", body.replace("\n", "\n        "))


@pytest.fixture(name="made", scope="module")
def copy_of_the_project(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy.made_in(tmp_path_factory.mktemp("copy") / "project")


@pytest.fixture(name="copy")
def copy_as_it_was_made(made: Copy) -> Iterator[Copy]:
    yield made
    made.undo()


def test_there_is_a_recipe_for_each_line_of_the_table() -> None:
    assert (
        set(sections()) == set(stated()) == {"mistake", "skill", "kind of item", "question why", "language", "screen"}
    )


@pytest.mark.slow
def test_a_mistake(copy: Copy, thorough: bool) -> None:
    copy.follow("mistake")
    assert stated()["mistake"] == (str(len(copy.changed)), PER_LANGUAGE)
    assert len(copy.new) == len(LANGUAGES)
    # r is 2, 13, 7, 12: the sum of r³/3 in place of 2r.
    commands = ("lint content/mistakes/partial.integrated.en.md", "mistakes 4.1", "mark 4.1 d.b3=4276/3")
    linted, shown, marked = copy.tutor(*commands)
    assert NO_ERRORS in linted
    assert "integrating instead of differentiating" in shown
    assert "integrat" in marked
    if thorough:
        copy.tests("tests/network/test_mistaken_rules.py", "-k", "integrated")


@pytest.mark.slow
def test_a_skill(copy: Copy, thorough: bool) -> None:
    copy.follow("skill")
    assert stated()["skill"] == (str(len(copy.changed)), PER_LANGUAGE)
    assert len(copy.new) == len(LANGUAGES)
    linted, solved = copy.tutor("lint content/skills/weight-first-unit.en.md", "solve bp1:weight-first-unit:10")
    assert NO_ERRORS in linted
    assert "The first unit" in solved
    rooms = (
        f"tests/practice/{name}.py" for name in ("test_variants_codes", "test_variants_texts", "test_schedule_choosing")
    )
    if thorough:
        copy.tests(*rooms, "-k", "unit or every_skill or has_words")
        copy.tests("tests/practice/test_variants_certified.py", "-k", "weight-first-unit")


@pytest.mark.slow
def test_a_kind_of_item(copy: Copy, thorough: bool) -> None:
    """One file and its words: what stays as it is is kept by a script."""
    copy.follow("kind of item")
    assert stated()["kind of item"] == (str(len(copy.changed)), "1, and one for each language")
    assert {path.name for path in copy.changed} == {"kept_codes.json"}
    assert [path.parent.name for path in copy.new if path.suffix == ".py"] == ["items"]
    assert len(copy.new) == 1 + len(LANGUAGES)
    texts, code = "content/skills/closed-gates.en.md content/skills/closed-gates.ko.md", "bp1:closed-gates:210"
    linted, solved, asked = copy.tutor(f"lint {texts}", f"solve {code}", f"worksheet {code}")
    assert NO_ERRORS in linted
    assert "gates are closed" in solved
    assert "How many gates" in asked
    rooms = ("practice/test_items", "practice/test_variants_codes", "practice/test_variants_certified")
    faces = ("session/test_item_desk", "plain/test_plain_drills", "screens/test_screens_items")
    if thorough:
        copy.tests(*(f"tests/{name}.py" for name in (*rooms, *faces)), "-k", "closed-gates")


@pytest.mark.slow
def test_a_question_why(copy: Copy, thorough: bool) -> None:
    copy.follow("question why")
    assert stated()["question why"] == (str(len(copy.changed)), PER_LANGUAGE)
    assert len(copy.new) == len(LANGUAGES)
    (linted,) = copy.tutor("lint content/why/outputs.en.md content/why/outputs.ko.md")
    assert NO_ERRORS in linted
    asked = """from tests.support.problems import make
from tutor.lessons.self_explanation import whys_of
from tutor.lessons.stages import FieldId
print([whys_of(make((1, width), data=((1, (2,) * width),)), FieldId("c")) for width in (1, 2)])"""
    assert copy.run("-c", asked) == "[(), ('squares', 'outputs')]\n"
    if thorough:
        copy.tests("tests/lessons/test_self_explanation.py")


@pytest.mark.slow
def test_a_language(copy: Copy) -> None:
    copy.follow("language")
    for path in files_of("en"):
        text = path.read_text(encoding="utf-8").replace("Usage:", "Uzado:")
        text = re.sub(r"^lang: en$", "lang: eo", text, count=1, flags=re.MULTILINE)
        text = re.sub(r'^title: ("?)', r"title: \1Esperante ", text, count=1, flags=re.MULTILINE)
        inside = path.relative_to(content_folder()).with_name(path.name.replace(".en.", ".eo."))
        copy.add(str("content" / inside), text)
    assert stated()["language"] == (str(len(copy.changed)), "one for each file of another language")
    assert not any(path.suffix == ".py" for path in copy.changed | copy.new)
    linted, help_page, foreign_help, listed = copy.tutor(
        "lint content/interface content/help content/day13 content/languages.toml",
        "--help",
        "--lang eo --help",
        "--lang eo list",
    )
    assert NO_ERRORS in linted
    assert "eo (Esperanto)" in " ".join(help_page.split())
    assert foreign_help.startswith("Uzado:")
    assert sum("Esperante" in line for line in listed.splitlines()) == len(lessons())
    body = """seen = []
for _ in range(3):
    before = at.app.naming.words.language
    seen.append((before, f"F9 {at.say('command.language')}" in at.footer))
    await at.press("f9")
    await at.until(lambda: at.app.naming.words.language != before)
print(seen, at.app.naming.words.language)"""
    seen = copy.run("-c", script(body), str(copy.root / "data"))
    assert seen == "[('en', True), ('eo', True), ('ko', True)] en\n"
    lines = subprocess.run(
        [sys.executable, "-m", "tutor", "--plain", "--lang", "en", "--data-dir", str(copy.root / "data" / "lines")],
        input="language\nlanguage\nlanguage\nquit\n", cwd=copy.root, env=copy.environment, capture_output=True,
        text=True, timeout=300, check=True,
    ).stdout  # fmt: skip
    assert lines.count("Esperante") > 0


@pytest.mark.slow
def test_a_screen(copy: Copy) -> None:
    copy.follow("screen")
    assert stated()["screen"] == (str(len(copy.changed)), str(len(copy.new)))
    body = """await at.press("f4")
await at.sees(at.say("about.line"))
print(type(at.app.screen).__name__)
await at.press("escape")
await at.until(lambda: type(at.app.screen).__name__ == "HomeScreen")"""
    assert copy.run("-c", script(body), str(copy.root / "data")) == "AboutScreen\n"
    assert "100%" in copy.tests("tests/screens/test_screens_commands.py", "-k", "AboutScreen or HomeScreen")
    if find_spec("importlinter"):
        assert " 0 broken" in copy.run("-c", "from importlinter.cli import lint_imports_command as run; run()")
