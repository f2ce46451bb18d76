"""What there is to tell of a wrong formula of (d′): the rule that makes it, or what may have.

A formula is held against each rule at many places, so that one rule that makes it is the one, and no guess.
"""

from pathlib import Path

from tutor.answers.verdicts import Mark
from tutor.diagnosis.explanations import explain_formula
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.ranking import Diagnosis, Ranked
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex
from tutor.session.told import Told


def formula_diagnosis(table: Table, field: FieldId, mark: Mark) -> Diagnosis:
    """What makes a marked formula, each alternative as likely as another; nothing where nothing known does."""
    known = {one.id: one for one in table.mistakes if one.point is None}
    made = [Hypothesis(tuple(known[one] for one in names if one in known)) for names in mark.made_by]
    ranked = tuple(Ranked(one, 1 / len(made)) for one in made if one.causes)
    return Diagnosis(field, ranked, 0.0 if ranked else 1.0)


def told_of_formula(table: Table, field: FieldId, mark: Mark, content: Path, language: Language) -> Told:
    """What there is to tell of a marked formula that is wrong."""
    diagnosis = formula_diagnosis(table, field, mark)
    if len(mark.made_by) == 1 and len(mark.made_by[0]) == 1:
        place, mistake = FieldId("d", field.name), mark.made_by[0][0]
        words = explain_formula(table, Latex(mark.reading), place, mistake, content, language)
        if words is not None:
            return Told(field, diagnosis, (words,))
    return Told(field, diagnosis, either=tuple(tuple((name, None) for name in names) for names in mark.made_by))
