"""A statement beside the page that it stands on: its sides, the quantity that it states, and of which data points."""

from tutor.lessons.problem import Problem
from tutor.sheet.aligning import aligned, names_stated
from tutor.sheet.blocks import allowed
from tutor.sheet.checking import Checker
from tutor.sheet.evaluating import Evaluator, State
from tutor.sheet.kinds import Kind
from tutor.sheet.names import names_of
from tutor.sheet.page import Page
from tutor.sheet.put_in import PutIn
from tutor.sheet.putting_in import letters_of
from tutor.sheet.terms import Group, Letter, Named, Statement, Term, Vector, bare_number


class Stated:
    """What a statement says, and of what."""

    def __init__(
        self, problem: Problem, right: State, statement: Statement, page: Page, rho: str | None = None
    ) -> None:
        """`rho` is what ρ stands for where that cannot be seen from what it is put on. Raises Unknown."""
        if statement.defines and statement.sides:
            page = page._replace(letters={**page.letters, statement.defines: statement.sides[0]})
        self.statement = statement
        self._problem = problem
        self.evaluator = Evaluator(problem, page.letters, rho)
        self.checker = Checker(problem, self.evaluator)
        self.all = frozenset(range(1, len(problem.data) + 1))
        self.sides: tuple[Term, ...] = tuple(map(letters_of(problem).with_rate, statement.sides))
        self.before = 0
        """How many of its equalities stand in the line before, from which it goes on."""
        if statement.goes_on and page.last is not None:
            lead = (page.last,) if page.last_quantity in (None, page.last) else (page.last_quantity, page.last)
            self.before = len(lead) - 1
            self.sides = (*(one for one in lead if one is not None), *self.sides)
        self.evaluator.kind(self.sides[0])  # a letter that stands for itself is found out here
        self.is_aligned = False
        """Whether the quantity that it states is what it comes to, and not named."""
        self.quantity = self._named(page, right)
        self.is_total = self.checker.quantities.is_total(self.quantity)
        self.page = page._replace(last=self.sides[-1], last_quantity=self.quantity)

    def forget_quantity(self) -> None:
        """Take it as one of equalities alone."""
        self.quantity, self.is_total, self.is_aligned = None, False, False
        self.page = self.page._replace(last_quantity=None)

    def _named(self, page: Page, right: State) -> Term | None:
        """The quantity that is stated: the first side that is a name, else what the line before was about."""
        named: Term | None = next((side for side in self.sides if isinstance(side, Named | Group)), None)
        if named is None and self.statement.goes_on:
            named = page.last_quantity
        if named is None:
            for side in self.sides:
                meant = page.letters.get(side.letter) if isinstance(side, Letter) else None
                if isinstance(meant, Named):
                    return meant
        names = names_of(self._problem)
        named = named or next((one for side in self.sides if (one := names.made_by(side))), None)
        if named is None:
            named = aligned(self._problem, self.checker, self.evaluator, self.sides, right)
            self.is_aligned = named is not None
        return named

    @property
    def name(self) -> str:
        """The name of the one quantity that is stated; empty where it is none, or several."""
        return self.quantity.name if isinstance(self.quantity, Named) else ""

    @property
    def says_only_names(self) -> bool:
        """Whether it begins with a name or a letter, and nothing more."""
        return isinstance(self.sides[0], Named | Group | Letter)

    @property
    def lists_points(self) -> bool:
        """Whether a side lists values."""
        return any(isinstance(side, Vector) for side in self.sides)

    @property
    def lists_all(self) -> bool:
        """Whether a side lists as many values as there are data points, and no units of a layer."""
        lists = [side for side in self.sides if isinstance(side, Vector)]
        is_of_units = isinstance(self.quantity, Group) or any(isinstance(side, Group) for side in self.sides)
        return len(self.all) > 1 and not is_of_units and any(len(side.items) == len(self.all) for side in lists)

    @property
    def has_numbers(self) -> bool:
        """Whether a side is a number, or a list."""
        return self.lists_points or any(bare_number(side) is not None for side in self.sides)

    @property
    def names_a_number(self) -> bool:
        """Whether several quantities are said to come to the same numbers, `z1 = a1 = 1 + 1 = 2`."""
        names = next((k for k, side in enumerate(self.sides) if not isinstance(side, Named)), len(self.sides))
        rest = self.sides[names:]
        return names > 1 and bool(rest) and all(self.evaluator.kind(side) is Kind.NUMBERS for side in rest)

    @property
    def is_given(self) -> bool:
        """Whether it says what an input or a target is, as one does who begins with a data point."""
        found = self._problem.graph.named.get(self.name)
        is_given = found is not None and found.kind in ("input", "target")
        return is_given and len(self.all) > 1 and len(self.sides) == 2 and bare_number(self.sides[1]) is not None

    def names(self, points: frozenset[int] | None) -> tuple[str, ...]:
        """The names of what is stated of some data points (None: of all)."""
        of_all = points is None or self.is_total or points == self.all
        return names_stated(self.quantity, self.statement.point, frozenset() if of_all else points or frozenset())

    def meant_points(self, point: int | None) -> frozenset[int] | None:
        """The one data point that it seems to be about where it does not hold; None where it is about all."""
        point = point or self.statement.point
        if isinstance(self.quantity, Named) and self.quantity.point:
            point = self.quantity.point
        if point is not None:
            return None if self.is_total and self.statement.point is None else frozenset({point})
        if self.is_total or not self.name or self.lists_points:
            return None
        if self.evaluator.kind(self.sides[-1]) is not Kind.NUMBERS or len(self.all) == 1:
            return None
        return frozenset({min(allowed(self.page, self.name, self.all))})

    def put_in(self, k: int, at: int | None) -> PutIn | None:
        """What stands, and holds, before the side of a number; None where it is a name alone."""
        before = [side for side in self.sides[self.before : k] if not isinstance(side, Named | Group | Letter)]
        if not before:
            return None
        numbers = [self.evaluator.kind(side) is Kind.NUMBERS for side in before]
        formula = next((side for side, is_number in zip(before, numbers, strict=True) if not is_number), None)
        return PutIn(self.checker, names_of(self._problem), formula, self.sides[k], at, is_worked=any(numbers))
