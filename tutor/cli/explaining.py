"""What explains the wrong numbers of a command line. All that was answered there is evidence for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark
from tutor.cli.marked import message_of
from tutor.diagnosis.diagnose import diagnose
from tutor.diagnosis.observing import is_right
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.table import Table, table_of
from tutor.lessons.breakdown import PRODUCT, step_parts
from tutor.lessons.chain import is_chain
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.typed_fields import typed_field
from tutor.lessons.words import Words
from tutor.session.explanation_words import Asking, explanation_words, titles
from tutor.session.naming import Naming
from tutor.session.told import Evidence, Told, told_of
from tutor.session.told_formula import formula_diagnosis, told_of_formula
from tutor.session.walk import Standing, begin, standing_of

IN_THE_VERDICT = "mark.wrong"
"""What is said of any wrong answer by its mark."""


class Explaining:
    """Explains wrong numbers among marked answers, for which the problem's table is made once."""

    def __init__(self, problem: Problem, marks: Sequence[tuple[FieldId, Mark]], table: Table | None = None) -> None:
        """`table` is the problem's, where it was made already."""
        self._table = table or table_of(problem)
        self._values = {field: mark.quantity for field, mark in marks if mark.quantity is not None}
        self._chains = {field.parent for field, mark in marks if is_chain(field) and mark.is_right}
        self._titled: dict[str, FieldId] = {}

    def as_json(self, field: FieldId, found: Mark) -> list[dict[str, Any]]:
        """What may explain a wrong answer, as `mark --json` has it."""
        if found.quantity is None:
            told: list[dict[str, Any]] = formula_diagnosis(self._table, field, found).as_json()
            return told
        return self.diagnosis(field, found.quantity).as_json()

    def words_of(self, field: FieldId, found: Mark, words: Words) -> str:
        """What there is to say of a wrong answer, as Markdown."""
        if found.quantity is not None:
            return self.markdown(field, found.quantity, words)
        told = told_of_formula(self._table, field, found, content_folder(), words.language)
        naming = Naming(words).of(self._table.problem)
        said = explanation_words(told, naming, None) or words("formula.no_rule")
        is_new = found.message is not None and found.message.key != IN_THE_VERDICT
        return f"{message_of(found, words)}\n\n{said}" if is_new else said

    def diagnosis(self, field: FieldId, value: Quantity) -> Diagnosis:
        """What may explain a wrong number at a field."""
        return diagnose(self._table, self._given(field, value), field)

    def markdown(self, field: FieldId, value: Quantity, words: Words) -> str:
        """What there is to say of a wrong number; what explains several answers is said in full for the first."""
        told, naming = self._told(field, value, words), Naming(words)
        if told.diagnosis.follows is not None:
            return words("mark.consistent", field=self._typed(told.diagnosis.follows))
        if not told.possible:
            return self._unexplained(field, value, words)
        listed = " / ".join(titles(told, naming))
        first = self._titled.setdefault(listed, field)
        if first != field:
            return words("cli.explained_above", titles=listed, field=self._typed(first))
        return explanation_words(told, naming, Asking(self._typed, words("cli.answer_along")))

    def _typed(self, field: FieldId) -> str:
        return typed_field(self._table.problem, field)

    def _told(self, field: FieldId, value: Quantity, words: Words) -> Told:
        given = self._given(field, value)
        return told_of(self._table, field, Evidence(given, given.keys()), content_folder(), words.language)

    def _given(self, field: FieldId, value: Quantity) -> dict[FieldId, Quantity]:
        """All numbers that were given; where a field has two, the one that is meant."""
        return {**self._values, field: value}

    def _unexplained(self, field: FieldId, value: Quantity, words: Words) -> str:
        """That no known mistake explains it, and where it began, as far as the answers lead back."""
        said = words("cli.unexplained")
        if field.stage == "a":
            return said
        given = self._given(field, value)
        walk = begin(self._table.problem, field, self._standing(given))
        if walk.question is not None:
            return f"{said} {words('cli.step_wanted', field=', '.join(map(self._typed, walk.question.steps)))}"
        found = (
            words("diagnosis.walk_none")
            if walk.found == field
            else words("diagnosis.walk", field=self._typed(walk.found or field))
        )
        return f"{said} {found}"

    def _standing(self, given: Mapping[FieldId, Quantity]) -> Standing:
        """How the answers stand. The chain is known to who gave it rightly, or who gave the value of a factor."""
        known = self._chains | {step.parent for step in given if step.step and step_parts(step)[0] != PRODUCT}

        def of_answer(step: FieldId) -> bool | None:
            return is_right(self._table, step, given[step]) if step in given else None

        return standing_of(given, of_answer, known.__contains__)
