"""The words about mistakes: what lint finds missing, unknown, unfit for some network, or too telling."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.mistake_texts import mistake_text, path_of
from tutor.lessons.template import mentions
from tutor.lessons.words import read_words
from tutor.lint.check import check
from tutor.lint.findings import Finding
from tutor.lint.giving_away import ANSWERS
from tutor.lint.mistake_cases import Case, cases
from tutor.lint.mistakes import check_mistakes
from tutor.lint.placeholders import scope_of
from tutor.lint.samples import samples
from tutor.mistakes.code import code_ids
from tutor.mistakes.everything import all_ids

Place = tuple[str, int, str]
OWN = ("count.layers", "forward.no-bias")


@pytest.fixture(name="content")
def copied_content(tmp_path: Path) -> Path:
    """A folder of one's own with the words of two mistakes."""
    folder = tmp_path / "content"
    (folder / "stages").mkdir(parents=True)
    (folder / "mistakes").mkdir()
    for path in (path_of(content_folder(), name, language) for name in OWN for language in LANGUAGES):
        shutil.copy(path, folder / "mistakes")
    return folder


def _changed(path: Path, *changes: tuple[str, str]) -> list[Finding]:
    """What is found in the files of a mistake once one is changed; each old text must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return list(check_mistakes([path.stem.rpartition(".")[0]], path.parents[1]))


def _places(findings: list[Finding]) -> set[Place]:
    """File, line, key."""
    return {(finding.path.name, finding.line, finding.key) for finding in findings}


def _line(path: Path, text: str, after: str = "") -> int:
    """The first line that begins so, past the first one that begins with `after`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(after))
    return next(n for n, line in enumerate(lines, 1) if n > start and line.startswith(text))


def test_what_is_missing_or_unknown_is_found_on_its_line(content: Path) -> None:
    path = path_of(content, "count.layers", "en")
    found = _changed(path, ("## why", "## because"), ("## nudge\n", "## nudge\n\n## note\n"))
    assert _places(found) == {
        (path.name, 1, "lint.no_section"),
        (path.name, _line(path, "## because"), "content.unknown_section"),
        (path.name, _line(path, "## nudge"), "lint.empty_section"),
        (path.name, _line(path, "## note"), "content.unknown_section"),
    }
    assert [one.values["name"] for one in found if one.key == "lint.no_section"] == ["why"]
    (twice,) = _changed(path, ("## because", "## what"))
    assert (twice.line, twice.key) == (7, "content.section_twice")


def test_an_empty_part_and_a_file_in_one_language_are_found(content: Path) -> None:
    path = path_of(content, "count.layers", "en")
    path_of(content, "count.layers", "ko").unlink()
    text = path.read_text(encoding="utf-8")
    found = _changed(path, (text[text.index("## why") : text.index("## nudge")], "## why\n\n"))
    assert _places(found) == {
        (path.name, _line(path, "## why"), "lint.empty_section"),
        ("count.layers.ko.md", 1, "lint.no_page"),
    }


@pytest.mark.parametrize("head", ["", "layers counted for parameters\n", "# layers\n\nNobody reads this.\n", "#\n"])
def test_a_file_begins_with_its_title_and_nothing_else(content: Path, head: str) -> None:
    path = path_of(content, "count.layers", "en")
    title = path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n"
    assert {(place, key) for place, _, key in _places(_changed(path, (title, head)))} == {
        (path.name, "content.no_mistake_title")
    }


def test_a_title_is_shown_as_it_stands(content: Path) -> None:
    path = path_of(content, "count.layers", "en")
    (found,) = _changed(path, ("# layers", "# {{given}} layers"))
    assert (found.path, found.line, found.key) == (path, 1, "content.unknown_name")


TELLING = ("answer", "numbers", "formula", "new", "C", "P", "partials", "dC/dw1", "w1'", "z1@2")


def test_names_that_give_an_answer_away_are_found_where_they_stand(content: Path) -> None:
    path = path_of(content, "count.layers", "ko")
    # A count has no symbol, but that would not give it away.
    keys = dict.fromkeys(TELLING, "lint.gives_away") | {"symbol": "content.unknown_name"}
    lines = "".join(f"{{{{{name}}}}}\n" for name in keys)
    found = _changed(path, ("## nudge\n\n", f"## nudge\n\n{lines}"))
    assert _places(found) == {(path.name, _line(path, f"{{{{{name}}}}}"), key) for name, key in keys.items()}


