"""README is for learners, short, and shows the tutor as it is."""

import re
import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tutor.lessons.languages import LANGUAGES

from .recipes import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_short() -> None:
    assert len(README.split()) < 700


def test_one_command_runs_the_tutor_and_one_its_tests() -> None:
    marked = re.findall(r"<!-- (\w+) -->\n```sh\n(.*?)\n```", README, re.DOTALL)
    assert [name for name, _ in marked] == ["run", "test"]
    assert all("\n" not in command for _, command in marked)
    assert marked[0][1].endswith("/backprop-tutor")
    assert marked[1][1].endswith("pytest")


@pytest.mark.parametrize("page", ["README.md", *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md"))])
def test_what_it_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        if "://" not in link and not link.startswith("#"):
            assert ((ROOT / page).parent / link.partition("#")[0]).exists(), link


@pytest.mark.slow
def test_its_pictures_are_made_by_using_the_tutor(tmp_path: Path) -> None:
    program = runpy.run_path(str(ROOT / "docs" / "pictures.py"))
    program["main"](tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"{name}.{language}.svg" for name in program["PICTURES"] for language in LANGUAGES}
    assert names == {path.name for path in (ROOT / "docs" / "pictures").iterdir()}
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        ElementTree.fromstring(text)
        assert "@font-face" not in text and not re.search(r'(?:src|href)="', text)  # it loads nothing
    explained = re.sub(r"<[^>]*>", " ", (tmp_path / "explanation.en.svg").read_text(encoding="utf-8"))
    assert "223 comes out when half the cost is differentiated" in " ".join(explained.replace("&#160;", " ").split())
