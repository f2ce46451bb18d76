"""The way from one drill to the next, in a sitting, or home after a single one."""

from collections.abc import Callable

from tutor.plain.commands import Command
from tutor.plain.room import Face, Room
from tutor.practice.summary import Summary
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.drill_words import given_words, state_words
from tutor.session.reason_words import reason


class Flow:
    """Holds the desk of a sitting; `room_of` and `end` make the rooms of a drill and of the end."""

    def __init__(
        self,
        face: Face,
        desk: DrillDesk,
        room_of: "Callable[[Flow, Drill], Room]",
        end: Callable[[Face, Summary], Room],
    ) -> None:
        self.face, self.desk = face, desk
        self._room_of, self._end = room_of, end

    def room(self, drill: Drill) -> Room:
        """The room of a drill, which is at hand from now on."""
        self.desk.show(drill)
        return self._room_of(self, drill)

    def next(self) -> Room:
        """The next drill, the end of the sitting, or home after a single drill."""
        if self.desk.sitting is None:
            return self.face.ways.home(self.face)
        if self.desk.is_over:
            return self._end(self.face, self.desk.end())
        return self.room(self.desk.coming().result())

    def skip(self, drill: Drill) -> Room:
        """Past a drill that is not done."""
        self.desk.skip(drill, self.face.language)
        return self.next()

    def clock(self) -> str:
        """How much time is left, where the learner asked for a clock; of a number of problems, how much has passed."""
        sitting = self.desk.sitting
        if sitting is None or not sitting.is_timed:
            return ""
        return f"{self._time()}, "

    def tell_time(self) -> None:
        """The same, for who asks."""
        self.face.tell(f"{self._time()}.")

    def _time(self) -> str:
        words, spent, sitting = self.face.words, self.desk.seconds_spent(), self.desk.sitting
        if sitting is None or sitting.goal.unit == "problems":
            return words("plain.time_spent", minutes=spent // 60, seconds=spent % 60)
        left = max(0, 60 * sitting.goal.number - spent)
        return words("plain.time_left", minutes=left // 60, seconds=left % 60) if left else words("plain.time_over")

    def done(self, key: str) -> None:
        """Say that a drill is done, and what Enter leads to."""
        what_next = "_single" if self.desk.sitting is None else "_last" if self.desk.is_over else ""
        self.face.say(f"{key}{what_next}")

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


TIME = Command("time", lambda room, _: room.flow.tell_time(), lambda room: room.flow.desk.sitting is not None)
"""The time, in the rooms of a sitting's drills."""
