"""`backprop-tutor serve [PROBLEM | FOLDER]`: the tutor in a browser, on this machine."""

import asyncio
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from tutor.cli.completing import complete_problem
from tutor.cli.invocation import Invocation
from tutor.cli.opening import named
from tutor.cli.output import put
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, between, everywhere
from tutor.cli.web.addresses import is_loopback, link, listening, names_of
from tutor.cli.web.folders import OwnFolders

try:
    from tutor.cli.web.server import Server, run
except ImportError:  # it comes with an extra
    IS_INSTALLED = False
else:
    IS_INSTALLED = True

LOOPBACK = "127.0.0.1"
PORT = 8000
HIGHEST = 65535


@click.command("serve", cls=Spoken)
@click.argument("problem", required=False, shell_complete=complete_problem)
@click.option("--host", default=LOOPBACK, metavar="HOST", help="option_host")
@click.option(
    "--port", type=int, callback=between(0, HIGHEST), default=PORT, metavar=f"0…{HIGHEST}", help="option_port"
)
@click.option("--own-records", is_flag=True, help="option_own_records")
@everywhere
def serve(invocation: Invocation, problem: str | None, host: str, port: int, own_records: bool) -> int:
    """Serve the tutor until Ctrl+C."""
    if not IS_INSTALLED:
        raise Refused("no_web")
    read, _ = named(problem)
    read()  # what is wrong in it is told here, and not behind a page
    words = invocation.words
    own = OwnFolders() if own_records else None
    page = {name: words(f"web.{name}") for name in ("title", "opening", "closed", "again", "script")}
    if own is not None:
        page["closed"] = words("web.closed_own")
    server = Server(
        lambda folder: command_of(invocation, folder, problem),
        own.folder if own is not None else lambda _: nullcontext(invocation.data_dir),
        names_of(host),
        {"lang": invocation.language, **page},
    )
    with listening(host, port) as socket:

        def ready() -> None:
            put(words("web.serving", link=link(host, socket.getsockname()[1])))
            put(words("web.own" if own is not None else "web.shared", folder=str(invocation.folder)))
            if not is_loopback(host):
                put(words("web.reachable_own" if own is not None else "web.reachable"))

        try:
            asyncio.run(run(server, socket, ready))
        finally:
            if own is not None:
                own.delete_all()
    return 0


def command_of(invocation: Invocation, folder: Path | None, problem: str | None) -> list[str]:
    """What runs the tutor behind a page."""
    command = [sys.executable, "-m", "tutor"]
    if invocation.asked is not None:
        command += ["--lang", invocation.asked]
    if folder is not None:
        command += ["--data-dir", str(folder)]
    return [*command, problem] if problem is not None else command
