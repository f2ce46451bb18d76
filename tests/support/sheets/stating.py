"""What somebody states of a quantity: the sides of a chain of equalities, before they are written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.support.sheets.hands import Hand
from tests.support.sheets.planning import Step
from tests.support.sheets.printing import Printer
from tests.support.sheets.terms import Add, Call, Mul, Num, Over, Power, Quantity, Sigma, Term, Var, mapped, plus, times
from tests.support.sheets.working import Worker, expanded, near

WITHIN = {"delta": "up term", "full": "up term delta", "residual": "up term delta r"}
FORMS = ("value", "numbers", "symbols", "symbols value", "symbols numbers", "sums")


@dataclass(frozen=True)
class Side:
    """A side of an equality: symbols, numbers, or a value (of a list: at several points)."""

    kind: str
    term: Term
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A quantity at points, and what it is said to be equal to, in turn."""

    of: Quantity
    points: tuple[int, ...]
    sides: tuple[Side, ...]
    form: str = ""

    @property
    def places(self) -> tuple[tuple[Quantity, int], ...]:
        return tuple((self.of, point) for point in self.points or (0,))


class Stating:
    """States what a worker worked out, in a hand."""

    def __init__(self, worker: Worker, hand: Hand, random: Random) -> None:
        self.worker, self.hand, self.random = worker, hand, random
        self.shape = worker.shape
        self.formulas = worker.formulas
        self.printer = Printer(hand, self.shape, random)
        self.changed: dict[tuple[Quantity, int], Term] = {}
        """Numbers of a slip that stand in place of those that belong there."""

    # What is stated

    def display(self, of: Quantity) -> Term:
        """The formula that this hand writes for a quantity."""
        made = self.formulas.of(of)
        if of.kind in ("delta", "term", "g"):
            made = expanded(made, self.formulas, WITHIN[self.hand.within])
        return self._ordered(made)

    def _ordered(self, term: Term) -> Term:
        """With the numbers first, then from the output back, or as this hand has it."""

        def change(part: Term) -> Term | None:
            if not isinstance(part, Mul) or self.hand.factors == "forward":
                return None
            inner = [self._ordered(one) for one in part.factors]
            numbers = [one for one in inner if isinstance(one, Num)]
            rest = [one for one in inner if not isinstance(one, Num)]
            rest.sort(key=self._place)
            if self.hand.factors == "shuffled":
                self.random.shuffle(rest)
            return times(*numbers, *rest)

        return mapped(term, change)

    def _place(self, factor: Term) -> float:
        if isinstance(factor, Add | Sigma | Power) or (isinstance(factor, Call) and factor.function in ("abs", "sign")):
            return -99
        if isinstance(factor, Var):
            of = factor.of
            first = {"r": -99, "y": -99, "eta": -100, "delta": -of.layer - 0.6, "g": 5, "up": -50}
            return first.get(of.kind, {"gate": -of.layer - 0.5, "w": -of.layer + 0.4}.get(of.kind, 1.0))
        return 0.5

    def numeric(self, term: Term, point: int) -> Term:
        """A formula with the numbers put in, its sum written out."""

        def change(part: Term) -> Term | None:
            match part:
                case Var(of, own):
                    return Num(self.printer.rounded(self.worker.value(of, 0 if of.is_total else own or point)))
                case Sigma(body):
                    return plus(*(self.numeric(body, k) for k in self.shape.points))
                case Call(function="rho" | "abs" | "root"):
                    return None
                case Call():
                    return Num(self.printer.rounded(self.worker.worked(part, point)))
            return None

        return _with_ones(term, change)

    def sums(self, term: Term) -> Term | None:
        """A sum with each point's share worked out."""
        if not isinstance(term, Sigma) or len(self.shape.x) < 2:
            return None
        return Add(
            tuple(Num(self.printer.rounded(self.worker.worked(term.body, point))) for point in self.shape.points)
        )

    def half(self, term: Term) -> Term:
        """With the parameters' numbers put in, and no others."""
        return _with_ones(
            term,
            lambda part: Num(self.worker.value(part.of)) if isinstance(part, Var) and part.of.kind in "wb" else None,
        )

    def statement(self, step: Step) -> Statement:
        """What is written down at a step."""
        of, points = step.of, step.points
        assert of is not None
        form = self.hand.form if self.hand.form != "mixed" else self.random.choice(FORMS)
        if step.only_symbols:
            form = "symbols"
        if len(points) > 1:
            listed = Side("value", Num(0), tuple(self.worker.value(of, point) for point in points))
            symbols = form in ("symbols numbers", "symbols value") and self.hand.points != "glued"
            return Statement(of, points, (Side("symbols", self.display(of)), listed) if symbols else (listed,), "list")
        return Statement(of, points, tuple(self._sides(of, points[0] if points else 0, form)), form)

    def _sides(self, of: Quantity, point: int, form: str) -> Iterator[Side]:
        term, value = self.display(of), self.worker.value(of, point)
        own_name = self.printer.text(Var(of)) == self.printer.text(term)
        if "symbols" in form and self._says_something(term) and not own_name:
            yield Side("symbols", term)
        if form == "half":
            yield Side("half", self.half(term))
        slipped = (of, point) in self.worker.slips
        numbers = self.changed.get((of, point), self.numeric(term, point))
        summed = self.sums(term) if (of, point) not in self.changed else None
        if form == "sums" and summed is None:
            form = "numbers"
        if ("numbers" in form or form in ("unnamed", "reversed")) and self._is_worth(numbers, value, slipped):
            yield Side("numbers", numbers)
        if summed and summed != numbers and (form == "sums" or ("numbers" in form and self.random.random() < 0.3)):
            yield Side("numbers", summed)
        if form != "symbols" or own_name or not self._says_something(term):
            yield Side("value", Num(value), (value,))

    @staticmethod
    def _says_something(term: Term) -> bool:
        return not isinstance(term, Num)

    def _is_worth(self, numbers: Term, value: Any, slipped: bool) -> bool:
        """Whether numbers are worth writing, and their rounding does no harm to the value."""
        if isinstance(numbers, Num):
            return False
        worked = self.worker.worked(numbers)
        return slipped or near(worked, value, 0) or near(worked, value, 10.0 ** (1 - int(self.hand.digits)) * 0.6)


def _with_ones(term: Term, change: Callable[[Term], Term | None]) -> Term:  # noqa: PLR0911
    """A term with parts replaced; factors 1 stay, for they are written."""
    changed = change(term)
    if changed is not None:
        return changed
    match term:
        case Mul(factors):
            return Mul(tuple(_with_ones(one, change) for one in factors))
        case Add(terms):
            return Add(tuple(_with_ones(one, change) for one in terms))
        case Over(top, bottom):
            return Over(_with_ones(top, change), _with_ones(bottom, change))
        case Power(base, exponent):
            return Power(_with_ones(base, change), exponent)
        case Call(function, argument, activation, layer):
            return Call(function, _with_ones(argument, change), activation, layer)
    return term
