"""What is said of a changed rule in a program: the catalogue's words, with the numbers of the network that shows it."""

from fractions import Fraction
from math import isnan
from pathlib import Path

from tutor.answers.quantity import Quantity
from tutor.code_check.cases import RATE
from tutor.code_check.showing import Shown
from tutor.diagnosis.explanations import Explanation, explain
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.mistake_texts import PARTS, mistake_text
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Table as Names
from tutor.lessons.template import fill
from tutor.mistakes.mistake import Mistake

OF_CODE = "code."
"""How the ids begin of what programs alone do."""


def problem_of(shown: Shown) -> Problem:
    """The network that is shown, as a problem."""
    cases = shown.cases
    network = shown.form.network(cases.network.widths)
    data = tuple(
        (tuple(map(Fraction, x)), tuple(map(Fraction, y)))
        for x, y in zip(cases.x[0].tolist(), cases.y[0].tolist(), strict=True)
    )
    theta = tuple(map(Fraction, cases.theta[0].tolist()))
    return Problem("check", Path("check"), {}, network, data, theta, Fraction(RATE))


def explanation(mistake: Mistake | str, shown: Shown | None, folder: Path, language: Language) -> Explanation:
    """The words about a mistake; `folder` is the content folder.

    Those of the catalogue for the hand speak of a number: where none can be shown, the mistake has its title alone.
    """
    name = mistake if isinstance(mistake, str) else mistake.id
    if name.startswith(OF_CODE):
        parts = mistake_text(folder, name, language).parts
        what, why, nudge = (fill(parts[part].text, Names({})) for part in PARTS)
        return Explanation(name, what, why, nudge)
    if shown is None or isinstance(mistake, str) or not shown.differing:
        return Explanation(name, "", "", "")
    problem = problem_of(shown)
    names = [parameter.name for parameter in problem.network.parameters]
    given = [(name, value) for name, value in zip(names, shown.given.tolist(), strict=True) if not isnan(value)]
    answered = {FieldId("d", name): Quantity.of(float(f"{value:.6g}")) for name, value in given}
    field = FieldId("d", names[shown.differing[0]])
    said = explain(Table(problem, pairs=False), answered, field, Hypothesis((mistake,)), folder, language)
    return said[0] if said else Explanation(name, "", "", "")
