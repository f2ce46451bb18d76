"""What explains the wrong numbers of a command line. All that was answered there is evidence for each."""

from collections.abc import Mapping, Sequence

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark
from tutor.cli.causes import titled
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.explanations import causes_at, explain
from tutor.diagnosis.hypotheses import one_of_two_points
from tutor.diagnosis.observing import is_right
from tutor.diagnosis.question import doubting_question, separating_question
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.small import small_question
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import PRODUCT, step_parts
from tutor.lessons.chain import is_chain
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.words import Words
from tutor.session.explanation_words import explanation_words
from tutor.session.small_words import small_words
from tutor.session.walk import Standing, begin, standing_of

MOST_TITLES = 5


class Explaining:
    """Explains wrong numbers among marked answers, for which the problem's table is made once."""

    def __init__(self, problem: Problem, marks: Sequence[tuple[FieldId, Mark]], table: Table | None = None) -> None:
        """`table` is the problem's, where it was made already."""
        self._table = table or Table(problem)
        self._values = {field: mark.quantity for field, mark in marks if mark.quantity is not None}
        self._chains = {field.parent for field, mark in marks if is_chain(field) and mark.is_right}
        self._told: dict[str, FieldId] = {}

    def diagnosis(self, field: FieldId, value: Quantity) -> Diagnosis:
        """What may explain a wrong number at a field."""
        return diagnose(self._table, self._given(field, value), field)

    def markdown(self, field: FieldId, value: Quantity, words: Words) -> str:
        """What there is to say of a wrong number; what explains several answers is said in full for the first."""
        diagnosis = self.diagnosis(field, value)
        if diagnosis.follows is not None:
            return words("mark.consistent", field=str(diagnosis.follows))
        if not diagnosis.is_offered:
            return self._unexplained(field, value, words)
        tied = one_of_two_points(diagnosis.close, len(self._table.problem.data))
        possible = (causes_at(field, one) for one in tied or (diagnosis.likeliest,))
        titles = tuple(dict.fromkeys(titled(causes, words) for causes in possible))[:MOST_TITLES]
        first = self._told.setdefault(" / ".join(titles), field)
        if first != field:
            return words("cli.explained_above", titles=" / ".join(titles), field=str(first))
        if len(titles) > 1:
            return self._either(diagnosis, titles, value, words)
        given = self._given(field, value)
        found = explain(self._table, given, field, diagnosis.likeliest, content_folder(), words.language)
        said = explanation_words(found, words, is_flat=diagnosis.is_flat)
        question = doubting_question(self._table, diagnosis, tuple(given))
        return said if question is None else f"{said}\n\n{words('cli.doubting', field=str(question.field))}"

    def _given(self, field: FieldId, value: Quantity) -> dict[FieldId, Quantity]:
        """All numbers that were given; where a field has two, the one that is meant."""
        return {**self._values, field: value}

    def _either(self, diagnosis: Diagnosis, titles: Sequence[str], value: Quantity, words: Words) -> str:
        """The explanations between which nothing decides yet, and what to answer so that something does."""
        field = diagnosis.field
        question = separating_question(self._table, field, diagnosis.weights, tuple(self._given(field, value)))
        parts = [words("diagnosis.either"), "\n".join(f"- {title}" for title in titles)]
        if question is not None:
            return "\n\n".join([*parts, words("cli.deciding", field=str(question.field))])
        points = len(self._table.problem.data)
        small = small_question(self._table.problem, field, one_of_two_points(diagnosis.close, points))
        asked = [words("cli.undecidable")] if small is None else [words("small.lead"), small_words(small, words)]
        return "\n\n".join([*parts, *asked])

    def _unexplained(self, field: FieldId, value: Quantity, words: Words) -> str:
        """That no known mistake explains it, and where it began, as far as the answers lead back."""
        said = words("cli.unexplained")
        if field.stage == "a":
            return said
        given = self._given(field, value)
        walk = begin(self._table.problem, field, self._standing(given))
        if walk.question is not None:
            return f"{said} {words('cli.step_wanted', field=', '.join(map(str, walk.question.steps)))}"
        found = words("diagnosis.walk_none") if walk.found == field else words("diagnosis.walk", field=str(walk.found))
        return f"{said} {found}"

    def _standing(self, given: Mapping[FieldId, Quantity]) -> Standing:
        """How the answers stand. The chain is known to who gave it rightly, or who gave the value of a factor."""
        known = self._chains | {step.parent for step in given if step.step and step_parts(step)[0] != PRODUCT}

        def of_answer(step: FieldId) -> bool | None:
            return is_right(self._table, step, given[step]) if step in given else None

        return standing_of(given, of_answer, known.__contains__)
