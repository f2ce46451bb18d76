"""What the first paint of a problem waits for: the statement's rooms alone; nothing marks, diagnoses or plots."""

import subprocess
import sys

from tutor.lessons.content import content_folder

PAINT = """
import sys
import tutor.cli.main
import tutor.screens.run
import tutor.screens.problem
from pathlib import Path
from tutor.lessons.load import load
from tutor.lessons.markdown import parse
from tutor.lessons.wording import Wordings
content = Path(sys.argv[1])
assert parse(Wordings(content, "ko").statement(load(content / "day13" / "4.1.md")))
print(*sorted(sys.modules))
"""
WAITS_FOR_NOTHING_OF = (
    *("numpy", "fsrs", "pylatexenc", "textual_plot"),
    *("tutor.answers", "tutor.diagnosis", "tutor.lint", "tutor.plain", "tutor.screens.work"),
    *("tutor.practice.variants", "tutor.practice.schedule", "tutor.network.trace"),
    *("tutor.session.desk", "tutor.session.fact_entries", "tutor.session.rereading"),
)


def test_the_first_paint_imports_what_it_shows_alone() -> None:
    command = [sys.executable, "-c", PAINT, str(content_folder())]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    loaded = done.stdout.split()
    assert "tutor.widgets.prose" in loaded
    early = [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in WAITS_FOR_NOTHING_OF)]
    assert early == []
