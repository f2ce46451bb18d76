"""`mark --class`: a sheet of a whole class, whatever a spreadsheet or a student made of it."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tutor.cli.calculation import load_problem
from tutor.cli.classroom.marking import Marking
from tutor.cli.main import program
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.practice.variants import draw

from tests.diagnosis.learners import Learner, Wrong
from tests.support.problems import make

from ..support.thorough import also
from .cli_kit import assert_refused, run

HEADING = ["name", "a", "c", "d.w1", "d.b1", "d.w2", "d.b2", "d.w3", "d.b3", "e"]
RIGHT = ["6", "366", "446", "68", "514", "68", "582", "68", "(-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)"]
SHORT = "name,c,d.w1\n"
MOST_OF_THE_CATALOGUE = 60


def sheet_of(folder: Path, *rows: Sequence[str], heading: Sequence[str] = HEADING) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([heading, *rows])
    path = folder / "class.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return str(path)


def by(name: str, *mistakes: str) -> list[str]:
    """The row of a student who makes these mistakes, worked out by plain loops."""
    answers = {
        str(field): str(value) for field, value in Learner(load_problem("4.1"), *map(Wrong, mistakes)).answers.items()
    }
    e = ", ".join(answers[f"e.{one}"] for one in ("w1", "b1", "w2", "b2", "w3", "b3"))
    return [name, "6", *(answers[field] for field in HEADING[2:-1]), f"({e})"]


def found(path: str, problem: str = "4.1") -> Any:
    return json.loads(run("mark", problem, "--class", path, "--json").stdout)


def test_a_class_is_marked_and_its_mistakes_are_counted(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path,
        ["Kim", *RIGHT],
        by("Lee", "partial.no-factor-2"),
        by("Park", "partial.no-factor-2", "cost.half"),
        by("Seo", "forward.no-bias"),
        by("Yun", "update.ascent"),
        ["Choi", "4", "366", "", "", "", "", "", "", ""],
    )
    result = found(path)
    marks = {one["name"]: one for one in result["students"]}
    assert [marks[name]["right"] for name in ("Kim", "Lee", "Yun", "Choi")] == [14, 2, 8, 1]
    assert set(marks["Lee"]["marks"]) == set(result["fields"])
    assert marks["Lee"]["marks"]["e.w1"]["verdict"] == "consistent"
    assert [one["mistakes"] for one in marks["Lee"]["mistakes"]] == [[["partial.no-factor-2"]]]
    assert marks["Lee"]["mistakes"][0]["fields"] == ["d.w1", "d.b1", "d.w2", "d.b2", "d.w3", "d.b3"]
    whole = result["class"]
    assert (whole["students"], whole["all_right"]) == (6, 1)
    told = {one["mistakes"][0][0]: one for one in whole["mistakes"]}
    assert told["partial.no-factor-2"]["students"] == 2
    assert told["partial.no-factor-2"]["example"] == {"name": "Lee", "field": "d.w1", "answer": "223"}
    assert whole["mistakes"][0] == told["partial.no-factor-2"]
    assert {"cost.half", "forward.no-bias", "update.ascent"} <= set(told)
    assert whole["fields"]["c"] == {"answered": 6, "right": 4}


@pytest.mark.parametrize("name", ["4.1#3", also("4.1")])
def test_whoever_makes_one_mistake_is_counted_for_it_and_for_nothing_else(name: str) -> None:
    problem = load_problem(name)
    table = Table(problem, pairs=False)
    marking = Marking(problem, table.fields)
    shown = {table.hypothesis(row).ids[0] for row in range(1, table.singles)}
    counted = 0
    for mistake in table.mistakes:
        if mistake.id not in shown:
            continue
        learner = Learner(problem, Wrong(mistake.id, mistake.point))
        found = marking.mark(tuple(str(learner.answers[field]) for field in table.fields)).findings
        named = {id for one in found for alike in one.possible for made in alike for id in made}
        assert len(found) <= 1, mistake
        assert not found or mistake.id in named, mistake
        counted += bool(found)
    assert counted >= MOST_OF_THE_CATALOGUE


def test_what_the_problem_cannot_tell_apart_stands_together(tmp_path: Path) -> None:
    """On 4.1 three wrong counts are 4, and all θ are 1: a weight left out shows in nothing."""
    path = sheet_of(tmp_path, ["Kim", "4"], ["Lee", "4"], heading=["name", "a"])
    (only,) = found(path)["class"]["mistakes"]
    assert only["students"] == 2
    assert only["mistakes"] == [["count.all-neurons", "count.last-layer-missing", "count.first-layer-missing"]]
    lines = run("mark", "4.1", "--class", path).stdout.splitlines()
    assert [line.split()[0] for line in lines if line.endswith(("neurons", "-missing"))] == ["2", "=", "="]
    assert any("can't tell them apart" in line for line in lines)


def test_a_wrong_formula_is_counted_by_the_rule_that_makes_it(tmp_path: Path) -> None:
    """Of several rules that may make it, by the one that the student's numbers bear out."""
    rows = [
        ["Kim", "r g3 w3 g2 a1", "257", "34"],
        ["Lee", "r g3 w3 g2 a1", "", ""],
        ["Seo", "2r g3 w3 g2 a1", "514", "68"],
        ["Yun", "2r w3 g2 a1", "", ""],
        ["Choi", "2r g3 w3 g2 + w1", "", ""],
        ["Park", "2r g3 w3 g2 +", "", ""],
    ]
    result = found(sheet_of(tmp_path, *rows, heading=["name", "chain.w2", "d.w2", "d.b2"]))
    findings = {one["name"]: one["mistakes"] for one in result["students"]}
    half = {"mistakes": [["partial.no-factor-2"]], "fields": ["chain.w2"]}
    assert half in findings["Kim"] and findings["Lee"] == [half]
    assert not findings["Seo"] and not findings["Park"]
    (open_still,) = findings["Yun"]
    assert len(open_still["mistakes"]) == 3 and ["partial.gate-ignored-output"] in open_still["mistakes"]
    assert findings["Choi"] == [{"mistakes": [], "fields": ["chain.w2"]}]
    whole = result["class"]
    told = {str(one["mistakes"]): one["students"] for one in whole["mistakes"]}
    assert told["[['partial.no-factor-2']]"] == 2, "once for each, however often it shows"
    assert whole["unexplained"]["students"] == whole["unreadable"]["students"] == 1


