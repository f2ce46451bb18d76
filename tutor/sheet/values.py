"""Values with how far rounding may have carried them, and how they are put together: numbers, lists and matrices.

The last two axes are places and data points; those of a list or a matrix stand before them, so that a number goes with
any of them as it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from tutor.network.products import Array
from tutor.sheet.kinds import Unknown
from tutor.sheet.terms import Term

MOST_ENTRIES = 200_000


class Value(NamedTuple):
    """A number, (S or 1, m or 1); a list, (n, S, m); a matrix, (rows, columns, S, m). Errors broadcast to it."""

    value: Array
    error: Array

    @property
    def of(self) -> tuple[int, ...]:
        """The shape of what has a number at each place and point: () of a number, (n,), (rows, columns)."""
        return self.value.shape[:-2]

    def items(self) -> Array:
        """The numbers in it, one after the other, (n, S, m)."""
        return self.value.reshape(-1, *self.value.shape[-2:])

    def in_rows(self, shape: tuple[int, ...]) -> "Value":
        """A list as a matrix, row by row, where it has as many items; else as it is."""
        if len(self.of) != 1 or len(shape) != 2 or self.of[0] != shape[0] * shape[1]:
            return self
        error = np.broadcast_to(self.error, self.value.shape)
        return Value(*(one.reshape(*shape, *self.value.shape[-2:]) for one in (self.value, error)))


class Misfit(Unknown):
    """Two matrices whose shapes do not go together; a term is None until it is known what was put together."""

    def __init__(self, left: tuple[int, ...], right: tuple[int, ...], terms: tuple[Term, Term] | None = None) -> None:
        super().__init__(f"{left} and {right}")
        self.left, self.right, self.terms = left, right, terms

    def about(self, left: Term, right: Term) -> "Misfit":
        """The same, said of two terms."""
        return self if self.terms else Misfit(self.left, self.right, (left, right))


@contextmanager
def said_of(left: Term, right: Term) -> Iterator[None]:
    """What does not fit is said of two terms."""
    try:
        yield
    except Misfit as error:
        raise error.about(left, right) from None


def number(value: float, error: float = 0.0) -> Value:
    """A number that is the same everywhere."""
    return Value(np.full((1, 1), value), np.full((1, 1), error))


def stacked(items: Sequence[Value], shape: tuple[int, ...]) -> Value:
    """Numbers as a list or a matrix, row by row."""
    common = np.broadcast_shapes(*(one.value.shape for one in items))
    parts = (np.stack([np.broadcast_to(one[k], common) for one in items]).reshape(*shape, *common) for k in (0, 1))
    return Value(*parts)


def added(left: Value, right: Value, sign: int) -> Value:
    """The sum, or the difference. Raises Misfit."""
    _fit_entrywise(left, right)
    return Value(left.value + sign * right.value, left.error + right.error)


def entrywise(left: Value, right: Value, sign: int = 1) -> Value:
    """The product entry by entry, or the quotient. Raises Misfit."""
    _fit_entrywise(left, right)
    if sign < 0:
        value = left.value / right.value
        return Value(value, (left.error + np.abs(value) * right.error) / np.abs(right.value))
    return Value(left.value * right.value, np.abs(left.value) * right.error + np.abs(right.value) * left.error)


def multiplied(left: Value, right: Value, sign: int = 1) -> Value:
    """The product by what stands there: of matrices where they fit, else entry by entry. Raises Misfit."""
    are_matrices = len(left.of) == len(right.of) == 2
    return (
        of_matrices(left, right)
        if are_matrices and sign > 0 and left.of[1] == right.of[0]
        else entrywise(left, right, sign)
    )


def of_matrices(left: Value, right: Value) -> Value:
    """The product of matrices; of one row and one column it is a number. Raises Misfit."""
    if len(left.of) != 2 or len(right.of) != 2:
        return entrywise(left, right)
    if left.of[1] != right.of[0]:
        raise Misfit(left.of, right.of)
    if left.of[0] * right.of[1] * left.value.shape[-2] * right.value.shape[-1] > MOST_ENTRIES:
        raise Unknown("too large")

    def product(one: Array, other: Array) -> Array:
        found: Array = (one[:, :, None] * other[None]).sum(axis=1)
        return found[0, 0] if found.shape[:2] == (1, 1) else found

    errors = (np.broadcast_to(one.error, one.value.shape) for one in (left, right))
    of_left, of_right = errors
    value = product(left.value, right.value)
    return Value(value, product(np.abs(left.value), of_right) + product(of_left, np.abs(right.value)))


def inner(left: Value, right: Value) -> Value:
    """What `np.dot` gives: of two lists of one length the sum of their products, else the product. Raises Misfit."""
    if left.of == right.of and len(left.of) == 2 and 1 in left.of:
        is_column = left.of[1] == 1
        return of_matrices(transposed(left), right) if is_column else of_matrices(left, transposed(right))
    return of_matrices(left, right)


def outer(left: Value, right: Value) -> Value:
    """Each entry of the one times each of the other: those of the one in rows. Raises Misfit."""
    column, row = (
        Value(one.value.reshape(*of, *one.value.shape[-2:]), error.reshape(*of, *error.shape[-2:]))
        for one, of in ((left, (-1, 1)), (right, (1, -1)))
        for error in (np.broadcast_to(one.error, one.value.shape),)
    )
    return of_matrices(column, row)


def root_of_squares(body: Value) -> Value:
    """The length of a list, the size of a number."""
    axes = tuple(range(len(body.of)))
    value = np.sqrt((body.value**2).sum(axis=axes))
    error = np.broadcast_to(body.error, body.value.shape)
    return Value(value, np.sqrt((error**2).sum(axis=axes)))


def transposed(body: Value) -> Value:
    """Rows and columns exchanged; a number stays as it is."""
    if len(body.of) != 2:
        return body
    error = np.broadcast_to(body.error, body.value.shape)
    return Value(body.value.swapaxes(0, 1), error.swapaxes(0, 1))


def _fit_entrywise(left: Value, right: Value) -> None:
    if left.of and right.of and left.of != right.of:
        raise Misfit(left.of, right.of)


JOINS: Mapping[str, Callable[[Value, Value], Value]] = MappingProxyType(
    {"@": of_matrices, "⊙": entrywise, "dot": inner, "⊗": outer}
)
"""How two matrices are put together, by the sign between them."""