def test_names_must_fit_every_case_and_branch_and_what_is_filled_must_typeset(content: Path) -> None:
    """The names of a forward mistake are not all there where it is not seen at a unit, nor where the cost is asked."""
    path = path_of(content, "forward.no-bias", "en")
    found = _changed(
        path,
        ("## what\n", "## what\n\n{{parameter}}\n"),  # of (d) and (e) only
        ("## why\n", "## why\n\n{{#cost}}{{#one_point}}{{nonsense}}{{/one_point}}{{/cost}}\n"),
        ("## nudge\n", "## nudge\n\n$\\thetta + {{seen_z}}$\n"),
    )
    places = _places(found)
    assert (path.name, _line(path, "{{parameter}}"), "content.unknown_name") in places
    assert (path.name, _line(path, "{{#cost}}{{#one_point}}"), "content.unknown_name") in places
    assert (path.name, _line(path, "$\\thetta"), "lint.formula_unknown_macro") in places
    assert {place[0] for place in places} == {path.name}


def test_mistakes_are_told_by_their_names(content: Path) -> None:
    folder = content / "mistakes"
    stray = folder / "count.storeys.en.md"
    path_of(content, "count.layers", "en").rename(stray)
    found = {(finding.path.name, finding.key) for finding in check([folder], content_folder()).findings}
    gone = {f"{name}.{language}.md" for name in (*all_ids(), *code_ids()) if name not in OWN for language in LANGUAGES}
    no_page = {(name, "lint.no_page") for name in (*gone, "count.layers.en.md")}
    assert found == {(stray.name, "lint.not_content")} | no_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_mistake_is_among_the_words(language: Language) -> None:
    content = content_folder()
    words = read_words(content, language)
    for name in all_ids():
        assert words(f"mistake.{name}") == mistake_text(content, name, language).title
    for name in ("partial.nothing", "../mistakes/partial.sign", "partial.sign.x", ""):  # an imported record may hold it
        assert not words.has(f"mistake.{name}")
        assert words(f"mistake.{name}") == f"mistake.{name}"


@pytest.fixture(name="where", scope="module")
def all_cases() -> Mapping[str, list[Case]]:
    found: dict[str, list[Case]] = {name: [] for name in all_ids()}
    for problem in samples():
        for case in cases(problem, frozenset(all_ids())):
            found[case.id].append(case)
    return found


def _branches(where: Mapping[str, list[Case]], language: Language) -> Iterator[tuple[str, str, bool | None]]:
    """The flags that a mistake's words ask, and how they come out in each case; None where they are not offered."""
    for name in all_ids():
        for section in mistake_text(content_folder(), name, language).parts.values():
            asked = [mention for mention in mentions(section.text) if mention.filter is None]
            for case in where[name]:
                for mention in asked:
                    value = scope_of(mention.within, case.names).lookup(mention.name)
                    yield name, mention.name, value if isinstance(value, bool) else None


def test_the_samples_show_every_mistake_where_its_words_take_every_branch(where: Mapping[str, list[Case]]) -> None:
    assert all(where.values())
    assert {case.field.stage for case in where["forward.no-bias"]} == {"c", "d", "e"}
    branches = set(_branches(where, "en"))
    # What is always so for one mistake is not for others of its kind: `count` is on for slips in (a) only.
    asked = {(name.partition(".")[0], flag) for name, flag, value in branches if value is not None}
    asked.remove(("forward", "seen"))  # which is always on: what changes an answer changes some unit before
    for kind, flag in asked:
        values = {value for name, other, value in branches if (name.partition(".")[0], other) == (kind, flag)}
        assert values >= {True, False}, (kind, flag)


def test_the_names_offered_give_nothing_away(where: Mapping[str, list[Case]], thorough: bool) -> None:
    for case in (case for found in where.values() for case in found[:: 1 if thorough else 7]):
        for name in ANSWERS:
            with pytest.raises(KeyError):
                case.names.lookup(name)
