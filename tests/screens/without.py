"""A small sitting with a Textual that calls something private by another name. Run as a program: FOLDER NAME."""

import asyncio
import re
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, ModuleType
from typing import NoReturn

import pytest

LIBRARIES = ("textual", "textual_plot")


def rename(name: str) -> None:
    """Have the libraries be read with another name in place of this one, as in a later version of theirs."""
    whole = re.compile(rf"(?<!textual\.)(?<![A-Za-z0-9]){name}(?![A-Za-z0-9_])")
    as_it_is = SourceFileLoader.get_code

    def renamed(loader: SourceFileLoader, module: str) -> CodeType | None:
        if module.partition(".")[0] not in LIBRARIES:
            return as_it_is(loader, module)
        source = Path(loader.path).read_text(encoding="utf-8")
        return compile(whole.sub(f"{name}_elsewhere", source), loader.path, "exec", dont_inherit=True)

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


async def sitting(folder: Path) -> None:
    """An answer, another stage, help, the palette without a match, progress, and a fault, which is told."""
    from tutor.screens.terminal import tidying
    from tutor.screens.type_ahead import TypeAhead
    from tutor.widgets.key_bar import KeyBar

    from tests.screens.screens_kit import NARROW, seated

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
        await at.until(
            lambda: "zzzzzz" in at.screen and ("No matches" in at.screen or "no command" in at.screen.lower())
        )
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
    gone = sys.argv[2]
    if gone.startswith("textual."):
        take_away(gone)
    elif gone:
        rename(gone)
    asyncio.run(sitting(Path(sys.argv[1])))
    sys.stdout.write("done\n")
