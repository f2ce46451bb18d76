"""`backprop-tutor list`: the lessons of the tutor, or those of a folder."""

from pathlib import Path

from .cli_kit import run

GRAPH = '---\nid: "gates"\nlang: en\ntitle: Two gates\ngraph: {f: x * y}\ninputs: {x: 2, y: 3}\n---\n\nText.\n'


def test_the_tutor_s_own() -> None:
    found = run("list")
    assert (found.exit_code, found.stderr) == (0, "")
    assert [line.split()[0] for line in found.stdout.splitlines()[:3]] == ["4.1", "4.2", "4.3"]


def test_a_folder_s_with_what_is_wrong_beside_them(tmp_path: Path) -> None:
    (tmp_path / "gates.md").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "gates.ko.md").write_text('---\nid: "gates"\nlang: ko\ntitle: 게이트\n---\n\n글.\n', encoding="utf-8")
    (tmp_path / "bad.md").write_text(GRAPH.replace("x * y", "x *"), encoding="utf-8")
    (tmp_path / "README.md").write_text("Problems of week 3.\n", encoding="utf-8")
    found = run("list", str(tmp_path), lang="ko")
    assert found.exit_code == 0
    assert found.stdout.split()[:2] == ["gates", "게이트"]
    assert len(found.stdout.splitlines()) == len(found.stderr.splitlines()) == 1
    assert "bad.md:5: " in found.stderr


def test_a_folder_without_problems_or_none_at_all(tmp_path: Path) -> None:
    found = run("list", str(tmp_path))
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "")
    missing = run("list", str(tmp_path / "nothing"))
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert len(missing.stderr.splitlines()) == 1