def test_numbers_bear_out_which_rule_made_a_formula() -> None:
    problem = make((1, 1, 1, 1), "sigmoid", data=[(1, 2), (3, -1)], theta=(1, 2, "1/2", 1, "-3/2", 0))
    learner = Learner(problem, Wrong("partial.gate-ignored-output"))
    fields = [field for field in learner.answers if field.stage == "d"]
    marking = Marking(problem, [FieldId("chain", "w2"), *fields])
    alone = marking.mark(("2r w3 g2 a1", *[""] * len(fields))).findings
    beside = marking.mark(("2r w3 g2 a1", *(f"{float(learner.answers[field]):.6g}" for field in fields))).findings
    assert [len(one.possible) for one in alone] == [2]
    assert [one.possible for one in beside] == [((("partial.gate-ignored-output",),),)] * 2


def test_the_table_on_the_screen(tmp_path: Path) -> None:
    path = sheet_of(tmp_path, ["Kim", *RIGHT], by("이서연", "partial.no-factor-2"), ["", "6", "x", *[""] * 7])
    result = run("mark", "4.1", "--class", path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[2].split() == ["Name", "(a)", "(c)", "(d)", "(e)", "right"]
    assert lines[3].split() == ["Kim", "✓", "✓", "✓✓✓✓✓✓", "✓✓✓✓✓✓", "14/14"]
    assert lines[4].split() == ["이서연", "✓", "✓", "✗✗✗✗✗✗", "~~~~~~", "2/14"]
    assert lines[5].split() == ["(line", "4)", "✓", "?", "······", "······", "1/14"]
    assert "(d) w1 b1 w2 b2 w3 b3" in lines
    assert any(line.endswith("partial.no-factor-2") and line.startswith("1 ") for line in lines)
    assert max(map(len, lines)) <= 100
    assert run("mark", "4.1", "--class", sheet_of(tmp_path, ["Kim", *RIGHT])).exit_code == 0


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_bad_rows_are_told_by_their_lines_and_cost_nothing_of_the_others(tmp_path: Path, lang: str) -> None:
    rows = [
        b"Kim,366,446",
        b"Lee,366",
        b"",
        b'"Park,366,446',
        b"Seo,366,446,,",
        b"\xff\xff,1,2",
        b'"a\nb",366,1',
    ]
    path = tmp_path / "class.csv"
    path.write_bytes(SHORT.encode() + b"\r\n".join(rows))
    result = run("mark", "4.1", "--class", str(path), lang=lang)
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert len(told) == 3
    for line, number in zip(told, (3, 5, 7), strict=True):
        assert f"Line {number} " in line or line.startswith(f"{number}행")
    assert [one["name"] for one in found(str(path))["students"]] == ["Kim", "Seo", "a b"]
    assert [one["line"] for one in found(str(path))["left_out"]] == [3, 5, 7]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_spreadsheet_will_do(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "class.csv"
    rows = [["이름", "c", "d.w1"], ["짠", "366", "446"], ["김철수", "0", "1"]]
    path.write_bytes("".join(separator.join(row) + "\r\n" for row in rows).encode(encoding))
    students = found(str(path))["students"]
    assert [(one["name"], one["right"]) for one in students] == [("짠", 2), ("김철수", 0)]


def test_names_can_do_nothing(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path,
        ["\x1b[31mred\x1b]0;owned\x07", "366"],
        ['=HYPERLINK("x")', "366"],
        ["+1", "366"],
        ["\u202ereversed", "36\u202e7x"],
        heading=["name", "c"],
    )
    printed = run("mark", "4.1", "--class", path)
    assert "\x1b" not in printed.stdout + printed.stderr
    assert "\u202e" not in printed.stdout
    assert "red " in printed.stdout
    assert "\u202e" not in run("mark", "4.1", "--class", path, "--json").stdout
    written = run("mark", "4.1", "--class", path, "--csv", "-").stdout
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    assert [row[0] for row in rows] == ["name", "red", '\'=HYPERLINK("x")', "'+1", "reversed"]


def test_the_marks_as_csv(tmp_path: Path) -> None:
    path, out = sheet_of(tmp_path, ["Kim", *RIGHT], by("Lee", "partial.no-factor-2")), tmp_path / "marks.csv"
    result = run("mark", "4.1", "--class", path, "--csv", str(out))
    assert "Kim" in result.stdout
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [(row["name"], row["d.w1"], row["e.w1"], row["right"], row["of"]) for row in rows] == [
        ("Kim", "correct", "correct", "14", "14"),
        ("Lee", "wrong", "consistent", "2", "14"),
    ]
    assert rows[1]["mistakes"] == "partial.no-factor-2"
    assert run("mark", "4.1", "--class", path, "--csv", "").exit_code == 2
    assert run("mark", "4.1", "--class", path, "--csv", str(tmp_path)).exit_code == 2


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "class.csv"),
        (b"\n\n", "class.csv"),
        (b"name,c\n", "class.csv"),
        (b"name\nKim\n", "name"),
        (b"name,d.w9\nKim,1\n", "d.w9"),
        (b"name,c,c\nKim,1,2\n", "c"),
        (b"name,d,d.w1\nKim,1,2\n", "d.w1"),
        (b"\xff\xff\xff,c\nKim,1\n", "class.csv:1"),
    ],
)
def test_a_sheet_that_is_none_is_refused(tmp_path: Path, content: bytes, said: str, lang: str) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes(content)
    result = run("mark", "4.1", "--class", str(path), lang=lang)
    assert_refused(result, said)


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    path = sheet_of(tmp_path, ["Kim", *RIGHT])
    assert run("mark", "4.1", "--class", path, "a=6").exit_code == 2
    assert run("mark", "4.1", "a=6", "--csv", "-").exit_code == 2
    assert run("mark", "4.1", "--class", str(tmp_path / "none.csv")).exit_code == 2
    assert run("mark", "4.1", "--class", str(tmp_path)).exit_code == 2


