"""A small sitting with a Textual that calls things private by other names. Run as a program: FOLDER NAME…"""

import asyncio
import re
import sys
from html import unescape
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from textual.app import App

LIBRARIES = ("textual", "textual_plot")


def rename(*names: str) -> None:
    """Have the libraries be read with other names in place of these, as in a later version of theirs."""
    whole = re.compile(rf"(?<!textual\.)(?<![A-Za-z0-9])({'|'.join(names)})(?![A-Za-z0-9_])")
    as_it_is = SourceFileLoader.get_code

    def renamed(loader: SourceFileLoader, module: str) -> CodeType | None:
        if module.partition(".")[0] not in LIBRARIES:
            return as_it_is(loader, module)
        source, count = whole.subn(r"\1_elsewhere", Path(loader.path).read_text(encoding="utf-8"))
        return compile(source, loader.path, "exec", dont_inherit=True) if count else as_it_is(loader, module)

    SourceFileLoader.get_code = renamed  # type: ignore[assignment,method-assign]


def take_away(module: str) -> None:
    """Have importing this module fail, as if it were not there; what needs it in Textual was imported before."""
    import textual.app
    import textual.command
    import textual.drivers.linux_driver
    import textual.drivers.web_driver  # noqa: F401

    assert find_spec(module) is not None
    sys.modules.pop(module, None)
    sys.modules[module] = None  # type: ignore[assignment]
    package, _, name = module.rpartition(".")
    if isinstance(getattr(sys.modules[package], name, None), ModuleType):
        delattr(sys.modules[package], name)


def drawn(app: "App[int]") -> str:
    """All that is on the screen, by what is public."""
    return unescape(app.export_screenshot(simplify=True)).replace("\xa0", " ")


async def sitting(folder: Path) -> None:
    """An answer, another stage, help, the palette without a match, progress, and a fault, which is told."""
    from tutor.screens.terminal import tidying
    from tutor.screens.type_ahead import TypeAhead
    from tutor.widgets.key_bar import KeyBar

    from tests.screens.screens_kit import NARROW, seated
    from tests.support import light

    light.as_in_a_terminal(pytest.MonkeyPatch())
    async with seated(folder, "4.1", size=NARROW) as at:
        assert TypeAhead.get_driver_class(at.app)
        await at.answer("6", then="b.C")
        await at.press("f8", then="c")
        tidying.tidy_page(9.0)
        tidying.forget([])
        await at.press("f1")
        await at.press("escape")
        await at.press("ctrl+p")
        await at.type("zzzzzz")
        await at.until(lambda: any(said in drawn(at.app) for said in ("No matches", at.say("palette.nothing"))))
        await at.press("escape")
        at.app.navigator.go_home()
        await at.until(lambda: type(at.app.screen).__name__ == "HomeScreen" and at.app.focused is not None)
        await at.press("f7")
        await at.until(lambda: type(at.app.screen).__name__ == "ProgressScreen")
        await at.until(lambda: bool(at.app.screen.query("Chart")))
        await at.press("escape")
        await at.until(lambda: type(at.app.screen).__name__ == "HomeScreen")

    with pytest.raises(RuntimeError, match="a paint that fails"):
        async with seated(folder, "4.1", size=NARROW) as at:
            bar = at.app.screen.query_one(KeyBar)
            bar.render_line = _fail  # type: ignore[method-assign]
            bar.refresh()
            await at.until(lambda: not at.app.is_running)


def _fail(y: int) -> NoReturn:
    raise RuntimeError("a paint that fails")


if __name__ == "__main__":
    gone = sys.argv[2:]
    rename(*(name for name in gone if "." not in name))
    for name in gone:
        if "." in name:
            take_away(name)
    asyncio.run(sitting(Path(sys.argv[1])))
    sys.stdout.write("done\n")
