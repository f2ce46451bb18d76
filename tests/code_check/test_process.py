"""The process of a learner's file: it ends, whatever the file does, and nothing that comes back is taken on trust."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tutor.code_check.checking import check, prepared
from tutor.code_check.plans import Ask
from tutor.code_check.process import Failed, Process

from .right_programs import RIGHT

REQUEST = {"groups": [[{"function": "f", "arguments": []}]], "stop": True}


def asked(text: str, folder: Path, seconds: float = 5.0, function: str = "f") -> object:
    path = folder / "program.py"
    path.write_text(text, encoding="utf-8")
    with Process(path, seconds) as process:
        return process.ask({"groups": [[{"function": function, "arguments": []}]]})["results"][0][0]


def test_values_come_back_and_what_is_printed_does_not(tmp_path: Path) -> None:
    text = 'print("{}")\ndef f():\n    print("noise")\n    return {"a": [1, 2], "b": (None, [[1, 2], [3, 4]])}\n'
    assert asked(text, tmp_path) == {
        "value": {
            "entries": {
                "a": {"array": [1.0, 2.0]},
                "b": {"items": [{"none": True}, {"array": [[1.0, 2.0], [3.0, 4.0]]}]},
            }
        },
        "after": [],
    }


def test_a_program_is_checked_in_it(tmp_path: Path) -> None:
    """From its start to its end; other tests have it copied."""
    path = tmp_path / "program.py"
    path.write_text(RIGHT["rows"].text, encoding="utf-8")
    found = check(path, Ask(), *prepared(path, Ask()))
    assert found.judged.is_right
    assert found.networks >= 40


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("while True: pass", "time"),
        ("import time; time.sleep(60)", "time"),
        ("import os; os._exit(0)", "ended"),
        ("import sys; sys.exit(3)", "error"),
        ("def f(:", "error"),
        ("1 / 0", "error"),
        ("input()", "error"),
        ("import os; os.kill(os.getpid(), 9)", "ended"),
    ],
)
def test_a_file_that_fails(text: str, key: str, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failed) as failed, Process(path, 0.3 if key == "time" else 1.0):
        pass
    assert failed.value.key == key


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return [0.0] * 10**6", "TooLarge"),
        ("x = []\n    for _ in range(50): x = [x]\n    return x", "TooLarge"),
        ("x = []\n    x.append(x)\n    return x", "TooLarge"),
        ("return f()", "RecursionError"),
        ("raise SystemExit('gone')", "SystemExit"),
        ("return 'a' * 10**12", "MemoryError"),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are those of Linux")
def test_a_function_that_fails(body: str, kind: str, tmp_path: Path) -> None:
    found = asked(f"def f():\n    {body}\n", tmp_path)
    assert isinstance(found, dict)
    assert found["error"]["kind"] == kind


def test_the_line_that_failed_is_told(tmp_path: Path) -> None:
    found = asked("def f():\n    x = 1\n    return x + 'a'\n", tmp_path)
    assert isinstance(found, dict)
    assert found["error"]["kind"] == "TypeError"
    assert found["error"]["line"] == 3


def test_its_answers_cannot_be_forged_by_printing(tmp_path: Path) -> None:
    text = "import os\ndef f():\n    os.write(1, b'{\"results\": []}\\n')\n    return 1\n"
    assert asked(text, tmp_path) == {"value": {"number": 1.0}, "after": []}


def test_its_children_end_with_it(tmp_path: Path) -> None:
    marker = tmp_path / "alive"
    text = (
        "import subprocess, sys\n"
        f"code = 'import time; time.sleep(3); open({str(marker)!r}, \"w\").close()'\n"
        "subprocess.Popen([sys.executable, '-c', code])\nwhile True: pass\n"
    )
    path = tmp_path / "program.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failed), Process(path, 1.0):
        pass
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=False).stdout
    assert str(marker) not in found
    assert not marker.exists()


def test_it_sees_its_own_folder_and_nothing_of_the_environment_for_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text("VALUE = 3\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs.py").write_text("", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(elsewhere))
    text = (
        "from mine import VALUE\nimport importlib.util, json, sys\n"
        "def f():\n    return [VALUE, importlib.util.find_spec('theirs') is None, sys.flags.isolated]\n"
    )
    assert asked(text, tmp_path) == {"value": {"array": [3.0, 1.0, 1.0]}, "after": []}
    assert not (tmp_path / "__pycache__").exists()


@pytest.mark.parametrize("raw", ["not json", "[1]", "{" * 10_000, ""])
def test_an_answer_that_is_none_is_refused(raw: str, tmp_path: Path) -> None:
    """A file that finds the way out of the process and writes there itself."""
    text = f"""
import os
def f():
    for fd in range(3, 20):
        try:
            if os.fstat(fd).st_mode & 0o010000:
                os.write(fd, {json.dumps(raw)}.encode() + b"\\n")
        except OSError:
            pass
    os._exit(0)
"""
    path = tmp_path / "program.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Failed) as failed, Process(path, 5.0) as process:
        process.ask(REQUEST)
    assert failed.value.key in ("output", "ended")
