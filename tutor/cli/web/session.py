"""A tutor behind a page that is open: a process of its own, to which the page's keys go."""

import asyncio
import json
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

PATIENCE = 10.0
"""Seconds that a tutor has to end by itself, once its page is gone."""
LONGEST_MESSAGE = 4 * 1024 * 1024
"""Bytes of one message from a page; a paste is one."""
WIDEST, HIGHEST = 500, 300


class Session(AppService):
    """A process that runs `command`, whose screen is drawn by the page at the other end of `socket`."""

    def __init__(self, command: Sequence[str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            in_shell(command),
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._socket = socket

    async def _close(self) -> None:
        await self._socket.close()

    async def run(self) -> None:
        """As textual-serve does it; and when the tutor is gone, however that came, the page is told."""
        try:
            await super().run()
        finally:
            await self._close()

    async def serve(self, width: int, height: int) -> None:
        """Run until the page is closed or the tutor is left."""
        await self.start(*_size(width, height))
        try:
            async for message in self._socket:
                if message.type == WSMsgType.TEXT:
                    with suppress(ValueError, TypeError, KeyError, IndexError):  # nothing that our page sends
                        await self._take(json.loads(message.data))
        finally:
            await self.stop()
            await self._end()

    async def _take(self, message: Any) -> None:
        match message:
            case ["stdin", str(text)]:
                await self.send_bytes(text.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(*_size(width, height))
            case ["ping", data]:
                await self._socket.send_json(["pong", data])
            case ["focus", *_]:
                await self.focus()
            case ["blur", *_]:
                await self.blur()

    async def _end(self) -> None:
        """Wait until the process has ended, so that nothing is written to its folder any more."""
        # Private in textual-serve; without it, nobody waits for the process, which ends by itself all the same.
        process: asyncio.subprocess.Process | None = getattr(self, "_process", None)
        if process is None:
            return
        try:
            await asyncio.wait_for(process.communicate(b""), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()


def in_shell(command: Sequence[str]) -> str:
    """The command as a shell takes it; the shell itself does not stay."""
    return subprocess.list2cmdline(command) if sys.platform == "win32" else f"exec {shlex.join(command)}"


def _size(width: int, height: int) -> tuple[int, int]:
    return max(1, min(width, WIDEST)), max(1, min(height, HIGHEST))
