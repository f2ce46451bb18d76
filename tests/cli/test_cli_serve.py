"""The tutor in a browser: what is refused, what its page loads, and that nothing is lost between page and records."""

import asyncio
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from tutor.journal.journal import open_journal

from tests.support.settings import undisturbed

from ..support.thorough import also
from .cli_kit import process, run

PATIENCE = 40.0
TAB, OTHER = "0" * 32, "1" * 32
END, ENTER = "\x11", "\r"


class Served:
    """The command, running."""

    def __init__(self, process: subprocess.Popen[str], url: str, told: str) -> None:
        self.process, self.url, self.told = process, url, told

    def get(self, path: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, content security policy and body."""
        request = urllib.request.Request(self.url + path.lstrip("/"), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return (
                    answer.status,
                    answer.headers["Content-Security-Policy"],
                    answer.read().decode("utf-8", "replace"),
                )
        except urllib.error.HTTPError as error:
            return error.code, "", ""

    def end(self) -> int:
        """End it as Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


@contextmanager
def served(folder: Path, *arguments: str, lines: int = 2, **environment: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "tutor", "serve", "--port", "0", "--lang", "en", "--data-dir", str(folder)]
    process = subprocess.Popen(
        [*command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**undisturbed(os.environ), "TERM": "dumb", "LC_ALL": "C", **environment},
    )
    try:
        assert process.stdout is not None
        told = "".join(process.stdout.readline() for _ in range(lines))
        found = re.search(r"http://\S+/", told)
        assert found, told
        yield Served(process, found[0], told)
    finally:
        process.kill()
        process.communicate()


class Tab:
    """A page at the other end of a socket: what it was sent to draw, and what is typed in it."""

    def __init__(self, page: ClientWebSocketResponse) -> None:
        self.page = page
        self.drawn = ""

    async def type(self, text: str) -> None:
        await self.page.send_str(json.dumps(["stdin", text]))

    async def until(self, text: str) -> None:
        """Take what comes until this was drawn. Fails after a while."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.drawn:
                message = await self.page.receive()
                assert message.type is WSMsgType.BINARY or message.type is WSMsgType.TEXT, (text, message, self.drawn)
                if message.type is WSMsgType.BINARY:
                    self.drawn += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", message.data.decode("utf-8", "replace"))

    async def left(self) -> None:
        """Until the other end closes the page."""
        while (await self.page.receive(timeout=PATIENCE)).type not in (WSMsgType.CLOSE, WSMsgType.CLOSED):
            pass


async def opened(session: ClientSession, one: Served, tab: str = TAB, **headers: str) -> Tab:
    url = f"{one.url.replace('http', 'ws', 1)}ws/{tab}?width=100&height=30"
    return Tab(await session.ws_connect(url, headers=headers, max_msg_size=0))


def answered(folder: Path) -> list[tuple[str, str]]:
    with open_journal(folder, lambda: datetime.now(UTC)) as journal:
        [name] = journal.standing()
        return [(entry.field, entry.text) for entry in journal.entries(name) if entry.kind == "attempt"]


@pytest.mark.parametrize("language", ["ko", also("en")])
def test_without_the_extra_it_says_what_to_install(language: str) -> None:
    code = "import sys; sys.modules['textual_serve'] = None; from tutor.cli.main import run; run()"
    result = process("--lang", language, "serve", program=["-c", code])
    assert result.returncode == 2
    assert "pip install 'backprop-tutor[web]'" in result.stderr
    assert ("브라우저" in result.stderr) == (language == "ko")


def test_what_can_not_be_served_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port)
        assert (result.exit_code, f"Port {port} is taken" in result.stderr) == (2, True)
    for wrong in (("--host", "203.0.113.7"), ("--port", "70000"), ("--port", "eighty"), ("no-such-problem",)):
        result = run("serve", "--port", "0", *wrong) if "--port" not in wrong else run("serve", *wrong)
        assert result.exit_code == 2, wrong
        assert len(result.stderr.splitlines()) == 1, wrong
        assert not result.stdout, wrong


@pytest.fixture(name="one", scope="module")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The command with nothing said but what all are given, for tests that only look at it."""
    with served(tmp_path_factory.mktemp("served")) as one:
        yield one


def test_the_page_is_whole_without_any_other_host(one: Served) -> None:
    status, policy, page = one.get()
    assert status == 200
    assert "default-src 'none'" in policy
    assert "*" not in policy
    found = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(found) >= 5
    for name in found:
        assert name.startswith(("/static/", "/page/", "data:,")), name
        if name.startswith("/"):
            status, _, text = one.get(name)
            assert status == 200, name
            if name.endswith(".css"):
                loaded = re.findall(r'(?:@import|url\()\s*"?([^")]+)', text)
                assert all(address.startswith("/static/fonts/") for address in loaded), name
                assert all(one.get(address)[0] == 200 for address in loaded), name
    assert not re.search(r"https?://", page)
    assert "://" not in one.get("page/page.js")[2].replace("http://", "")


async def test_only_pages_of_our_own_get_in(one: Served) -> None:
    port = one.url.rsplit(":", 1)[1].rstrip("/")
    assert one.get(Host=f"localhost:{port}")[0] == 200
    assert one.get(Host=f"attacker.example:{port}")[0] == 403
    assert one.get(Origin="http://attacker.example")[0] == 403
    assert one.get("ws/short")[0] == 404
    assert one.get("static/../../server.py")[0] in (403, 404)
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError):
            await opened(session, one, Origin="http://attacker.example")


