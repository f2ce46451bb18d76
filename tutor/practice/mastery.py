"""How sure it is that a learner has mastered a skill: Bayesian knowledge tracing.

Corbett and Anderson, "Knowledge tracing: modeling the acquisition of procedural knowledge" (1995): the update and the
criterion of 0.95 are theirs. GUESS and SLIP stay within the bounds under which the model can't turn upside down (Baker,
Corbett and Aleven 2008: at most 0.3 and 0.1). The values are chosen, not fitted: there are no records to fit them to.
"""

PRIOR = 0.2
"""How likely a skill is mastered before it was ever tried."""
LEARN = 0.15
"""How likely it is learnt in one drill."""
GUESS, SLIP = 0.2, 0.1
"""How likely a drill goes right without mastery (some mistakes hide), and wrong with it."""
HINTED_GUESS = 0.5
"""The same as GUESS after a hint: right still speaks for mastery, only less."""
FADED_GUESS = (0.8, 0.45, 0.3, GUESS)
"""GUESS by the stage of fading: what stands there already can be read off."""
MASTERED = 0.95
RISING = (0.45, 0.65, 0.8, 0.9)
"""From which mastery on a skill is drilled at level 2, 3, 4 and 5."""


def traced(p: float, *, is_right: bool, hinted: bool = False, fading: int = 3) -> float:
    """The mastery after a drill. Only first attempts count; a hint is no failure, so that mastery never falls by it."""
    guess = max(FADED_GUESS[fading], HINTED_GUESS if hinted else 0.0)
    known, unknown = (1 - SLIP, min(guess, 1 - SLIP)) if is_right else (SLIP, 1 - GUESS)
    posterior = p * known / (p * known + (1 - p) * unknown)
    return posterior + (1 - posterior) * LEARN


def level_after(level: int, p: float) -> int:
    """The level of the next drill: as mastery has it, and never more than one above the last."""
    return min(level + 1, 1 + sum(p >= bound for bound in RISING))
