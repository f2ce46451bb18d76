"""Terms worked out: at all places what stands in letters, at the problem's own numbers what has numbers in it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

import numpy as np

from tutor.answers.quantity import Quantity
from tutor.lessons.problem import Problem
from tutor.network.operations import OPERATIONS
from tutor.network.products import Array
from tutor.sheet.activations import operation_of
from tutor.sheet.comparing import agree
from tutor.sheet.differentiating import Differentiation
from tutor.sheet.kinds import DEEPEST, Kind, Kinds, Unknown
from tutor.sheet.rounding import slack_of
from tutor.sheet.terms import (
    Call,
    Group,
    Indexed,
    Joined,
    Letter,
    Named,
    Number,
    Over,
    Power,
    Product,
    Slope,
    Sum,
    Term,
    Total,
    Transposed,
    Vector,
    entries,
)
from tutor.sheet.values import JOINS, Value, added, multiplied, number, root_of_squares, said_of, stacked, transposed

_MOST_POWER = 64


class State(Protocol):
    """Where the values of quantities come from."""

    def value(self, name: str) -> Array:
        """(S, m) or (S, 1)."""

    def at_points(self, name: str) -> Array:
        """(S, m)."""


class Evaluator:
    """Works out the terms of one problem; `letters` are the learner's own, with what they stand for."""

    def __init__(self, problem: Problem, letters: Mapping[str, Term], rho: str | None = None) -> None:
        """`rho` is what ρ stands for where that cannot be seen from what it is put on."""
        self._problem, self._rho = problem, rho
        self.points = len(problem.data)
        self.kinds = Kinds(problem, letters)
        self.exact = problem.is_exact and problem.trace.exact and problem.digits is None

    def kind(self, term: Term) -> Kind:
        """What a term is made of. Raises Unknown."""
        return self.kinds.of(term)

    def evaluate(
        self,
        term: Term,
        state: State,
        *,
        own: bool,
        summed: bool = False,
        point: int | None = None,
        listed: bool = False,
    ) -> Value:
        """The value by a state, at the first place only if `own`; `listed` if a list is of units, not of data points.

        With `summed`, every summand that differs from point to point is summed over the data; with `point` (from 1)
        everything is of that data point. Raises Unknown, and KeyError for a name that means nothing here.
        """
        with np.errstate(all="ignore"):
            if isinstance(term, Vector | Group) and (found := self._listed(term, state, own, point, listed)):
                return found
            if not summed:
                return _Run(self, state, own, point, listed=listed).value(term, 0)
            run = _Run(self, state, own, None, listed=listed, of_units=listed)
            summands = term.terms if isinstance(term, Sum) else ((1, term),)
            total = number(0.0)
            for sign, one in summands:
                found = run.value(one, 0)
                if found.value.shape[-1] > 1:
                    found = Value(found.value.sum(-1, keepdims=True), np.sum(found.error, axis=-1, keepdims=True))
                if 1 in found.of and not listed:  # C = r·r
                    found = Value(*(np.broadcast_to(v, found.value.shape).sum(axis=(0, 1)) for v in found))
                total = added(total, found, sign)
            return total

    def _listed(self, term: Term, state: State, own: bool, point: int | None, listed: bool) -> Value | None:
        """A list that is not of the data points: of units, of parameters."""
        items: Sequence[Term] = ()
        if isinstance(term, Group) and term.shape is None:
            items = tuple(Named(name) for name in term.names)
        elif isinstance(term, Vector) and not term.of_points:
            items = tuple(entries(term)) if listed or len(term.items) != self.points or self.points == 1 else ()
        if not items:
            return None
        return stacked([self.evaluate(item, state, own=own, point=point) for item in items], (len(items),))

    def slack(self, quantity: Quantity) -> float:
        """How far what was rounded to a number may lie from it."""
        return 0.0 if self.exact else slack_of(self._problem, quantity)

    def derivative(self, slope: Slope, state: State) -> Term:
        """The derivative that a term stands for. Raises Unknown."""
        below = slope.below
        name = below.name if isinstance(below, Named) else self._named(below, state)
        return Differentiation(self._problem, name, self.kinds.definition).of(slope.body)

    def _named(self, letter: Letter, state: State) -> str:
        """The quantity that a letter is a formula of. Raises Unknown."""
        value = self.evaluate(letter, state, own=False) if self.kind(letter) is Kind.SYMBOLS else None
        for node in self._problem.graph.nodes:
            if value is not None and agree(value, Value(state.value(node.quantity.name), np.zeros((1, 1)))).at.all():
                return node.quantity.name
        raise Unknown(letter.letter)

    def activation(self, function: str, argument: Term) -> str:
        """The operation that a function stands for. Raises Unknown."""
        return operation_of(self._problem, function, argument, self._rho)


