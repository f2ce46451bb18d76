"""The cases of the benchmark: what each simulated learner answers, and whether the diagnosis is right."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from random import Random

from tutor.answers.marking import mark
from tutor.answers.verdicts import Verdict
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.question import separating_question
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.count import COUNT
from tutor.mistakes.mistake import Mistake

from .as_typed import as_typed, diagnose, follows_from, is_right
from .drawing import draw
from .learners import Learner, Wrong, alike, counted, written

CASES = {
    "one, whole stage: first": 99,
    "two, whole stage: among three": 93,
    "one, single answer: among three": 95,
    "one, at one of right ones: among three": 95,
    "no rule, whole stage: can't tell": 99,
    "no rule, single answer: can't tell": 90,
    "no rule, among right ones: can't tell": 90,
    "after one question: first": 95,
    "after up to three questions: first": 95,
    "consistent, blamed rightly": 100,
}
ONE_QUESTION = "after one question: first"
MOST_QUESTIONS = 3


@dataclass
class Score:
    """How often a case went well, and with which mistakes it did and did not."""

    tried: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)

    def add(self, names: tuple[str, ...], well: bool) -> None:
        """One learner's outcome."""
        for name in ("", *names):
            self.tried[name] += 1
            self.reached[name] += well

    @property
    def percent(self) -> float:
        """The share that went well."""
        return 100 * self.reached[""] / max(1, self.tried[""])


