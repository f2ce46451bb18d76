"""What all problems share: stages, pages, the interface's words."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.sections import split
from tutor.lessons.stages import STAGE_IDS
from tutor.lessons.template import Names, Within, mentions
from tutor.lint.check import check
from tutor.lint.findings import Finding, Severity
from tutor.lint.giving_away import check_free_hints
from tutor.lint.passages import shared_passages
from tutor.lint.samples import samples


def test_the_tutors_own_content_passes() -> None:
    """Of what takes long some of each kind: `.ci/run` has all checked, by the command."""
    folder, large = content_folder(), ("classics", "mistakes", "primers", "skills", "stages")
    some = ("classics/mazur.*", "mistakes/slip.*", "primers/gates-smooth.*", "skills/gates.*", "stages/count.*")
    parts = [part for part in folder.iterdir() if part.name not in large]
    report = check([*parts, *(path for pattern in some for path in folder.glob(pattern))], folder)
    assert report.findings == ()
    assert report.files >= 30


@pytest.mark.thorough
def test_all_of_the_tutors_own_content_passes() -> None:
    assert check([content_folder()], content_folder()).findings == ()


@pytest.fixture(name="content")
def copied_content(tmp_path: Path) -> Path:
    """A folder of one's own, without what is most of it."""
    most = shutil.ignore_patterns("classics", "mistakes", "primers")
    return Path(shutil.copytree(content_folder(), tmp_path / "content", ignore=most))


def _changed(path: Path, old: str, new: str) -> list[Finding]:
    """What is found in a file once this is changed in it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return list(check([path], content_folder()).findings)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("## hint.where", "## hint.were", "content.unknown_section"),
        ("## hint.where", "## hint.were", "lint.no_section"),
        ("## question", "Nobody reads this.\n\n## question", "lint.before_sections"),
        ("{{formula}}", "{{formulas}}", "content.unknown_name"),
        ("\\theta", "\\thetta", "lint.formula_unknown_macro"),
    ],
)
def test_a_fault_in_a_stages_wording(content: Path, old: str, new: str, key: str) -> None:
    path = content / "stages" / "count.en.md"
    assert key in [finding.key for finding in _changed(path, old, new) if finding.path == path]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("## reply.first", "## reply.third", "content.unknown_section"),
        ("## reply.first\n", "", "lint.no_section"),
        ("{{above}}", "{{beyond}}", "content.unknown_name"),
        ("id: weight", "id: weights", "content.not_a_choice"),
    ],
)
def test_a_fault_in_a_question_why(content: Path, old: str, new: str, key: str) -> None:
    path = content / "why" / "weight.ko.md"
    assert key in [finding.key for finding in _changed(path, old, new) if finding.path == path]


def test_a_question_why_that_is_not_translated(content: Path) -> None:
    (content / "why" / "gate.en.md").unlink()
    found = check([content / "why"], content_folder()).findings
    assert [finding.path.name for finding in found] == ["gate.en.md"]


def test_a_stage_needs_both_languages(content: Path) -> None:
    (content / "stages" / "count.ko.md").unlink()
    (finding,) = check([content / "stages" / "count.en.md"], content_folder()).findings
    assert (finding.path.name, finding.key) == ("count.ko.md", "lint.no_stage")


def test_a_content_folder_is_checked_with_its_own_wording(content: Path) -> None:
    path = content / "stages" / "count.en.md"
    path.write_text(path.read_text(encoding="utf-8").replace("{{formula}}", "{{formulas}}"), encoding="utf-8")
    report = check([content / "day13" / "4.1.md"], content_folder())
    assert {(finding.path, finding.key) for finding in report.findings} == {(path, "content.unknown_name")}


def test_a_page_needs_both_languages_and_no_placeholders(content: Path) -> None:
    page = content / "help" / "home.en.md"
    assert [finding.key for finding in _changed(page, "\n", "\n{{m}}\n")] == ["content.unknown_name"]
    (content / "welcome.ko.md").unlink()
    (finding,) = check([content / "welcome.en.md"], content_folder()).findings
    assert (finding.path.name, finding.key) == ("welcome.ko.md", "lint.no_page")


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ('wrong = "This', 'wrongly = "This', ["lint.no_key", "lint.no_key"]),
        ("{{digits}}", "{{digit}}", ["lint.placeholders_differ"]),
        ("{{digits}}", "{{digits", ["content.malformed"]),
        ('wrong = "This is not right yet."', 'wrong = ""', ["lint.empty_text"]),
        ("[mark]", "[mark", ["lint.not_toml"]),
        ('correct = "That is right."', "correct = 1", ["lint.not_a_text"]),
        ("[mark]", "[cli]\nusage = 'again'\n[mark]", ["lint.key_twice", "lint.no_key"]),
    ],
)
def test_a_fault_in_the_interfaces_words(content: Path, old: str, new: str, keys: list[str]) -> None:
    found = _changed(content / "interface" / "mark.en.toml", old, new)
    assert sorted(finding.key for finding in found) == keys


def test_a_faulty_text_of_the_interface_is_found_on_its_line(content: Path) -> None:
    path = content / "interface" / "mark.en.toml"
    (finding,) = _changed(path, "{{digits}}", "{{digits")
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[finding.line - 1].startswith("rounded = ")


def test_the_interface_needs_both_languages(content: Path) -> None:
    (content / "interface" / "mark.ko.toml").unlink()
    (finding,) = check([content / "interface" / "mark.en.toml"], content_folder()).findings
    assert (finding.path.name, finding.key) == ("mark.ko.toml", "lint.no_words")


def test_a_file_of_another_kind_is_refused_if_it_is_named_and_passed_over_if_not(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"")
    assert [finding.key for finding in check([picture], content_folder()).findings] == ["lint.not_content"]
    assert check([tmp_path], content_folder()).files == 0


def _flags() -> set[tuple[str, bool]]:
    """The flags that shared wording asks for, and how they come out."""
    folder, seen = content_folder(), set[tuple[str, bool]]()
    for problem in samples():
        for stage in STAGE_IDS:
            for language in LANGUAGES:
                for passage in shared_passages(problem, stage, language, folder):
                    for mention in mentions(passage.section.text):
                        if {(mention.name, True), (mention.name, False)} <= seen:
                            continue
                        for scope in _scopes(mention.within, passage.names):
                            value = scope.lookup(mention.name)
                            if isinstance(value, bool):
                                seen.add((mention.name, value))
    return seen


def _scopes(sections: Sequence[str], names: Names) -> Iterator[Names]:
    """The names inside sections: of every item of a list, where lint asks the first."""
    if not sections:
        yield names
        return
    value = names.lookup(sections[0])
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    scopes: list[Names] = [Within(item, names) for item in items]
    for scope in scopes or [names]:
        yield from _scopes(sections[1:], scope)


def test_the_sample_networks_take_every_branch_of_the_shared_wording() -> None:
    """A flag that is never on, or never off, hides what it guards from every check. `first` is one of a list's item."""
    seen = _flags()
    names = {name for name, _ in seen} - {"first"}
    assert {(name, value) for name in names for value in (True, False)} <= seen


