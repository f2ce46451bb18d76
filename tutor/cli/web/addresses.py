"""Where the server listens, how a browser reaches it, and by which names."""

import errno
import socket
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from tutor.cli.refusals import Refused

ANYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  # compared with, never bound unasked


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 stands for any that is free. Raises Refused where that can't be."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address, family=family)
    except (socket.gaierror, UnicodeError):
        raise Refused("no_host", name=host) from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise Refused("no_host", name=host) from None
        if error.errno == errno.EADDRINUSE:
            raise Refused("port_taken", port=str(port)) from None
        if error.errno == errno.EACCES:
            raise Refused("port_kept", port=str(port)) from None
        raise


def is_loopback(name: str) -> bool:
    """Whether only this machine itself gets there by this name or address."""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def link(host: str, port: int) -> str:
    """What to open in a browser."""
    name = socket.gethostname() if host in ANYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def names_of(host: str) -> Callable[[str], bool]:
    """Whether a request's Host names this server.

    A page from elsewhere can have its own name lead here (DNS rebinding), and would then pass for one of ours.
    """
    here = {"localhost", host.lower()}
    is_private = is_loopback(host)
    if not is_private:
        machine = socket.gethostname().lower()
        here |= {machine, f"{machine}.local"}

    def names(header: str) -> bool:
        name = _name_in(f"//{header}")
        if name in here:
            return True
        try:
            return ip_address(name).is_loopback or not is_private
        except ValueError:
            return False

    return names


def is_same_origin(origin: str | None, host: str) -> bool:
    """Whether a page that speaks to us came from us. What is no browser sends no origin."""
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _name_in(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
