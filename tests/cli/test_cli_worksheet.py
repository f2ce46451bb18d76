"""`worksheet` and `solve --markdown`: any problem on paper, as many sheets as there are students."""

import re
from pathlib import Path

import pytest
from tutor.cli.calculation import load_problem
from tutor.lessons.content import content_folder
from tutor.lessons.figures import as_latex
from tutor.lessons.words import read_words
from tutor.practice.skills import SKILLS

from .cli_kit import marks, run

PAGE_END = "\\newpage"


def sheets(*arguments: str, lang: str = "en") -> list[str]:
    result = run("worksheet", *arguments, lang=lang)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return result.stdout.split(PAGE_END)


def names_of(folder: Path, *names: str) -> str:
    path = folder / "names.txt"
    path.write_text("\n".join(names) + "\n\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_problem_of_the_course_goes_on_paper(lang: str) -> None:
    (text,) = sheets("4.2", lang=lang)
    assert "x ----+           +---> a2" in text
    assert r"W^{(1)} = \begin{pmatrix} 1 \\ 1 \end{pmatrix}" in text
    assert text.count("=$ ______") == 1 + 1 + 1 + 7 + 7
    assert text.count("<div") == text.count("</div>") == text.count("\\filbreak") == 6
    assert "&nbsp;" in text
    assert "[!" not in text
    assert r"\eqqcolon" not in text
    for block in text.split("\n\n"):
        assert block.replace(r"\$", "").replace("$$", "").count("$") % 2 == 0, block


def test_a_file_and_a_drill_go_on_paper(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text(
        "---\nid: mine\nlang: en\ntitle: Mine\nnetwork: {widths: [2, 1], activation: tanh}\n"
        "data: [[[1, 0], 2]]\ntheta: {w1: [[1, 2]], b1: 0}\nlearning_rate: 0.1\n---\n\nTake a step.\n",
        encoding="utf-8",
    )
    (text,) = sheets(str(path), "bp1:weight-deep:26cba450a")
    assert re.findall(r"^## (\d)\. ", text, re.MULTILINE) == ["1", "2"]
    assert "tanh" in text
    assert r"\dfrac{\partial C}{\partial w^{(1)}} =$" in text
    assert run("worksheet", str(tmp_path / "none.md")).exit_code == 2
    assert run("worksheet", "4.3").exit_code == 2


def test_each_student_has_a_sheet_of_their_own(tmp_path: Path) -> None:
    names = names_of(tmp_path, "Kim", "*Lee*", "\x1b[31m박")
    found = sheets("4.2", "--students", names, "--seed", "7")
    assert [re.search(r"Name: \*\*(.*)\*\*", one).group(1) for one in found] == ["Kim", r"\*Lee\*", "박"]  # type: ignore[union-attr]
    assert [re.search(r"`(4\.2#\d+)`", one).group(1) for one in found] == ["4.2#7", "4.2#8", "4.2#9"]  # type: ignore[union-attr]
    assert len({one[one.index("$$ W") :] for one in found}) == 3
    keys = sheets("4.2", "--students", names, "--seed", "7", "--key")
    for number, one in enumerate(keys, 7):
        assert f"`4.2#{number}`" in one
        assert as_latex(load_problem(f"4.2#{number}").trace.cost) in one


def test_the_name_on_a_sheet_is_a_problem_for_mark_and_solve() -> None:
    right = load_problem("4.1#7").trace
    assert marks("4.1#7", f"c={right.cost}", f"d.w1={right.gradient['w1']}") == {"c": "correct", "d.w1": "correct"}
    assert as_latex(right.cost) in run("solve", "4.1#7", "--markdown").stdout
    assert "terminal" in run("4.1#7").stderr
    assert "4.9" in run("4.9#7").stderr
    assert run("solve", "4.9#7").exit_code == 2
    assert run("solve", "4.3#7").exit_code == 2


def test_as_many_variants_as_are_wanted() -> None:
    found = sheets("--skill", "weight-deep", "--count", "2", "--variants", "3", "--codes", "--seed", "4")
    codes = [re.findall(r"`(bp1:[^`]*)`", one) for one in found]
    assert [len(some) for some in codes] == [2, 2, 2]
    assert len({code for some in codes for code in some}) == 6
    # A sheet of many is the one that its number gives alone.
    (alone,) = sheets("--skill", "weight-deep", "--count", "2", "--codes", "--seed", "5")
    assert re.findall(r"`(bp1:[^`]*)`", alone) == codes[1]
    assert "`4.1#1`" in sheets("4.1#7", "--variants", "1", "--codes")[0]
    drills = sheets("bp1:weight-deep:26cba450a", "--variants", "2", "--codes")
    assert all(one.count("`bp1:weight-deep:2") == 1 for one in drills)
    assert drills[0] != drills[1]


def test_students_take_turns_where_there_are_fewer_variants(tmp_path: Path) -> None:
    names = names_of(tmp_path, "A", "B", "C")
    found = sheets("4.1", "--students", names, "--variants", "2")
    assert [re.search(r"`(4\.1#\d+)`", one).group(1) for one in found] == ["4.1#1", "4.1#2", "4.1#1"]  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_can_be_no_sheet_is_refused(tmp_path: Path, lang: str) -> None:
    empty, broken = names_of(tmp_path), tmp_path / "broken.txt"
    broken.write_bytes(b"Kim\n\xff\xff\xff\n")
    for arguments in (
        ("4.1", "--students", str(broken)),
        (),
        ("4.1", "--students", empty),
        ("4.1", "--students", str(tmp_path / "none.txt")),
        ("4.1", "--variants", "0"),
        ("4.1", "--variants", "501"),
        ("--skill", "no-such"),
    ):
        result = run("worksheet", *arguments, lang=lang)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_solution_as_markdown(lang: str) -> None:
    text = run("solve", "4.2", "--markdown", lang=lang).stdout
    headings = [line.partition(")")[0] for line in text.splitlines() if line.startswith("## (")]
    assert headings == [f"## ({stage}" for stage in ("a", "b", "c", "d$'", "d", "e")]
    assert r"$\nabla C({\theta})$" in text
    assert r"\begin{aligned}" in text
    assert "| ---" in text or "|---" in text
    for block in text.split("\n\n"):
        assert block.replace("$$", "").count("$") % 2 == 0, block


def test_a_solution_of_a_drill_is_of_what_it_asks() -> None:
    text = run("solve", "bp1:weight-deep:26cba450a").stdout
    assert "(d) " in text
    assert "(e) " not in text
    found = run("solve", "bp1:find-step:251010c3d").stdout
    assert "line 2" in found
    assert "absolute value" in found


def test_a_computation_graph_goes_on_paper_with_numbers_near_its_own(tmp_path: Path) -> None:
    path = tmp_path / "apples.md"
    path.write_text(
        "---\nid: apples\nlang: en\ntitle: Apples\ngraph: {price: apple * number, total: price * tax}\n"
        "inputs: {apple: 100, number: 2, tax: 1.1}\nparameters: [apple, number, tax]\n---\n\nWhat is to be paid?\n",
        encoding="utf-8",
    )
    (text,) = sheets(str(path))
    assert r"- $\mathrm{total} =$" in text
    assert r"- $\dfrac{\partial \mathrm{total}}{\partial \mathrm{tax}} =$" in text
    for number in range(1, 9):
        apple, count, tax = load_problem(f"{path}#{number}").theta
        assert 95 <= apple <= 105
        assert count.denominator == 1
        assert 0.8 <= tax <= 1.4
    assert marks(f"{path}#3", f"c={float(load_problem(f'{path}#3').trace.cost)}") == {"c": "correct"}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_help_lists_the_skills(lang: str) -> None:
    said = run("worksheet", "--help", lang=lang).stdout
    words = read_words(content_folder(), "ko" if lang == "ko" else "en")
    for skill in SKILLS:
        line = next(line for line in said.splitlines() if line.split()[:1] == [skill])
        assert words(f"skill.{skill}")[:20] in line
