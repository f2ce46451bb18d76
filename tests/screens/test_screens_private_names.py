"""What reaches into Textual by a private name does without where that is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import asyncio, sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import textual.app, textual.command
import textual.drivers.linux_driver  # has what it needs before it is gone for us

gone = sys.argv[2]
if gone.startswith("textual."):
    package, _, name = gone.rpartition(".")
    assert find_spec(gone) is not None
    kept = sys.modules.pop(gone, None)
    sys.modules[gone] = None  # importing it raises ImportError, as if it were not there
    if hasattr(textual, name):
        delattr(textual, name)

from tests.screens.screens_kit import NARROW, seated
from tutor.screens.terminal import tidying
from tutor.screens.type_ahead import TypeAhead

async def main():
    async with seated(Path(sys.argv[1]), "4.1", size=NARROW) as at:
        assert TypeAhead.get_driver_class(at.app)
        await at.press("f8", then="b.C")
        tidying.tidy_page(9.0)
        tidying._forget_colours()
        await at.press("f1")
        await at.press("escape")
        at.app.navigator.go_home()
        await at.until(lambda: type(at.app.screen).__name__ == "HomeScreen" and at.app.focused is not None)
        print("done")

asyncio.run(main())
"""


@pytest.mark.parametrize("gone", ["", "textual._context", "textual._styles_cache", "textual._xterm_parser"])
def test_a_small_sitting_without(gone: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), gone], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
