"""The guide to writing problems and essays: every file in it is sound, and it names all that a file can say."""

import re
from pathlib import Path

import pytest
from tutor.lessons import vocabulary_problem
from tutor.lessons.content import content_folder
from tutor.lessons.expressions import FUNCTIONS
from tutor.lessons.given import GIVEN_NAMES
from tutor.lessons.load import OPTIONAL, OPTIONAL_OF_GRAPHS, REQUIRED, REQUIRED_OF_GRAPHS
from tutor.lessons.sections import PROBLEM_SECTIONS
from tutor.lessons.template import offered
from tutor.lint.check import check
from tutor.network.architecture import ACTIVATIONS, BIASES, COSTS

from tests.support.course import problem_of

DOCS = content_folder().parent / "docs"
GUIDES = {
    language: [(DOCS / f"writing-{kind}{ending}").read_text(encoding="utf-8") for kind in ("problems", "essays")]
    for language, ending in (("en", ".md"), ("ko", ".ko.md"))
}
_FILE = re.compile(r"^```markdown\n(---\n.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(*pages: str) -> list[str]:
    return [text for page in pages for text in _FILE.findall(page)]


def front(text: str, key: str) -> str:
    found = re.search(rf'^{key}: "?([^"\n]*)"?$', text, re.MULTILINE)
    assert found, text
    return found[1]


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_every_file_in_the_guide_is_sound(tmp_path: Path, guide: list[str]) -> None:
    languages: dict[str, str] = {}
    for text in examples(*guide):
        name, language = front(text, "id"), front(text, "lang")
        first = languages.setdefault(name, language)
        path = tmp_path / (f"{name}.md" if language == first else f"{name}.{language}.md")
        path.write_text(text, encoding="utf-8")
    assert len(languages) == 7
    report = check([tmp_path], content_folder())
    assert [f"{finding.place}: {finding.key} {finding.values}" for finding in report.findings] == []


@pytest.mark.parametrize("readme", [DOCS.parent / "README.md", DOCS / "README.ko.md"], ids=lambda path: path.stem)
def test_the_file_in_the_readme_is_sound(tmp_path: Path, readme: Path) -> None:
    (text,) = examples(readme.read_text(encoding="utf-8"))
    path = tmp_path / "my-problem.md"
    path.write_text(text, encoding="utf-8")
    assert check([path], content_folder()).findings == ()


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_it_names_all_that_a_file_can_say(guide: list[str]) -> None:
    text = "\n".join(guide)
    words = set(re.findall(r"`([^`\n]+)`", _FILE.sub("", text)))
    keys = {*REQUIRED, *OPTIONAL, *REQUIRED_OF_GRAPHS, *OPTIONAL_OF_GRAPHS}
    assert keys - words == set()
    assert {*ACTIVATIONS, *COSTS} - words == set()
    assert all(f"bias: {bias}" in text for bias in BIASES if bias != "unit")
    assert {*FUNCTIONS} - words == set()
    problem = problem_of("4.2")
    names = {*offered(vocabulary_problem.of_problem(problem)), *GIVEN_NAMES} - {
        *offered(vocabulary_problem.TraceNames(problem))
    }
    said = {word.strip("{}") for word in words}
    unsaid = {name for name in names if name not in said and not name.startswith("some_")}
    assert unsaid - {"last_width"} == set()
    assert "some_relu" in words
    for section in PROBLEM_SECTIONS:
        stage, _, part = section.partition(".")
        assert f"## d.{part}" in words or f"## {section}" in words, (stage, part)


def test_the_guides_have_the_same_files() -> None:
    heads = [[text.split("---\n")[1] for text in examples(*guide)] for guide in GUIDES.values()]
    words = re.compile(r"^(lang|title|source|author):.*\n", re.MULTILINE)
    english, korean = ([words.sub("", head) for head in own] for own in heads)
    assert english == korean
