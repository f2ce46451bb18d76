"""The way from one drill to the next, in a sitting, or home after a single one."""

from collections.abc import Callable

from tutor.plain.face import Face
from tutor.plain.scene import Scene
from tutor.practice.summary import Summary
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.drill_words import given_words, reason, state_words


class Flow:
    """Holds the desk of a sitting; `room_of` and `end` make the rooms of a drill and of the end."""

    def __init__(
        self,
        face: Face,
        desk: DrillDesk,
        room_of: "Callable[[Flow, Drill], Scene]",
        end: Callable[[Face, Summary], Scene],
    ) -> None:
        self.face, self.desk = face, desk
        self._room_of, self._end = room_of, end

    def room(self, drill: Drill) -> Scene:
        """The room of a drill, which is at hand from now on."""
        self.desk.show(drill)
        return self._room_of(self, drill)

    def next(self) -> Scene:
        """The next drill, the end of the sitting, or home after a single drill."""
        if self.desk.sitting is None:
            return self.face.ways.home(self.face)
        if self.desk.is_over:
            return self._end(self.face, self.desk.end())
        return self.room(self.desk.coming().result())

    def skip(self, drill: Drill) -> Scene:
        """Past a drill that is not done."""
        self.desk.skip(drill, self.face.language)
        return self.next()

    def introduce(self, drill: Drill) -> None:
        """How far the sitting is, what comes and why."""
        face, skill = self.face, f"skill.{drill.at_hand.skill}"
        face.tell()
        parts = (
            state_words(face.spoken, self.desk),
            f"{face.words(skill)}, {drill.at_hand.code}",
            reason(face.spoken, drill.at_hand.reason, drill.at_hand.params),
            given_words(face.spoken, drill),
        )
        face.list_lines(part for part in parts if part)
