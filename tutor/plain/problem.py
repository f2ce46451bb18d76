"""A problem in lines: one place after another, answers with what is said of them, and the help on them."""

from collections.abc import Sequence
from typing import ClassVar

from tutor.lessons.breakdown import Asked, has_breakdown
from tutor.lessons.chain import is_chain
from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, asked_stages
from tutor.plain import coming
from tutor.plain.commands import Command
from tutor.plain.desk_room import DeskRoom
from tutor.plain.finale import TO_LABORATORY, Finale
from tutor.plain.helping import Helping
from tutor.plain.lessons import Lessons
from tutor.plain.reading import READING_COMMANDS, Reading
from tutor.plain.room import Face, Room
from tutor.plain.walk import WalkRoom
from tutor.plain.why import WhyRoom
from tutor.session.at_hand import chain_asked
from tutor.session.facts import Answered, Fact
from tutor.session.gathering import gathered
from tutor.session.primers import note_solved
from tutor.session.record_names import record_name
from tutor.session.rereading import ReadAgain
from tutor.session.self_explaining import open_why
from tutor.session.status import Status
from tutor.session.walking import walkable


class ProblemRoom(DeskRoom):
    """Passes what the learner does to the desk, and says what follows from it."""

    def __init__(
        self, face: Face, problem: Problem, given: Sequence[Fact] = (), begin_at: FieldId | None = None
    ) -> None:
        """`given` stands there before the learner comes; `begin_at` is where who was not here before begins."""
        super().__init__(face, problem, given)
        self.finale = Finale(face, problem)
        self.reading = Reading(self)
        self._begin_at = None if self.desk.was_begun else begin_at
        self.field = self._first_place()
        self._file = ReadAgain(problem)
        self.is_new = True
        """Whether nothing was said yet."""
        self._asked: StageId | None = None
        """The stage whose question was said last."""
        self.helping = Helping(self, self.reading)
        self.lessons = Lessons(self)

    def prompt(self) -> str:
        if self.sitting.is_done() and self.field == self.sitting.field_of(self.field):
            return f"{self.called()} {self.face.words('plain.done')}"
        stage = self.naming.stage_letter(self.field.stage)
        return f"{self.called()} ({stage}) {self.naming.label(self.field, self.sitting)}"

    def enter(self) -> None:
        self.desk.language = self.face.language
        if self.is_new:
            self.is_new = False
            self.introduce()
            self.face.explainer.prepare(self.problem)
        is_told, self.is_told = self.is_told or self.left_open() is not None, False
        if not is_told:
            self.ask()

    def introduce(self) -> None:
        """Before the first question: the problem, or how far the learner came when they were here before."""
        self.face.tell(self.face.spoken.plainly(self.title()))
        if not self.desk.was_begun:
            self.face.read_out(self.face.wordings.statement(self.problem))
        self.face.say("plain.how")
        if self.desk.was_begun:
            self.face.tell(self.standing())
        others = [place for place in self.drafts if place != self.field]
        if others:
            named = ", ".join(self.naming.field(place, self.sitting) for place in others)
            self.face.say("plain.drafts", places=named)

    def ask(self) -> None:
        """Say what is asked now: the stage's question where it is another stage, and what stands at the place."""
        if self.field.stage != self._asked:
            self._asked = self.field.stage
            self.reading.question()
            self.lessons.offer()
        self._ask_place()

    def ask_again(self) -> None:
        """Say once more what the stage asks, and what stands here."""
        self._asked = None
        self.ask()

    def _ask_place(self) -> None:
        face, field = self.face, self.field
        if is_chain(field) and self.sitting.status(field) is not Status.RIGHT:
            face.read_out(chain_asked(self.sitting, field.parent, face.spoken.words))
        answer, draft = self.sitting.standing(field), self.drafts.get(field)
        if answer is not None:
            verdict = face.words(f"verdict.{answer.mark.verdict}")
            face.say("plain.stands", text=face.spoken.plainly(answer.text), verdict=verdict)
            self.telling.explain_once(field)
        if draft is not None:
            face.say("plain.draft", text=draft)

    # The file of the problem

    def take(self, line: str) -> Room | None:
        """Take what was typed; where the problem's file was changed meanwhile, at the problem as it is now."""
        room = self._read_again()
        if room is not None:
            return room.take(line) or room
        following = super().take(line)
        return self.lesson() if following is None and self.lessons.take() else following

    def _read_again(self) -> "ProblemRoom | None":
        """The room of the problem as its file has it now, at the same place; None where nothing was changed."""
        try:
            fresh = self._file.changed(self.face.read)
        except ContentError as error:
            self.face.say("reread.fault", fault=self.face.spoken.fault(error))
            return None
        if fresh is None:
            return None
        room = ProblemRoom(self.face, fresh)
        room.is_new = False
        if self.field in Asked(fresh):
            room.field = self.field
        self.face.say("reread.same" if record_name(fresh) == record_name(self.problem) else "reread.other")
        return room

    # What is answered

    def answer(self, line: str) -> Room | None:
        self.helping.forget()
        if self.finale.is_asking:
            self.finale.answer(line)
            if not self.finale.is_asking:
                self._tell_next()
            return None
        text = line.strip() or self.drafts.get(self.field, "").strip()
        if text:
            return self.submit(self.field, text)
        if self.sitting.is_done():
            return self.after_all()
        self.face.say("mark.empty")
        return None

    def after_all(self) -> Room | None:
        """Nothing was typed, and all is done."""
        self.face.say("plain.all_done")
        self._tell_next()
        return None

    def submit(self, field: FieldId, text: str) -> Room | None:
        """An answer is given: what is said of it, and on to the next place."""
        facts = self.desk.submit(field, text)
        answered = [fact for fact in facts if isinstance(fact, Answered)]
        for fact in answered:
            self.drafts.pop(fact.field, None)
        self.telling.marks(answered, text if len(answered) == 1 else "")
        self.telling.explain([fact.field for fact in answered])
        stopped = next((fact.field for fact in answered if not fact.mark.moves_on), None)
        if stopped is None and answered:
            last = answered[-1].field if len(answered) > 1 and not field.step else field
            if self._asks_why(last):
                return WhyRoom(self)
            return self.go_on(last)
        if stopped is not None and stopped != field:
            self.go(stopped)
        return None

    def _asks_why(self, field: FieldId) -> bool:
        """Whether it is asked now why the answer just given is right: not of lines that nobody is there to type."""
        return self._wants_whys and bool(self.desk.ask_why(field, self.face.random))

    @property
    def _wants_whys(self) -> bool:
        return self.face.config.why is not False and not self.face.terminal.echoes

    def left_open(self) -> Room | None:
        """The question why an answer is right that was not answered."""
        is_open = self._wants_whys and open_why(self.sitting) is not None
        return WhyRoom(self) if is_open else None

    def go_on(self, field: FieldId) -> Room | None:
        """After a right answer, on to the next place."""
        following = self.sitting.next_open(field)
        if following is None:
            self.field = self.sitting.field_of(field)
            self.finish()
            return None
        if field.step and following == field.parent and (text := gathered(self.sitting, following)):
            self.face.say("plain.gathered", field=self.naming.field(following), text=text)
            return self.submit(following, text)
        note_solved(self.face.journal, self.sitting, field.stage)
        if following.stage != field.stage and self.sitting.stage_status(field.stage) is Status.RIGHT:
            self.face.say("plain.solved", stage=self.naming.stage_letter(field.stage))
            if field.stage == "b":
                self.reading.tree()
        self.go(following)
        return None

    def finish(self) -> None:
        """All is right."""
        self.face.say("plain.all_done")
        if "e" in asked_stages(self.problem):
            self.finale.begin()
        if not self.finale.is_asking:
            self._tell_next()

    def _tell_next(self) -> None:
        coming.tell(self.face, self.face.suggested(self.problem))

    @property
    def is_over(self) -> bool:
        """Whether all is right, and something else comes next."""
        return self.sitting.is_done()

    # Where the learner goes

    def go(self, field: FieldId) -> None:
        """Go to a place."""
        self.helping.forget()
        is_due = self.lessons.is_due(field)
        self.field = field
        self.desk.visit(field)
        if not is_due:  # else the lesson comes first, and then this is asked
            self.ask()

    def _first_place(self) -> FieldId:
        """Where the learner begins: where they were, or on from there if that is right."""
        field = self._begin_at or self.desk.sitting.current
        is_open = self.desk.sitting.status(field) is not Status.RIGHT or field in self.drafts
        return field if is_open else self.desk.sitting.next_open(field) or field

    # Help

    def lesson(self) -> Room:
        """The lesson of a minute about the stage, or the skill."""
        return self.face.ways.primer(self, self.problem, self.lessons.name)

    def walk(self) -> Room | None:
        """Walk back from the wrong answer."""
        place = walkable(self.sitting, self.field, self.telling.of)
        if place is None:
            self.face.say("plain.nothing_wrong")
            return None
        return WalkRoom(self, self.helping, place)

    def sheet(self) -> Room:
        """The sheet for the learner's own working."""
        from tutor.plain.sheet import SheetRoom  # it brings what reads one

        return SheetRoom(self)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        TO_LABORATORY,
        Command("hint", lambda room, _: room.helping.open_hint(room.sitting.hinted(room.field))),
        Command("steps", lambda room, _: room.helping.steps(), lambda room: has_breakdown(room.field.parent)),
        Command("fold", lambda room, _: room.helping.fold(), lambda room: room.helping.is_open),
        Command("where", lambda room, _: room.walk()),
        Command(
            "parting",
            lambda room, named: room.telling.compare(room.field, named),
            lambda room: room.telling.explained_by(room.field) is not None,
            takes=True,
        ),
        coming.go_on(lambda room: room.problem, lambda room: room.is_over),
        Command("lesson", lambda room, _: room.lesson()),
        *READING_COMMANDS,
    )
