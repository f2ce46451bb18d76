"""The words about mistakes: what lint finds missing, unknown, unfit for some network, or too telling."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tutor.diagnosis.explanations import KINDS, PARTS, texts
from tutor.diagnosis.vocabulary import GIVES_AWAY
from tutor.lessons.content import content_folder
from tutor.lessons.problem import LANGUAGES, Language
from tutor.lessons.template import mentions
from tutor.lint.check import check
from tutor.lint.findings import Finding
from tutor.lint.mistake_cases import Case, cases
from tutor.lint.mistake_sections import read_mistakes
from tutor.lint.mistakes import check_mistakes
from tutor.lint.placeholders import scope_of
from tutor.lint.samples import samples
from tutor.mistakes.everything import all_ids

Place = tuple[str, int, str]


@pytest.fixture(name="content")
def copied_content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_folder(), tmp_path / "content"))


def _changed(path: Path, *changes: tuple[str, str]) -> list[Finding]:
    """What is found in the files of a kind once one is changed; each old text must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return list(check_mistakes([path.name.partition(".")[0]], path.parents[1]))


def _places(findings: list[Finding]) -> set[Place]:
    """File, line, key."""
    return {(finding.path.name, finding.line, finding.key) for finding in findings}


def _line(path: Path, text: str, after: str = "") -> int:
    """The first line that begins so, past the first one that begins with `after`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(after))
    return next(n for n, line in enumerate(lines, 1) if n > start and line.startswith(text))


def test_what_is_missing_or_unknown_is_found_on_its_line(content: Path) -> None:
    path = content / "mistakes" / "count.en.md"
    found = _changed(
        path,
        ("## count.neurons\n", "## count.neuron\n"),
        ("### why", "### because"),
        ("## count.layers\n", "## count.layers\n\nNobody reads this.\n"),
        ("## count.times-data\n", "## count.all-neurons\n"),
    )
    expected = {
        (path.name, 1, "lint.no_section"),  # count.neurons, count.times-data
        (path.name, _line(path, "## count.neuron"), "content.unknown_section"),
        (path.name, _line(path, "### because"), "content.unknown_section"),
        (path.name, _line(path, "## count.no-biases"), "lint.no_section"),
        (path.name, _line(path, "## count.layers"), "lint.before_sections"),
        (path.name, _line(path, "## count.all-neurons", after="## count.layers"), "content.section_twice"),
    }
    assert expected <= _places(found)
    missing = [finding.values["name"] for finding in found if finding.key == "lint.no_section"]
    assert missing == ["why", "count.neurons", "count.times-data"]


def test_an_empty_part_and_a_file_in_one_language_are_found(content: Path) -> None:
    path = content / "mistakes" / "count.en.md"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("### why"), text.index("### nudge")
    path.write_text(text[:start] + "### why\n\n" + text[end:], encoding="utf-8")
    (content / "mistakes" / "count.ko.md").unlink()
    places = _places(list(check_mistakes(["count"], content)))
    assert places == {(path.name, _line(path, "### why"), "lint.empty_section"), ("count.ko.md", 1, "lint.no_page")}


TELLING = ("answer", "numbers", "formula", "new", "C", "P", "partials", "dC/dw1", "w1'", "z1@2")


def test_names_that_give_an_answer_away_are_found_where_they_stand(content: Path) -> None:
    path = content / "mistakes" / "count.ko.md"
    before, *mistakes = path.read_text(encoding="utf-8").split("### nudge\n")
    # A count has no symbol, but that would not give it away.
    names = [*TELLING, "symbol"]
    assert len(mistakes) >= len(names)
    for name, text in zip(names, mistakes, strict=False):
        before += f"### nudge\n\n{{{{{name}}}}}\n{text}"
    path.write_text(before, encoding="utf-8")
    keys = dict.fromkeys(TELLING, "lint.gives_away") | {"symbol": "content.unknown_name"}
    expected = {(path.name, _line(path, f"{{{{{name}}}}}"), key) for name, key in keys.items()}
    assert _places(list(check_mistakes(["count"], content))) == expected


def test_names_must_fit_every_case_and_branch_and_what_is_filled_must_typeset(content: Path) -> None:
    """The names of a forward mistake are not all there where it is not seen at a unit, nor where the cost is asked."""
    path = content / "mistakes" / "forward.en.md"
    heading = "## forward.no-bias\n\n### what\n"
    found = _changed(
        path,
        (heading, f"{heading}\n{{{{parameter}}}}\n"),  # of (d) and (e) only
        ("### why\n", "### why\n\n{{#cost}}{{#one_point}}{{nonsense}}{{/one_point}}{{/cost}}\n"),
        ("### nudge\n", "### nudge\n\n$\\thetta + {{seen_z_value}}$\n"),
    )
    places = _places(found)
    assert (path.name, _line(path, "{{parameter}}"), "content.unknown_name") in places
    assert (path.name, _line(path, "{{#cost}}{{#one_point}}"), "content.unknown_name") in places
    assert (path.name, _line(path, "$\\thetta"), "lint.formula_unknown_macro") in places
    assert {place[0] for place in places} == {path.name}


def test_a_mistake_needs_a_title_in_both_languages_and_a_title_a_mistake(content: Path) -> None:
    path = content / "interface" / "diagnosis.ko.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"count.layers"', '"count.storeys"'), encoding="utf-8")
    found = {(finding.path.name, finding.key, finding.values["name"]) for finding in check_mistakes(["count"], content)}
    assert found == {
        ("count.ko.md", "lint.no_title", "count.layers"),
        ("count.ko.md", "lint.title_of_none", "count.storeys"),
    }


def test_kinds_are_told_by_their_names(content: Path) -> None:
    folder = content / "mistakes"
    stray = folder / "countless.en.md"
    stray.write_text("## count.layers\n", encoding="utf-8")
    for kind in KINDS[1:]:
        for language in LANGUAGES:
            (folder / f"{kind}.{language}.md").unlink()
    found = {(finding.path.name, finding.key) for finding in check([folder], content_folder()).findings}
    gone = {(f"{kind}.{language}.md", "lint.no_page") for kind in KINDS[1:] for language in LANGUAGES}
    assert found == {(stray.name, "lint.not_content")} | gone


@pytest.mark.parametrize("language", LANGUAGES)
def test_lint_reads_the_files_as_the_diagnosis_does(language: Language) -> None:
    for kind in KINDS:
        path = content_folder() / "mistakes" / f"{kind}.{language}.md"
        found = read_mistakes(path, path.read_text(encoding="utf-8"), all_ids()).sections
        read = {name: {part: section.text for part, section in parts.items()} for name, parts in found.items()}
        assert read == texts(content_folder(), kind, language)


@pytest.fixture(name="where", scope="module")
def all_cases() -> Mapping[str, list[Case]]:
    found: dict[str, list[Case]] = {name: [] for name in all_ids()}
    for problem in samples(content_folder()):
        for case in cases(problem, frozenset(KINDS)):
            found[case.id].append(case)
    return found


def _branches(where: Mapping[str, list[Case]], language: Language) -> Iterator[tuple[str, str, bool | None]]:
    """The flags that a mistake's words ask, and how they come out in each case; None where they are not offered."""
    for kind in KINDS:
        for name, parts in texts(content_folder(), kind, language).items():
            for part in PARTS:
                asked = [mention for mention in mentions(parts[part]) if mention.filter is None]
                for case in (case for case in where[name] if part in case.parts):
                    for mention in asked:
                        value = scope_of(mention.within, case.names).lookup(mention.name)
                        yield name, mention.name, value if isinstance(value, bool) else None


def test_the_samples_show_every_mistake_where_its_words_take_every_branch(where: Mapping[str, list[Case]]) -> None:
    assert all(len({case.field.stage for case in found}) >= 1 for found in where.values())
    assert {case.field.stage for case in where["forward.no-bias"]} == {"c", "d", "e"}
    branches = set(_branches(where, "en"))
    # What is always so for one mistake is not for others of its kind: `count` is on for slips in (a) only.
    asked = {(name.partition(".")[0], flag) for name, flag, value in branches if value is not None}
    asked.remove(("forward", "seen"))  # which is always on: what changes an answer changes some unit before
    for kind, flag in asked:
        values = {value for name, other, value in branches if (name.partition(".")[0], other) == (kind, flag)}
        assert values >= {True, False}, (kind, flag)


def test_the_names_offered_give_nothing_away(where: Mapping[str, list[Case]]) -> None:
    for case in (case for found in where.values() for case in found):
        for name in GIVES_AWAY:
            with pytest.raises(KeyError):
                case.names.lookup(name)
