"""Whether what is said of a simulated learner's sheet is true."""

from fractions import Fraction
from itertools import combinations

from tutor.diagnosis.explanations import causes_at
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.lessons.stages import FieldId

from tests.support.name_parts import indices_of, layer_of

from . import graph_slips
from .graph_learners import GraphLearner
from .learners import Learner, Wrong, alike
from .sheets import Sheet, same_answers
from .slipping import Slipping, Worker


def is_true(sheet: Sheet, field: FieldId, hypothesis: Hypothesis) -> bool:
    """Whether what a hypothesis says of the answer at a field is so; causes that can't show there are not told."""
    causes = causes_at(field, hypothesis)
    if len(causes) == 1 and isinstance(slip := causes[0], Slip):
        return sheet.slip is not None and _is_the_slip(sheet, slip)
    if not causes or any(isinstance(cause, Slip) for cause in causes):
        return False
    desk = sheet.desk
    claimed = tuple(Wrong(cause.id, cause.point) for cause in causes)
    said = desk.learner(*claimed)
    if said.is_beyond_hand:
        return False
    if not sheet.wrongs:
        return sheet.all is not None and same_answers(said.answers, sheet.all)
    for size in range(1, len(sheet.wrongs) + 1):
        for some in combinations(sheet.wrongs, size):
            made = desk.learner(*some)
            if made.is_beyond_hand:  # only with the other mistake could it be worked out
                continue
            shows = not alike(made.answers[field], desk.learner().answers[field])
            if shows and (set(some) == set(claimed) or same_answers(said.answers, made.answers)):
                return True
    return False


def answers_the_same(sheet: Sheet, hypothesis: Hypothesis) -> bool:
    """Whether somebody with a hypothesis's mistakes answers what was given as the learner did."""
    if any(isinstance(cause, Slip) for cause in hypothesis.causes):
        return False
    said = sheet.desk.learner(*(Wrong(cause.id, cause.point) for cause in hypothesis.causes))
    made = sheet.desk.learner(*sheet.wrongs)
    return not said.is_beyond_hand and all(alike(said.answers[field], made.answers[field]) for field in sheet.given)


def _is_the_slip(sheet: Sheet, slip: Slip) -> bool:
    made = sheet.slip
    assert made is not None
    if made.kind != slip.id.partition(".")[2]:
        return False
    if made.kind != "carried":
        return slip.field in made.fields
    name, value = slip.other, slip.value
    assert value is not None and slip.point is not None
    if not sheet.desk.problem.is_layered:
        return _follow(sheet, _said_of_graph(sheet, slip))
    letter = "s" if name.startswith("dC") else name[0]
    unit = name.removeprefix("dC/d")
    layer = sheet.desk.problem.network.depth if letter == "r" else layer_of(unit)
    if letter == "s" and layer < sheet.desk.problem.network.depth:
        letter = "u"
    at = (letter, slip.point - 1, layer, indices_of(unit)[0] - 1)
    instead = Fraction(value).limit_denominator(10**6) if sheet.desk.exact else value
    loops = type("Said", (Slipping,), {"at": at, "instead": instead})
    return _follow(sheet, Learner(sheet.desk.problem, loops=loops))


def _said_of_graph(sheet: Sheet, slip: Slip) -> GraphLearner:
    """What follows from a wrong value in a graph."""
    name = slip.other if "/" not in slip.other else slip.other.partition("/")[2]
    value = slip.value or 0.0
    instead = Fraction(value).limit_denominator(10**6) if sheet.desk.exact else value
    at = (name, (slip.point or 1) - 1)
    loops = type("Said", (graph_slips.SlippingGraph,), {"at": at, "instead": instead})
    return GraphLearner(sheet.desk.problem, loops=loops)


def _follow(sheet: Sheet, worker: Worker) -> bool:
    """Whether the answers of somebody with a slip are those of the sheet."""
    made, right = sheet.slip, sheet.desk.learner().answers
    if made is None or worker.is_beyond_hand:
        return False
    said = worker.answers
    # A wrong sub-step is found from rounded answers, as exactly as these differ from the right ones.
    return all(
        abs(said[field] - answer) <= Fraction(3, 10**sheet.digits) * abs(answer) + abs(answer - right[field]) / 20
        for field, answer in made.answers.items()
    )


def is_recognised(sheet: Sheet, hypothesis: Hypothesis) -> bool:
    """Whether a hypothesis is a slip of the kind that was made, at the field or at the data point where it was."""
    slip, made = hypothesis.causes[0], sheet.slip
    if made is None or not isinstance(slip, Slip) or slip.id != f"slip.{made.kind}":
        return False
    return slip.field in made.fields if made.fields else f"@{slip.point}" == made.place[made.place.index("@") :]
