"""What a terminal can draw, by what the environment says of it."""

from collections.abc import Mapping

FEW_GLYPHS = ("linux", "vt", "dumb", "ansi", "cons", "sun")
"""How the names of terminals begin whose fonts lack most signs of mathematics."""
ASCII_LOCALES = ("c", "posix")


def locale_of(environment: Mapping[str, str]) -> str:
    """The locale that was asked for; empty where none was. LC_CTYPE does not tell: Python sets it to UTF-8 itself."""
    return environment.get("LC_ALL") or environment.get("LANG") or ""


def is_in_browser(environment: Mapping[str, str]) -> bool:
    """Whether a browser draws what is shown, and sends the keys."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def draws_little(environment: Mapping[str, str]) -> bool:
    """Whether a terminal gets plain glyphs by itself: a console, a very old one, or a locale of ASCII alone."""
    if is_in_browser(environment):
        return False
    name = environment.get("TERM", "")
    return name.startswith(FEW_GLYPHS) or locale_of(environment).lower() in ASCII_LOCALES
