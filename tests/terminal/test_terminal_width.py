"""What the terminal answers is read, whatever was typed before and behind it, and however late it is read."""

import os
import pty
from collections.abc import Callable, Iterator

import pytest
from tutor.screens.terminal.width import Answer, ask_width

NARROW, WIDE = b"\x1b[1;2R", b"\x1b[1;3R"


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The terminal's end of a line, and the program's."""
    pair = pty.openpty()
    yield pair
    for end in pair:
        os.close(end)


def asked(ends: tuple[int, int], meanwhile: Callable[[], object]) -> Answer:
    with os.fdopen(os.dup(ends[1])) as stdin, os.fdopen(os.dup(ends[1]), "w") as stdout:
        return ask_width(stdin, stdout, meanwhile)


@pytest.mark.parametrize(("came", "answer"), [(NARROW, Answer()), (WIDE, Answer(wide=True))])
def test_it_is_read_once_the_rest_is_done(ends: tuple[int, int], came: bytes, answer: Answer) -> None:
    seen: list[bytes] = []

    def comes() -> None:
        seen.append(os.read(ends[0], 100))
        os.write(ends[0], came)

    assert asked(ends, comes) == answer
    assert seen == ["\r∂\x1b[6n\r\x1b[K".encode()]  # asked before, and wiped already


def test_what_is_typed_meanwhile_is_kept(ends: tuple[int, int]) -> None:
    assert asked(ends, lambda: os.write(ends[0], b"42" + WIDE + b"\n7")) == Answer(wide=True, typed=b"42\n7")
    assert asked(ends, lambda: os.write(ends[0], b"42\n")) == Answer(typed=b"42\n")


def test_the_terminal_is_left_as_it_was(ends: tuple[int, int]) -> None:
    import termios

    before = termios.tcgetattr(ends[1])
    with pytest.raises(KeyboardInterrupt):
        asked(ends, _interrupted)
    assert termios.tcgetattr(ends[1]) == before


def _interrupted() -> None:
    raise KeyboardInterrupt