class _Run:
    """One evaluation; `listed` if it is of several quantities, so that a sum leaves the items of a list apart.

    `of_units` if they are sums over the data, so that no list in it is of the data points.
    """

    def __init__(
        self, evaluator: Evaluator, state: State, own: bool, point: int | None, *, listed: bool, of_units: bool = False
    ) -> None:
        self._of_units = of_units
        self._of_letters: dict[str, Value] = {}
        self._evaluator, self._state, self._own, self._point, self._listed = evaluator, state, own, point, listed

    def value(self, term: Term, depth: int) -> Value:
        if depth > DEEPEST:
            raise Unknown("too deep")
        return self._value(term, depth + 1)

    def _value(self, term: Term, depth: int) -> Value:
        match term:
            case Number(quantity):
                found = number(float(quantity.value), self._evaluator.slack(quantity))
            case Named(name, point):
                found = self._named(name, point)
            case Letter(letter):
                found = self._letter(letter, depth)
            case Sum(terms):
                found = self._folded(terms, added, number(0.0), depth)
            case Product(factors):
                found = self._folded(factors, multiplied, number(1.0), depth)
            case Power(base, exponent):
                found = self._power(self.value(base, depth), self.value(exponent, depth))
            case Call():
                found = self._call(term, depth)
            case Total(body, over):
                every = _Run(
                    self._evaluator, self._state, self._own, None, listed=self._listed
                )  # whatever point the line is about
                found = self._total(every.value(body, depth), over)
            case Vector():
                found = self._vector(term, depth)
            case Group() | Transposed() | Joined():
                found = self._matrix(term, depth)
            case Slope():
                found = self.value(self._evaluator.derivative(term, self._state), depth)
            case Indexed():
                raise Unknown("an index that says no unit")
        return found

    def _letter(self, letter: str, depth: int) -> Value:
        """What a letter of the learner's stands for, worked out once: those made of others double with every line."""
        if letter not in self._of_letters:
            self._of_letters[letter] = self.value(self._evaluator.kinds.definition(letter), depth)
        return self._of_letters[letter]

    def _matrix(self, term: Group | Transposed | Joined, depth: int) -> Value:
        match term:
            case Group(_, names, shape, is_turned):
                found = stacked([self._named(name, None) for name in names], shape or (len(names), 1))
                return transposed(found) if is_turned else found
            case Transposed(body):
                return transposed(self.value(body, depth))
            case Joined(sign, left, right):
                with said_of(left, right):
                    return JOINS[sign](self.value(left, depth), self.value(right, depth))
        raise Unknown("a list in a formula")

    def _folded(
        self, parts: tuple[tuple[int, Term], ...], join: Callable[[Value, Value, int], Value], total: Value, depth: int
    ) -> Value:
        """Terms added up, or factors multiplied, from left to right. Raises Misfit."""
        for k, (sign, one) in enumerate(parts):
            before = parts[0][1] if k < 2 else (Sum if join is added else Product)(parts[:k])
            found = self.value(one, depth)
            with said_of(before, one):
                total = join(total, found, sign)
        return total

    def _vector(self, vector: Vector, depth: int) -> Value:
        """A list: a value for each data point, else one for each unit; or a matrix, row by row."""
        rows = [row.items for row in vector.items if isinstance(row, Vector)]
        if vector.of_points:
            of_units = [self._of_points([self.value(item, depth) for item in row]) for row in rows]
            return stacked(of_units, (len(rows), 1))
        if rows and len({len(row) for row in rows}) == 1 and len(rows) == len(vector.items):
            entries = [self.value(item, depth) for row in rows for item in row]
            return stacked([self._alone(one) for one in entries], (len(rows), len(rows[0])))
        items = [self.value(item, depth) for item in vector.items]
        if rows or not self._listed or (len(items) == self._evaluator.points and not self._of_units):
            return self._of_points(items)
        return stacked([self._alone(one) for one in items], (len(items), 1))

    @staticmethod
    def _alone(item: Value) -> Value:
        """An entry of a matrix. Raises Unknown for what is none."""
        if item.of:
            raise Unknown("a matrix in a matrix")
        return item

    def _of_points(self, items: Sequence[Value]) -> Value:
        """A list of one value for each data point."""
        if len(items) != self._evaluator.points or any(one.value.shape[-1] > 1 for one in items):
            raise Unknown("a vector of another size")
        value = np.concatenate([one.value[:1] for one in items], axis=-1)
        return Value(value, np.concatenate([one.error[:1] for one in items], axis=-1))

    def _named(self, name: str, point: int | None) -> Value:
        point = point or self._point
        value = self._state.value(name)
        if point is not None:
            if value.shape[-1] == 1:
                with suppress(KeyError):
                    value = self._state.at_points(name)
            if value.shape[-1] > 1:
                value = value[:, point - 1 : point]
        value = value[:1] if self._own else value
        return Value(value, np.zeros((1, 1)))

    def _power(self, base: Value, exponent: Value) -> Value:
        n = exponent.value
        if n.size == 1 and abs(float(n.flat[0])) > _MOST_POWER:
            raise Unknown("a power that is too large")
        value = np.power(base.value, n)
        return Value(value, np.abs(n * np.power(base.value, n - 1)) * base.error)

    def _call(self, call: Call, depth: int) -> Value:
        arguments = [self.value(one, depth + 1) for one in call.arguments]
        if call.function == "sign":
            return Value(np.sign(arguments[0].value), np.zeros((1, 1)))
        if call.function == "positive":
            return Value((arguments[0].value > 0).astype(float), np.zeros((1, 1)))
        if call.function == "norm":
            return root_of_squares(arguments[0])
        name = self._evaluator.activation(call.function, call.arguments[0])
        operation = OPERATIONS.get(name)
        if operation is None or name == "softmax":
            raise Unknown(name)
        values = [one.value for one in arguments]
        result = np.asarray(operation.value(*values), float)
        slopes = operation.shares(1.0, result, *values)
        if call.primed:
            slope = np.asarray(slopes[0], float) * np.ones_like(result)
            nudged = values[0] + arguments[0].error
            moved = np.asarray(operation.shares(1.0, operation.value(nudged), nudged)[0], float)
            return Value(slope, np.abs(moved - slope))
        error = sum((np.abs(s) * one.error for s, one in zip(slopes, arguments, strict=True)), np.zeros((1, 1)))
        return Value(result, error)

    def _total(self, body: Value, over: Over) -> Value:
        """The sum over the data points, or the mean; of a list's items, too, where one number is asked for."""
        points, value, error = self._evaluator.points, body.value, np.broadcast_to(body.error, body.value.shape)
        axes = tuple(range(len(body.of)))
        if axes and (over in (Over.ALL, Over.MEAN_OF_ALL) or not self._listed):
            fold = np.mean if over is Over.MEAN_OF_ALL else np.sum
            value, error = fold(value, axis=axes), fold(error, axis=axes)
        if over in (Over.MEAN, Over.MEAN_OF_ALL):
            return Value(value.mean(-1, keepdims=True), error.mean(-1, keepdims=True))
        if value.shape[-1] > 1 or points == 1:
            return Value(value.sum(-1, keepdims=True), error.sum(-1, keepdims=True))
        times = 1 if over is Over.ALL else points
        return Value(value * times, error * times)
