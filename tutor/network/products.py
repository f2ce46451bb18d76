"""Products and sums of matrices, each by whichever way is quick for its shapes."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


def product(left: Array, right: Array) -> Array:
    """The matrix product of (…, m, k) and (…, k, n): (…, m, n), leading axes broadcast."""
    if left.ndim == 2 and right.ndim == 2:
        result: Array = left.dot(right)  # a third of the overhead of @
        return result
    # a stack of layers of width 1 is one loop as a product of elements, and a call for each as one of matrices
    return left * right if left.shape[-1] == 1 else left @ right


def plus_row(rows: Array, row: Array) -> Array:
    """The row (…, 1, n) added to each of the rows (…, m, n)."""
    if row.size == 1:
        row = row.reshape(())  # numpy adds a bare number in half the time
    total: Array = rows + row
    return total


def ones(count: int, dtype: Any) -> Array:
    """A column of ones (count, 1)."""
    column = np.empty((count, 1), dtype)
    column.fill(1)
    return column
