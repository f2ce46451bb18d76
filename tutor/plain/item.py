"""An item in lines: questions, each answered by a number, values that can be worked out, hints, and what is told."""

from collections.abc import Sequence
from typing import ClassVar

from tutor.answers.verdicts import Message
from tutor.lessons.figures import as_text
from tutor.lessons.template import fill
from tutor.lessons.vocabulary_problem import of_problem
from tutor.plain.commands import Command, number_typed
from tutor.plain.flow import TIME, Flow
from tutor.plain.room import Room
from tutor.plain.telling import Telling
from tutor.practice.item import Item, Option, Question
from tutor.practice.item_words import ItemWords
from tutor.practice.items_of_codes import words_of
from tutor.practice.texts import intro
from tutor.session.drill import Drill
from tutor.session.explanation_words import explanation_words
from tutor.session.item_desk import ItemDesk
from tutor.session.primers import primer_of
from tutor.session.status import Status


class ItemRoom(Room):
    """Takes the number of an option; what an option says can be worked out first."""

    def __init__(self, flow: Flow, drill: Drill, item: Item) -> None:
        super().__init__(flow.face)
        self.flow, self.drill, self.item = flow, drill, item
        self.desk = ItemDesk(item, self.face.journal, self.face.now, self.face.language)
        self.drafts = self.desk.drafts()
        self.index: int | None = None
        """The option whose value is being worked out, from 0."""
        self._insists = False
        self._is_finished = False

    @property
    def words(self) -> ItemWords:
        return words_of(self.item.problem, self.face.wordings, self.face.spoken.words)

    @property
    def is_told(self) -> bool:
        """Whether all is known: found, or told in an example."""
        return self.desk.is_done or self.drill.is_example

    @property
    def asked(self) -> Question:
        return self.item.ask(self.desk.found, self.words)

    def prompt(self) -> str:
        face = self.face
        called = f"{self.flow.clock()}{face.words(f'skill.{self.drill.at_hand.skill}')}"
        if self.is_told:
            return f"{called}, {face.words('plain.done')}"
        if self.index is not None and (field := self.asked.options[self.index].field):
            label = face.spoken.label(field, self.desk.sitting)
            return f"{called}, {face.words('plain.line', number=self.index + 1)}, {label}"
        return f"{called}, {self.asked.prompt}"

    def enter(self) -> None:
        face, problem = self.face, self.item.problem
        self.desk.language = face.language
        self.flow.introduce(self.drill)
        face.read_out(face.wordings.statement(problem))
        if self.drill.is_example:
            section = intro(face.content, self.drill.at_hand.skill, face.language)
            face.read_out(fill(section.text, of_problem(problem)))
        self._finish()  # where the last reply was the last that was done here
        self.ask_again()
        face.explainer.prepare(problem)
        if not self.is_told:
            self.flow.desk.look_ahead(self.drill)

    def ask(self) -> None:
        """Say what is asked now, with what there is to choose from; or what there is to tell."""
        if self.is_told:
            self._tell()
        else:
            self.face.read_out(self.asked.text)
            self._list(self.asked.options)
            if self.asked.is_open and (draft := self.desk.draft):
                self.face.say("plain.draft", text=draft)

    def _list(self, options: Sequence[Option]) -> None:
        for number, option in enumerate(options, 1):
            self.face.tell(self._option(number, option))

    def _option(self, number: int, option: Option) -> str:
        """An option with its number, and how it compares with the learner's own value."""
        desk, face = self.desk, self.face
        point = f" {face.spoken.at(str(option.point))}" if option.point is not None else ""
        answer, standing = desk.sitting.answers.get(option.field) if option.field else None, ""
        if desk.agrees(option) is False and option.right is not None:
            standing = f" ({face.words('plain.own_value', value=as_text(option.right))})"
        elif answer is not None:
            standing = f" ({face.words(f'verdict.{answer.mark.verdict}')})"
        return f"{number}. {face.spoken.line(option.text)}{point}{standing}"

    def answer(self, line: str) -> Room | None:
        self._insists = False
        typed = line.strip()
        if self.is_told:
            return self._next()
        if self.index is not None:
            self._work_out(self.index, typed)
        elif self.asked.is_open and not 1 <= number_typed(typed) <= len(self.asked.options):
            self._read(typed.removeprefix("="))  # which leaves no doubt that it is no number of the list
        elif (index := self._numbered(typed)) is not None:
            self._choose(self.asked.options[index].name)
        return None

    def _read(self, typed: str) -> None:
        """An answer of the learner's own, or the one that was begun on a screen where the line is empty."""
        read = self.desk.read(typed or self.desk.draft)
        if isinstance(read, Message):
            self.face.tell(self.face.spoken.message(read))
        else:
            self._choose(read)

    def _numbered(self, typed: str) -> int | None:
        """The option with the number that is typed, from 0; it is said where there is none."""
        many, number = len(self.asked.options), number_typed(typed)
        if 1 <= number <= many:
            return number - 1
        self.face.say("plain.no_number", most=many)
        return None

    def _choose(self, name: str) -> None:
        face, found = self.face, self.desk.found
        if self.desk.choose(name):
            face.say("drill.right")
            self._finish()
            self.ask()
        else:
            face.tell(face.spoken.line(self.item.remark(found, name, self.words)))
        self.flow.desk.look_ahead(self.drill)

    def _finish(self) -> None:
        """Once all is found, the drill counts."""
        if self.desk.is_done and not self.drill.is_example and not self._is_finished:
            self._is_finished = True
            self.flow.desk.finish(self.drill, self.face.language)

    def _tell(self) -> None:
        face = self.face
        for part in (self.item.told(self.words, self.desk.found), self.item.explanation(self.words)):
            if part:
                face.read_out(part)
        if self.drill.is_example:
            face.say("practice.worked")
        else:
            self.flow.done("plain.item_done")

    def _next(self) -> Room:
        if self.drill.is_example:
            self.flow.desk.read(self.drill, self.face.language)
        return self.flow.next()

    # Values worked out

    def work_on(self, named: str) -> None:
        """Work out the value of the option with this number; without one, leave off."""
        index = self._numbered(named) if named else None
        if named and index is None:
            return
        self.index = index
        if index is None:
            self.ask()
            return
        option = self.asked.options[index]
        self.face.tell(self._option(index + 1, option))
        if option.field is not None and (draft := self.drafts.get(option.field)) is not None:
            self.face.say("plain.draft", text=draft)

    def _work_out(self, index: int, typed: str) -> None:
        face, option = self.face, self.asked.options[index]
        field = option.field
        text = typed or (self.drafts.get(field, "").strip() if field else "")
        if field is None or not text:
            self.work_on("")
            return
        marked = self.desk.work_out(field, text)
        self.drafts.pop(field, None)
        face.tell(Telling(face, self.desk).message(marked))
        if self.desk.sitting.status(field) is Status.WRONG:
            told = face.explainer.explain(self.desk.sitting, field, face.language)
            if told is not None:
                self.desk.explained(field, told.named, told.diagnosis.record(), is_sure=told.is_flat)
                # No other step is asked for here: the lines are there to be worked out.
                face.read_out(explanation_words(told, face.spoken, None))
        elif self.desk.agrees(option) and index + 1 < len(self.asked.options):
            self.work_on(str(index + 2))

    def hint(self) -> None:
        """One more hint for what is asked; those that show the answer are asked for twice."""
        face, desk = self.face, self.desk
        is_sure, self._insists = self._insists, False
        if desk.take_hint(sure=is_sure):
            face.say("hint.heading", number=desk.hints)
            face.read_out(self.item.hint(desk.found, desk.hints - 1, self.words))
        elif desk.next_hint_level:
            self._insists = True
            face.say(f"plain.ask_{desk.next_hint_level}")
        else:
            face.say("plain.no_more_hints")

    def lesson(self) -> Room:
        """The lesson of a minute about what the drill is made of."""
        problem, stage = self.item.problem, self.item.about(self.item.asks[0]).stage
        return self.face.ways.primer(self, problem, primer_of(problem, stage))

    def skip(self) -> Room:
        """Past this drill."""
        return self._next() if self.is_told else self.flow.skip(self.drill)

    def leave(self) -> None:
        self.flow.desk.leave()

    def ask_again(self) -> None:
        self.desk.language = self.face.language
        if self.is_told:
            self._list(self.item.at_last(self.words, self.desk.found)[0])
        self.ask()

    def can_work(self) -> bool:
        """Whether what is chosen from can be worked out."""
        return not self.is_told and any(option.field for option in self.asked.options)

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("hint", lambda room, _: room.hint(), lambda room: not room.is_told),
        Command("work", lambda room, named: room.work_on(named), lambda room: room.can_work(), takes=True),
        Command("lesson", lambda room, _: room.lesson()),
        Command("question", lambda room, _: room.ask_again()),
        Command("problem", lambda room, _: room.face.read_out(room.face.wordings.statement(room.item.problem))),
        Command("skip", lambda room, _: room.skip()),
        TIME,
    )
