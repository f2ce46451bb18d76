"""From weights to probabilities that are shares: in 100 such cases, as many are so as is said.

The likelihoods take answers for independent that are not, and rules that nobody listed for rarer look-alikes than they
are: where they leave the unknown next to nothing, it is met in one of twenty cases, and where they make it as likely as
not, what is known is still right more often. The map follows the isotonic regression over 6,000 simulated sheets
of `tests.benchmarks.accusations` (seeds 1 to 15, the rules of the choice of weights), more cautious where little was
unknown, and it is checked on others.
"""

from math import log

import numpy as np

from tutor.network.products import Array

WEIGHED = (0.0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.45, 0.475, 0.6, 0.75, 0.9, 0.98, 1.0)
MET = (0.0, 0.01, 0.025, 0.048, 0.065, 0.085, 0.115, 0.2, 0.22, 0.31, 0.34, 0.44, 0.55, 0.75, 0.95, 1.0)
"""The probability of there being no known explanation as the weights have it, and how often that is so."""


def calibrated(log_weights: Array, none: float) -> float:
    """The logarithm of the weight of there being no known explanation, beside those of the known ones (K,)."""
    if not len(log_weights):
        return none
    known = float(np.logaddexp.reduce(log_weights))
    share = float(np.exp(none - np.logaddexp(known, none)))
    met = float(np.interp(share, WEIGHED, MET))
    return known + log(met / (1 - met)) if 0 < met < 1 else none
