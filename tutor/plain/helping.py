"""Help in lines: hints, one more each time, the last of which are asked for twice; and sub-steps."""

from tutor.lessons.breakdown import has_breakdown
from tutor.lessons.stages import FieldId
from tutor.plain.desk_room import DeskRoom
from tutor.plain.reading import Reading


class Helping:
    """Opens hints and sub-steps of the problem that a room is about."""

    def __init__(self, room: DeskRoom, reading: Reading) -> None:
        self._room, self._reading = room, reading
        self._insists_at: FieldId | None = None
        """Where the next hint was asked for once, and shows the answer at the second time."""

    def open_hint(self, field: FieldId) -> None:
        """One more hint for a place."""
        room, face = self._room, self._room.face
        is_sure, self._insists_at = self._insists_at == field, None
        if room.desk.open_hint(field, sure=is_sure):
            self._reading.hint(field, room.sitting.hint_levels[field] - 1)
        elif hint_level := room.sitting.next_hint_level(field):
            self._insists_at = field
            face.say(f"plain.ask_{hint_level}")
        else:
            face.say("plain.no_more_hints")

    def forget(self) -> None:
        """Something else was done: what was asked for once is left."""
        self._insists_at = None

    @property
    def is_open(self) -> bool:
        """Whether the field is broken down."""
        return self._room.field.parent in self._room.sitting.broken_down

    def steps(self) -> None:
        """Break the field down, and go to its first sub-step that is to be worked at."""
        room, whole = self._room, self._room.field.parent
        if not has_breakdown(whole):
            room.face.say("plain.no_steps")
            return
        if whole not in room.sitting.broken_down:
            room.desk.break_down(whole)
        steps, number = room.sitting.sub_steps(whole), len(list(room.sitting.table(whole).cells()))
        room.face.say("plain.steps", field=room.naming.field(whole), number=number)
        room.go(next((step for step in steps if room.sitting.is_to_do(step)), steps[0]))

    def fold(self) -> None:
        """From the sub-steps back to their field."""
        room, whole = self._room, self._room.field.parent
        if whole in room.sitting.broken_down:
            room.desk.break_down(whole)
        room.go(whole)
