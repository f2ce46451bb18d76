"""Both languages: the same sections, the same keys, the same placeholders."""

from pathlib import Path
from shutil import copytree

from tutor.lessons.content import content_folder
from tutor.lint.check import check
from tutor.lint.findings import Severity

from .lint_kit import ESSAY, GOOD, spoiled

KOREAN = """---
id: small
lang: ko
title: 작은 문제
---

{{L|이/가}} 층의 수입니다.

## d.hint.where

{{parameter}}
"""


def _found(folder: Path) -> set[tuple[str, str, Severity]]:
    return {(f.path.name, f.key, f.severity) for f in check([folder], content_folder()).findings}


def test_a_problem_and_its_translation_pass_together(tmp_path: Path) -> None:
    (tmp_path / "small.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "small.ko.md").write_text(KOREAN, encoding="utf-8")
    report = check([tmp_path], content_folder())
    assert (report.findings, report.files) == ((), 2)
    assert check([tmp_path / "small.ko.md"], content_folder()).findings == ()


def test_a_content_folder_has_both_languages_and_names_that_its_ids_say(tmp_path: Path) -> None:
    content = tmp_path / "content"
    copytree(content_folder(), content)
    path = content / "day13" / "large.md"
    path.write_text(GOOD, encoding="utf-8")
    found = {(f.path.name, f.key) for f in check([path], content_folder()).findings}
    assert found == {("large.md", "lint.no_translation"), ("large.md", "lint.name_differs")}


def test_a_section_that_one_language_lacks(tmp_path: Path) -> None:
    (tmp_path / "small.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "small.ko.md").write_text(KOREAN.split("## ", maxsplit=1)[0], encoding="utf-8")
    assert _found(tmp_path) == {("small.ko.md", "lint.no_section", Severity.ERROR)}


def test_faults_of_a_translation_are_found_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "small.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "small.ko.md").write_text(spoiled("{{parameter}}", "{{parametre}}", KOREAN), encoding="utf-8")
    (finding,) = check([tmp_path], content_folder()).findings
    assert (finding.path.name, finding.line, finding.key) == ("small.ko.md", 11, "content.unknown_name")


def test_a_translation_may_not_bring_numbers_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "small.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "small.ko.md").write_text(spoiled("lang: ko", "lang: ko\nlearning_rate: 2", KOREAN), encoding="utf-8")
    assert _found(tmp_path) == {("small.ko.md", "content.unknown_key", Severity.ERROR)}


def test_a_translation_without_its_original(tmp_path: Path) -> None:
    (tmp_path / "small.ko.md").write_text(KOREAN, encoding="utf-8")
    assert _found(tmp_path) == {("small.ko.md", "lint.no_original", Severity.ERROR)}


def test_essays_ask_the_same_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text(ESSAY, encoding="utf-8")
    korean = "---\nid: words\nlang: ko\ntitle: 말\n---\n\n생각합니다.\n\n## prompt.b\n\n왜?\n\n### checklist\n\n- 예\n"
    (tmp_path / "words.ko.md").write_text(korean, encoding="utf-8")
    assert _found(tmp_path) == {("words.ko.md", "content.prompts_differ", Severity.ERROR)}


def test_the_words_of_a_skill_are_held_to_all_of_it(tmp_path: Path) -> None:
    """Both languages, the same sections, placeholders that resolve, formulas that typeset, on every level."""
    content = tmp_path / "content"
    copytree(content_folder(), content)
    korean, english = (content / "skills" / f"gates.{language}.md" for language in ("ko", "en"))
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace("## d.question", "## e.question").replace("{{data}}", "{{date}}"), encoding="utf-8")
    korean.write_text(korean.read_text(encoding="utf-8") + "\n$\\fraction{1}{2}$\n", encoding="utf-8")
    (content / "skills" / "points.ko.md").unlink()
    (content / "skills" / "dancing.ko.md").write_text(text, encoding="utf-8")
    names = ("gates.en.md", "gates.ko.md", "points.en.md", "dancing.ko.md")
    found = {(f.path.name, f.key) for f in check([content / "skills" / n for n in names], content_folder()).findings}
    assert found == {
        ("gates.ko.md", "lint.no_section"),
        ("gates.en.md", "lint.no_section"),
        ("gates.en.md", "content.unknown_name"),
        ("gates.ko.md", "lint.formula_unknown_macro"),
        ("points.ko.md", "content.unreadable"),
        ("dancing.ko.md", "lint.not_content"),
    }
