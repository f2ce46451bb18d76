"""What the tutor in a browser is made of: names of hosts, packets, words for a shell."""

import socket
import subprocess
import sys

import pytest
from tutor.cli.web.addresses import is_same_origin, link, names_of
from tutor.cli.web.session import in_shell
from tutor.screens.terminal.served import packets


def test_which_names_lead_here() -> None:
    here, everywhere = names_of("127.0.0.1"), names_of("0.0.0.0")
    assert [here(name) for name in ("127.0.0.1:80", "localhost", "[::1]:80")] == [True] * 3
    assert [here(name) for name in ("192.0.2.1:80", "a.example", "", "[", "localhost.a.example")] == [False] * 5
    assert [everywhere(name) for name in ("192.0.2.1:80", socket.gethostname(), "localhost:1")] == [True] * 3
    assert [everywhere(name) for name in ("a.example", "", "[x")] == [False] * 3
    assert is_same_origin(None, "localhost:80")
    assert is_same_origin("http://LOCALHOST:80", "localhost:80")
    assert not is_same_origin("http://localhost:81", "localhost:80")
    assert not is_same_origin("null", "localhost:80")
    assert link("::1", 80) == "http://[::1]:80/"


def test_packets_come_whole() -> None:
    sent = b"D\x00\x00\x00\x03\xe3\x85\x88M\x00\x00\x00\x02{}D\x00\x00\x00\x00"
    came = bytearray()
    found: list[tuple[bytes, bytes]] = []
    for number in sent:
        came.append(number)
        found += packets(came)
    assert found == [(b"D", "ㅈ".encode()), (b"M", b"{}"), (b"D", b"")]
    assert not came


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of other systems")
def test_a_shell_takes_words_as_they_are() -> None:
    words = ["printf", "%s\n", "a b", "$HOME", "'; exit 3", "한글"]
    done = subprocess.run(["sh", "-c", in_shell(words)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == words[2:]