@pytest.mark.parametrize(
    ("name", "heading", "told"),
    [
        ("stages/gradient.en.md", "## hint.where", "answer"),
        ("stages/gradient.ko.md", "## hint.formula", "put_in"),
        ("stages/update.en.md", "## hint.principle", "dC/dw1"),
        ("stages/tree.ko.md", "## hint.formula", "children"),
        ("stages/forward-steps.en.md", "## residual.recipe", "answer"),
        ("skills/find-step.en.md", "## mistake.hint.where", "right"),
    ],
)
def test_a_hint_that_is_free_gives_no_answer_away(name: str, heading: str, told: str) -> None:
    assert list(_given_away(name, heading, told)) == [told]


@pytest.mark.parametrize("name", ["stages/tree.ko.md", "skills/missing-factor.en.md"])
def test_whoever_has_a_file_checked_is_told_so(content: Path, name: str) -> None:
    heading = "## gap.hint.where\n" if name.startswith("skills") else "## hint.where\n"
    changed = _changed(content / name, heading, f"{heading}\n${{{{new}}}}$\n")
    assert ("lint.gives_away", "new") in {(finding.key, finding.values.get("name")) for finding in changed}


def test_the_bottom_of_the_hints_may_show_the_numbers() -> None:
    assert list(_given_away("stages/gradient.en.md", "## hint.numbers", "answer")) == []


def _given_away(name: str, heading: str, told: str) -> Iterator[object]:
    """What the hints of a file give away once one of them names something."""
    path = content_folder() / name
    text = path.read_text(encoding="utf-8")
    assert f"{heading}\n" in text
    _, sections = split(text.replace(f"{heading}\n", f"{heading}\n\n${{{{{told}}}}}$\n", 1), 1, path)
    return (finding.values["name"] for finding in check_free_hints(path, sections, Severity.ERROR))
