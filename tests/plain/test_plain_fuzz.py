"""Whatever is typed, in whatever room: nothing raises, nothing moves the cursor, and the way home is open."""

from pathlib import Path
from random import Random

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import LANGUAGES
from tutor.plain.essay import WritingRoom
from tutor.plain.home import Home
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Leave, Room
from tutor.session.given import right_text

from ..conftest import Clock
from ..support.thorough import also
from .plain_kit import face_at

STEPS = 120
ANSWERS = (
    *("", " ", "0", "1", "2", "6", "223", "366", "1/3", "-5.8", "2*(3*5 - 8)", "(1, 2, 3)", "w1 a1 x", "2r g3 w3"),
    *("y a3", "힌트 3", "/", "//", "?", "??", ".", "..", "go", "go zz", "go d.w1/x@1", "solution z", "4 2", "1e400"),
    *("٣", "²", "$x$", "z1 = 2 = 3", "r = (1, 2", "1:", "2: dC/dw2 = 257", "let e = a3 - y", "999: x"),
    *("\x1b[2J", "\x00", "\u202e", "가" * 300, "=" * 5000, "((((((", "w1[2,1] = 3", "d.w1", "4.1", "mazur", "nan", "½"),
)


def typed(scene: Room, random: Random) -> str:
    """A command of the room by one of its words, an answer of some kind, or a right one."""
    kind = random.random()
    if isinstance(scene, WritingRoom) and kind < 0.4:
        return "."
    if isinstance(scene, ProblemRoom) and kind < 0.25:
        return right_text(scene.problem, scene.field)
    if isinstance(scene, Room) and kind < 0.7:
        commands = [one for one in scene.commands() if one.name != "quit"]
        command = random.choice(commands)
        rest = random.choice(("", "", "d", "c", "2", "d.w1", "1 2", "zz")) if command.takes else ""
        return f"{random.choice(command.words(scene.face.languages))} {rest}".strip()
    return random.choice(ANSWERS)


@pytest.mark.parametrize("seed", [0, also(1), also(2), also(3)])
def test_any_conversation(seed: int, tmp_path: Path, clock: Clock, thorough: bool) -> None:
    random = Random(seed)
    seen: set[str] = set()
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], random.choice(LANGUAGES))
        begin = ("bp1:find-step:3a3e38f88", "", None)[seed % 3]
        scene: Room = face.ways.home(face) if begin is None else face.ways.drills(face, begin)
        scene.enter()
        for _ in range(STEPS if thorough else STEPS // 2):
            seen.add(type(scene).__name__)
            assert scene.prompt()
            following = scene.take(typed(scene, random))
            face.tell_notices()
            if following is not None:
                scene = following
                scene.enter()
        if isinstance(scene, WritingRoom):
            scene = scene.take(".") or scene
        home = scene.take("/home")
        assert isinstance(home, Home)
        with pytest.raises(Leave):
            home.take("/quit")
    assert all(character.isprintable() or character == "\n" for character in out.getvalue())
    assert len(seen) > 2, seen
