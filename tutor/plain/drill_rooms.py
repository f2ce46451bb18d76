"""A drill to work, as every problem is worked, and a worked example to hear."""

from typing import ClassVar

from tutor.lessons.stages import asked_stages
from tutor.lessons.template import fill
from tutor.lessons.vocabulary_problem import of_problem
from tutor.plain.commands import Command
from tutor.plain.flow import TIME, Flow
from tutor.plain.problem import ProblemRoom
from tutor.plain.room import Room
from tutor.practice.texts import intro
from tutor.session.drill import Drill
from tutor.session.given import first_open, given_facts
from tutor.session.primers import has_met, primer_of


class DrillRoom(ProblemRoom):
    """A drill; when all of it is right, Enter takes the next one."""

    def __init__(self, flow: Flow, drill: Drill) -> None:
        fading = drill.at_hand.fading
        given = given_facts(drill.problem, fading, flow.desk.now())
        begin_at = first_open(drill.problem, fading) if given else None
        super().__init__(flow.face, drill.problem, given, begin_at)
        self.flow, self.drill = flow, drill
        self.is_finished = False

    def called(self) -> str:
        return f"{self.flow.clock()}{self.face.words(f'skill.{self.drill.at_hand.skill}')}"

    def introduce(self) -> None:
        self.flow.introduce(self.drill)
        self.face.read_out(self.face.wordings.statement(self.problem))
        if self.flow.desk.sitting is None:
            self.face.say("plain.how")
        self.flow.desk.look_ahead(self.drill)

    def enter(self) -> None:
        is_new = self.is_new
        super().enter()
        if is_new and self.field.step:  # those before it are given
            self.reading.answers()

    def answer(self, line: str) -> Room | None:
        found = super().answer(line)
        if not self.is_finished:
            self.flow.desk.look_ahead(self.drill)
        return found

    def finish(self) -> None:
        self.is_finished = True
        self.flow.desk.finish(self.drill, self.face.language)
        self.flow.done("plain.drill_done")

    @property
    def is_over(self) -> bool:
        """Never: the sitting goes on, or tells how it went."""
        return False

    def after_all(self) -> Room | None:
        return self.flow.next()

    def skip(self) -> Room:
        """Past this drill."""
        return self.flow.next() if self.is_finished else self.flow.skip(self.drill)

    def leave(self) -> None:
        self.flow.desk.leave()

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        *ProblemRoom.COMMANDS,
        Command("skip", lambda room, _: room.skip()),
        TIME,
    )


class ExampleRoom(Room):
    """A worked example: what the skill is, a problem, and its solution. Enter goes on."""

    def __init__(self, flow: Flow, drill: Drill) -> None:
        super().__init__(flow.face)
        self.flow, self.drill = flow, drill

    def prompt(self) -> str:
        called = self.face.words(f"skill.{self.drill.at_hand.skill}")
        return f"{self.flow.clock()}{called}, {self.face.words('plain.example')}"

    def enter(self) -> None:
        face, problem, skill = self.face, self.drill.problem, self.drill.at_hand.skill
        self.flow.introduce(self.drill)
        face.read_out(fill(intro(face.content, skill, face.language).text, of_problem(problem)))
        face.read_out(face.wordings.statement(problem))
        face.say("solution.heading")
        for stage in asked_stages(problem):
            face.read_out(face.wordings.solution(problem, stage))
        if not has_met(face.journal, primer_of(self.drill.problem, asked_stages(self.drill.problem)[0])):
            face.say("plain_primer.offer")
        face.say("practice.worked")
        self.flow.desk.look_ahead(self.drill)

    def answer(self, line: str) -> Room | None:
        del line
        self.flow.desk.read(self.drill, self.face.language)
        return self.flow.next()

    def leave(self) -> None:
        self.flow.desk.leave()

    def lesson(self) -> Room:
        """The lesson of a minute about the skill."""
        problem = self.drill.problem
        return self.face.ways.primer(self, problem, primer_of(problem, asked_stages(problem)[0]))

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("lesson", lambda room, _: room.lesson()),
        TIME,
    )
