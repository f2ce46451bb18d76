"""Hints in lines: one more each time; the last ones, which show the answer, are asked for twice."""

from typing import Protocol

from tutor.lessons.stages import FieldId
from tutor.plain.reading import AtProblem, Reading
from tutor.session.desk import Desk


class AtDesk(AtProblem, Protocol):
    """A room that is about a problem, with the desk that it lies on."""

    desk: Desk
    reading: Reading


class Hints:
    """Opens hints of the problem that a room is about."""

    def __init__(self, room: AtDesk) -> None:
        self._room = room
        self._insists_at: FieldId | None = None
        """Where the next hint was asked for once, and shows the answer at the second time."""

    def open(self, field: FieldId) -> None:
        """One more hint for a place."""
        room, face = self._room, self._room.face
        is_sure, self._insists_at = self._insists_at == field, None
        if room.desk.open_hint(field, sure=is_sure):
            room.reading.hint(field, room.sitting.hint_levels[field] - 1)
        elif hint_level := room.sitting.next_hint_level(field):
            self._insists_at = field
            face.say(f"plain.ask_{hint_level}")
        else:
            face.say("plain.no_more_hints")

    def forget(self) -> None:
        """Something else was done: what was asked for once is left."""
        self._insists_at = None
