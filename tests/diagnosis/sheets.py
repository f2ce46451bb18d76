"""Sheets of answers from a mix of learners.

The mix is that of first wrong answers in real work, as far as it is known: two of five are slips, one of five comes
from ..support.course import problem_of
from a rule that nobody listed; of the rest half make one mistake throughout, three of eight only now and then, and one
of eight makes two. What a learner has filled in when the tutor speaks is one answer, a few, a stage or the whole sheet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from random import Random

from tutor.answers.quantity import Quantity
from tutor.diagnosis.observing import is_right
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.mistake import Mistake

from tests.network.plain_mistakes import Plain
from tests.support.course import problem_of

from . import slipping
from .drawing import draw_any, draw_of_probabilities
from .graph_learners import GraphLearner, draw_graph
from .held_out import HELD_OUT
from .learners import Answers, Learner, Wrong, alike
from .slipping import Made, Worker, followed
from .unlisted_of_graphs import UNLISTED_OF_GRAPHS

MIX = {"one": 20, "sometimes": 15, "two": 5, "slip": 40, "unlisted": 20}
SLIPS = {"arithmetic": 50, "carried": 22, "copied": 16, "swapped": 12}
FILLS = ("one answer", "a few", "a stage", "the sheet")
DIGITS = (4, 5, 6)
COURSE = 0.25
"""How many sheets are of the course's own two problems."""
MOST_TRIES = 60
LARGEST = 10**9
Given = Mapping[FieldId, Quantity]


@dataclass(frozen=True)
class Sheet:
    """What a learner of a kind has given, the wrong answer that is asked about, and what made it.

    `wrongs` are the mistakes made, `slip` the slip; `all` is what the learner would answer on the whole sheet.
    """

    desk: "Desk"
    kind: str
    fill: str
    given: Given
    target: FieldId
    digits: int
    wrongs: tuple[Wrong, ...] = ()
    slip: Made | None = None
    all: Answers | None = None


Rules = Sequence[type[Plain]]