def test_answers_typed_in_two_pages_are_in_the_records_and_so_is_a_draft(tmp_path: Path) -> None:
    async def main(one: Served) -> None:
        async with ClientSession() as session:
            tab, other = [await opened(session, one, name, Origin=one.url.rstrip("/")) for name in (TAB, OTHER)]
            for page in (tab, other):
                await page.until("F2")
            for odd in ("{", "[]", '["stdin"]', '["resize", {"width": "x"}]', '["stdin", "\\ud800"]', '["no", 1]'):
                await tab.page.send_str(odd)
            await tab.page.send_str(json.dumps(["resize", {"width": 10**9, "height": -5}]))
            await tab.page.send_str(json.dumps(["resize", {"width": 100, "height": 30}]))
            await tab.type("\x7f6" + ENTER)
            await tab.until("(b)")
            await tab.type("ㅁ3 마")
            await tab.until("ㅁ3 마")
            await tab.page.close()
            await other.type("7" + ENTER)
            await other.until("✗")
            await other.type(END)
            await other.left()

    with served(tmp_path, "4.1") as one:
        asyncio.run(main(one))
        assert one.end() == 0
    assert answered(tmp_path) == [("a", "6"), ("a", "7")]
    with open_journal(tmp_path, lambda: datetime.now(UTC)) as journal:
        [name] = journal.standing()
        assert list(journal.drafts(name).values()) == ["ㅁ3 마"]


def test_records_of_ones_own_outlive_a_reload_and_not_the_command(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()

    async def main(one: Served) -> None:
        async with ClientSession() as session:
            tab = await opened(session, one)
            await tab.until("F2")
            await tab.type("6" + ENTER)
            await tab.until("(b)")
            await tab.page.close()
            again, other = await opened(session, one), await opened(session, one, OTHER)
            await again.until("a ✓")
            await other.until("F2")
            assert "a ✓" not in other.drawn
            assert len(list(temporary.iterdir())) == 2

    with served(tmp_path / "mine", "4.1", "--own-records", TMPDIR=str(temporary)) as one:
        asyncio.run(main(one))
        assert one.end() == 0
    assert not list(temporary.iterdir())
    assert not (tmp_path / "mine" / "journal.db").exists()


def test_a_port_that_others_reach_comes_with_a_warning(one: Served, tmp_path: Path) -> None:
    assert one.process.stdout is not None
    assert not select.select([one.process.stdout], [], [], 0)[0]
    with served(tmp_path, "--host", "0.0.0.0", lines=3) as open_to_all:
        assert "no password" in open_to_all.told
        assert socket.gethostname() in open_to_all.url


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks at all processes")
def test_a_tutor_does_not_outlive_its_server(tmp_path: Path) -> None:
    def tutors() -> int:
        found = 0
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            found += str(tmp_path).encode() in words and b"serve" not in words
        return found

    async def main(one: Served) -> None:
        async with ClientSession() as session:
            tab = await opened(session, one)
            await tab.until("F2")
            await tab.type("ㄱ")
            assert tutors() == 1
            one.process.kill()
            await _until(lambda: tutors() == 0)

    with served(tmp_path, "4.1") as one:
        asyncio.run(main(one))
    assert not (tmp_path / "crashes").exists()


async def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)
