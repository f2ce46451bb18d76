"""The server: a page, what it is made of, and a tutor for each that is open. It asks nothing of any other host."""

import asyncio
import html
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from importlib.resources import files
from pathlib import Path
from string import Template

import textual_serve
from aiohttp import WSCloseCode, web

from tutor.cli.web.addresses import is_same_origin
from tutor.cli.web.session import LONGEST_MESSAGE, Session

MOST_SESSIONS = 64
"""Tutors at once: each takes some 100 MB."""
HEARTBEAT = 15.0
"""Seconds after which a page that does not answer is taken as gone."""
OURS = Path(str(files("tutor.cli.web") / "files"))
THEIRS = Path(textual_serve.__file__).parent / "static"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """`command` makes the command line of a tutor from its folder, which `folder` gives, by the tab's secret."""

    def __init__(
        self,
        command: Callable[[Path | None], Sequence[str]],
        folder: Callable[[str], AbstractContextManager[Path | None]],
        is_here: Callable[[str], bool],
        words: Mapping[str, str],
    ) -> None:
        self._command = command
        self._folder = folder
        self._is_here = is_here
        page = Template((OURS / "page.html").read_text(encoding="utf-8"))
        self._page = page.substitute({name: html.escape(text) for name, text in words.items()})
        self._pages: set[web.WebSocketResponse] = set()

    def app(self) -> web.Application:
        """What answers requests."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws/{token:[0-9a-f]{32}}", self._talk),
                web.static("/page", OURS),
                web.static("/static", THEIRS),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in only pages of our own, and let these ask nothing of anybody else."""
        if not (self._is_here(request.host) and is_same_origin(request.headers.get("Origin"), request.host)):
            raise web.HTTPForbidden
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_headers(request.host))
        return response

    async def _index(self, _request: web.Request) -> web.Response:
        return web.Response(text=self._page, content_type="text/html")

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        """A tutor, for as long as its page is open."""
        if len(self._pages) >= MOST_SESSIONS:
            raise web.HTTPServiceUnavailable
        page = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_MESSAGE)
        self._pages.add(page)
        try:
            await page.prepare(request)
            with self._folder(request.match_info["token"]) as folder:
                await Session(self._command(folder), page).serve(_whole(request, "width"), _whole(request, "height"))
        finally:
            self._pages.discard(page)
        return page

    async def leave_all(self) -> None:
        """Close every page; each tutor keeps what was typed."""
        for page in list(self._pages):
            await page.close(code=WSCloseCode.GOING_AWAY)


def _whole(request: web.Request, name: str) -> int:
    """A number in the query; 80 where there is none, which is a width that any screen has room for."""
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 80


def _headers(host: str) -> dict[str, str]:
    """Nothing is loaded from elsewhere, whatever stands in a page; a terminal's colours are styles."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }


async def run(server: Server, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until Ctrl+C or SIGTERM; `ready` is called once a browser can come."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # on Windows Ctrl+C raises KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(server.app(), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        ready()
        await stop.wait()
    finally:
        await server.leave_all()
        await runner.cleanup()
