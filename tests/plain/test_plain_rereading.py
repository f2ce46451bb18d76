"""A problem whose file is changed while it is open in lines."""

from os import utime
from pathlib import Path

from tutor.journal.journal import open_journal
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lint.lessons import sound
from tutor.plain.problem import ProblemRoom
from tutor.session.status import Status

from ..conftest import Clock, Write
from .plain_kit import face_at, words_of

WORDS = words_of("en")


def test_it_is_read_again_and_a_fault_is_told_once(tmp_path: Path, clock: Clock, write: Write) -> None:
    path = write(data="[[1, 2], [3, 4]]")
    problem = sound(path)
    assert isinstance(problem, Problem)
    with open_journal(tmp_path / "records", clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], "en")
        face.read = sound
        room = ProblemRoom(face, problem)
        room.enter()
        right = str(problem.network.parameter_count)
        path.write_text(path.read_text(encoding="utf-8").replace("[[1, 2]", "[[1,"), encoding="utf-8")
        utime(path, (1, 1))
        assert room.take(right) is None
        assert room.take("answers") is None
        fault = WORDS("reread.fault", fault="").strip()
        assert " ".join(out.getvalue().split()).count(fault) == 1
        assert room.sitting.status(FieldId("a")) is Status.RIGHT
        write(data="[[1, 2], [3, 5]]")
        utime(path, (2, 2))
        fresh = room.take("given")
        assert isinstance(fresh, ProblemRoom)
        assert fresh is not room
        assert fresh.problem.data != problem.data
        assert fresh.sitting.status(FieldId("a")) is Status.OPEN
        assert WORDS("reread.other") in " ".join(out.getvalue().split())
        write(data="[[1, 2], [3, 4]]")
        utime(path, (3, 3))
        again = fresh.take("go c")
        assert isinstance(again, ProblemRoom)
        assert again.sitting.status(FieldId("a")) is Status.RIGHT, "the answers to these numbers are still there"
