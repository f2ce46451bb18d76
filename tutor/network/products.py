"""The matrix product, by whichever way is quick for its shapes."""

from typing import Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

FEW = 8
"""Up to this many terms, a stack of small products is quicker as sums of elementwise ones."""


def product(left: Array, right: Array) -> Array:
    """The matrix product of (…, m, k) and (…, k, n): (…, m, n), leading axes broadcast.

    For two plain matrices `dot` has a third of the overhead of `@`; a stack of ten thousand tiny ones `@` would take
    one by one, where elementwise products are one loop.
    """
    if left.ndim == 2 and right.ndim == 2:
        result: Array = left.dot(right)
        return result
    terms = left.shape[-1]
    if terms > FEW:
        return left @ right
    total: Array = left[..., :, :1] * right[..., :1, :]
    for k in range(1, terms):
        total += left[..., :, k : k + 1] * right[..., k : k + 1, :]
    return total
