"""README is for learners, short, and shows the tutor as it is."""

import re
import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tutor.lessons.languages import LANGUAGES, Language

from ..support.thorough import also
from .recipes import ROOT

READMES = ("README.md", "docs/README.ko.md")
GUIDES = (READMES, *((f"docs/{name}.md", f"docs/{name}.ko.md") for name in ("using", "teaching", "your-code")))
PAGES = ("README.md", *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")))


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def prose(page: str) -> str:
    """A page without its code."""
    return re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)


def anchors(page: str) -> set[str]:
    """What a link can name behind `#`, as GitHub makes it from headings."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(page: str) -> list[str]:
    """What a page says to type, without its remarks and the names that were made up."""
    blocks = re.findall(r"```sh\n(.*?)\n```", read(page), re.DOTALL)
    return [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("page", READMES)
def test_it_is_short(page: str) -> None:
    assert len(read(page).split()) < 700


@pytest.mark.parametrize("page", READMES)
def test_one_command_runs_the_tutor_and_one_its_tests(page: str) -> None:
    marked = re.findall(r"<!-- (\w+) -->\n```sh\n(.*?)\n```", read(page), re.DOTALL)
    assert [name for name, _ in marked] == ["run", "test"]
    assert all("\n" not in command for _, command in marked)
    assert marked[0][1].endswith("/backprop-tutor")
    assert marked[1][1].endswith("pytest")


@pytest.mark.parametrize(("english", "korean"), GUIDES)
def test_a_guide_says_the_same_in_both_languages(english: str, korean: str) -> None:
    """The same commands, keys, settings and pictures, under as many headings."""
    assert commands(english) == commands(korean)
    for kind in (r"^#+ ", r"^\|", r"^!\[", r"^```"):
        assert len(re.findall(kind, read(english), re.MULTILINE)) == len(re.findall(kind, read(korean), re.MULTILINE))
    for kind in (r"\b(?:F\d+|Ctrl\+\w|Esc|Enter)\b", r"--[a-z-]+", r"https?://[\w./?=]+"):
        assert set(re.findall(kind, read(english), re.ASCII)) == set(re.findall(kind, read(korean), re.ASCII)), kind
    assert Path(korean).name in read(english)
    assert Path(english).name in read(korean)


@pytest.mark.parametrize("page", PAGES)
def test_what_it_links_to_is_there(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" in link:
            continue
        name, _, heading = link.partition("#")
        target = (ROOT / page).parent / name if name else ROOT / page
        assert target.exists(), link
        if heading:
            assert heading in anchors(str(target.resolve().relative_to(ROOT.resolve()))), link


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("explanation", "en"),
        ("drill", "ko"),
        *(also(name, "ko") for name in ("recording", "tree", "flow", "sheet")),
    ],
)
async def test_its_pictures_are_made_by_using_the_tutor(tmp_path: Path, name: str, language: Language) -> None:
    """Each in one of the languages: what is typed for it is the same in all."""
    program = runpy.run_path(str(ROOT / "docs" / "pictures.py"))
    text = program["film"](await program["taken"](name, language, tmp_path))
    ElementTree.fromstring(text)
    assert "@font-face" not in text and not re.search(r'(?:src|href)="', text)  # it loads nothing
    if name == "explanation":
        said = " ".join(re.sub(r"<[^>]*>", " ", text).replace("&#160;", " ").split())
        assert "223 comes out when half the cost is differentiated" in said


def test_every_picture_is_there_in_every_language() -> None:
    names = {"recording", "tree", "explanation", "flow", "sheet", "drill"}
    assert names == set(runpy.run_path(str(ROOT / "docs" / "pictures.py"))["PICTURES"])
    pictures = {path.name for path in (ROOT / "docs" / "pictures").iterdir()}
    assert pictures == {f"{name}.{language}.svg" for name in names for language in LANGUAGES}
