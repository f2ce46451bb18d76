"""Files of lessons: their sections, translations and essays, how one is found, and the interface's words."""

from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.errors import ContentError
from tutor.lessons.load import find, is_translation, lesson_files, load
from tutor.lessons.problem import Essay
from tutor.lessons.stages import FieldId, all_fields, fields_of, parse_field
from tutor.lessons.symbols import rho, symbol
from tutor.lessons.words import read_words
from tutor.network.architecture import Network

from ..conftest import Write
from ..support.course import problem_at
from ..support.problems import make, problem_text

TRANSLATED = '---\nid: "9.1"\nlang: ko\ntitle: 시험\n---\n풀어 보십시오.\n'
ESSAY_HEAD = '---\nid: "9.3"\nlang: {lang}\ntitle: Essay\n{kind}---\n'
PROMPT = "## prompt.a\n\nWhy?\n\n### checklist\n\n- because\n\n### sample\n\nSo.\n"


def refusal(path: Path) -> tuple[str, int | None, str]:
    with pytest.raises(ContentError) as error:
        load(path)
    return error.value.key, error.value.line, error.value.path.name


def test_a_body_and_its_sections(write: Write) -> None:
    body = "First.\n\n### Ordinary\n\n```\n## a.question\n```\n"
    sections = "\n## a.question\n\n\nHow many?\n\n~~~~\n```\n## b.question\n~~~~\n\n## d.hint.principle\n"
    problem = problem_at(write(body=body + sections))
    words = problem.wording("en")
    assert words.body.text == "First.\n\n### Ordinary\n\n```\n## a.question\n```"
    assert set(words.sections) == {"a.question", "d.hint.principle"}
    assert words.sections["a.question"].text.startswith("How many?")
    assert (words.sections["a.question"].heading, words.sections["a.question"].line) == (18, 21)
    assert words.sections["d.hint.principle"].text == ""


@pytest.mark.parametrize(
    ("body", "key", "line"),
    [
        ("Text\n\n## a.answer\n", "unknown_section", 12),
        ("## example\n", "unknown_section", 10),
        ("## a.after\n", "unknown_section", 10),
        ("## a.question\nx\n## b.question\ny\n## a.question\nz\n", "section_twice", 14),
    ],
)
def test_sections_that_nobody_would_read(write: Write, body: str, key: str, line: int) -> None:
    assert refusal(write(body=body))[:2] == (key, line)


def test_a_fence_is_not_opened_by_code_in_a_line(write: Write) -> None:
    problem = load(write(body="```x``` is code\n\n## a.question\n\nHow many?\n"))
    assert problem.wording("en").sections["a.question"].text == "How many?"


def test_a_translation_beside_it(write: Write, tmp_path: Path) -> None:
    path = write()
    (tmp_path / "9.1.ko.md").write_text(TRANSLATED, encoding="utf-8")
    problem = problem_at(path)
    assert (problem.wording("ko").title, problem.wording("en").title) == ("시험", "A test")
    assert problem.wording("ko").path.name == "9.1.ko.md"
    assert is_translation(tmp_path / "9.1.ko.md")
    assert not is_translation(path)
    (tmp_path / "9.1.ko.md").unlink()
    assert load(path).wording("ko").title == "A test"


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("lang: ko", "lang: en", "not_a_choice", 3),
        ('"9.1"', '"9.2"', "not_a_choice", 2),
        ("title:", "data: [[1, 2]]\ntitle:", "unknown_key", 4),
        ("풀어", "## z.question\n풀어", "unknown_section", 6),
        ("title: 시험\n", "", "missing_key", 2),
    ],
)
def test_errors_in_a_translation_name_its_file(
    write: Write, tmp_path: Path, old: str, new: str, key: str, line: int
) -> None:
    path = write()
    (tmp_path / "9.1.ko.md").write_text(TRANSLATED.replace(old, new), encoding="utf-8")
    assert refusal(path) == (key, line, "9.1.ko.md")


def essay(folder: Path, body: str, lang: str = "en", name: str = "9.3.md", kind: str = "kind: essay\n") -> Path:
    path = folder / name
    path.write_text(ESSAY_HEAD.format(lang=lang, kind=kind) + body, encoding="utf-8")
    return path


def test_an_essay(tmp_path: Path) -> None:
    lesson = load(essay(tmp_path, "Read.\n\n" + PROMPT + "\n## prompt.b\n\nHow?\n\n### checklist\n\n- well\n"))
    assert isinstance(lesson, Essay)
    assert lesson.prompt_names == ("a", "b")
    assert lesson.wording("ko").body.text == "Read."
    first, second = (lesson.prompt(name, "en") for name in "ab")
    assert (first.question, first.checklist, first.sample) == ("Why?", "- because", "So.")
    assert (second.question, second.sample) == ("How?", None)


@pytest.mark.parametrize(
    ("body", "key", "line"),
    [
        ("Only to read.", "no_prompts", 7),
        ("## prompt.a\n\nWhy?\n", "no_checklist", 7),
        ("## prompt.a\n\nWhy?\n\n### checklist\n\n### sample\nSo.\n", "no_checklist", 7),
        ("\n## prompts\n", "unknown_section", 8),
        (PROMPT + "### sample\n\nOr so.\n", "section_twice", 18),
        (PROMPT + PROMPT, "section_twice", 18),
    ],
)
def test_essays_that_lack_something(tmp_path: Path, body: str, key: str, line: int) -> None:
    assert refusal(essay(tmp_path, body))[:2] == (key, line)


