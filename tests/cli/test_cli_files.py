"""Files that commands write, and streams that can't take what they print."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from tutor.journal.files import export, write_file

from tests.exchange.exchange_kit import entry, fill
from tests.support.thorough import also

from .cli_kit import assert_refused, run

WRITERS = (("export",), ("worksheet", "--skill", "count"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return fill(tmp_path / "home", [entry(number) for number in range(1, 9)])


@pytest.mark.parametrize("command", WRITERS)
def test_a_file_is_written_whole_and_its_neighbours_are_left_alone(
    tmp_path: Path, home: Path, command: tuple[str, ...]
) -> None:
    here, printed = ["--data-dir", str(home)], run(*command, "--data-dir", str(home)).stdout_bytes
    mine, file, link = tmp_path / "x.json.part", tmp_path / "x.json", tmp_path / "link"
    mine.write_text("mine", encoding="utf-8")
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to("x.json")
    assert run(*command, "-o", str(link), *here).exit_code == 0
    assert file.read_bytes() == printed
    assert file.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert mine.read_text(encoding="utf-8") == "mine"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["home", "link", "x.json", "x.json.part"]


@pytest.mark.parametrize("command", WRITERS)
def test_what_is_no_file_is_written_through(tmp_path: Path, home: Path, command: tuple[str, ...]) -> None:
    here, pipe, read = ["--data-dir", str(home)], tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert run(*command, "-o", str(pipe), *here).exit_code == 0
    reader.join(30)
    assert read == [run(*command, *here).stdout_bytes]
    assert pipe.is_fifo()
    assert run(*command, "-o", os.devnull, *here).exit_code == 0
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("command", WRITERS)
def test_a_name_that_can_be_no_file_is_refused(tmp_path: Path, home: Path, command: tuple[str, ...], lang: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "same").symlink_to(home / "journal.db")
    os.link(home / "journal.db", tmp_path / "hard")
    before = (home / "journal.db").read_bytes()
    for name, said in (
        ("", "-o"),
        (str(tmp_path), str(tmp_path)),
        (f"{tmp_path}/new/", "new/"),
        (str(tmp_path / "no" / "x.json"), "no/x.json"),
        (str(tmp_path / "loop"), "loop"),
        (str(home / "journal.db"), "journal.db"),
        (str(tmp_path / "same"), "same"),
        (str(tmp_path / "hard"), "hard"),
        (f"{home}/../home/journal.db-wal", "journal.db-wal"),
    ):
        result = run(*command, "-o", name, "--data-dir", str(home), lang=lang)
        assert_refused(result, said)
    assert (home / "journal.db").read_bytes() == before


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("old", encoding="utf-8")

    def pieces() -> object:
        yield "new"
        raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space") as failed:
        write_file(file, pieces())  # type: ignore[arg-type]
    assert failed.value.filename == str(file)
    assert [(child.name, child.read_text(encoding="utf-8")) for child in tmp_path.iterdir()] == [("x", "old")]


def test_an_export_of_an_essay_never_takes_an_earlier_ones_name(tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    files = [export(tmp_path, "essay-4.3", text, at) for text in ("one\n", "\ud800")]
    assert [file.read_bytes() for file in files] == [b"one\n", b"?"]
    assert len(list((tmp_path / "exports").iterdir())) == 2


COMMANDS = (("export",), ("worksheet", "--skill", "count"), ("mark", "4.1", "--json", "a=6"), ("--help",))


@pytest.mark.parametrize("command", [*COMMANDS[::2], *map(also, COMMANDS[1::2])])
def test_a_stream_that_takes_nothing_ends_it_without_a_traceback(home: Path, command: tuple[str, ...]) -> None:
    arguments = [sys.executable, "-m", "tutor", "--data-dir", str(home), *command]
    shell = subprocess.run(
        ["sh", "-c", '"$@" >&-; echo $?; "$@" >/dev/full; echo $?', "sh", *arguments],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    files = command[0] in ("export", "worksheet")
    assert shell.stdout.split() == ["2" if files else "0", "2"]
    assert len(shell.stderr.splitlines()) == (2 if files else 1)

    reader, writer = os.pipe()
    os.close(reader)
    closed = subprocess.run(arguments, stdout=writer, stderr=subprocess.PIPE, timeout=120, check=False)
    os.close(writer)
    assert (closed.returncode, closed.stderr) == (141, b"")
