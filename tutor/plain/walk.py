"""The walk back from a wrong answer, in lines: a few questions, and what they lead to."""

from typing import ClassVar

from tutor.lessons.stages import FieldId
from tutor.plain.commands import Command
from tutor.plain.desk_room import DeskRoom
from tutor.plain.helping import Helping
from tutor.plain.room import ASKING, InnerRoom, Room
from tutor.session.facts import Answered
from tutor.session.walking import SMALL, Prompt, WalkBack


class WalkRoom(InnerRoom[DeskRoom]):
    """Asks until it is found where the answer went wrong, or what explains it; then back to the problem."""

    def __init__(self, problem: DeskRoom, helping: Helping, field: FieldId) -> None:
        super().__init__(problem)
        self.field, self._helping = field, helping
        self._walk = WalkBack.begin(problem.desk, problem.naming, problem.telling.of, field)

    def _prompt(self) -> Prompt | None:
        return self._walk.prompt()

    def enter(self) -> None:
        face, asked = self.face, self._prompt()
        self._walk.naming = self.room.naming  # the language may be another one now
        self.room.desk.language = face.language
        if asked is None:
            return
        face.say("walk.head", number=asked.number)
        face.read_out(asked.text)

    def prompt(self) -> str:
        asked = self._prompt()
        if asked is None:
            return self.room.prompt()
        label = asked.label or self.room.naming.label(asked.steps[0], self.room.sitting)
        return f"{self.room.called()} ({self.field.stage}) {self.face.words('plain.walking')}: {label}"

    def answer(self, line: str) -> Room | None:
        asked = self._prompt()
        if asked is None:
            return self.stop()
        text = line.strip() or self.room.drafts.get(asked.steps[0], "").strip()
        if not text:
            self.face.say("mark.empty")
            return None
        reply = self._walk.answer(asked.steps, text)
        answered = [fact for fact in reply.facts if isinstance(fact, Answered)]
        for fact in answered:
            self.room.drafts.pop(fact.field, None)
        self.room.telling.marks(answered, text if len(answered) == 1 else "")
        if reply.stopped is not None:
            if not answered:
                self.face.tell(self.room.telling.message(reply.stopped))
            return None
        self.room.telling.tell(reply.retold)
        self._walk.go_on()
        if self._prompt() is None:
            return self._end()
        self.enter()
        return None

    def _end(self) -> Room:
        """Say what was found, and what explains the answer if that is known now; then back to it."""
        face, told = self.face, self.room.telling.of(self.field)
        face.tell(self._walk.found(face.words("plain.walk_again")))
        if self._walk.is_of_explanations and told is not None:
            face.read_out(self.room.telling.explanation(told))
        return self.stop()

    def hint(self) -> None:
        """One more hint for what is asked."""
        asked = self._prompt()
        if asked is None or asked.steps[0].step == SMALL:
            self.face.say("plain.no_hints_here")
            return
        self._helping.open_hint(self.room.sitting.hinted(asked.steps[0]))

    def stop(self) -> Room:
        """Back to the answer that it began at."""
        self.room.field = self.field
        return self.room

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("hint", lambda room, _: room.hint()),
        *ASKING,
    )
