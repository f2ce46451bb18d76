"""What is said of answers in lines: how each was read, its verdict, and what explains a wrong one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.stages import FieldId
from tutor.plain.commands import number_typed
from tutor.plain.room import Face
from tutor.plain.spoken import Spoken
from tutor.session.desk import Desk
from tutor.session.explanation_words import Ways, words_in_sitting
from tutor.session.facts import Answered
from tutor.session.sitting import Sitting
from tutor.session.status import Status
from tutor.session.tellings import Tellings
from tutor.sheet.any_field import preview

if TYPE_CHECKING:
    from tutor.session.told import Told


class Telling(Tellings):
    """Says it of the answers on a desk, and holds what was said."""

    def __init__(self, face: Face, desk: Desk) -> None:
        super().__init__(desk, self._explained)
        self._face = face
        self._said: dict[FieldId, str] = {}

    @property
    def _naming(self) -> Spoken:
        return self._face.spoken.of(self._desk.problem)

    def marks(self, answered: Sequence[Answered], text: str) -> None:
        """Say how each answer was read and what there is to say of it; `text` is what was typed for one alone."""
        face, naming, sitting = self._face, self._naming, self._desk.sitting
        for fact in answered:
            read = preview(self._desk.problem, fact.field, text) if text else None
            parts = [] if text else [f"{naming.field(fact.field, sitting)}: {face.spoken.plainly(fact.text)}."]
            if read is not None and fact.mark.verdict is not Verdict.UNREADABLE:
                parts.append(naming.message(read, sitting))
            said = [part.removesuffix(".") for part in parts]
            face.tell(". ".join([*said, self.message(fact.mark)]))

    def message(self, mark: Mark) -> str:
        """What there is to say of an answer."""
        if mark.message is None:
            return self._face.words(f"mark.{mark.verdict}")
        return self._naming.message(mark.message, self._desk.sitting)

    def explain(self, answered: Iterable[FieldId]) -> None:
        """Say what explains some answers, and of others what is another thing now."""
        answered = tuple(answered)
        for field, told in self.tell(answered).items():
            words = self.explanation(told) if told is not None else ""
            is_news = words != self._said.get(field) and (field in answered or bool(told and told.possible))
            if words and is_news:
                if field not in answered:
                    self._face.tell(f"{self._naming.field(field, self._desk.sitting)}:")
                self._face.read_out(words)
            if words:
                self._said[field] = words
            else:
                self._said.pop(field, None)

    def explain_once(self, field: FieldId) -> None:
        """Say what explains a wrong answer that stood there before, unless that was said."""
        if self._desk.sitting.status(field) is Status.WRONG and field not in self._said:
            self.explain([field])

    def explanation(self, told: "Told") -> str:
        """What is told of a wrong answer, as Markdown."""
        words = self._face.words
        ways = Ways(words("plain.to_answer"), words("plain_command.steps"), words("plain_command.where"))
        return words_in_sitting(told, self._naming, self._desk.sitting, ways)

    def compare(self, field: FieldId, named: str) -> None:
        """Where the run with the mistake parts from the right one, at the data point that is named, else at the first
        where they do: how the values compare from there, and no values.
        """
        from tutor.session.parting import parting_words, partings  # it brings the engine

        face, problem, told = self._face, self._desk.problem, self.explained_by(field)
        rules = told.rules() if told is not None else None
        if told is None or rules is None:
            face.say("plain.no_parting")
            return
        found = partings(problem, rules)
        if not found:
            face.say("parting.nothing")
            return
        first = next(one.point for one in found if one.first is not None)
        point = number_typed(named) if named else first
        if not 1 <= point <= len(found):
            face.say("plain.no_point", count=len(found))
            return
        titles = ", ".join(face.words(f"mistake.{one.id}") for one in told.explanations)
        face.say("parting.title", mistake=face.spoken.line(titles))
        face.say("plain.parting_at", point=point, points=len(found))
        face.read_out(parting_words(problem, found[point - 1], self._naming))

    def _explained(self, sitting: Sitting, field: FieldId) -> "Told | None":
        if sitting.status(field) is not Status.WRONG:
            return None  # and nothing is brought in that nobody needs
        return self._face.explainer.explain(sitting, field, self._face.language)
