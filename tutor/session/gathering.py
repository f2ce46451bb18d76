"""What the sub-steps of a field come to, carried into the field for the learner to check there."""

from tutor.answers.verdicts import Number, Verdict
from tutor.lessons.figures import as_text
from tutor.lessons.stages import FieldId
from tutor.session.sitting import Sitting
from tutor.session.status import Status


def gathered(sitting: Sitting, field: FieldId) -> str:
    """The values of the last column as one expression, in the learner's own numbers; '' unless each is exactly right.

    A field that is right already needs nothing carried into it.

    Rounded values are left to the learner: a sum of them may be off by more than its own last digit. An expression too
    long to be read is left to them, too.
    """
    from tutor.answers.reading import MAX_LENGTH

    table = sitting.table(field)
    if not table.adds_up or sitting.status(field) is Status.RIGHT:
        return ""
    answers = [sitting.answers.get(row.cells[-1]) for row in table.rows]
    values = [a.mark.value for a in answers if a is not None and a.mark.verdict is Verdict.CORRECT]
    if len(values) < len(answers) or any(value is None for value in values):
        return ""
    terms = [_term(value) for value in values if value is not None]
    if field.stage == "e" and not field.is_after:
        theta = dict(zip((p.name for p in sitting.problem.graph.parameters), sitting.problem.theta, strict=True))
        return f"{'' if sitting.problem.answer == 'change' else as_text(theta[field.name])} − {terms[0]}".strip()
    total = " + ".join(terms)
    problem = sitting.problem
    scaled = field.stage in "ce" and problem.is_layered
    divisor = 1 / problem.network.cost_scale(len(problem.data)) if scaled else 1
    whole = total if divisor == 1 else f"({total})/{divisor}"
    return whole if len(whole) <= MAX_LENGTH else ""


def _term(value: Number) -> str:
    text = as_text(value)
    return f"({text})" if value < 0 else text