class Desk:
    """A problem with its table, and learners who work it, each made once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.table = Table(problem)
        self.exact = problem.trace.exact
        self.learner = cache(self._learner)

    def _learner(self, *wrongs: Wrong, digits: int = 6) -> Worker:
        if self.problem.is_layered:
            return Learner(self.problem, *wrongs, digits=digits)
        return GraphLearner(self.problem, *wrongs, digits=digits)

    def unlisted(self, random: Random, rules: Rules, digits: int) -> Worker:
        """Somebody with a rule that no catalogue has: one of some for networks, one of ours for graphs."""
        if self.problem.is_layered:
            return Learner(self.problem, loops=random.choice(rules), digits=digits)
        return GraphLearner(self.problem, loops=random.choice(UNLISTED_OF_GRAPHS), digits=digits)


def desk(random: Random) -> Desk:
    """A desk with a problem of the course, or a drawn one in which something moves."""
    if random.random() < COURSE:
        return Desk(problem_of(random.choice(("4.1", "4.2"))))
    while True:
        problem = draw_any(random)
        if any(problem.trace.gradient.values()):
            return Desk(problem)


KINDS: dict[str, Callable[[Random], Problem]] = {
    "computation graphs": draw_graph,
    "softmax": lambda random: draw_of_probabilities(random, "softmax"),
    "binary cross-entropy": lambda random: draw_of_probabilities(random, "sigmoid"),
}
"""Problems of other kinds than the mix above has."""


def sheet(random: Random, at: Desk, unlisted: Rules = HELD_OUT) -> Sheet | None:
    """A sheet from the mix; None if this problem shows nothing of what was drawn."""
    kind = random.choices(list(MIX), list(MIX.values()))[0]
    return sheet_of(random, at, kind, unlisted=unlisted)


def sheet_of(random: Random, at: Desk, kind: str, fill: str = "", unlisted: Rules = HELD_OUT) -> Sheet | None:
    """A sheet of one kind; `unlisted` are the rules that an unlisted one is drawn from."""
    for _ in range(MOST_TRIES):
        digits = random.choice(DIGITS)
        try:
            wrongs, slip, learners, answers = _made(random, at, kind, digits, unlisted)
        except (ArithmeticError, ValueError):  # the logarithm of 0: nobody gets on from there
            continue
        if not answers or any(abs(value) > LARGEST for value in answers.values()):
            continue
        own = slip.fields if slip is not None else ()
        typed = {field: _typed(at, learners, field, value) for field, value in answers.items()}
        found = _filled(random, at, typed, fill or random.choice(FILLS), own)
        if found is not None:
            name, given, target = found
            return Sheet(at, kind, name, given, target, digits, wrongs, slip, answers)
    return None


Making = tuple[tuple[Wrong, ...], Made | None, Sequence[Worker], Answers | None]


def _made(random: Random, at: Desk, kind: str, digits: int, unlisted: Rules) -> Making:
    """The mistakes, the slip, the learners whose numbers stand on the sheet, and these."""
    right = at.learner(digits=digits)
    if kind == "slip":
        sort = random.choices(list(SLIPS), list(SLIPS.values()))[0]
        maker = {"arithmetic": slipping.arithmetic, "copied": slipping.copied, "swapped": slipping.exchanged}.get(sort)
        made = slipping.carried(random, at.problem, digits) if maker is None else maker(random, right, digits)
        return (), made, [right, *made.learners], made.answers
    if kind == "unlisted":
        learner = at.unlisted(random, unlisted, digits)
        return (), None, [learner], None if learner.is_beyond_hand else learner.answers
    wrongs = tuple(_drawn(random, at.table) for _ in range(2 if kind == "two" else 1))
    if kind == "two" and not _go_together(at, wrongs):
        return wrongs, None, [], None
    learner = at.learner(*wrongs, digits=digits)
    if learner.is_beyond_hand:
        return wrongs, None, [], None
    if kind == "sometimes":
        return wrongs, None, [right, learner], _now_and_then(random, right, learner)
    return wrongs, None, [learner], learner.answers


def _typed(at: Desk, learners: Sequence[Worker], field: FieldId, value: Fraction) -> Quantity:
    """A number on the sheet as whoever worked it out typed it; one that was made by a slip as its shortest decimal."""
    for learner in learners:
        if learner.answers[field] == value:
            return learner.typed(field)
    return Quantity.of(value)


def _drawn(random: Random, table: Table) -> Wrong:
    """A mistake, each id as likely as any."""
    by_id: dict[str, list[Mistake]] = {}
    for mistake in table.mistakes:
        by_id.setdefault(mistake.id, []).append(mistake)
    mistake = random.choice(by_id[random.choice(list(by_id))])
    return Wrong(mistake.id, mistake.point)


def _go_together(at: Desk, wrongs: tuple[Wrong, ...]) -> bool:
    """Whether two mistakes are from different rules, and each changes what the other gives."""
    rules = {mistake.rule for mistake in at.table.mistakes for wrong in wrongs if mistake.id == wrong.id}
    in_turn = any(wrong.id == "update.point-by-point" for wrong in wrongs) and any(wrong.point for wrong in wrongs)
    if len(rules) < 2 or in_turn:
        return False
    if at.learner(*wrongs).is_beyond_hand or any(at.learner(wrong).is_beyond_hand for wrong in wrongs):
        return False
    both = at.learner(*wrongs).answers
    return all(not same_answers(both, at.learner(*other).answers) for other in ((), wrongs[:1], wrongs[1:]))


def _now_and_then(random: Random, right: Worker, wrong: Worker) -> Answers | None:
    """A mistake made at some of the answers of the stages where it shows, and carried on from there."""
    own = [f for f in wrong.stage("cd") if not alike(wrong.answers[f], right.answers[f])]
    own = own or [f for f in wrong.stage("e") if not alike(wrong.answers[f], right.answers[f])]
    made = [field for field in own if random.random() < 0.5]
    if not made or len(made) == len(own):
        return None
    return followed(right, {field: wrong.answers[field] for field in made})


def _filled(
    random: Random, at: Desk, answers: Given, fill: str, own: tuple[FieldId, ...]
) -> tuple[str, Given, FieldId] | None:
    """What was filled in when a wrong answer (one of `own`, if any are named) is asked about; None if none is wrong."""
    wrong = [field for field in own or answers if not is_right(at.table, field, answers[field])]
    if not wrong:
        return None
    target = random.choice(wrong)
    stage = [field for field in answers if field.stage == target.stage]
    if fill == "a few":
        others = [field for field in answers if field.stage <= target.stage and field != target]
        kept = {target, *random.sample(others, min(len(others), random.randint(1, 3)))}
    else:
        kept = {target} if fill == "one answer" else set(stage) if fill == "a stage" else set(answers)
    return fill, {field: value for field, value in answers.items() if field in kept}, target


def same_answers(one: Answers, other: Answers) -> bool:
    """Whether two have the same answers, as far as rounding goes."""
    return all(abs(one[f] - other[f]) <= Fraction(1, 10**3) * abs(other[f]) for f in one)
