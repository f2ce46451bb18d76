"""A primer in lines: predictions by number, what is seen step by step, and a reason; then back to the problem."""

from tutor.lessons.primer import Primer, text_of
from tutor.lessons.problem import Problem
from tutor.plain.commands import number_typed
from tutor.plain.room import ASKING, InnerRoom, Room
from tutor.session.primer_desk import NOTHING_SAID, PrimerDesk, Said
from tutor.session.primers import meet


class PrimerRoom(InnerRoom[Room]):
    """Takes the number of an answer; where nothing is asked, Enter goes on."""

    def __init__(self, room: Room, problem: Problem, name: str) -> None:
        super().__init__(room)
        self.problem = problem
        self._name = name
        self._said: Said = NOTHING_SAID

    @property
    def desk(self) -> PrimerDesk:
        """The primer as it stands, in the language of now."""
        text = text_of(self.face.content, self._name, self.face.language)
        return PrimerDesk(Primer(self._name, self.problem, text), self.face.spoken, self._said)

    def enter(self) -> None:
        meet(self.face.journal, self._name)
        desk = self.desk
        if not self._said.predicted:
            self.face.say("primer.title", title=desk.primer.text.title)
            self.face.say("plain_primer.leave", word=self.face.words("plain_command.stop"))
            if desk.given:
                self.face.read_out(self.face.words("plain_primer.given", values=desk.given))
        self._ask(desk)

    def _ask(self, desk: PrimerDesk) -> None:
        """Say what is asked or seen now."""
        face = self.face
        face.tell(desk.heading)
        face.read_out(desk.text)
        for number, choice in enumerate(desk.choices, 1):
            face.tell(f"{number}. {face.spoken.line(choice.text)}")

    def prompt(self) -> str:
        desk = self.desk
        key = "prompt" if desk.choices else "prompt_over" if desk.phase == "over" else "prompt_on"
        return self.face.words(f"plain_primer.{key}")

    def answer(self, line: str) -> Room | None:
        desk, choices = self.desk, self.desk.choices
        if choices:
            number = number_typed(line.strip())
            if not 1 <= number <= len(choices):
                self.face.say("plain.no_number", most=len(choices))
                return None
            desk.choose(choices[number - 1].name)
        elif desk.phase == "over":
            return self.stop()
        else:
            desk.step(1)
        self._said = desk.said
        if desk.phase in ("why", "over") and desk.reply is not None:
            self.face.tell(self.face.spoken.line(desk.reply[1]))
        if desk.phase != "over":
            self._ask(desk)
        return None

    def stop(self) -> Room:
        """Back to the problem."""
        return self.room

    COMMANDS = ASKING
