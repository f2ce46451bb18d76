"""How likely each cause is before anything is answered, and more if it was made before.

The mix is that of first wrong answers in real work, as far as it is known: about two of five are slips and one of five
a rule that nobody listed; in the rest one mistake is made throughout or now and then, seldom two. Where slips are and
unlisted rules are, flat accusations are wrong unless the numbers bear them out several times; a mix without them made
the tutor sure of itself where three of four such sentences were true. The shares among slips were chosen on the tuning
seeds of `tests.benchmarks.accusations`.
"""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from tutor.diagnosis.table import Table
from tutor.network.products import Array

ONE, TWO, SLIP, NOTHING_KNOWN = 0.36, 0.02, 0.40, 0.29
"""The shares of the kinds of slips stand in their records; slips that are not known are part of NOTHING_KNOWN. A rule
that becomes known takes its share from there: the others stay as likely as they were."""
MOST_COUNTED, WEIGHT_OF_ONE = 4, 0.5
LESS_SHARE = 0.5
"""A mistake about one data point is less likely than one about none, for each of the points; so is one that is another
mistake in some places only."""


def log_prior(table: Table, history: Sequence[str]) -> Array:
    """The logarithm of the prior of each row of the table (−∞ for the right one); `history` lists ids made before."""
    times = Counter(history)
    weight = [
        (1 + WEIGHT_OF_ONE * min(MOST_COUNTED, times[mistake.id]))
        * (LESS_SHARE if mistake.point or mistake.narrows else 1.0)
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
