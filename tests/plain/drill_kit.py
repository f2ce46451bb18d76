"""Who knows everything, at a sitting of drills in lines."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from tutor.journal.journal import Journal
from tutor.lessons.languages import Language
from tutor.plain.drill_rooms import DrillRoom
from tutor.plain.drills import EndRoom
from tutor.plain.home import Home
from tutor.plain.item import ItemRoom
from tutor.plain.room import Face, Room
from tutor.session.given import right_text

from ..conftest import Clock
from .plain_kit import face_at

Student = Callable[[Room], str | None]


def right(scene: Room) -> str | None:
    """What a learner types who knows everything; None at the end."""
    match scene:
        case DrillRoom():
            return "" if scene.sitting.is_done() else right_text(scene.problem, scene.field)
        case ItemRoom():
            if scene.is_told:
                return ""
            names = [option.name for option in scene.asked.options]
            return str(1 + next(k for k, name in enumerate(names) if scene.item.is_right(scene.desk.found, name)))
        case EndRoom() | Home():
            return None
    return ""


def work(
    journal: Journal, folder: Path, clock: Clock, language: Language, student: Student
) -> tuple[Face, StringIO, list[Room]]:
    """A sitting of four problems worked by a student; the scenes that they went through."""
    face, out = face_at(journal, folder, clock, [], language)
    scene = face.ways.drills(face)
    scene.enter()
    scenes = [scene]
    line: str | None = "4 4"
    for _ in range(200):
        if line is None:
            break
        following = scene.take(line)
        if following is not None:
            scene = following
            scenes.append(scene)
            scene.enter()
        line = student(scene)
    return face, out, scenes
