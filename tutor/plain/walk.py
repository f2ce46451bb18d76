"""The walk back from a wrong answer, in lines: a few questions, and what they lead to."""

from typing import ClassVar

from tutor.lessons.stages import FieldId
from tutor.plain.commands import Command
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Room
from tutor.plain.scene import Scene
from tutor.session.facts import Answered
from tutor.session.walking import SMALL, Prompt, WalkBack


class WalkRoom(Room):
    """Asks until it is found where the answer went wrong, or what explains it; then back to the problem."""

    def __init__(self, problem: ProblemRoom, field: FieldId) -> None:
        super().__init__(problem.face)
        self.problem = problem
        self.field = field
        self._walk = WalkBack.begin(problem.desk, problem.naming, problem.telling.of, field)

    def _prompt(self) -> Prompt | None:
        return self._walk.prompt()

    def enter(self) -> None:
        face, asked = self.face, self._prompt()
        self._walk.naming = self.problem.naming  # the language may be another one now
        self.problem.desk.language = face.language
        if asked is None:
            return
        face.say("walk.head" if asked.at_most > 1 else "walk.head_one", number=asked.number, most=asked.at_most)
        face.read_out(asked.text)

    def prompt(self) -> str:
        asked = self._prompt()
        if asked is None:
            return self.problem.prompt()
        label = asked.label or self.problem.naming.label(asked.steps[0], self.problem.sitting)
        return f"{self.problem.called()} ({self.field.stage}) {self.face.words('plain.walking')}: {label}"

    def standing(self) -> str:
        return self.problem.standing()

    def leave(self) -> None:
        self.problem.leave()

    def answer(self, line: str) -> Scene | None:
        asked = self._prompt()
        if asked is None:
            return self.stop()
        text = line.strip() or self.problem.drafts.get(asked.steps[0], "").strip()
        if not text:
            self.face.say("mark.empty")
            return None
        reply = self._walk.answer(asked.steps, text)
        answered = [fact for fact in reply.facts if isinstance(fact, Answered)]
        for fact in answered:
            self.problem.drafts.pop(fact.field, None)
        self.problem.telling.marks(answered, text if len(answered) == 1 else "")
        if reply.stopped is not None:
            if not answered:
                self.face.tell(self.problem.telling.message(reply.stopped))
            return None
        self.problem.telling.learn(reply.retold)
        self._walk.go_on()
        if self._prompt() is None:
            return self._end()
        self.enter()
        return None

    def _end(self) -> Scene:
        """Say what was found, and what explains the answer if that is known now; then back to it."""
        face, told = self.face, self.problem.telling.of(self.field)
        face.tell(self._walk.found(face.words("plain.walk_again")))
        if self._walk.is_of_explanations and told is not None:
            face.read_out(self.problem.telling.explanation(told))
        return self.stop()

    def hint(self) -> None:
        """One more hint for what is asked."""
        asked = self._prompt()
        if asked is None or asked.steps[0].step == SMALL:
            self.face.say("plain.no_hints_here")
            return
        self.problem.helping.open_hint(self.problem.sitting.hinted(asked.steps[0]))

    def stop(self) -> Scene:
        """Back to the answer that it began at."""
        self.problem.field = self.field
        return self.problem

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("hint", lambda room, _: room.hint()),
        Command("question", lambda room, _: room.enter()),
        Command("stop", lambda room, _: room.stop()),
    )
