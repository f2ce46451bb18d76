"""Lines in and out: widths, whatever a file or a keyboard brings, pipes, poor terminals, and a real one."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from time import monotonic

import pytest
from rich.cells import cell_len
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.plain.terminal import Ended, Terminal, wrapped
from tutor.session.status import Status

from tests.support.settings import undisturbed
from tests.support.thorough import also

from ..conftest import Clock, Write
from .plain_kit import sitting_in, talk, words_of

PATIENCE = 40.0
TREE = ("y a3", "z3", "w3 a2 b3", "z2", "w2 a1 b2", "z1", "w1 x b1")
VECTORS = ("(446, 68, 514, 68, 582, 68)", "(-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)")


@pytest.mark.parametrize("width", [20, 33, 80])
def test_lines_keep_to_their_width_and_lose_nothing(width: int) -> None:
    text = "- 층마다 두 가지를 계산합니다. https://www.youtube.com/watch?v=tIeHLnjs5U8 and a word" + "가" * 60
    lines = wrapped(text, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert lines[0].startswith("- 층")
    assert all(line.startswith("  ") and not line.startswith("   ") for line in lines[1:])


def test_nothing_moves_the_cursor() -> None:
    out = StringIO()
    terminal = Terminal(BytesIO(b"\x1b[31m6\x07\x1b]0;x\x07\n\xff\n"), out, echoes=True, width=80)
    terminal.write("red \x1b[31mtext\x1b[0m, a \x07 bell, \x9b2J\u202e and \r back")
    assert terminal.ask("4.1\x1b[2J (a)") == "6"
    assert terminal.ask("?") == "\N{REPLACEMENT CHARACTER}"
    with pytest.raises(Ended):
        terminal.ask("?")
    assert all(character.isprintable() or character == "\n" for character in out.getvalue())
    assert "\n4.1 (a)> 6\n" in out.getvalue()


def test_what_a_stream_cannot_write_is_replaced() -> None:
    raw = BytesIO()
    out = TextIOWrapper(raw, encoding="ascii")
    Terminal(BytesIO(), out, width=80).write("θ and 가")
    assert raw.getvalue() == b"? and ?\n"


def test_a_file_of_somebody_elses_brings_no_escape_sequences(tmp_path: Path, clock: Clock, write: Write) -> None:
    from tutor.lessons.load import load

    path = write(body="Work \\x1b it out. \x1b]0;title\x07 \x1b[2J **now** $x \\to y$\n", title='"T\\u001b[31mitle"')
    said = talk(tmp_path / "records", clock, ["\x1b[A\x1b[31m", "hint\x07"], lesson=load(path))
    assert all(character.isprintable() or character == "\n" for character in said.text)


def program(folder: Path, *arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program with its input from a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "tutor", *arguments, "--data-dir", str(folder)],
        input=typed.encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env={**undisturbed(os.environ), **environment},
    )


def test_a_pipe_of_answers_ends_with_a_plain_status(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    words = words_of("en")
    done = program(tmp_path, "--plain", "4.1", "--lang", "en", typed="6\ny a3\n", TERM="dumb", COLUMNS="60")
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    *_, status, kept = said.rstrip("\n").split("\n")
    assert status == words("plain.progress", id="4.1", right=2, of=21)
    assert kept == words("practice.left")
    assert "4.1 (a) the length of theta> 6\n" in said
    assert max(map(cell_len, said.split("\n"))) <= 60
    assert "\x1b" not in said
    assert sitting_in(tmp_path, clock, chain).status(FieldId("b", "C")) is Status.RIGHT


@pytest.mark.parametrize(
    ("language", "encoding"), [("ko", "ascii"), also("ko", "utf-8"), also("en", "utf-8"), also("en", "ascii")]
)
def test_a_poor_locale(language: Language, encoding: str, tmp_path: Path) -> None:
    done = program(
        tmp_path, "--screen-reader", "4.1", "--lang", language, typed="7\n", LC_ALL="C", PYTHONIOENCODING=encoding
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode(encoding)
    assert "4.1 (a)" in said
    if language == "en":
        assert "?" not in said.replace("?)", "").replace("watch?v", "").replace("?\n", "\n").replace("? ", " ")


def test_at_home_and_at_the_drills_without_a_terminal(tmp_path: Path) -> None:
    assert program(tmp_path, "--lang", "en", typed="1\n").returncode == 2, "the screens need one"
    home = program(tmp_path, "--plain", "--lang", "en", typed="quit\n")
    assert home.returncode == 0
    assert b"1. 4.1" in home.stdout
    drills = program(tmp_path, "drill", "--plain", "--lang", "en")
    assert drills.returncode == 0
    assert words_of("en")("practice.begin").encode() in drills.stdout


def test_what_could_not_be_read_is_told_as_ever(tmp_path: Path) -> None:
    done = program(tmp_path, "--plain", "9.9", "--lang", "en")
    assert done.returncode == 2
    assert b"9.9" in done.stderr
    assert done.stdout == b""


class InLines:
    """The program in a pseudo-terminal: what it wrote, and lines typed at it."""

    def __init__(self, side: int, pid: int) -> None:
        self._side, self.pid = side, pid
        self.seen = b""

    def wait(self, text: str) -> None:
        """Wait until this stands at the end of what was written since it was waited last."""
        self._until(lambda: text.encode() in self.seen)
        self.seen = self.seen.partition(text.encode())[2]

    def type(self, *lines: str) -> None:
        """Type lines, each once there is a prompt for it."""
        for line in lines:
            self.wait("> ")
            os.write(self._side, f"{line}\n".encode())

    def end(self) -> int:
        """The exit status, once it ends."""
        self._until(lambda: False)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def press(self, byte: bytes) -> None:
        """Press a key."""
        os.write(self._side, byte)

    def _until(self, is_there: Callable[[], bool]) -> None:
        deadline = monotonic() + PATIENCE
        while not is_there():
            assert monotonic() < deadline, self.seen.decode("utf-8", "replace")
            if not select.select([self._side], [], [], 1.0)[0]:
                continue
            try:
                read = os.read(self._side, 65536)
            except OSError:  # the other side is closed
                return
            if not read:
                return
            assert b"\x1b" not in read, "no cursor games"
            self.seen += read


@contextmanager
def in_lines(folder: Path, *arguments: str, term: str = "vt100") -> Iterator[InLines]:
    """The program in an ordinary terminal; one that can draw no screen needs no option for it."""
    pid, side = pty.fork()
    if pid == 0:
        option = () if term == "dumb" else ("--plain",)
        command = [sys.executable, "-m", "tutor", *option, *arguments, "--data-dir", str(folder)]
        os.execve(sys.executable, command, {**undisturbed(os.environ), "TERM": term, "LC_ALL": "C.UTF-8"})
    try:
        yield InLines(side, pid)
    finally:
        os.close(side)
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


@pytest.mark.terminal
@pytest.mark.parametrize("language", ["ko", also("en")])
def test_the_whole_of_it_in_a_terminal(language: Language, tmp_path: Path, clock: Clock, chain: Problem) -> None:
    words = words_of(language)
    with in_lines(tmp_path, "4.1", "--lang", language) as at:
        at.type("7", words("plain_command.hint"), "6", *TREE, "366", f"{words('plain_command.go')} d.w1", "223")
        at.wait(words("mistake.partial.no-factor-2"))
        at.type(words("plain_command.quit"))
        assert at.end() == 0
    with in_lines(tmp_path, "4.1", "--lang", language) as at:
        at.wait(words("plain.progress", id="4.1", right=9, of=21))
        at.type(*VECTORS)
        at.wait(words("plain.all_done")[:30])
        at.wait("> ")
        at.press(b"\x04")
        assert at.end() == 0
    assert sitting_in(tmp_path, clock, chain).is_done()


@pytest.mark.terminal
@pytest.mark.parametrize("arguments", [("4.1",), also(()), also(("drill",))])
def test_a_dumb_terminal_gets_lines_unasked(arguments: tuple[str, ...], tmp_path: Path) -> None:
    with in_lines(tmp_path, *arguments, "--lang", "en", term="dumb") as at:
        at.type("quit")
        at.wait(words_of("en")("practice.left"))
        assert at.end() == 0


def test_closed_streams(tmp_path: Path) -> None:
    command = f"{sys.executable} -m tutor --plain 4.1 --lang en --data-dir {tmp_path}"
    no_input = subprocess.run(f"{command} <&-", shell=True, capture_output=True, timeout=PATIENCE, check=False)
    assert (no_input.returncode, no_input.stderr) == (0, b"")
    assert words_of("en")("practice.left").encode() in no_input.stdout
    no_output = subprocess.run(f"{command} >&-", shell=True, stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
    assert no_output.returncode == 2
    assert no_output.stderr.count(b"\n") == 1


@pytest.mark.terminal
def test_a_signal_ends_it_and_what_was_written_is_kept(tmp_path: Path, clock: Clock) -> None:
    with in_lines(tmp_path, "4.3", "--lang", "en") as at:
        at.type("write", "a line")
        at.wait("4.3 (a) 2> ")
        os.kill(at.pid, signal.SIGTERM)
        assert at.end() == 128 + signal.SIGTERM
    assert "a line" in talk(tmp_path, clock, ["mine"], lesson="4.3").text


@pytest.mark.terminal
def test_ctrl_c_leaves_and_keeps_what_was_said(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    with in_lines(tmp_path, "4.1", "--lang", "en") as at:
        at.type("6")
        at.wait("depends on directly> ")
        at.press(b"y a\x03")
        at.wait(words_of("en")("practice.left"))
        assert at.end() == 130
    assert sitting_in(tmp_path, clock, chain).status(FieldId("a")) is Status.RIGHT
