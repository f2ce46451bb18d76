"""Garbage is collected while the learner thinks: to collect all of it takes longer than a key should have to wait."""

import gc

QUIET = 2.0
"""Seconds without a key after which the learner seems to think."""
RARELY = 500
ENOUGH = 2
"""So many collections of young objects make one of all objects worth while."""


def begin() -> None:
    """Collect again, but what was made at the start and stays is left out, and the rest is rarely looked at whole."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, RARELY)
    gc.enable()


def tidy(quiet: float) -> None:
    """Collect everything, if it is worth while and no key came for so many seconds."""
    if quiet >= QUIET and gc.get_count()[2] >= ENOUGH:
        gc.collect()
