"""What there is to tell of a wrong formula of (d′): the rule that makes it, or what may have.

A formula is held against each rule at many places, so that one rule that makes it is the one, and no guess. Several
rules about the same factor of the chain rule say the same of it, and it is told by one of them.
"""

from collections.abc import Sequence
from pathlib import Path

from tutor.answers.verdicts import Mark
from tutor.diagnosis.explanations import explain_formula
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.ranking import Diagnosis, Ranked
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex
from tutor.mistakes.everything import component_of
from tutor.session.told import Told

LIKELIEST = ("partial.own-gate-missing", "partial.gate-ignored-output", "partial.gate-ignored-hidden")
"""Of what a formula without a gate comes from, the first: who leaves one out seldom leaves out all, and another gate
instead of it would stand in the formula twice."""


def formula_diagnosis(table: Table, field: FieldId, mark: Mark) -> Diagnosis:
    """What makes a marked formula, each alternative as likely as another; nothing where nothing known does."""
    known = {one.id: one for one in table.mistakes if one.point is None}
    alike = [
        [Hypothesis(tuple(known[one] for one in names)) for names in of_one if known.keys() >= set(names)]
        for of_one in _by_component(mark.made_by)
    ]
    number = sum(map(len, alike))
    ranked = [Ranked(first, (1 + len(others)) / number, tuple(others)) for first, *others in filter(None, alike)]
    ranked.sort(key=lambda one: -one.probability)
    return Diagnosis(field, tuple(ranked), 0.0 if ranked else 1.0)


def told_of_formula(table: Table, field: FieldId, mark: Mark, content: Path, language: Language) -> Told:
    """What there is to tell of a marked formula that is wrong."""
    diagnosis = formula_diagnosis(table, field, mark)
    if len(diagnosis.ranked) == 1:
        place, given, ids = FieldId("d", field.name), Latex(mark.reading), diagnosis.likeliest.ids
        found = [explain_formula(table, given, place, one, content, language) for one in ids]
        words = tuple(one for one in found if one is not None)
        if len(words) == len(found):
            return Told(field, diagnosis, words)
    either = (names for names, *_ in _by_component(mark.made_by))
    return Told(field, diagnosis, either=tuple(tuple((name, None) for name in names) for names in either))


def _by_component(made_by: Sequence[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """The alternatives by the components that their mistakes are in, the likeliest of each first."""
    found: dict[object, list[tuple[str, ...]]] = {}
    for names in sorted(made_by, key=lambda names: [_rank(one) for one in names]):
        found.setdefault(frozenset(map(component_of, names)), []).append(names)
    return list(found.values())


def _rank(mistake: str) -> int:
    return LIKELIEST.index(mistake) if mistake in LIKELIEST else len(LIKELIEST)
