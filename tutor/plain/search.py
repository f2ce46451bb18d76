"""The search for a wrong step, in lines: a worked solution with one mistake; first the line, then the mistake."""

from typing import ClassVar

from tutor.answers.verdicts import Mark
from tutor.lessons.figures import as_text
from tutor.lessons.template import fill
from tutor.lessons.vocabulary import of_problem
from tutor.plain.commands import Command, number_typed
from tutor.plain.flow import Flow
from tutor.plain.room import Room
from tutor.plain.scene import Scene
from tutor.practice.find_hints import correction, hint
from tutor.practice.find_step import WorkedMistake
from tutor.practice.solution_lines import right_value
from tutor.practice.texts import intro
from tutor.session.drill import Drill
from tutor.session.explanation_words import explanation_words
from tutor.session.find_desk import FindDesk
from tutor.session.find_told import explanation_of
from tutor.session.status import Status


class SearchRoom(Room):
    """Takes the number of a line or of a mistake; a line can be worked out first."""

    def __init__(self, flow: Flow, drill: Drill, found: WorkedMistake) -> None:
        super().__init__(flow.face)
        self.flow, self.drill, self.found = flow, drill, found
        self.desk = FindDesk(found, self.face.journal, self.face.now, self.face.language)
        self.drafts = self.desk.drafts()
        self.index: int | None = None
        """The line that is being worked out, from 0."""
        self._insists = False

    @property
    def is_told(self) -> bool:
        """Whether line and mistake are known: found, or told in an example."""
        return self.desk.is_done or self.drill.is_example

    def prompt(self) -> str:
        face, called = self.face, self.face.words("skill.find-step")
        if self.is_told:
            return f"{called}, {face.words('plain.done')}"
        if self.index is not None:
            label = face.spoken.label(self.desk.field(self.index), self.desk.sitting)
            return f"{called}, {face.words('plain.line', number=self.index + 1)}, {label}"
        return f"{called}, {face.words('plain.which_mistake' if self.desk.has_line else 'plain.which_line')}"

    def enter(self) -> None:
        face, problem = self.face, self.found.problem
        self.desk.language = face.language
        self.flow.introduce(self.drill)
        face.read_out(face.wordings.statement(problem))
        if self.drill.is_example:
            section = intro(face.content, self.drill.at_hand.skill, face.language)
            face.read_out(fill(section.text, of_problem(problem)))
        self.lines()
        self.ask()
        face.explainer.prepare(problem)
        if not self.is_told:
            self.flow.desk.look_ahead(self.drill)

    def lines(self) -> None:
        """Say the lines of the solution, with what the learner found for each."""
        for index in range(len(self.found.lines)):
            self.face.tell(f"{self._line(index)}{self._standing(index)}")

    def _line(self, index: int) -> str:
        line, spoken = self.found.lines[index], self.face.spoken
        point = f" {spoken.at(str(line.point))}" if line.point is not None else ""
        return f"{index + 1}. {spoken.math(line.equation)}{point}"

    def _standing(self, index: int) -> str:
        """How a line compares with the learner's own value."""
        desk, words = self.desk, self.face.words
        if desk.answer(index) is None:
            return ""
        if desk.agrees(index) is False:
            value = as_text(right_value(self.found.problem, self.found.lines[index]))
            return f" ({words('plain.own_value', value=value)})"
        answer = desk.answer(index)
        return f" ({words(f'verdict.{answer.mark.verdict}')})" if answer is not None else ""

    def ask(self) -> None:
        """Say what is asked now, with what there is to choose from."""
        face, found = self.face, self.found
        if self.is_told:
            self._explain()
        elif self.desk.has_line:
            face.say("drill.which_mistake", number=found.first_wrong + 1)
            for number, name in enumerate(found.choices, 1):
                face.tell(f"{number}. {face.spoken.title(name)}")
        else:
            face.say("drill.which_line")

    def answer(self, line: str) -> Scene | None:
        self._insists = False
        typed = line.strip()
        if self.is_told:
            return self._next()
        if self.index is not None:
            self._work_out(self.index, typed)
            return None
        number = number_typed(typed)
        many = len(self.found.choices if self.desk.has_line else self.found.lines)
        if not 1 <= number <= many:
            self.face.say("plain.no_number", most=many)
            return None
        if self.desk.has_line:
            self.face.say(f"drill.{self.desk.answer_mistake(self.found.choices[number - 1])}")
        else:
            self.face.say(f"drill.{self.desk.answer_line(number - 1)}", number=number)
        if self.desk.has_line:
            self._turn()
        self.flow.desk.look_ahead(self.drill)
        return None

    def _turn(self) -> None:
        """To the mistakes, or to the end, once that was found."""
        if self.desk.is_done:
            self.flow.desk.finish(self.drill, self.face.language)
        self.ask()

    def _explain(self) -> None:
        face = self.face
        told = explanation_of(self.found, face.content, face.language)
        parts = (correction(self.found, face.spoken.words), *((told.what, told.why) if told else ()))
        for part in parts:
            face.read_out(part)
        face.say("practice.worked" if self.drill.is_example else "plain.search_done")

    def _next(self) -> Scene:
        if self.drill.is_example:
            self.flow.desk.read(self.drill, self.face.language)
        return self.flow.next()

    # Lines worked out

    def work_on(self, named: str) -> None:
        """Work out the line of this number; without one, leave off."""
        number = number_typed(named)
        if named and not 1 <= number <= len(self.found.lines):
            self.face.say("plain.no_number", most=len(self.found.lines))
            return
        self.index = number - 1 if named else None
        if self.index is None:
            self.ask()
            return
        draft = self.drafts.get(self.desk.field(self.index))
        self.face.tell(f"{self._line(self.index)}{self._standing(self.index)}")
        if draft is not None:
            self.face.say("plain.draft", text=draft)

    def _work_out(self, index: int, typed: str) -> None:
        face, place = self.face, self.desk.field(index)
        text = typed or self.drafts.get(place, "").strip()
        if not text:
            self.work_on("")
            return
        marked = self.desk.work_out(index, text)
        self.drafts.pop(place, None)
        face.tell(self._message(marked))
        if self.desk.sitting.status(place) is Status.WRONG:
            told = face.explainer.explain(self.desk.sitting, place, face.language)
            if told is not None:
                self.desk.explained(index, told.named, told.diagnosis.record(), is_sure=told.is_flat)
                # No other step is asked for here: the lines are there to be worked out.
                face.read_out(explanation_words(told, face.spoken, None))
        elif self.desk.agrees(index) and index + 1 < len(self.found.lines):
            self.work_on(str(index + 2))

    def _message(self, marked: Mark) -> str:
        if marked.message is None:
            return self.face.words(f"mark.{marked.verdict}")
        return self.face.spoken.message(marked.message, self.desk.sitting)

    def hint(self) -> None:
        """One more hint for what is asked; the last ones, which show the answer, are asked for twice."""
        face, desk = self.face, self.desk
        is_sure, self._insists = self._insists, False
        if desk.open_hint(sure=is_sure):
            title = face.spoken.title(self.found.mistake)
            face.say("hint.heading", number=desk.hint_levels)
            face.read_out(hint(self.found, desk.question, desk.hint_levels - 1, face.wordings, title))
        elif desk.next_hint_level:
            self._insists = True
            face.say(f"plain.ask_{desk.next_hint_level}")
        else:
            face.say("plain.no_more_hints")

    def skip(self) -> Scene:
        """Past this drill."""
        return self._next() if self.is_told else self.flow.skip(self.drill)

    def leave(self) -> None:
        self.flow.desk.leave()

    def ask_again(self) -> None:
        self.desk.language = self.face.language
        self.lines()
        self.ask()

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("hint", lambda room, _: room.hint(), lambda room: not room.is_told),
        Command(
            "work",
            lambda room, named: room.work_on(named),
            lambda room: not room.is_told and not room.desk.has_line,
            takes=True,
        ),
        Command("question", lambda room, _: room.ask_again()),
        Command("problem", lambda room, _: room.face.read_out(room.face.wordings.statement(room.found.problem))),
        Command("skip", lambda room, _: room.skip()),
    )
