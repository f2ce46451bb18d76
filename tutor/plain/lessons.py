"""Lessons of a minute in a problem's room: offered, opened by a word, or by themselves at a stage that is new."""

from tutor.lessons.stages import FieldId
from tutor.plain.desk_room import DeskRoom
from tutor.plain.room import Face
from tutor.session.primers import is_offered, primer_of


def opens_lessons(face: Face) -> bool:
    """Whether lessons open by themselves: not where the learner wants none, nor before lines that nobody types."""
    return face.config.lessons is not False and not face.terminal.echoes


class Lessons:
    """Knows the lesson of the stage where the learner is.

    Where a problem opens, its first stage offers one in a line: what comes first is the problem.
    """

    def __init__(self, room: DeskRoom) -> None:
        self._room = room
        self._is_due = False

    def offer(self) -> None:
        """Say that there is one, to who is new to it."""
        room = self._room
        if is_offered(room.face.journal, room.sitting, room.field.stage):
            room.face.say("plain_primer.offer")

    def is_due(self, field: FieldId) -> bool:
        """Whether one opens by itself as the learner goes to a field, which is of another stage."""
        room = self._room
        is_new = field.stage != room.field.stage and is_offered(room.face.journal, room.sitting, field.stage)
        self._is_due = is_new and opens_lessons(room.face)
        return self._is_due

    def take(self) -> bool:
        """Whether one is due; it is told once."""
        is_due, self._is_due = self._is_due, False
        return is_due

    @property
    def name(self) -> str:
        """The lesson of the stage, or of a drill's skill, by name."""
        return primer_of(self._room.problem, self._room.field.stage)
