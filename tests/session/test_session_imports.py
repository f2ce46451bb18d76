"""What the first screen needs comes without numpy: loading a problem, its words, and marking (a) and (b)."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from tutor.answers.preview import preview
from tutor.journal.journal import open_journal
from tutor.lessons.breakdown import breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.stages import FieldId, fields_of
from tutor.lessons.wording import Wordings
from tutor.network.graph import dependencies
from tutor.session.desk import Desk

folder, answer = Path(sys.argv[1]), sys.argv[2]
clock = lambda: datetime.now(UTC)
problem = load(content_folder() / "day13" / "4.1.md")
wordings = Wordings(content_folder(), "ko")
wordings.statement(problem)
desk = Desk(problem, open_journal(folder, clock), clock, "ko")
for stage in "abcde":
    wordings.question(problem, stage)
for level in range(5):
    wordings.hint(problem, FieldId("a"), level)
    wordings.hint(problem, FieldId("b", "z1"), level)
desk.submit(FieldId("a"), "7")
desk.submit(FieldId("a"), "6")
for field in fields_of(problem, "b"):
    preview(problem, field, "a3 y")
    desk.submit(field, "a3 y")
    desk.submit(field, " ".join(dependencies(problem.graph)[field.name]))
for stage in "ab":
    assert desk.sitting.stage_status(stage).value == "right"
    wordings.solution(problem, stage)
for field in (FieldId("c"), FieldId("d", "w1"), FieldId("e", "w1")):
    breakdown(problem, field)
    desk.break_down(field)
    desk.sitting.sub_steps(field)
desk.open_hint(FieldId("c"))
desk.visit(FieldId("c"))
print("numpy" in sys.modules, "textual" in sys.modules)
desk.submit(FieldId("c"), answer)
print(desk.sitting.status(FieldId("c")).value, "numpy" in sys.modules)
"""


def run(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


def test_marking_a_and_b_brings_no_numpy_nor_does_reading_wrong_answers_to_c_back(tmp_path: Path) -> None:
    assert run(str(tmp_path), "365") == ["False", "False", "wrong", "True"]
    assert run(str(tmp_path), "366") == ["False", "False", "right", "True"]
