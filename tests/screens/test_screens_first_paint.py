"""What the first paint of a problem waits for, and the field after it: nothing that either does not show."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from tutor.lessons import readings
from tutor.lessons.content import content_folder
from tutor.screens.app import TutorApp
from tutor.screens.problem_page import ProblemPage

from .painted import picture
from .screens_kit import NARROW, WIDE, seated

PAINT = """
import sys
import tutor.cli.start
import tutor.screens.run
import tutor.screens.app
import tutor.screens.problem
from pathlib import Path
from tutor.lessons.load import load
from tutor.lessons.markdown import parse
from tutor.lessons.wording import Wordings
from tutor.screens.problem_page import FIRST_BLOCKS
from tutor.widgets.prose_layout import Page
content = Path(sys.argv[1])
blocks = parse(Wordings(content, "ko").statement(load(content / "day13" / "4.1.md")))
assert Page(blocks[:FIRST_BLOCKS]).lay_out(50)
print(*sorted(sys.modules))
"""
FIELD = "import tutor.screens.work.work"
DATACLASSES = """
for name, module in sorted(sys.modules.items()):
    for kind in vars(module).values() if name.startswith("tutor.") else ():
        if isinstance(kind, type) and kind.__module__ == name and "__dataclass_fields__" in vars(kind):
            print(kind.__name__)
"""
AGAIN = f"""
from tutor.journal.cache_file import CacheFile
from tutor.lessons import readings
readings.begin(CacheFile("readings.json"))
{PAINT}
readings.end()
"""
NEITHER_NEEDS = ("click", "numpy", "fsrs", "pylatexenc", "textual_plot", "tutor.diagnosis", "tutor.lint", "tutor.plain")
PAINT_NEEDS_NO = (
    *("tutor.answers", "tutor.screens.work", "tutor.drawing", "tutor.widgets.prose_table"),
    *("tutor.lessons.mistake_texts", "tutor.lessons.skill_titles"),
    *("tutor.practice.skills", "tutor.practice.schedule", "tutor.practice.codes", "tutor.practice.other_numbers"),
    *("tutor.session.desk", "tutor.session.fact_entries", "tutor.session.rereading"),
)
FIELD_NEEDS_NO = (
    *("tutor.mistakes.everything", "tutor.network.trace", "tutor.drawing", "tutor.laboratory"),
    *("tutor.answers.reading", "tutor.answers.marking", "tutor.practice.items", "tutor.practice.knowledge"),
    *("tutor.widgets.walk_view", "tutor.widgets.breakdown_view", "tutor.widgets.why_view", "tutor.widgets.tree_view"),
    *("tutor.widgets.options", "tutor.widgets.at_hand_view", "tutor.widgets.prose_table"),
    *("tutor.lessons.mistake_texts", "tutor.lessons.skill_titles"),
)
HOME = "import tutor.screens.home"
HOME_NEEDS_NO = ("tutor.answers", "tutor.practice.codes", "tutor.session.desk", "tutor.session.fact_entries")
READERS = ("yaml", "markdown_it", "tomllib", "tutor.typeset")


class Start(NamedTuple):
    """What is loaded with the first paint and with the field, and the dataclasses that are made until then."""

    paint: list[str]
    field: list[str]
    dataclasses: list[str]


def loaded_by(program: str) -> list[str]:
    command = [sys.executable, "-c", program, str(content_folder())]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()


def among(loaded: list[str], names: tuple[str, ...]) -> list[str]:
    return [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in names)]


@pytest.fixture(scope="module")
def start() -> Start:
    """A start, up to the first paint, and from there to the field."""
    both = loaded_by(f"{PAINT}\nprint('then')\n{FIELD}\nprint(*sorted(sys.modules))\nprint('made')\n{DATACLASSES}")
    then, made = both.index("then"), both.index("made")
    return Start(both[:then], both[then + 1 : made], both[made + 1 :])


def test_the_first_paint_imports_what_it_shows_alone(start: Start) -> None:
    assert "tutor.widgets.prose" in start.paint
    assert among(start.paint, NEITHER_NEEDS + PAINT_NEEDS_NO) == []


def test_the_field_waits_for_no_engine(start: Start) -> None:
    assert "tutor.widgets.field_row" in start.field
    assert among(start.field, NEITHER_NEEDS + FIELD_NEEDS_NO) == []


def test_few_dataclasses_are_made_before_the_field(start: Start) -> None:
    """Each takes as long as half a dozen named tuples: these have defaults that no tuple has, or are told apart."""
    assert start.dataclasses == ["Invocation", "Entry", "Problem", "Network", "Graph", "Sitting"]


def test_home_waits_for_nothing_that_is_practised() -> None:
    loaded = loaded_by(
        f"import sys\nimport tutor.cli.start\nimport tutor.screens.app\n{HOME}\nprint(*sorted(sys.modules))"
    )
    assert "tutor.widgets.lesson_lines" in loaded
    assert among(loaded, NEITHER_NEEDS + HOME_NEEDS_NO) == []


def test_what_was_read_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert among(loaded_by(AGAIN), READERS)
    assert among(loaded_by(AGAIN), READERS) == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_problem_is_there_before_the_work_on_it(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    bring_in = ProblemPage._bring_in

    async def look_first(page: ProblemPage) -> None:
        seen.extend(picture(cast("TutorApp", page.app)))
        await bring_in(page)

    monkeypatch.setattr(ProblemPage, "_bring_in", look_first)
    async with seated(tmp_path, "4.1", size=size, language="ko"):
        assert "목표" in "\n".join(seen)  # a heading of the statement
        assert "길이 =" not in "\n".join(seen)  # the label of the first field


class Kept:
    """What a start before has kept, and what this one keeps."""

    def __init__(self, before: str = "") -> None:
        self.before, self.now = before, ""

    def read(self) -> str:
        return self.before

    def write(self, kept: str) -> None:
        self.now = kept


async def started(folder: Path, kept: Kept) -> str:
    """What a start keeps by the time that all of its page is there."""
    readings.begin(kept)
    async with seated(folder, "4.1", size=WIDE, language="ko") as at:
        await at.until(lambda: isinstance(at.app.screen, ProblemPage) and at.app.screen.band is not None)
    assert not readings.end()  # it had an end already
    return kept.now


async def test_a_page_keeps_what_it_read_once_it_stands(tmp_path: Path) -> None:
    kept = await started(tmp_path, Kept())
    texts = [text for text in json.loads(kept)["readings"] if text.startswith("markdown\n")]
    assert any("목표" in text for text in texts)  # the statement
    assert any("세어 보십시오" in text for text in texts)  # the question
    assert any(text.startswith("display 0 None\n") for text in json.loads(kept)["readings"])  # a formula
    assert await started(tmp_path, Kept(kept)) == ""  # nothing was read anew