def test_a_sheet_comes_from_the_standard_input() -> None:
    result = CliRunner().invoke(program, ["mark", "4.1", "--class", "-", "--csv", "-"], input=SHORT + "Kim,366,446\n")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == "Kim,correct,correct,2,2,"


def test_thousands_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    rows = "".join(f"student {number},366,{446 if number % 3 else 223}\n" for number in range(2_000))
    path.write_text(SHORT + "short\n" * 50 + rows, encoding="utf-8")
    result = run("mark", "4.1", "--class", str(path))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 21
    assert "667  the 2 of 2r left out" in result.stdout
    assert "Students: 2000, of them all right: 1333." in result.stdout


def test_a_drill_is_marked_and_solved_by_its_code() -> None:
    drawn = draw("weight-deep", 2, 7, load_problem("4.1").path.parents[1])
    name, value = "d.w1", drawn.trace.gradient["w1"]
    assert run("mark", drawn.id, f"{name}={value}").exit_code == 0
    assert run("mark", f" {drawn.id.upper()} ", f"{name}={value + 1}").exit_code == 1
    assert json.loads(run("solve", drawn.id, "--json").stdout)["problem"] == drawn.id
    for code in ("bp9:weight-deep:21", "bp1:no-such-skill:21", "bp1:weight-deep:91"):
        assert run("mark", code, "a=6").exit_code == 2


def test_a_column_can_have_the_sources_letter(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text(
        "---\nid: mine\nlang: en\ntitle: Mine\nnetwork: {widths: [2, 1], activation: identity}\n"
        "data: [[[3, 4], 2]]\ntheta: {w1: [[1, 2]], b1: 0}\nlearning_rate: 0.1\n"
        'names: {"w1[1,1]": u, "w1[1,2]": v}\n---\n\nTake a step.\n',
        encoding="utf-8",
    )
    sheet = sheet_of(tmp_path, ["Kim", "54", "72"], heading=["name", "d.u", "d.v"])
    (student,) = found(sheet, str(path))["students"]
    assert {field: mark["verdict"] for field, mark in student["marks"].items()} == {
        "d.w1[1,1]": "correct",
        "d.w1[1,2]": "correct",
    }