class Trial:
    """One drawn problem, and learners who work it.

    The problem, and what no rule gives, do not depend on how many mistakes are known: one more record leaves them as
    they are, so that shares before and after it may be compared.
    """

    def __init__(self, seed: str, scores: dict[str, Score]) -> None:
        self.random, self.scores = Random(f"{seed} mistakes"), scores
        self.of_no_rule = Random(f"{seed} no rule")
        self.problem = draw(Random(seed))
        self.table = Table(self.problem)
        self.right = Learner(self.problem)
        self.learners: dict[tuple[Wrong, ...], Learner] = {}

    def learner(self, *wrong: Wrong) -> Learner:
        """The learner who makes these mistakes."""
        if wrong not in self.learners:
            self.learners[wrong] = Learner(self.problem, *wrong)
        return self.learners[wrong]

    def drawn(self) -> Mistake:
        """A mistake, each id as likely as any."""
        by_id: dict[str, list[Mistake]] = {}
        for mistake in self.table.mistakes:
            by_id.setdefault(mistake.id, []).append(mistake)
        return self.random.choice(by_id[self.random.choice(list(by_id))])

    def one(self) -> None:
        """One mistake: the whole stage, a single answer, and the question that separates."""
        if self.random.random() < 0.13:
            self._count()
            return
        wrong = _made(self.drawn())
        learner = self.learner(wrong)
        if learner.is_beyond_hand:
            return
        shown = [stage for stage in "cde" if self._wrong(learner, stage)]
        if not shown:
            return
        stage = self.random.choice(shown)
        answered = learner.stage(stage)
        found = self._diagnose(answered, self.random.choice(self._wrong(learner, stage)))
        self._score("one, whole stage: first", (wrong,), found.is_told and self._is(found.likeliest, learner, stage))
        place = self.random.choice(self._wrong(learner, stage))
        single = {place: learner.answers[place]}
        found = self._diagnose(single, place)
        among = any(self._is(one.hypothesis, learner, stage) for one in found.shown)
        self._score("one, single answer: among three", (wrong,), among)
        self._once(learner, place, stage)
        self._ask(found, learner, single, place, stage)

    def two(self) -> None:
        """Two mistakes from different rules."""
        first, second = self.drawn(), self.drawn()
        if first.rule == second.rule or (first.point and second.id == "update.point-by-point"):
            return
        if second.point and first.id == "update.point-by-point":
            return
        pair = (_made(first), _made(second))
        learner = self.learner(*pair)
        kinds = {_kind(wrong) for wrong in pair}
        stages = "e" if "update" in kinds else "d" if "partial" in kinds or "cost" not in kinds else "cd"
        if "cost" in kinds and "c" not in stages:
            stages = "c" + stages
        if learner.is_beyond_hand:
            return
        others = (self.right, self.learner(pair[0]), self.learner(pair[1]))
        if any(self._same(learner, other, stages) for other in others):
            return
        answered = learner.stage(stages)
        wrong = self._wrong(learner, stages[-1]) or self._wrong(learner, stages)
        if not wrong:
            return
        place = self.random.choice(wrong)
        found = self._diagnose(answered, place)
        # Where one of the two gives the answer by itself, the other is not told there.
        alone = [one for one in others[1:] if alike(one.answers[place], learner.answers[place])]
        near = any(self._is(one.hypothesis, made, stages) for one in found.shown for made in alone or [learner])
        self._score("two, whole stage: among three", pair, near)

    def nothing(self) -> None:
        """Numbers that no rule gives."""
        relu = self.problem.network.activations[0] == "relu"
        stage = self.of_no_rule.choice("de")
        right = self.right.stage(stage)
        reach = max(Fraction(1), *(2 * abs(value) for value in right.values()))

        def anything(limit: Fraction, grain: Fraction) -> Fraction:
            if not relu:
                return written(float(self.of_no_rule.uniform(-float(limit), float(limit))))
            return grain * self.of_no_rule.randint(-int(limit / grain), int(limit / grain))

        grain = Fraction(1) if stage == "d" else self.problem.learning_rate
        answered = {field: anything(reach, grain) for field in right}
        wrong = [field for field in answered if answered[field] != right[field]]
        if wrong:
            found = self._diagnose(answered, self.of_no_rule.choice(wrong))
            self.scores["no rule, whole stage: can't tell"].add((), not found.is_told)
        field = self.of_no_rule.choice(list(self.right.stage("cd")))  # θ′ is seldom whole
        true = abs(self.right.answers[field])
        if true.denominator == 1 and true >= 1:
            value = Fraction(self.of_no_rule.randint(-2 * int(true), 2 * int(true)))
            if value != self.right.answers[field]:
                found = self._diagnose({field: value}, field)
                self.scores["no rule, single answer: can't tell"].add((), not found.is_told)
                if field.stage == "d":
                    found = self._diagnose({**self.right.stage("d"), field: value}, field)
                    self.scores["no rule, among right ones: can't tell"].add((), not found.is_told)

    def consistent(self) -> None:
        """Wrong in (d) somehow, and right from there on."""
        name = self.of_no_rule.choice(self.problem.network.parameters).name
        partial, updated = FieldId("d", name), FieldId("e", name)
        own = self.right.answers[partial] + self.of_no_rule.choice((-1, 1)) * self.of_no_rule.randint(1, 9)
        theta = self.problem.trace.theta[name]
        follows = written(Fraction(theta) - self.problem.learning_rate * own)
        if own == 0:
            return
        answered = {**self.right.stage("cd"), partial: own, updated: follows}
        if is_right(self.table, partial, own) or is_right(self.table, updated, follows):
            return  # as far as it was rounded
        told = mark(self.problem, updated, str(follows), as_typed(answered))
        well = told.verdict is Verdict.CONSISTENT and follows_from(self.table, answered, updated) == partial
        self.scores["consistent, blamed rightly"].add((), well)

    def carried(self) -> None:
        """A mistake of the forward pass, carried rightly through (c) and (d)."""
        wrong = _made(self.random.choice([mistake for mistake in self.table.mistakes if mistake.kind == "forward"]))
        learner = self.learner(wrong)
        if learner.is_beyond_hand or not (self._wrong(learner, "c") and self._wrong(learner, "d")):
            return
        place = self.random.choice(self._wrong(learner, "d"))
        found = self._diagnose(learner.stage("cd"), place)
        blamed = min((cause.shows_in[0] for cause in found.likeliest.causes), default=None)
        self.scores["consistent, blamed rightly"].add((wrong.id,), found.is_told and blamed == "c")

    def _count(self) -> None:
        mistake = self.random.choice(COUNT).id
        value = counted(self.problem, mistake)
        if value == counted(self.problem, ""):
            return
        found = diagnose(self.table, {FieldId("a"): Fraction(value)}, FieldId("a"))
        ids = found.likeliest.ids
        well = len(ids) == 1 and ids[0].startswith("count.") and counted(self.problem, ids[0]) == value
        self.scores["one, whole stage: first"].add((mistake,), found.is_told and well)

    def _once(self, learner: Learner, field: FieldId, stage: str) -> None:
        """A mistake made at a single answer, where the stage's others are right."""
        if stage != "c":  # the cost is one answer
            found = self._diagnose({**self.right.stage(stage), field: learner.answers[field]}, field)
            among = any(self._is(one.hypothesis, learner, stage) for one in found.shown)
            self._score("one, at one of right ones: among three", learner.mistakes, among)

    def _ask(
        self, found: Diagnosis, learner: Learner, answered: dict[FieldId, Fraction], field: FieldId, stage: str
    ) -> None:
        """Ask while hypotheses stay close, as the tutor would; what one question alone decides is counted apart."""
        asked = 0
        while found.close and asked < MOST_QUESTIONS:
            question = separating_question(self.table, field, found.weights, tuple(answered))
            if question is None:
                break
            answered = {**answered, question.field: learner.answer(question.field)}
            found = self._diagnose(answered, field)
            asked += 1
            if asked == 1:
                self._score(ONE_QUESTION, learner.mistakes, self._is(found.likeliest, learner, stage))
        if asked:
            self._score(
                "after up to three questions: first", learner.mistakes, self._is(found.likeliest, learner, stage)
            )

    def _diagnose(self, answered: dict[FieldId, Fraction], field: FieldId) -> Diagnosis:
        return diagnose(self.table, answered, field)

    def _is(self, hypothesis: Hypothesis, learner: Learner, stages: str) -> bool:
        """Whether a hypothesis answers a stage as the learner does, by the loops."""
        if not hypothesis.causes or any(isinstance(cause, Slip) for cause in hypothesis.causes):
            return False
        named = self.learner(*(Wrong(cause.id, cause.point) for cause in hypothesis.causes))
        return self._same(named, learner, stages)

    def _same(self, one: Learner, other: Learner, stages: str) -> bool:
        return all(alike(value, other.answers[place]) for place, value in one.stage(stages).items())

    def _wrong(self, learner: Learner, stages: str) -> list[FieldId]:
        right, given = self.right.answers, learner.stage(stages)
        wrong = [field for field, value in given.items() if not alike(value, right[field])]
        return [field for field in wrong if not is_right(self.table, field, given[field])]

    def _score(self, case: str, wrong: tuple[Wrong, ...], well: bool) -> None:
        self.scores[case].add(tuple(sorted({one.id for one in wrong})), well)


def run(seed: int, problems: int, learners: int) -> dict[str, Score]:
    """The scores of drawn problems, with so many learners of each sort for each."""
    scores = {case: Score() for case in CASES}
    for number in range(problems):
        trial = Trial(f"{seed} {number}", scores)
        for _, work in product(range(learners), (trial.one, trial.two, trial.nothing)):
            work()
        trial.consistent()
        trial.carried()
    return scores


def _made(mistake: Mistake) -> Wrong:
    return Wrong(mistake.id, mistake.point)


def _kind(wrong: Wrong) -> str:
    return wrong.id.partition(".")[0]
