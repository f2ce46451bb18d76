"""Files from others: what `lint` refuses, everybody refuses in the same words, soon, and in few lines."""

import os
from pathlib import Path

import pytest

from ..support.thorough import also
from .cli_kit import run

HEAD = """---
id: p
lang: en
title: P
network: {widths: [1, 1, 1], activation: relu}
data: [[1, 2], [4, -6]]
learning_rate: 0.1
---

"""
BAD = {
    "nested": "".join("  " * level + "- a\n" for level in range(13)),
    "unknown": "The number {{foo}}.",
    "formula": r"$\frac{1$",
    "section": "x\n\n## d.question\n\n$\\bad$",
    "branch": "x{{#single}} {{foo}} {{/single}}",
    "kink": HEAD.replace("[1, 2]", "[-1, 2]"),
    "flood": " ".join(f"$\\foo{number}$" for number in range(2_100)),
    "mentions": "\n".join(f"{{{{a{number}}}}}" for number in range(5_000)),
    "essay": "---\nid: p\nlang: en\ntitle: P\nkind: essay\n---\n\n{{m}}\n\n## prompt.a\n\nx\n\n### checklist\n\n- x\n",
}
COMMANDS = (("solve",), ("mark", "a=4"), ("mistakes",), ("",))


@pytest.mark.parametrize(
    ("name", "lang"),
    [*((name, "en") for name in BAD), ("branch", "ko"), *(also(name, "ko") for name in BAD if name != "branch")],
)
def test_what_lint_refuses_is_refused_by_all_in_the_same_words(
    name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.cli.face.is_terminal", lambda: True)
    bad, text = tmp_path / "p.md", BAD[name]
    bad.write_text(text if text.startswith("---") else HEAD + text + "\n", encoding="utf-8")
    linted = run("lint", str(bad), lang=lang)
    lines = linted.stdout.splitlines()
    assert linted.exit_code == 1
    assert len(lines) < 50
    first = next(line for line in lines if " error: " in line).replace(" error: ", " ")
    for command, *answers in COMMANDS:
        result = run(command, str(bad), *answers, lang=lang) if command else run(str(bad), lang=lang)
        assert (result.exit_code, result.stdout, result.stderr.strip()) == (2, "", first), command


COMMANDS_OF_FILES = ("lint", "solve", "mistakes", "import", "mark")


@pytest.mark.parametrize("command", COMMANDS_OF_FILES)
def test_what_is_no_file_is_never_opened(tmp_path: Path, command: str) -> None:
    pipe, link = tmp_path / "pipe.md", tmp_path / "link.md"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (pipe, link):
        more = ["a=4"] if command == "mark" else []
        result = run(command, str(path), *more, *(["--data-dir", str(tmp_path / "new")] if command == "import" else []))
        assert result.exit_code == (1 if command == "lint" else 2)
        assert "ordinary file" in result.output
    assert not (tmp_path / "new").exists()


def test_a_pipe_beside_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(HEAD + "x\n", encoding="utf-8")
    os.mkfifo(tmp_path / "p.ko.md")
    (tmp_path / "w.ko.toml").write_text("", encoding="utf-8")
    os.mkfifo(tmp_path / "w.en.toml")
    assert run("solve", str(tmp_path / "p.md")).exit_code == 0
    assert "w.en.toml:1: error: this is not an ordinary file" in run("lint", str(tmp_path)).stdout
