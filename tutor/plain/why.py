"""A question in between, in lines: why is a right step right? Answered by a number, left by Enter."""

from tutor.lessons.self_explanation import Why
from tutor.lessons.why_plans import RIGHT
from tutor.plain.commands import number_typed
from tutor.plain.desk_room import DeskRoom
from tutor.plain.room import ASKING, InnerRoom, Room
from tutor.session.self_explaining import open_why, why_of


class WhyRoom(InnerRoom[DeskRoom]):
    """Asks until the right reason is chosen or the question is left; what is no number of a reason is an answer."""

    @property
    def _why(self) -> Why | None:
        asked = open_why(self.room.sitting)
        return None if asked is None else why_of(self.room.sitting, asked, self.face.wordings, self.face.language)

    def enter(self) -> None:
        face, why = self.face, self._why
        if why is None:
            return
        face.say("plain_why.heading")
        face.tell(face.spoken.line(why.question))
        for number, reason in enumerate(why.reasons, 1):
            face.tell(f"{number}. {face.spoken.line(why.say(reason))}")

    def prompt(self) -> str:
        return f"{self.room.called()}, {self.face.words('plain_why.prompt')}"

    def answer(self, line: str) -> Room | None:
        why, number = self._why, number_typed(line.strip())
        if why is None or not 1 <= number <= len(why.reasons):
            room = self.stop()
            following = room.take(line) if line.strip() else None  # an answer, or a command of the problem
            self.room.is_told = self.room.is_told and following is None
            return following or room
        reason = why.reasons[number - 1]
        self.room.desk.answer_why(reason)
        self.face.tell(self.face.spoken.line(why.say(f"reply.{reason}")))
        return self._on() if reason == RIGHT else None

    def stop(self) -> Room:
        """Leave it, and go on."""
        self.room.desk.answer_why()
        return self._on()

    def _on(self) -> Room:
        """On in the problem, from the answer that was asked about."""
        room = self.room
        following = room.go_on(room.sitting.whys[-1].field)
        room.is_told = following is None  # going on has said where that leads
        return following or room

    COMMANDS = ASKING
