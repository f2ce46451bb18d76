"""How likely each cause is before anything is answered: one mistake far more than two, and more if it was made before.

The weights were chosen on drawn problems other than the benchmark's.
"""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from tutor.diagnosis.table import Table
from tutor.network.products import Array

ONE, TWO, SLIP, NOTHING_KNOWN = 0.62, 0.08, 0.08, 0.3
MOST_COUNTED, WEIGHT_OF_ONE = 4, 0.5
POINT_SHARE = 0.5
"""A mistake about one data point is less likely than one about none, for each of the points."""


def log_prior(table: Table, history: Sequence[str]) -> Array:
    """The logarithm of the prior of each row of the table (−∞ for the right one); `history` lists ids made before."""
    times = Counter(history)
    weight = [
        (1 + WEIGHT_OF_ONE * min(MOST_COUNTED, times[mistake.id])) * (POINT_SHARE if mistake.point else 1.0)
        for mistake in table.mistakes
    ]
    weights = np.array([*weight, 1.0])[table.made].prod(axis=-1)
    prior = np.zeros(len(weights))
    for size, share in ((1, ONE), (2, TWO)):
        rows = table.size == size
        if rows.any():
            prior[rows] = share * weights[rows] / weights[rows].sum()
    with np.errstate(divide="ignore"):
        logarithms: Array = np.log(prior)
    return logarithms


LOG_NOTHING_KNOWN = log(NOTHING_KNOWN)