def test_the_prompts_of_an_essay_are_the_same_in_both_languages(tmp_path: Path) -> None:
    path = essay(tmp_path, PROMPT)
    essay(tmp_path, PROMPT.replace("prompt.a", "prompt.b"), "ko", "9.3.ko.md", kind="")
    assert refusal(path) == ("prompts_differ", 6, "9.3.ko.md")
    essay(tmp_path, PROMPT, "ko", "9.3.ko.md", kind="kind: essay\n")
    assert refusal(path) == ("unknown_key", 5, "9.3.ko.md")


def test_every_lesson_that_comes_along_loads_in_both_languages(content: Path) -> None:
    lessons = [load(path) for path in lesson_files(content)]
    assert [lesson.id for lesson in lessons[:3]] == ["4.1", "4.2", "4.3"]
    for lesson in lessons:
        assert set(lesson.wordings) == {"ko", "en"}


def test_a_lesson_is_found_by_id_and_by_path(write: Write, tmp_path: Path, content: Path) -> None:
    assert find("4.1", content) == content / "day13" / "4.1.md"
    path = write("mine.md")
    assert find(str(path), content) == path
    (tmp_path / "mine.ko.md").write_text(TRANSLATED, encoding="utf-8")
    assert find(str(tmp_path / "mine.ko.md"), content) == path


@pytest.mark.parametrize("name", ["9.9", "", ".", "stages/cost.en", "x" * 5_000, "~nobody-of-this-name/x", "a\0b", "/"])
def test_what_is_no_lesson_is_not_found(content: Path, name: str) -> None:
    assert find(name, content) is None


def test_shared_wording_is_no_lesson(tmp_path: Path) -> None:
    for folder in ("stages", "help", "interface", "course"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.md").write_text(problem_text(), encoding="utf-8")
    assert lesson_files(tmp_path) == [tmp_path / "course" / "1.md"]


def test_the_interface_s_words(tmp_path: Path) -> None:
    folder = tmp_path / "interface"
    folder.mkdir()
    (folder / "one.en.toml").write_text('[mark]\nwrong = "{{n}} is wrong"\n', encoding="utf-8")
    (folder / "two.en.toml").write_text('[verdict]\nwrong = "no"\n', encoding="utf-8")
    (folder / "two.ko.toml").write_text('[verdict]\nwrong = "틀림"\n', encoding="utf-8")
    words = read_words(tmp_path, "en")
    assert words("mark.wrong", n=6) == "6 is wrong"
    assert words("verdict.wrong") == "no"
    assert words("verdict.right") == "verdict.right"
    assert words.has("verdict.wrong")
    assert not words.has("verdict.right")
    assert read_words(tmp_path, "ko")("verdict.wrong") == "틀림"


def test_content_stands_beside_the_program() -> None:
    assert (content_folder() / "stages" / "cost.ko.md").is_file()


@pytest.mark.parametrize(
    ("name", "point", "latex"),
    [
        ("w1", "", "w^{(1)}"),
        ("w1[2,1]", "", "w^{(1)}_{21}"),
        ("w12[10,2]", "", "w^{(12)}_{10,2}"),
        ("b3'", "", "b'^{(3)}"),
        ("a2[3]", "i", "a^{(2)}_{3,i}"),
        ("z1", "i", "z^{(1)}_{i}"),
        ("x", "", "x"),
        ("r[2]", "", "r_{2}"),
        ("C", "", "C"),
        ("eta", "", "\\eta"),
        ("dC/dw1[2,1]", "", "\\frac{\\partial C}{\\partial w^{(1)}_{21}}"),
        ("dC/da3", "i", "\\frac{\\partial C}{\\partial a^{(3)}_{i}}"),
        ("da3/dz3", "i", "\\frac{\\partial a^{(3)}_{i}}{\\partial z^{(3)}_{i}}"),
    ],
)
def test_symbols(name: str, point: str, latex: str) -> None:
    assert symbol(name, point) == latex


@pytest.mark.parametrize("name", ["", "ww1", "1w", "w1[", "w1[1,2,3]", "C.__class__", "d/d", "\\alpha"])
def test_names_of_nothing_have_no_symbol(name: str) -> None:
    with pytest.raises(ValueError):
        symbol(name)


def test_the_activation_s_letter_has_an_index_where_layers_differ() -> None:
    assert rho(Network((1, 1, 1), ("relu", "relu")), 2) == "\\rho"
    assert rho(Network((1, 1, 1), ("relu", "tanh")), 2) == "\\rho_{2}"


def test_the_fields_of_the_stages() -> None:
    problem = make(widths=(1, 2, 1))
    names = [str(field) for field in all_fields(problem)]
    assert names[:8] == ["a", "b.C", "b.a2", "b.z2", "b.a1[1]", "b.z1[1]", "b.a1[2]", "b.z1[2]"]
    assert names[8:13] == ["c", "chain.w1[1,1]", "d.w1[1,1]", "d.w1[2,1]", "d.b1[1]"]
    assert [field.name for field in fields_of(problem, "e")] == [p.name for p in problem.network.parameters]
    for name in (*names, "d.w1[2,1]/da1[2]/dz1[2]@1.2", "c/z1[1]@2", "e.b2/step"):
        assert str(parse_field(name)) == name
    assert parse_field("d.w1/da3/dz3@1").parent == FieldId("d", "w1")


@pytest.mark.parametrize("text", ["", "f", "x.w1", "a.w1", "c.z1", "A", "/a", ".a"])
def test_what_is_no_field(text: str) -> None:
    with pytest.raises(ValueError):
        parse_field(text)
