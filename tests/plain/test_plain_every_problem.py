"""Every problem of the course and the shelf, worked in lines to its end, with help taken and mistakes on the way."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.breakdown import breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.load import lesson_files
from tutor.lessons.problem import Problem
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Room
from tutor.session.given import right_text

from ..conftest import Clock
from ..support.course import lesson_at
from ..support.thorough import also
from .plain_kit import face_at

MOST, FEW = 400, 40
DIFFERENT = ("4.2", "apples-oranges", "micrograd-neuron", "rnn-bptt", "surafel-bce")
"""A network of several units, graphs, a parameter in several places, a cross-entropy; 4.1 has tests of its own."""
PROBLEMS = [lesson for path in lesson_files(content_folder()) if isinstance(lesson := lesson_at(path), Problem)]


def helped(room: ProblemRoom, broken_down: set[str]) -> list[str]:
    """What a learner types who takes a hint everywhere, breaks the first field of each stage down, and slips first."""
    field, lines = room.field, ["hint", "answers"]
    if field.stage in "cde" and not field.step:
        lines += ["1234.5", "where", "1", "stop", "given"]
        if len(list(breakdown(room.problem, field).cells())) <= FEW and field.stage not in broken_down:
            broken_down.add(field.stage)
            return [*lines, "steps"]
    return [*lines, right_text(room.problem, room.field)]


@pytest.mark.parametrize(
    "problem",
    [one if one.id in DIFFERENT else also(one) for one in PROBLEMS],
    ids=[problem.id for problem in PROBLEMS],
)
def test_it_can_be_worked_to_its_end(problem: Problem, tmp_path: Path, clock: Clock) -> None:
    language = LANGUAGES[PROBLEMS.index(problem) % len(LANGUAGES)]
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], language)
        room = ProblemRoom(face, problem)
        room.enter()
        scene: Room = room
        broken_down: set[str] = set()
        stages: set[str] = set()
        for _ in range(MOST):
            if room.sitting.is_done():
                break
            field = room.field
            lines = helped(room, broken_down) if field.stage not in stages else [right_text(problem, field)]
            stages |= {field.stage} if field.stage in broken_down or field.stage in "ab" else set()
            for line in lines:
                following = scene.take(line)
                if following is not None:
                    scene = following
                    scene.enter()
        assert room.sitting.is_done(), room.field
        for command in ("problem", "tree", "answers", "given", "hints", *(f"solution {stage}" for stage in "abcde")):
            room.take(command)
        assert room.prompt()
    silent = [line for line in out.getvalue().splitlines() if set("\\{}$^") & set(line)]
    assert not silent
